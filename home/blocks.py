"""Building blocks of pages, named for what they say. Each has one template in templates/blocks/."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter
from wagtail.images.blocks import ImageChooserBlock

RICH_TEXT = ["bold", "italic", "link", "ol", "ul", "h3"]


def rich_text(**kwargs):
    return blocks.RichTextBlock(features=RICH_TEXT, **kwargs)


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("text"), max_length=160)
    level = blocks.ChoiceBlock(
        [("2", _("section")), ("3", _("part of a section"))], default="2", label=_("level")
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("text"), help_text=_("Without quotation marks; the page sets them."))
    source = blocks.CharBlock(label=_("source"), help_text=_("Who said it, where and when."))
    source_url = blocks.URLBlock(label=_("address of the source"), required=False)
    language = blocks.CharBlock(
        label=_("language of the quotation"),
        required=False,
        max_length=20,
        help_text=_("A language code, if it is another than the page's."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "blocks/quotation.html"


class StatisticBlock(blocks.StructBlock):
    figure = blocks.CharBlock(label=_("figure"), max_length=40)
    label = blocks.CharBlock(label=_("what it counts"))
    source = blocks.CharBlock(label=_("source"), help_text=_("Every figure names its source."))
    source_url = blocks.URLBlock(label=_("address of the source"), required=False)

    class Meta:
        icon = "order"
        label = _("Figure with its source")
        template = "blocks/statistic.html"


class TimelineBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), required=False)
    items = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("when", blocks.CharBlock(label=_("when"))),
                ("title", blocks.CharBlock(label=_("title"))),
                ("text", blocks.TextBlock(label=_("text"), required=False)),
            ]
        ),
        label=_("steps in time"),
    )

    class Meta:
        icon = "history"
        label = _("Timeline")
        template = "blocks/timeline.html"


class QuestionsBlock(blocks.StructBlock):
    items = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("question", blocks.CharBlock(label=_("question"))),
                ("answer", rich_text(label=_("answer"))),
            ]
        ),
        label=_("questions"),
    )

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        template = "blocks/questions.html"


class CalloutBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock(
        [("note", _("note")), ("safety", _("safety")), ("good", _("good news"))],
        default="note",
        label=_("tone"),
    )
    title = blocks.CharBlock(label=_("title"), required=False)
    text = rich_text(label=_("text"))

    class Meta:
        icon = "warning"
        label = _("Callout")
        template = "blocks/callout.html"


class ButtonsBlock(blocks.ListBlock):
    def __init__(self, **kwargs):
        super().__init__(
            blocks.StructBlock(
                [
                    ("label", blocks.CharBlock(label=_("label"))),
                    ("page", blocks.PageChooserBlock(label=_("page"), required=False)),
                    ("url", blocks.URLBlock(label=_("or an address"), required=False)),
                ]
            ),
            max_num=3,
            **kwargs,
        )

    class Meta:
        icon = "link"
        label = _("Buttons")
        template = "blocks/buttons.html"


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("picture"))
    alt = blocks.CharBlock(
        label=_("what it shows"),
        required=False,
        help_text=_("For people who can't see the picture: one sentence on what matters in it here."),
    )
    decorative = blocks.BooleanBlock(
        label=_("decorative"), required=False, help_text=_("The picture says nothing that the text doesn't.")
    )
    caption = blocks.CharBlock(label=_("caption"), required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/picture.html"

    def clean(self, value):
        value = super().clean(value)
        if not self.is_deferred_validation and not value["alt"] and not value["decorative"]:
            missing = ValidationError(_("Say what the picture shows, or tick “decorative”."))
            raise blocks.StructBlockValidationError({"alt": missing})
        return value


class PictureBlockAdapter(StructBlockAdapter):
    """Offers the picture's own description where its text is empty."""

    js_constructor = "hub.PictureBlock"

    def js_args(self, block):
        name, children, meta = super().js_args(block)
        meta |= {"suggestion": gettext("Suggestion: %s"), "useSuggestion": gettext("Use it")}
        return [name, children, meta]

    @cached_property
    def media(self):
        media = super().media
        return forms.Media(js=[*media._js, "js/picture-block.js"], css=media._css)


register(PictureBlockAdapter(), PictureBlock)


class StepsBlock(blocks.StructBlock):
    items = blocks.ListBlock(
        blocks.StructBlock(
            [("title", blocks.CharBlock(label=_("title"))), ("text", blocks.TextBlock(label=_("text")))]
        ),
        label=_("steps"),
    )

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "blocks/steps.html"


class BodyBlock(blocks.StreamBlock):
    """The body of every page."""

    heading = HeadingBlock()
    paragraph = rich_text(label=_("Paragraph"), template="blocks/paragraph.html", icon="pilcrow")
    quotation = QuotationBlock()
    statistic = StatisticBlock()
    timeline = TimelineBlock()
    questions = QuestionsBlock()
    callout = CalloutBlock()
    buttons = ButtonsBlock()
    picture = PictureBlock()
    steps = StepsBlock()


def prepare(block):
    """What holds for every field below `block`: text takes its direction from what is written in it, whatever language
    the admin is in; choices and addresses are no words that a search should find."""
    for child in getattr(block, "child_blocks", {}).values():
        prepare(child)
    if hasattr(block, "child_block"):
        prepare(block.child_block)
    if isinstance(block, blocks.CharBlock | blocks.TextBlock):
        if block.meta.default is None:
            # What older data lacks is no text; None would stop a page on its way to translators.
            block.meta.default = ""
        block.field.widget.attrs.setdefault("dir", "auto")  # rich text has it from the admin's style sheet

    if isinstance(block, blocks.ChoiceBlock):
        block.search_index = False


for _block in BodyBlock.base_blocks.values():
    prepare(_block)
