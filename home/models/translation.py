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


class MachineDraft(models.Model):
    """What a machine offers for a text in its place. It is on no page before a person has taken it over."""

    text = models.ForeignKey("wagtail_localize.String", on_delete=models.CASCADE, related_name="+")
    context = models.ForeignKey(
        "wagtail_localize.TranslationContext", on_delete=models.CASCADE, related_name="+"
    )
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    data = models.TextField()
    tool = models.CharField(max_length=60)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["text", "context", "locale"], name="home_one_machine_draft_per_text"
            )
        ]

    def __str__(self):
        return f"{self.tool} {self.text_id} {self.locale_id}"


class PassageComment(models.Model):
    """What people say to each other about a passage in a language."""

    context = models.ForeignKey(
        "wagtail_localize.TranslationContext", on_delete=models.CASCADE, related_name="+"
    )
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    words = models.TextField(_("comment"), max_length=2000)
    made_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["context", "locale"], name="home_comments_of_a_passage")]

    def __str__(self):
        return f"{self.context_id} {self.locale_id} {self.made_at}"


class RetiredLanguageQuerySet(models.QuerySet):
    def locales(self):
        """Primary keys of the languages that are retired now, as a subquery."""
        return self.filter(returns_since=None).values("locale_id")


class RetiredLanguage(models.Model):
    """A language that the site no longer serves. Its pages and words are kept, and come back with it."""

    objects = RetiredLanguageQuerySet.as_manager()

    locale = models.OneToOneField("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    retired_at = models.DateTimeField(default=timezone.now)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # It comes back since then: it counts as retired no more, and what was live returns piece by piece.
    returns_since = models.DateTimeField(null=True, blank=True, editable=False)
    # [[label of the model, pk, pk of the version that was live or None]] of what left the site, and returns.
    was_live = models.JSONField(default=list, editable=False)

    def __str__(self):
        return f"{self.locale_id} {self.retired_at}"
