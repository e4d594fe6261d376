"""Blocks of pictures, sound, films and files."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtailmedia.blocks import AudioChooserBlock

from home.blocks import previews
from home.blocks.base import MEDIA, PageBlock, rich_text
from home.players import player_of


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(
        label=_("picture"), help_text=_("At least 720 pixels wide. Everything hidden in it is removed.")
    )
    alt = blocks.CharBlock(
        label=_("what it shows"),
        required=False,
        help_text=_("For people who can't see the picture: one sentence on what matters in it here."),
    )
    decorative = blocks.BooleanBlock(
        label=_("decorative"), required=False, help_text=_("The picture says nothing that the text doesn't.")
    )
    caption = blocks.CharBlock(
        label=_("caption"), required=False, help_text=_("Stands under the picture: who, where, when.")
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("One picture with what it shows and a caption.")
        group = MEDIA
        template = "blocks/picture.html"
        preview_template = "blocks/previews/picture.html"

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


class GalleryBlock(blocks.StructBlock):
    title = blocks.CharBlock(
        label=_("title"), required=False, help_text=_("Left empty where a heading stands above already.")
    )
    items = blocks.ListBlock(PictureBlock(), label=_("pictures"), min_num=2, max_num=24)

    class Meta:
        icon = "image"
        label = _("Gallery")
        description = _("Two to 24 pictures beside each other, each with what it shows.")
        group = MEDIA
        template = "blocks/gallery.html"
        preview_template = "blocks/previews/gallery.html"


class VideoBlock(blocks.StructBlock):
    page = PageBlock(
        label=_("video"),
        page_type="resources.VideoPage",
        help_text=_(
            "A video of this site, with its captions. It is shown as long as its own page is published."
        ),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A video from the site's own list, to be played on this page.")
        group = MEDIA
        template = "blocks/video.html"
        preview_template = "blocks/previews/video.html"


class AudioBlock(blocks.StructBlock):
    audio = AudioChooserBlock(
        label=_("sound"), help_text=_("A recording without the voice of anybody at risk.")
    )
    title = blocks.CharBlock(
        label=_("title"), help_text=_("What one hears, and who speaks in which language.")
    )
    transcript = rich_text(
        label=_("transcript"),
        help_text=_("Every word, for people who can't hear it or may not play it aloud."),
    )

    class Meta:
        icon = "media"
        label = _("Sound")
        description = _("A recording to be played on this page, with its words written down.")
        group = MEDIA
        template = "blocks/audio.html"
        preview_template = "blocks/previews/audio.html"


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(
        label=_("file"), help_text=_("Names of authors and other hidden traces are removed from it.")
    )
    title = blocks.CharBlock(label=_("title"), help_text=_("What the file is, in words: not its file name."))
    text = blocks.CharBlock(
        label=_("text"), required=False, max_length=255, help_text=_("What it is for, in one sentence.")
    )

    class Meta:
        icon = "download"
        label = _("Download")
        description = _(
            "One file to take along, with its kind and size. Posters and letters are better kept as resources."
        )
        group = MEDIA
        template = "blocks/download.html"
        preview_template = "blocks/previews/download.html"


class EmbedValue(blocks.StructValue):
    @property
    def company(self):
        return player_of(self["url"])[0]

    @property
    def player(self):
        return player_of(self["url"])[1]


class EmbedBlock(blocks.StructBlock):
    url = blocks.URLBlock(
        label=_("address"),
        help_text=_("Of the film's page at YouTube, Vimeo or elsewhere. Begins with https://"),
    )
    title = blocks.CharBlock(label=_("title"), help_text=_("What one will see, and in which language."))

    class Meta:
        icon = "media"
        label = _("Film elsewhere")
        description = _(
            "A film that lies with another company. Nothing of it is loaded before a reader asks for it."
        )
        group = MEDIA
        template = "blocks/embed.html"
        value_class = EmbedValue
        preview_value = staticmethod(previews.embed)
