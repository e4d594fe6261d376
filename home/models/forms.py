"""What is known of forms that visitors send: that one was sent, and where its answer stands."""

from django.db import models
from django.utils import timezone

from home.encryption import EncryptedTextField


class FormReceipt(models.Model):
    """A form that was taken, by the hash of its nonce: sent twice, it is taken once and answered alike."""

    nonce_hash = models.CharField(max_length=64, unique=True)
    form = models.CharField(max_length=80)
    content_hash = models.CharField(max_length=64, blank=True)
    answer = EncryptedTextField(blank=True)  # an address, which may hold somebody's link
    taken_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self):
        return f"#{self.pk}"
