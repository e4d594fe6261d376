"""Home and content pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import TranslatableField

from home.blocks import BodyBlock
from home.models.base import BasePage


class HomePage(BasePage):
    """The first page of one language; its slug is the language's code."""

    demand = models.CharField(
        _("the demand"), max_length=160, help_text=_("The largest words of the site: what we ask for.")
    )
    lead = models.TextField(_("lead"), blank=True, help_text=_("Two or three sentences under the demand."))
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.ContentPage",
        "events.EditionPage",
        "resources.TestimonyIndexPage",
        "resources.VideoIndexPage",
        "resources.ResourceIndexPage",
    ]

    content_panels = [
        *Page.content_panels,
        FieldPanel("demand"),
        FieldPanel("lead"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    template = "home/home_page.html"

    # A home page's slug is its language's code, so it isn't shared.
    translatable_fields = [
        *[field for field in BasePage.translatable_fields if field.field_name != "slug"],
        TranslatableField("demand"),
        TranslatableField("lead"),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        for add in self.context_providers:
            context.update(add(self, request))
        return context

    context_providers = []
    """Functions(page, request) -> dict that higher rooms add: what is happening, what is new."""


class ContentPage(BasePage):
    """A page of words: why September, about us, how to take part, safety."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    parent_page_types = ["home.HomePage", "home.ContentPage"]
    subpage_types = ["home.ContentPage"]

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    template = "home/content_page.html"

    translatable_fields = [*BasePage.translatable_fields, TranslatableField("body")]

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")
