"""Audio and video, played from the site itself under addresses that nobody guesses."""

from pathlib import PurePosixPath

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtailmedia.models import AbstractMedia, MediaType

from home.cleaning.fields import CleanFileField
from home.models.files import KeptFile, new_token, recognisable_field, removed_field


def media_path(instance, filename):
    """`media/<random>.mp4`: what the file was called is nobody's business."""
    return f"media/{new_token()}{PurePosixPath(filename).suffix}"


def thumbnail_path(instance, filename):
    return f"media_thumbnails/{new_token()}{PurePosixPath(filename).suffix}"


def media_family(instance):
    return instance.type if instance.type in MediaType.values else "media"


class HubMedia(KeptFile, AbstractMedia):
    file = CleanFileField(
        _("file"), upload_to=media_path, family=media_family, after=AbstractMedia._meta.get_field("file")
    )
    thumbnail = CleanFileField(
        _("thumbnail"),
        upload_to=thumbnail_path,
        family="picture",
        blank=True,
        help_text=_("Shown before the film plays. Without one a picture from the film is taken."),
        after=AbstractMedia._meta.get_field("thumbnail"),
    )
    removed = removed_field()
    recognisable = recognisable_field()
    thumbnail_from_film = models.BooleanField(default=False, editable=False)

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "duration",
        "width",
        "height",
        "thumbnail",
        "tags",
        "recognisable",
    )
    upload_fields = ("file", "thumbnail")
    derived_fields = ("removed", "duration", "width", "height", "thumbnail", "thumbnail_from_film")

    class Meta:
        verbose_name = _("audio or video")
        verbose_name_plural = _("audio and video")

    def __str__(self):
        return self.title

    def clean(self):
        """Without wagtailmedia's look at the name: what a file is, is told by its content."""
        super(AbstractMedia, self).clean()
        self.duration = self.duration or 0

    def note_upload(self, field, clean):
        super().note_upload(field, clean)
        if field == "thumbnail":
            self.thumbnail_from_film = False
            self._forget_who_was_recognised()  # the picture before the film may show a face that the film doesn't
            return
        facts = clean.facts
        self.duration = facts.get("duration") or self.duration
        if facts.get("has_video"):
            self.width, self.height = facts.get("width"), facts.get("height")
        poster = clean.beside("poster.jpg")  # the cleaner of films leaves one beside the film
        if poster and (self.thumbnail_from_film or not self.thumbnail):
            self.thumbnail.save("poster.jpg", poster, save=False)
            self.thumbnail_from_film = True
