"""What stays of an account that was taken back: that it was, and that its addresses lead nowhere. No word of it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Withdrawal(models.Model):
    """One account that was withdrawn: how much of what was removed, and what was found when looking again."""

    log_by_id = True

    number = models.CharField(_("number"), max_length=32, unique=True)
    begun_at = models.DateTimeField(_("begun"), default=timezone.now)
    looked_at = models.DateTimeField(_("looked again"), null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    removed = models.JSONField(default=dict)  # {store: how many}
    left = models.JSONField(
        default=list
    )  # [[what, where]] that still held words or files when it was looked again

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        ordering = ["-begun_at", "-pk"]

    def __str__(self):
        return self.number

    @property
    def is_complete(self):
        return self.looked_at is not None and not self.left


class WithdrawnAddress(models.Model):
    """An address at which something was withdrawn, as a keyed hash: the table tells nobody which address, or of what."""

    hash = models.CharField(max_length=64, primary_key=True)

    def __str__(self):
        return self.hash
