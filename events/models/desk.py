"""What the coordinator desk writes down: notes, and who took what away."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.encryption import EncryptedTextField


class DeskNote(models.Model):
    """A note of the desk on something, encrypted. `about`: "events.signup:12", as in the outbox."""

    log_by_id = True

    about = models.CharField(max_length=120, db_index=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = EncryptedTextField(_("note"))
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("note of the desk")
        verbose_name_plural = _("notes of the desk")
        ordering = ["written_at", "pk"]

    def __str__(self):
        return f"#{self.pk}"


class ExportRecord(models.Model):
    """Who took which list away, and when. Nobody changes or deletes it."""

    log_by_id = True

    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    what = models.CharField(max_length=40)
    chosen = models.JSONField(default=dict)  # the filters, without what was searched for
    rows = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"#{self.pk}"
