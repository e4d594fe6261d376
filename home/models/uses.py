"""Which files stand on which published page."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FileUse(models.Model):
    """A page shows a file. Written in the transaction in which the page goes live or changes.

    A row outlives its page and its place on it until the file has left its public address, so that no crash in between
    leaves something in public that nobody knows of.
    """

    class Kind(models.TextChoices):
        PICTURE = "picture", _("picture")
        DOCUMENT = "document", _("document")
        MEDIA = "media", _("audio or video")

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.DO_NOTHING, db_constraint=False, related_name="file_uses"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    file_id = models.BigIntegerField()
    gone = models.BooleanField(default=False)  # the page doesn't show it any more
    withdrawn = models.BooleanField(default=False)  # the file has left the address it had then

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "kind", "file_id"], name="home_one_file_use")]
        indexes = [models.Index(fields=["kind", "file_id"], name="home_file_use")]

    def __str__(self):
        return f"{self.kind} {self.file_id}"
