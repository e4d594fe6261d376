"""Helplines: where somebody finds help now. None is shipped as fact, and none is shown that nobody checked lately."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.fields import LanguagesField
from home.languages import name_for_reader
from home.models.snippets import DraftSnippet, DraftSnippetQuerySet

HELPLINE_CHECKED_FOR = datetime.timedelta(days=180)


class HelplineQuerySet(DraftSnippetQuerySet):
    def checked(self):
        """Only what somebody verified lately: a number that nobody answers is worse than none."""
        return self.filter(verified_on__gte=timezone.localdate() - HELPLINE_CHECKED_FOR)


class Helpline(DraftSnippet):
    name = models.CharField(_("name"), max_length=120, help_text=_("The name it goes by."))
    where = models.CharField(
        _("where it helps"), max_length=120, help_text=_("A country or a region, or “worldwide”.")
    )
    telephone = models.CharField(
        _("telephone"), max_length=40, blank=True, help_text=_("As one dials it from there.")
    )
    url = models.URLField(_("web address"), blank=True, help_text=_("Where one can write or chat."))
    hours = models.CharField(_("hours"), max_length=120, blank=True, help_text=_("When somebody answers."))
    languages = LanguagesField(
        _("languages"),
        default=list,
        blank=True,
        help_text=_("In which of the site's languages one is answered."),
    )
    note = models.TextField(
        _("note"), max_length=300, blank=True, help_text=_("What else a caller should know.")
    )
    verified_on = models.DateField(
        _("verified on"),
        help_text=_(
            "When somebody of us last called or wrote. After 180 days it is hidden until checked again."
        ),
    )

    objects = HelplineQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldPanel("where"),
        MultiFieldPanel(
            [FieldRowPanel(["telephone", "hours"]), FieldPanel("url"), FieldPanel("languages")],
            heading=_("How it is reached"),
        ),
        FieldPanel("note"),
        FieldPanel("verified_on"),
    ]
    translatable_fields = [
        TranslatableField("name"),
        TranslatableField("where"),
        SynchronizedField("telephone", overridable=False),
        SynchronizedField("url"),
        TranslatableField("hours"),
        SynchronizedField("languages", overridable=False),
        TranslatableField("note"),
        SynchronizedField("verified_on", overridable=False),
    ]

    class Meta(DraftSnippet.Meta):
        verbose_name = _("helpline")
        verbose_name_plural = _("helplines")
        ordering = ["where", "name"]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if not self.telephone and not self.url:
            raise ValidationError({"telephone": _("Give a telephone number or a web address.")})
        if self.verified_on and self.verified_on > timezone.localdate():
            raise ValidationError({"verified_on": _("This day is still to come.")})

    @property
    def is_overdue(self):
        return self.verified_on < timezone.localdate() - HELPLINE_CHECKED_FOR

    @property
    def language_names(self):
        return [name_for_reader(code) for code in self.languages]
