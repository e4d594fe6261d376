"""What translation keeps beside wagtail-localize's own records."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ChangedText(models.Model):
    """A text of an original that took the place of another one, so that its translation has a starting point."""

    context = models.ForeignKey(
        "wagtail_localize.TranslationContext", on_delete=models.CASCADE, related_name="+"
    )
    text = models.ForeignKey("wagtail_localize.String", on_delete=models.CASCADE, related_name="+")
    was = models.ForeignKey("wagtail_localize.String", on_delete=models.CASCADE, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["context", "text"], name="home_one_change_per_text")]

    def __str__(self):
        return f"{self.text_id} was {self.was_id}"


class TranslationDecision(models.Model):
    """What staff decided on a thing in a language: that it is urgent, or that it is not translated."""

    class Decision(models.TextChoices):
        URGENT = "urgent", _("urgent")
        LEFT_OUT = "left_out", _("left out on purpose")

    translation_key = models.UUIDField()
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    decision = models.CharField(max_length=10, choices=Decision.choices)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "locale"], name="home_one_decision_per_language"
            )
        ]

    def __str__(self):
        return f"{self.translation_key} {self.locale_id} {self.decision}"
