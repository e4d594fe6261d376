"""Which files stand on which published page."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FileUse(models.Model):
    """A page that is published shows a file; written when the page goes live, gone when it doesn't any more."""

    class Kind(models.TextChoices):
        PICTURE = "picture", _("picture")
        DOCUMENT = "document", _("document")
        MEDIA = "media", _("audio or video")

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="file_uses")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    file_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "kind", "file_id"], name="home_one_file_use")]
        indexes = [models.Index(fields=["kind", "file_id"], name="home_file_use")]

    def __str__(self):
        return f"{self.kind} {self.file_id}"
