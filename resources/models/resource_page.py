"""The page of a download, with its files as addresses below it, and the library's list."""

from django.db import models
from django.db.models import Case, Prefetch, When, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.fields import RichTextField
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.addresses import whole
from home.blocks import RICH_TEXT, BodyBlock, BodyField
from home.facts import FactsPageForm, facts_panels
from home.languages import bcp47
from home.models import BasePage, FactsPage, ListingPage
from home.structured import described, language_of
from resources.codes import drawing
from resources.downloads.addresses import FILE, address
from resources.downloads.rows import file_rows
from resources.downloads.serving import serve, serve_preview
from resources.downloads.short import code_of, short_address
from resources.downloads.tips import tips
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
        prefetch_related_objects(
            [self.resource], Prefetch("files", ResourceFile.objects.select_related("document"))
        )
        preview = getattr(request, "is_preview", False)  # no address of a page leads to its draft
        rows = file_rows(self, self.resource.files.all(), drafted=preview)
        context["file_rows"] = rows
        context["best_file"] = rows[0]["files"][0] if rows else None
        context["tips"] = tips(self.resource)
        context["short"] = short = short_address(self.resource)
        context["code_size"], context["code_path"] = drawing(short)
        context["code_url"] = reverse("short-address-code", args=[code_of(self.resource_id)])
        return context

    @re_path(rf"^{FILE}/$")
    def file(self, request, language, paper, ending):
        return serve(request, self, language, paper, ending)

    @re_path(rf"^{FILE}\.webp/$")
    def preview_of_file(self, request, language, paper, ending):
        return serve_preview(request, self, language, paper, ending)

    file.is_file = preview_of_file.is_file = True  # their addresses have no stroke at the end


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
