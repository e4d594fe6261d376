"""Downloads: one resource, many files by language, format and paper."""

from django.db import models
from django.db.models import Case, Prefetch, When, prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.addresses import whole
from home.blocks import RICH_TEXT, BodyBlock, BodyField
from home.facts import FactsPageForm, facts_panels
from home.fields import LanguageField
from home.languages import bcp47, name_for_reader, own_name, reader_language
from home.models import BasePage, FactsPage, FactsRecord, ListingPage
from home.structured import described


class Resource(FactsRecord):
    class Kind(models.TextChoices):
        PETITION_LETTER = "petition_letter", _("petition letter")
        POSTER = "poster", _("poster")
        PRAYER_POINTS = "prayer_points", _("prayer points")
        SIGNATURE_SHEET = "signature_sheet", _("signature sheet")
        FLYER = "flyer", _("flyer")
        FACT_SHEET = "fact_sheet", _("fact sheet")
        SOCIAL_IMAGE = "social_image", _("social image")
        GUIDE = "guide", _("guide")

    kind = models.CharField(
        _("kind"),
        max_length=30,
        choices=Kind.choices,
        help_text=_("What it is. The library is ordered by it."),
    )
    licence = models.CharField(
        _("licence"),
        max_length=100,
        blank=True,
        help_text=_(
            "How others may use it, for instance CC BY 4.0. Left empty, the page says nothing about it."
        ),
    )

    class Meta:
        verbose_name = _("resource (files)")
        verbose_name_plural = _("resources (files)")

    def __str__(self):
        return f"#{self.pk} {self.get_kind_display()}"

    @property
    def languages(self):
        """[(code, own name)] of the languages there are files in, the reader's first; papers of them: `papers`."""
        codes = {file.language for file in self.files.all()}
        named = [(code, own_name(code)) for code in codes]
        return sorted(named, key=lambda pair: (pair[0] != reader_language(), pair[1]))

    @property
    def papers(self):
        """Sizes that the files are made for, in the order of `Paper`: ["A4", "Letter", "phone"]."""
        used = {file.paper for file in self.files.all()}
        return [label for value, label in ResourceFile.Paper.choices if value in used]


class ResourceFile(models.Model):
    class Paper(models.TextChoices):
        A4 = "a4", "A4"
        A3 = "a3", "A3"
        LETTER = "letter", "Letter"
        SCREEN = "screen", _("screen")
        PHONE = "phone", _("phone")

    resource = ParentalKey(Resource, on_delete=models.CASCADE, related_name="files")
    language = LanguageField(
        _("language"), max_length=20, help_text=_("The language of the words in the file.")
    )
    format = models.CharField(_("format"), max_length=10, help_text=_("For instance pdf, docx or png."))
    paper = models.CharField(
        _("paper"),
        max_length=10,
        choices=Paper.choices,
        blank=True,
        help_text=_("The size of the paper, or where it is shown. May be left empty."),
    )
    document = models.ForeignKey(
        "home.HubDocument",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("document"),
        help_text=_("The file itself. Names of authors and other hidden traces are removed from it."),
    )

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["language", "format", "paper"]
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "language", "format", "paper"],
                name="resources_one_file_per_kind",
                violation_error_message=_("There is a file in this language, format and paper size already."),
            ),
        ]

    def __str__(self):
        return f"{self.language} {self.format} {self.paper}"

    @property
    def label(self):
        return " ".join(part for part in (self.format.upper(), str(self.get_paper_display() or "")) if part)


class ResourcePage(FactsPage):
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="pages")
    how_to_use = RichTextField(
        _("how to use it"),
        features=RICH_TEXT,
        blank=True,
        help_text=_("What to do with it: print, sign, hand over. Short sentences."),
    )
    body = BodyField(
        BodyBlock(),
        blank=True,
        verbose_name=_("body"),
        help_text=_("Anything more that people should know. Files are shown by themselves."),
    )

    facts_field = "resource"
    record_ends_with_page = True
    facts_fields = ("kind", "licence")
    base_form_class = FactsPageForm

    parent_page_types = ["resources.ResourceIndexPage"]
    subpage_types = []

    content_panels = [
        *BasePage.content_panels,
        facts_panels(facts_fields, _("The resource")),
        FieldPanel("how_to_use"),
        FieldPanel("body"),
    ]
    template = "resources/resource_page.html"
    translatable_fields = [
        *BasePage.translatable_fields,
        SynchronizedField("resource", overridable=False),
        TranslatableField("how_to_use"),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")

    def structured_data(self):
        files = [
            {
                "@type": "MediaObject",
                "contentUrl": whole(file.document.url),
                "encodingFormat": file.format,
                "inLanguage": bcp47(file.language),
                "contentSize": file.document.file_size,
            }
            for file in self.resource.files.all()
        ]
        return described(
            self, "DigitalDocument", license=self.resource.licence, encoding=files, isAccessibleForFree=True
        )

    @classmethod
    def with_files(cls):
        """Pages with what their cards tell: kind, papers, languages."""
        return cls.objects.select_related("resource").prefetch_related("resource__files")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        reader = reader_language()
        rows = {}
        files = Prefetch("files", ResourceFile.objects.select_related("document"))
        prefetch_related_objects([self.resource], files)
        for file in self.resource.files.all():
            rows.setdefault(file.language, []).append(
                {
                    "label": file.label,
                    "format": file.format.upper(),
                    "url": file.document.url,
                    "size_bytes": file.document.file_size or 0,
                }
            )
        context["file_rows"] = sorted(
            (
                {
                    "code": code,
                    "name_own": own_name(code),
                    "name_reader": name_for_reader(code),
                    "yours": code == reader,
                    "files": files,
                }
                for code, files in rows.items()
            ),
            key=lambda row: (not row["yours"], row["name_own"]),
        )
        return context


class ResourceIndexPage(ListingPage):
    parent_page_types = ["home.HomePage"]
    subpage_types = ["resources.ResourcePage"]
    max_count_per_parent = 1
    template = "resources/resource_index_page.html"
    translatable_fields = [*BasePage.translatable_fields]

    class Meta:
        verbose_name = _("library")
        verbose_name_plural = _("libraries")

    def listed(self):
        kinds = [When(resource__kind=kind, then=place) for place, kind in enumerate(Resource.Kind.values)]
        return ResourcePage.with_files().order_by(Case(*kinds, default=len(kinds)), "pk")
