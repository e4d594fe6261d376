"""Pictures, documents and audio or video: our own models, so that what they need later needs no change of key."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtailmedia.models import AbstractMedia


class HubImage(AbstractImage):
    credit = models.CharField(
        _("credit"), max_length=255, blank=True, help_text=_("Who made the picture, as it should be shown.")
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]

    def __str__(self):
        return self.title

    @property
    def default_alt_text(self):
        # A file name is no description: without one the picture says nothing rather than "IMG_2041".
        return self.description


class HubRendition(AbstractRendition):
    image = models.ForeignKey(HubImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]


class HubDocument(AbstractDocument):
    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def __str__(self):
        return self.title


class HubMedia(AbstractMedia):
    admin_form_fields = ("title", "file", "collection", "duration", "width", "height", "thumbnail", "tags")

    class Meta:
        verbose_name = _("audio or video")
        verbose_name_plural = _("audio and video")

    def __str__(self):
        return self.title
