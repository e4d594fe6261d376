"""How staff arrange the home page."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks.base import prepare
from home.blocks.body import BodyBlock
from home.sections import phase_choices, section_choices


def when():
    return blocks.MultipleChoiceBlock(
        choices=phase_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("shown only"),
        help_text=_("Tick nothing to show it always."),
    )


class AutomaticBlock(blocks.StructBlock):
    leave_out = blocks.MultipleChoiceBlock(
        choices=section_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("leave out"),
        help_text=_("What is placed by itself elsewhere on this page is left out here anyway."),
    )
    when = when()

    class Meta:
        icon = "cogs"
        label = _("What fits the state of the Day, by itself")
        description = _("All other sections, in the order that the state of the edition asks for.")
        preview_template = "blocks/previews/automatic.html"


class SectionBlock(blocks.StructBlock):
    name = blocks.ChoiceBlock(
        choices=section_choices,
        label=_("section"),
        help_text=_("It fills itself; with nothing to show it stays away."),
    )
    when = when()

    class Meta:
        icon = "list-ul"
        label = _("One automatic section, here")
        description = _("Pins one of the automatic sections to this place.")
        preview_template = "blocks/previews/automatic.html"


class OwnBlock(blocks.StructBlock):
    title = blocks.CharBlock(
        label=_("title"), max_length=120, help_text=_("The heading of the section: a few words.")
    )
    lead = blocks.TextBlock(
        label=_("lead"),
        required=False,
        max_length=300,
        help_text=_("One or two sentences under the heading."),
    )
    tone = blocks.ChoiceBlock(
        [("paper", _("paper")), ("sunk", _("darker paper")), ("night", _("night"))],
        default="paper",
        label=_("ground"),
        help_text=_("Night is for what matters most: once on a page."),
    )
    when = when()
    body = BodyBlock(label=_("body"))

    class Meta:
        icon = "edit"
        label = _("A section of your own")
        description = _("Your own heading and blocks, instead of or between the automatic sections.")
        preview_template = "blocks/previews/automatic.html"


class ArrangementBlock(blocks.StreamBlock):
    automatic = AutomaticBlock()
    section = SectionBlock()
    own = OwnBlock()

    class Meta:
        block_counts = {"automatic": {"max_num": 1}}


for _block in ArrangementBlock.base_blocks.values():
    prepare(_block)
