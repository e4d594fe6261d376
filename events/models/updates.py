"""What staff write to those who agreed: translated like content, sent in each reader's language."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from events.models.edition import Edition
from events.models.signups import Consent
from home.languages import reader_language
from home.models.snippets import DraftSnippet


class Update(DraftSnippet):
    class Group(models.TextChoices):
        NEWS = "news", _("everybody who asked for news")
        JOINING = "joining", _("who joins this Day")
        COORDINATORS = "coordinators", _("coordinators of this Day")

    subject = models.CharField(_("subject"), max_length=150, help_text=_("The first thing that one reads."))
    text = models.TextField(
        _("text"),
        max_length=8000,
        help_text=_("Plain text. An empty line begins a new paragraph; addresses become links."),
    )
    group = models.CharField(
        _("group"),
        max_length=20,
        choices=Group.choices,
        default=Group.NEWS,
        help_text=_("Only people who agreed to it get it."),
    )
    edition = models.ForeignKey(
        Edition,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("edition"),
        help_text=_("Whose people it goes to. Not needed for news."),
    )

    panels = [FieldPanel(name) for name in ("subject", "text", "group", "edition")]
    translatable_fields = [
        TranslatableField("subject"),
        TranslatableField("text"),
        SynchronizedField("group", overridable=False),
        SynchronizedField("edition", overridable=False),
    ]

    class Meta(DraftSnippet.Meta):
        verbose_name = _("update")
        verbose_name_plural = _("updates")
        constraints = [
            models.CheckConstraint(
                condition=Q(group="news") | Q(edition__isnull=False),
                name="events_update_says_which_day",
                violation_error_message=_("Choose the edition whose people it goes to."),
            )
        ]

    def __str__(self):
        return self.subject

    @property
    def preview_modes(self):
        return [("", _("As a mail")), ("text", _("As plain text"))]

    def serve_preview(self, request, mode_name):
        """The mail itself, as mail programs show it."""
        from events.updates.letters import previewed

        mail = previewed(self)
        if mode_name == "text":
            return HttpResponse(mail["text"], content_type="text/plain; charset=utf-8")
        return HttpResponse(mail["html"])

    def clean(self):
        super().clean()
        if self.group != self.Group.NEWS and self.edition is None:
            raise ValidationError({"edition": _("Choose the edition whose people it goes to.")})


class UpdateSending(models.Model):
    """An update on its way, with the words that staff confirmed. Nobody gets one twice, however often it is begun."""

    log_by_id = True

    translation_key = models.UUIDField(unique=True)  # of the update
    content = models.JSONField(default=dict)  # see events/updates/versions.py
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    after_person = models.BigIntegerField(default=0)  # how far it has come
    moved_at = models.DateTimeField(default=timezone.now)  # when it last came further
    expected = models.PositiveIntegerField(default=0)
    written = models.PositiveIntegerField(default=0)
    stopped_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("sending of an update")
        verbose_name_plural = _("sendings of updates")
        ordering = ["-begun_at", "-pk"]

    def __str__(self):
        return f"#{self.pk}"

    @property
    def subject(self):
        """In the language of whoever looks, else in the original's."""
        versions = self.content.get("versions", {})
        words = versions.get(reader_language()) or versions.get(self.content.get("original")) or {}
        return words.get("subject", str(self))

    @property
    def is_on_its_way(self):
        return not (self.finished_at or self.stopped_at)


class UpdateStop(models.Model):
    """Somebody still takes part in a Day and wants no updates of it: a smaller thing than taking the consent back."""

    consent = models.OneToOneField(Consent, on_delete=models.CASCADE, related_name="update_stop")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"#{self.pk}"
