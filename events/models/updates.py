"""What staff write to those who agreed: translated like content, sent in each reader's language."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from events.models.edition import Edition
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

    def __str__(self):
        return self.subject


class UpdateSending(models.Model):
    """An update on its way. `translation_key`: that of the update; nobody gets one twice."""

    translation_key = models.UUIDField(unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    after_person = models.BigIntegerField(default=0)  # how far it has come
    written = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"#{self.pk}"
