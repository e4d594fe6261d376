"""Releases: pages and other things that go live together."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Release(models.Model):
    """What is published at one moment, all of it or nothing."""

    class State(models.TextChoices):
        PLANNED = "planned", _("being prepared")
        PUBLISHED = "published", _("published")
        REFUSED = "refused", _("refused")

    name = models.CharField(
        _("name"),
        max_length=120,
        help_text=_("For staff only, for instance “The Day 2027 in all languages”."),
    )
    note = models.TextField(_("note"), blank=True, max_length=1000, help_text=_("For staff only."))
    publish_at = models.DateTimeField(
        _("publish at"),
        null=True,
        blank=True,
        help_text=_(
            "Leave empty to publish by hand. At this time everything goes live, or nothing if anything isn't ready."
        ),
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    refusals = models.JSONField(default=list, editable=False)
    # Who decided when: with this person's rights everything is published at that time.
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("release")
        verbose_name_plural = _("releases")

    def __str__(self):
        return self.name


class ReleaseItem(models.Model):
    """A page or another thing with drafts whose latest version goes live with a release."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="items")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=64)
    thing = GenericForeignKey("content_type", "object_id", for_concrete_model=False)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "content_type", "object_id"], name="home_thing_once_in_a_release"
            )
        ]

    def __str__(self):
        return f"{self.release_id} {self.content_type_id} {self.object_id}"
