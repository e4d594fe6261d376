"""Home and content pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail_localize.fields import TranslatableField

from home.blocks import BodyBlock, BodyField
from home.blocks.arrangement import ArrangementBlock
from home.guide.panels import GuidePanel
from home.models.base import BasePage
from home.sections import compose, phase_previews
from home.structured import described, publisher, written


class HomePage(BasePage):
    """The first page of one language; its slug is the language's code."""

    demand = models.CharField(
        _("the demand"), max_length=160, help_text=_("The largest words of the site: what we ask for.")
    )
    lead = models.TextField(_("lead"), blank=True, help_text=_("Two or three sentences under the demand."))
    body = BodyField(
        BodyBlock(),
        blank=True,
        verbose_name=_("body"),
        help_text=_(
            "Why the Day is in September, in a few paragraphs. It stands where the arrangement places it."
        ),
    )
    sections = BodyField(
        ArrangementBlock(max_num=20),
        blank=True,
        verbose_name=_("arrangement"),
        help_text=_(
            "Leave it empty, and the page composes itself from the state of the edition. "
            "To pin, replace or leave out sections, place them here."
        ),
    )

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.ContentPage",
        "events.EditionPage",
        "resources.TestimonyIndexPage",
        "resources.VideoIndexPage",
        "resources.ResourceIndexPage",
    ]

    content_panels = [
        GuidePanel(),
        *Page.content_panels,
        FieldPanel("demand"),
        FieldPanel("lead"),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("sections"),
    ]
    template = "home/home_page.html"

    # A home page's slug is its language's code, so it isn't shared.
    translatable_fields = [
        *[field for field in BasePage.translatable_fields if field.field_name != "slug"],
        TranslatableField("demand"),
        TranslatableField("lead"),
        TranslatableField("body"),
        TranslatableField("sections"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def structured_data(self):
        return described(self, "WebSite", publisher={"@id": publisher()["@id"]})

    @property
    def preview_modes(self):
        """Also as the page composes itself in every time of the Day, long before it comes."""
        return [*super().preview_modes, *phase_previews()]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        for add in self.context_providers:
            context.update(add(self, request))
        context["sections"] = compose(self.sections, context.get("phase", ""))
        return context

    context_providers = []
    """Functions(page, request) -> dict that higher rooms add: what is happening, what is new."""


class ContentPage(BasePage):
    """A page of words: why September, about us, how to take part, safety."""

    body = BodyField(
        BodyBlock(),
        blank=True,
        verbose_name=_("body"),
        help_text=_("The page itself: choose a block for each thing that it says, one below the other."),
    )

    parent_page_types = ["home.HomePage", "home.ContentPage"]
    subpage_types = ["home.ContentPage"]

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    template = "home/content_page.html"

    translatable_fields = [*BasePage.translatable_fields, TranslatableField("body")]

    def structured_data(self):
        return written(self, "Article")

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")
