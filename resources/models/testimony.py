"""A refugee's account, and the consent without which it isn't published."""

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.blocks import BodyBlock, BodyField
from home.facts import FactsPageForm, facts_panels
from home.fields import LanguageField
from home.models import BasePage, FactsPage, FactsRecord, ListingPage
from home.structured import written

CONTENT_NOTES = {
    "suicide": _("suicide"),
    "torture": _("torture"),
    "sexual_violence": _("sexual violence"),
    "execution": _("execution"),
    "child_death": _("the death of a child"),
}


class NotesField(models.JSONField):
    """A list of keys of `CONTENT_NOTES`, edited as tick boxes."""

    def formfield(self, **kwargs):
        from django import forms

        return forms.MultipleChoiceField(
            label=capfirst(self.verbose_name),
            choices=CONTENT_NOTES.items(),
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text=self.help_text,
        )


class Testimony(FactsRecord):
    class NameMode(models.TextChoices):
        REAL = "real", _("real name")
        PSEUDONYM = "pseudonym", _("pseudonym")
        ANONYMOUS = "anonymous", _("anonymous")

    account_language = LanguageField(
        _("language of the account"),
        max_length=20,
        help_text=_("The language in which it was given: ko, en, …"),
    )
    name_mode = models.CharField(
        _("name"),
        max_length=20,
        choices=NameMode.choices,
        default=NameMode.PSEUDONYM,
        help_text=_("As agreed in the consent. When in doubt: anonymous."),
    )
    content_notes = NotesField(
        _("content notes"),
        default=list,
        blank=True,
        help_text=_("Shown before the text, so that nobody is caught unawares."),
    )
    is_sample = models.BooleanField(
        _("sample"), default=False, help_text=_("Not a real person's account. The page says so.")
    )

    class Meta:
        verbose_name = _("testimony (facts)")
        verbose_name_plural = _("testimonies (facts)")

    def __str__(self):
        return f"#{self.pk}"

    def duplicate(self):
        """A copy is no sample: what stands in it next may be a real person's account."""
        copy = super().duplicate()
        copy.is_sample = False
        copy.save()
        return copy

    @property
    def content_note_labels(self):
        return [CONTENT_NOTES[note] for note in self.content_notes if note in CONTENT_NOTES]


class TestimonyPage(FactsPage):
    log_by_id = True

    testimony = models.ForeignKey(Testimony, on_delete=models.PROTECT, related_name="pages")
    display_name = models.CharField(
        _("name shown"),
        max_length=120,
        blank=True,
        help_text=_("As agreed in the consent. Empty: anonymous."),
    )
    body = BodyField(
        BodyBlock(),
        blank=True,
        verbose_name=_("the account"),
        help_text=_("In the person's own words. Leave out what could lead to them or to their family."),
    )

    facts_field = "testimony"
    facts_fields = ("account_language", "name_mode", "content_notes")
    base_form_class = FactsPageForm

    parent_page_types = ["resources.TestimonyIndexPage"]
    subpage_types = []

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("display_name"),
        facts_panels(facts_fields, _("The testimony")),
        FieldPanel("body"),
    ]
    template = "resources/testimony_page.html"
    translatable_fields = [
        *BasePage.translatable_fields,
        SynchronizedField("testimony", overridable=False),
        TranslatableField("display_name"),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("testimony")
        verbose_name_plural = _("testimonies")

    @property
    def may_be_shared(self):
        from resources.consent import Purpose, reasons_against_page

        return not reasons_against_page(self, Purpose.SOCIAL_MEDIA)

    def structured_data(self):
        return written(self, "Article")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        self.testimony = self.drafted_facts()
        context["exit_url"] = f"https://{request.LANGUAGE_CODE.split('-')[0]}.wikipedia.org/"
        return context


class TestimonyIndexPage(ListingPage):
    parent_page_types = ["home.HomePage"]
    subpage_types = ["resources.TestimonyPage"]
    max_count_per_parent = 1
    template = "resources/testimony_index_page.html"
    translatable_fields = [*BasePage.translatable_fields]

    class Meta:
        verbose_name = _("list of testimonies")
        verbose_name_plural = _("lists of testimonies")

    def listed(self):
        return TestimonyPage.objects.select_related("testimony").order_by("-first_published_at", "pk")
