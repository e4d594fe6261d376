"""Pictures, and what is made of them for pages. Originals are never public."""

from pathlib import PurePosixPath

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Image,
    get_rendition_storage,
    get_rendition_upload_to,
)

from home.cleaning.fields import CleanImageField, RenditionField
from home.models.files import KeptFile, new_token, own_folder


def original_path(instance, filename):
    return own_folder("original_images", filename)


class HubImage(KeptFile, AbstractImage):
    file = CleanImageField(
        _("file"),
        upload_to=original_path,
        width_field="width",
        height_field="height",
        after=AbstractImage._meta.get_field("file"),
    )
    credit = models.CharField(
        _("credit"), max_length=255, blank=True, help_text=_("Who made the picture, as it should be shown.")
    )
    frames = models.PositiveIntegerField(_("frames"), default=1, editable=False)
    token = models.CharField(max_length=32, default=new_token, editable=False)
    made = models.JSONField(default=dict, editable=False)  # what pages show of it, see home/pictures/
    exposed = models.BooleanField(
        default=False, editable=False, db_index=True
    )  # stands on a page that anybody sees

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

    def note_upload(self, field, clean):
        super().note_upload(field, clean)
        self.note_size_and_hash(clean)
        self.frames = clean.facts.get("frames", 1)
        self.token = new_token()
        self.made = {}
        self.exposed = False

    def save(self, *args, **kwargs):
        from home.pictures import making

        with transaction.atomic():
            token = self.token
            if self.pk and not self._state.adding:
                # The worker writes this one: an editor who opened the picture before keeps nothing older.
                held = type(self).objects.select_for_update().filter(pk=self.pk, token=token)
                self.made = held.values_list("made", flat=True).first() or {}
            super().save(*args, **kwargs)
            making.begin(self) if self.token != token else making.refresh(self)


class HubRendition(AbstractRendition):
    image = models.ForeignKey(HubImage, on_delete=models.CASCADE, related_name="renditions")
    file = RenditionField(
        upload_to=get_rendition_upload_to,
        storage=get_rendition_storage,
        width_field="width",
        height_field="height",
    )

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]

    def get_upload_to(self, filename):
        """An address that nobody guesses and that doesn't tell what the picture was called."""
        spec = self.filter_spec.replace("|", ".") + (
            f".{self.focal_point_key}" if self.focal_point_key else ""
        )
        return f"images/{self.image.token}/{spec}{PurePosixPath(filename).suffix}"
