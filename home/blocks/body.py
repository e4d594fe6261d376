"""The bodies of pages: which blocks there are, and the field that holds them."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import StreamField

from home.blocks import lists, media, previews, words
from home.blocks import people as people_blocks
from home.blocks.base import WORDS, prepare, rich_text
from home.blocks.footnotes import FootnotesBlock
from home.blocks.table import TableBlock


class BodyField(StreamField):
    """Its blocks never enter a migration: the database holds JSON, and a new help text changes nothing there."""

    def __init__(self, block_types=(), **kwargs):
        super().__init__(block_types, **kwargs)

    def deconstruct(self):
        name, _path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, "django.db.models.JSONField", [], kwargs


class BodyBlock(blocks.StreamBlock):
    """The body of every page."""

    heading = words.HeadingBlock()
    paragraph = rich_text(
        label=_("Paragraph"),
        template="blocks/paragraph.html",
        icon="pilcrow",
        group=WORDS,
        description=_("Text. A new paragraph of the same kind needs no new block."),
        help_text=_("Short paragraphs. To point to a footnote, write its mark in brackets: [1]."),
        preview_value=previews.paragraph,
    )
    quotation = words.QuotationBlock()
    statistic = words.StatisticBlock()
    timeline = words.TimelineBlock()
    questions = words.QuestionsBlock()
    callout = words.CalloutBlock()
    buttons = words.ButtonsBlock()
    steps = words.StepsBlock()
    table = TableBlock()
    footnotes = FootnotesBlock()
    picture = media.PictureBlock()
    gallery = media.GalleryBlock()
    video = media.VideoBlock()
    audio = media.AudioBlock()
    embed = media.EmbedBlock()
    download = media.DownloadBlock()
    testimonies = lists.TestimoniesBlock()
    resources = lists.ResourcesBlock()
    events = lists.EventsBlock()
    event_list = lists.EventListBlock()
    map = lists.MapBlock()
    numbers = lists.NumbersBlock()
    organisations = people_blocks.OrganisationsBlock()
    people = people_blocks.PeopleBlock()
    helplines = people_blocks.HelplinesBlock()

    class Meta:
        block_counts = {"footnotes": {"max_num": 1}}


for _block in BodyBlock.base_blocks.values():
    prepare(_block)
