"""Blocks of words, named for what they say. Each has one template in templates/blocks/ and a preview."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks import previews
from home.blocks.base import WORDS, PageBlock, rich_text
from home.fields import language_choices


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(
        label=_("text"), max_length=160, help_text=_("A few words that say what the next part is about.")
    )
    level = blocks.ChoiceBlock(
        [("2", _("section")), ("3", _("part of a section"))],
        default="2",
        label=_("level"),
        help_text=_("A part of a section stands below a section; begin with a section."),
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Begins a section of the page, or a part of one.")
        group = WORDS
        template = "blocks/heading.html"
        preview_value = staticmethod(previews.heading)


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("text"), help_text=_("Without quotation marks; the page sets them."))
    source = blocks.CharBlock(label=_("source"), help_text=_("Who said it, where and when."))
    source_url = blocks.URLBlock(
        label=_("address of the source"),
        required=False,
        help_text=_("Where one can read it. Begins with https://"),
    )
    language = blocks.ChoiceBlock(
        choices=language_choices,
        label=_("language of the quotation"),
        required=False,
        help_text=_("Only if it is another than the page's, so that it is set and read aloud rightly."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("Somebody's own words, with who said them.")
        group = WORDS
        template = "blocks/quotation.html"
        preview_value = staticmethod(previews.quotation)


class StatisticBlock(blocks.StructBlock):
    figure = blocks.CharBlock(
        label=_("figure"), max_length=40, help_text=_("As it is to be read, for instance 55 or 14+.")
    )
    label = blocks.CharBlock(
        label=_("what it counts"), help_text=_("For instance: cities in 18 countries took part in 2022.")
    )
    source = blocks.CharBlock(label=_("source"), help_text=_("Every figure names its source."))
    source_url = blocks.URLBlock(
        label=_("address of the source"),
        required=False,
        help_text=_("Where one can read it. Begins with https://"),
    )

    class Meta:
        icon = "order"
        label = _("Figure with its source")
        description = _("One large figure, what it counts and where it comes from.")
        group = WORDS
        template = "blocks/statistic.html"
        preview_value = staticmethod(previews.statistic)


class TimelineBlock(blocks.StructBlock):
    title = blocks.CharBlock(
        label=_("title"), required=False, help_text=_("Left empty where a heading stands above already.")
    )
    items = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("when", blocks.CharBlock(label=_("when"), help_text=_("A year or a date, as it is read."))),
                ("title", blocks.CharBlock(label=_("title"), help_text=_("What happened, in a few words."))),
                (
                    "text",
                    blocks.TextBlock(
                        label=_("text"), required=False, help_text=_("One or two sentences more.")
                    ),
                ),
            ]
        ),
        label=_("steps in time"),
        min_num=1,
        max_num=40,
    )

    class Meta:
        icon = "history"
        label = _("Timeline")
        description = _("What happened when, one below the other.")
        group = WORDS
        template = "blocks/timeline.html"
        preview_value = staticmethod(previews.timeline)


class QuestionsBlock(blocks.StructBlock):
    items = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("question", blocks.CharBlock(label=_("question"), help_text=_("As a reader would ask it."))),
                (
                    "answer",
                    rich_text(label=_("answer"), help_text=_("The answer first, the reasons after it.")),
                ),
            ]
        ),
        label=_("questions"),
        min_num=1,
        max_num=40,
    )

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        description = _("Questions that open to their answers.")
        group = WORDS
        template = "blocks/questions.html"
        preview_value = staticmethod(previews.questions)


class CalloutBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock(
        [("note", _("note")), ("safety", _("safety")), ("good", _("good news"))],
        default="note",
        label=_("tone"),
        help_text=_("“Safety” is for what protects people: use it rarely, so that it is seen."),
    )
    title = blocks.CharBlock(label=_("title"), required=False, help_text=_("A few words; may be left empty."))
    text = rich_text(label=_("text"), help_text=_("Short: what one must not miss."))

    class Meta:
        icon = "warning"
        label = _("Callout")
        description = _("A box for what readers must not miss.")
        group = WORDS
        template = "blocks/callout.html"
        preview_value = staticmethod(previews.callout)


class ButtonBlock(blocks.StructBlock):
    label = blocks.CharBlock(
        label=_("label"), max_length=60, help_text=_("What one does there, beginning with a verb.")
    )
    page = PageBlock(
        label=_("page"),
        required=False,
        help_text=_("A page of this site. It opens in the reader's language."),
    )
    url = blocks.URLBlock(
        label=_("or an address"), required=False, help_text=_("Elsewhere. Begins with https://")
    )

    def clean(self, value):
        value = super().clean(value)
        if not self.is_deferred_validation and bool(value["page"]) == bool(value["url"]):
            reason = ValidationError(_("Choose a page or give an address: one of the two."))
            raise blocks.StructBlockValidationError({"page": reason})
        return value


class ButtonsBlock(blocks.ListBlock):
    def __init__(self, **kwargs):
        super().__init__(ButtonBlock(), **{"min_num": 1, "max_num": 3, **kwargs})

    class Meta:
        icon = "link"
        label = _("Buttons")
        description = _("One to three things to do next; the first is the large one.")
        group = WORDS
        template = "blocks/buttons.html"
        preview_value = staticmethod(previews.buttons)


class StepsBlock(blocks.StructBlock):
    items = blocks.ListBlock(
        blocks.StructBlock(
            [
                (
                    "title",
                    blocks.CharBlock(label=_("title"), help_text=_("What to do, beginning with a verb.")),
                ),
                (
                    "text",
                    blocks.TextBlock(
                        label=_("text"), required=False, help_text=_("How, in a sentence or two.")
                    ),
                ),
            ]
        ),
        label=_("steps"),
        min_num=1,
        max_num=20,
    )

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("What to do, one after the other, numbered.")
        group = WORDS
        template = "blocks/steps.html"
        preview_value = staticmethod(previews.steps)
