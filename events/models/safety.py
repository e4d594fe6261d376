"""Whether acting is safe in a country, what one's rights are there, and what to do when stopped. Staff write it."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.models.snippets import DraftSnippet

SAFETY_CHECKED_FOR = datetime.timedelta(days=365)  # after that readers are told that nobody looked for a year
WORDS = ["bold", "italic", "ul", "ol", "link"]


class CountrySafety(DraftSnippet):
    class Level(models.TextChoices):
        OPEN = "open", _("gathering is usually safe")
        CARE = "care", _("gathering needs care")
        DANGER = "danger", _("gathering is dangerous")

    country = models.CharField(
        _("country"), max_length=2, help_text=_("The two capital letters of ISO 3166, for instance KR.")
    )
    level = models.CharField(
        _("in one word"),
        max_length=20,
        choices=Level.choices,
        default=Level.CARE,
        help_text=_("What readers see first."),
    )
    acting = RichTextField(
        _("is acting safe there?"),
        features=WORDS,
        help_text=_("Who may gather, where, and what must be announced."),
    )
    rights = RichTextField(
        _("your rights"),
        features=WORDS,
        blank=True,
        help_text=_("What one may do, and what nobody may demand."),
    )
    when_stopped = RichTextField(
        _("when you are stopped"), features=WORDS, blank=True, help_text=_("What to say, whom to call.")
    )
    sources = models.TextField(
        _("sources"), blank=True, help_text=_("Where this comes from, one address or title a line.")
    )
    checked_on = models.DateField(
        _("checked on"), null=True, blank=True, help_text=_("When somebody last made sure that it holds.")
    )

    panels = [
        FieldPanel(name)
        for name in ("country", "level", "acting", "rights", "when_stopped", "sources", "checked_on")
    ]
    translatable_fields = [
        SynchronizedField("country", overridable=False),
        SynchronizedField("level", overridable=False),
        TranslatableField("acting"),
        TranslatableField("rights"),
        TranslatableField("when_stopped"),
        SynchronizedField("sources"),
        SynchronizedField("checked_on", overridable=False),
    ]

    class Meta(DraftSnippet.Meta):
        verbose_name = _("safety in a country")
        verbose_name_plural = _("safety in countries")

    def __str__(self):
        from events.countries import country_name

        return country_name(self.country)

    def clean(self):
        from events.countries import is_country

        super().clean()
        self.country = (self.country or "").upper()
        if not is_country(self.country):
            raise ValidationError(
                {"country": _("Give the two capital letters of the country in ISO 3166, for instance KR.")}
            )
        others = type(self).objects.filter(country=self.country, locale=self.locale_id).exclude(pk=self.pk)
        if others.exists():
            raise ValidationError({"country": _("There is a page on safety in this country already.")})
        if self.checked_on and self.checked_on > timezone.localdate():
            raise ValidationError({"checked_on": _("This day is still to come.")})

    @property
    def is_overdue(self):
        """Whether nobody has made sure of it within a year."""
        return self.checked_on is None or self.checked_on < timezone.localdate() - SAFETY_CHECKED_FOR

    @property
    def source_lines(self):
        """[(text, address or "")]: a line that is an address leads there."""
        lines = [line.strip() for line in self.sources.splitlines() if line.strip()]
        return [(line, line if line.startswith(("https://", "http://")) else "") for line in lines]

    def get_preview_context(self, request, mode_name):
        from events.safety.words import parts

        return {
            **super().get_preview_context(request, mode_name),
            "preview_template": "events/safety/words.html",
            "safety": self,
            "parts": parts(self),
        }
