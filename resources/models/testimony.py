"""A refugee's account, and the consent without which it isn't published."""

from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.blocks import BodyBlock, BodyField
from home.encryption import EncryptedTextField
from home.facts import FactsPageForm, facts_panels
from home.fields import LanguageField, LanguagesField
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


class ConsentRecord(models.Model):
    """What a person agreed to. Seen by consent keepers only; its words are encrypted."""

    log_by_id = True

    testimony = models.OneToOneField(
        Testimony,
        on_delete=models.PROTECT,
        related_name="consent",
        verbose_name=_("testimony"),
        help_text=_("The account that this consent is about."),
    )
    website = models.BooleanField(
        _("website"),
        default=False,
        help_text=_("The account may be shown on this website. Without it nothing is published."),
    )
    social_media = models.BooleanField(
        _("social media"), default=False, help_text=_("Parts of it may be shown on social networks.")
    )
    print = models.BooleanField(
        _("print"), default=False, help_text=_("It may be printed, for instance in a booklet.")
    )
    translation = models.BooleanField(
        _("translation"), default=False, help_text=_("It may be translated by people.")
    )
    machine_translation = models.BooleanField(
        _("machine translation"), default=False, help_text=_("It may be translated by a machine.")
    )
    offline_copies = models.BooleanField(
        _("offline copies"),
        default=False,
        help_text=_("It may be in copies that others take along and that can't be called back."),
    )
    face_and_voice = models.BooleanField(
        _("face and voice"),
        default=False,
        help_text=_("The person's face may be shown and their voice heard."),
    )
    languages = LanguagesField(
        _("languages"), default=list, blank=True, help_text=_("The languages in which it may be shown.")
    )
    given_on = models.DateField(_("given on"), help_text=_("The day on which the person agreed."))
    review_by = models.DateField(
        _("review by"),
        null=True,
        blank=True,
        help_text=_("The day by which to ask again. After it the pages leave the site."),
    )
    withdrawn_on = models.DateField(
        _("withdrawn on"),
        null=True,
        blank=True,
        help_text=_("The day on which the person took it back. The pages leave the site on it."),
    )
    evidence = EncryptedTextField(
        _("where the evidence is kept"),
        blank=True,
        help_text=_("For instance the folder of the signed form. Kept encrypted."),
    )
    person = EncryptedTextField(
        _("the person"),
        blank=True,
        help_text=_("Who gave the account. Kept encrypted; nobody but consent keepers sees it."),
    )

    class Meta:
        verbose_name = _("consent record")
        verbose_name_plural = _("consent records")

    def __str__(self):
        return f"#{self.pk}"

    def covers_website(self, today=None):
        today = today or timezone.localdate()
        return (
            self.website
            and (self.withdrawn_on is None or self.withdrawn_on > today)
            and (self.review_by is None or self.review_by >= today)
        )


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
