"""Blocks that show what the site holds. What they show is found by tags of the rooms that hold it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks.base import SITE, PageBlock
from home.registries import block_choices

TITLE = _("Left empty where a heading stands above already.")


def title():
    return blocks.CharBlock(label=_("title"), required=False, max_length=160, help_text=TITLE)


def limit(default=3, most=12):
    return blocks.IntegerBlock(
        label=_("how many"),
        default=default,
        min_value=1,
        max_value=most,
        help_text=_("Where nothing is chosen: how many are shown at most."),
    )


def chosen(page_type, most=12):
    return blocks.ListBlock(
        PageBlock(page_type=page_type, label=_("page")),
        label=_("chosen"),
        default=[],
        max_num=most,
        help_text=_(
            "In this order. Choose none, and the site chooses by itself. Only published ones are shown."
        ),
    )


def year():
    return blocks.IntegerBlock(
        label=_("year"),
        required=False,
        min_value=1982,
        max_value=2200,
        help_text=_("Of the edition. Left empty: the one that the site is about now."),
    )


class TeasersBlock(blocks.StructBlock):
    title = title()

    class Meta:
        icon = "list-ul"
        group = SITE


class TestimoniesBlock(TeasersBlock):
    chosen = chosen("resources.TestimonyPage")
    limit = limit(2)

    class Meta:
        icon = "openquote"
        label = _("Testimonies")
        description = _("Chosen testimonies, or the newest, each with what it contains said first.")
        template = "blocks/testimonies.html"
        preview_template = "blocks/previews/testimonies.html"


class ResourcesBlock(TeasersBlock):
    chosen = chosen("resources.ResourcePage")
    limit = limit(4)

    class Meta:
        icon = "download"
        label = _("Resources")
        description = _("Chosen letters, posters and prayer points, or the newest.")
        template = "blocks/resources.html"
        preview_template = "blocks/previews/resources.html"


class EventsBlock(TeasersBlock):
    chosen = chosen("events.EventPage")
    limit = limit(3)

    class Meta:
        icon = "date"
        label = _("Events")
        description = _("Chosen events, or those that come next.")
        template = "blocks/events.html"
        preview_template = "blocks/previews/events.html"


def event_kinds():
    return block_choices.get("event kinds")() if "event kinds" in block_choices else []


class EventListBlock(blocks.StructBlock):
    title = title()
    year = year()
    country = blocks.RegexBlock(
        r"^[A-Za-z]{2}$",
        label=_("country"),
        required=False,
        error_messages={"invalid": _("Two letters, for instance KR or US.")},
        help_text=_("Only events there: the country's two letters, for instance KR or US."),
    )
    kind = blocks.ChoiceBlock(
        choices=event_kinds, label=_("kind"), required=False, help_text=_("Only events of this kind.")
    )
    past = blocks.BooleanBlock(
        label=_("past ones too"), required=False, help_text=_("For a page that looks back.")
    )
    limit = limit(24, 60)

    class Meta:
        icon = "calendar"
        label = _("List of events")
        description = _("All events of an edition, of one country or of one kind; always up to date.")
        group = SITE
        template = "blocks/event_list.html"
        preview_template = "blocks/previews/events.html"


class MapBlock(blocks.StructBlock):
    title = title()
    year = year()

    class Meta:
        icon = "globe"
        label = _("World map")
        description = _("A light for every city with events, and the list of cities below it.")
        group = SITE
        template = "blocks/map.html"
        preview_template = "blocks/previews/map.html"


class NumbersBlock(blocks.StructBlock):
    title = title()
    year = year()
    years = blocks.BooleanBlock(
        label=_("year by year"),
        required=False,
        help_text=_("Shows how the Day has grown over all years instead."),
    )

    class Meta:
        icon = "order"
        label = _("Numbers of the Day")
        description = _(
            "Cities, countries and events of an edition, counted by the site; or all years side by side."
        )
        group = SITE
        template = "blocks/numbers.html"
        preview_template = "blocks/previews/numbers.html"
