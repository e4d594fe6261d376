"""What translation keeps beside wagtail-localize's own records."""

from django.db import models
from django.utils import timezone


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
