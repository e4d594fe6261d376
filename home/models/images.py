"""Pictures, and what is made of them for pages. Originals are never public."""

from pathlib import PurePosixPath

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Image,
    ImageQuerySet,
    SourceImageIOError,
    get_rendition_storage,
    get_rendition_upload_to,
)
from wagtail.search import index

from home.cleaning.fields import CleanImageField, RenditionField
from home.models.files import KeptFile, new_token, own_folder, recognisable_field, removed_field


def original_path(instance, filename):
    return own_folder("original_images", filename)


class StaleImage(SourceImageIOError):
    """This copy of a picture's row names a file or an address that is no longer its own."""


class OfferedImages(models.Manager.from_queryset(ImageQuerySet)):
    """What the library of pictures, choosers, the API and the worker know of: not what is withheld."""

    def get_queryset(self):
        return super().get_queryset().filter(withheld=False)


class HubImage(KeptFile, AbstractImage):
    file = CleanImageField(
        _("file"),
        upload_to=original_path,
        width_field="width",
        height_field="height",
        after=AbstractImage._meta.get_field("file"),
    )
    removed = removed_field()
    recognisable = recognisable_field()
    credit = models.CharField(
        _("credit"), max_length=255, blank=True, help_text=_("Who made the picture, as it should be shown.")
    )
    frames = models.PositiveIntegerField(_("frames"), default=1, editable=False)
    token = models.CharField(max_length=32, default=new_token, editable=False)
    made = models.JSONField(default=dict, editable=False)  # what pages show of it, see home/pictures/
    withheld = models.BooleanField(default=False, editable=False)  # see home/pictures/withholding.py
    reserved = models.BooleanField(
        default=False, editable=False
    )  # for one record alone: no chooser offers it

    objects = OfferedImages()
    every = models.Manager.from_queryset(ImageQuerySet)()

    # The manager and the choosers filter by them, so their search must know them.
    search_fields = [
        *AbstractImage.search_fields,
        index.FilterField("withheld"),
        index.FilterField("reserved"),
    ]

    search_auto_update = False  # what is withheld is in no index: see home/pictures/indexing.py

    derived_fields = ("width", "height", "file_size", "file_hash", "removed", "frames", "token", "made")
    admin_form_fields = (*Image.admin_form_fields, "credit", "recognisable")

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
        self._has_new_file = True

    def save(self, *args, **kwargs):
        from home.pictures import making

        self._clean_new_files()
        with transaction.atomic():
            self._has_new_file = False
            super().save(*args, **kwargs)
            making.begin(self) if self._has_new_file else making.refresh(self)

    def take_from_row(self, row):
        """The worker and withdrawals write these: an editor who opened the picture before keeps nothing older."""
        super().take_from_row(row)
        self.token, self.made = row.token, row.made

    # --- Renditions: of this very file, under addresses of its present token

    @property
    def rendition_folder(self):
        return f"images/{self.token}/"

    def find_existing_renditions(self, *filters):
        found = super().find_existing_renditions(*filters)
        return {
            each: made for each, made in found.items() if made.file.name.startswith(self.rendition_folder)
        }

    def create_renditions(self, *filters):
        return {each: self.create_rendition(each) for each in filters}

    def create_rendition(self, filter):
        return self.keep_rendition(
            filter.spec, filter.get_cache_key(self), self.generate_rendition_file(filter)
        )

    def keep_rendition(self, spec, focal_point_key, file):
        """Store what was made as a rendition. Raises StaleImage where the picture was replaced or withdrawn meanwhile."""
        with transaction.atomic():
            if not type(self).objects.select_for_update().filter(pk=self.pk, token=self.token).exists():
                raise StaleImage(f"Picture {self.pk} has another file or address now.")
            same = self.renditions.filter(filter_spec=spec, focal_point_key=focal_point_key)
            for found in same:
                if found.file.name.startswith(self.rendition_folder):
                    return found
                found.delete()
            return self.renditions.create(filter_spec=spec, focal_point_key=focal_point_key, file=file)


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
