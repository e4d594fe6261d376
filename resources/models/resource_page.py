"""The page of a download, with its files as addresses below it, and the library's list."""

from django.db import models
from django.db.models import Case, Prefetch, When, prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.fields import RichTextField
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.addresses import whole
from home.blocks import RICH_TEXT, BodyBlock, BodyField
from home.facts import FactsPageForm, facts_panels
from home.languages import bcp47, name_for_reader, own_name, reader_language
from home.models import BasePage, FactsPage, ListingPage
from home.structured import described, language_of
from resources.downloads.addresses import address
from resources.downloads.serving import serve
from resources.models.resource import Resource, ResourceFile


class ResourcePage(RoutablePageMixin, FactsPage):
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
                "contentUrl": whole(address(file, self, language_of(self))),
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
        preview = getattr(request, "is_preview", False)  # no address of a page leads to its draft
        rows = {}
        files = Prefetch("files", ResourceFile.objects.select_related("document"))
        prefetch_related_objects([self.resource], files)
        for file in self.resource.files.all():
            rows.setdefault(file.language, []).append(
                {
                    "label": file.label,
                    "format": file.format.upper(),
                    "url": file.document.url if preview else address(file, self),
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

    @re_path(r"^(?P<language>[^/]{1,20})/(?P<paper>[a-z0-9]{1,10})\.(?P<ending>[A-Za-z0-9]{1,10})/$")
    def file(self, request, language, paper, ending):
        return serve(request, self, language, paper, ending)

    file.is_file = True  # its address has no stroke at the end


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
