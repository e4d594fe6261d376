"""What every page has."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.filekeeping import uses
from home.guide.panels import GuidePanel
from home.languages import locales
from home.publishing import GatedPageForm, is_judged, refuse_if_gated
from home.querysets import HubPageManager
from home.structured import described


class BasePage(Page):
    """Title, lead, picture for sharing; its place among languages; the gates that publishing passes."""

    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=600,
        help_text=_("One to three sentences. They stand under the title, in lists and in search results."),
    )
    social_image = models.ForeignKey(
        "home.HubImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture for sharing"),
        help_text=_("Shown when somebody shares the page. Without one a card with the title is used."),
    )

    social_image_alt = models.CharField(
        _("what that picture shows"),
        max_length=255,
        blank=True,
        help_text=_("For people who can't see the picture: one sentence on what matters in it here."),
    )

    found_open = False  # set by the router, which has just asked whether everybody may see this page

    original_language = models.CharField(max_length=20, blank=True, editable=False)
    # Texts of the original, without mark-up, that a reviewer let go live untranslated with this version.
    untranslated = models.JSONField(default=list, blank=True, editable=False)

    objects = HubPageManager()

    base_form_class = GatedPageForm

    content_panels = [GuidePanel(), *Page.content_panels, FieldPanel("summary")]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("social_image"),
                FieldPanel("social_image_alt"),
                FieldPanel("show_in_menus"),
            ],
            heading=_("How the page is found"),
        )
    ]

    translatable_fields = [
        TranslatableField("title"),
        SynchronizedField("slug", overridable=False),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
        SynchronizedField("show_in_menus"),
        TranslatableField("summary"),
        SynchronizedField("social_image"),
        TranslatableField("social_image_alt"),
    ]

    class Meta:
        abstract = True

    @property
    def preview_modes(self):
        """templates/base.html reads the names: dark as at night; mirrored, to see how a page of Arabic will stand."""
        return [
            ("", _("As readers see it")),
            ("night", _("At night")),
            ("mirrored", _("Right to left")),
        ]

    def structured_data(self):
        """This page as a thing of schema.org (home/structured.py)."""
        return described(self, "WebPage")

    def card_line(self):
        """What its card (home/cards) says below the title, in the language that is active."""
        return ""

    @property
    def may_be_shared(self):
        """Whether networks and messengers are told its words and given a picture."""
        return True

    @property
    def is_partial(self):
        """Whether readers see texts of the original on this translation."""
        return bool(self.untranslated) and not self.is_original

    @property
    def page_type(self):
        return f"{self._meta.app_label}.{type(self).__name__}"

    @property
    def is_original(self):
        """Whether this is the page that translations come from: its language is the one that the thing began in."""
        return not self.original_language or self.locale_id == locales().get(self.original_language)

    def save(self, *args, **kwargs):
        if self._state.adding:
            if self.locale_id is None:
                self.locale = self.get_default_locale()
            self.original_language = self._first_language()
            self.untranslated = []  # a copy was decided on by nobody
            if self.alias_of_id and not self.is_original:  # its words are of another language
                self.live = False
                self.has_unpublished_changes = True
        if is_judged(self.live_revision_id):
            # Publishing has just asked the gates; whoever judged the version has cleaned it and notes its files.
            return super().save(*args, **{**kwargs, "clean": False})
        if self._goes_live(kwargs.get("update_fields")):
            refuse_if_gated(self)
        with transaction.atomic():
            super().save(*args, **kwargs)
            uses.page_saved(self, whole=kwargs.get("update_fields") is None)

    def _first_language(self):
        """The language of the thing that this new page belongs to; a page with a key of its own begins one."""
        others = type(self)._base_manager.filter(translation_key=self.translation_key).order_by("pk")
        known = others.exclude(original_language="").values_list("original_language", flat=True)
        return known.first() or self.locale.language_code

    def _goes_live(self, update_fields):
        """Copies, aliases and scripts go live without passing `publish`."""
        if not self.live or (update_fields is not None and "live" not in update_fields):
            return False
        return self._state.adding or not type(self)._base_manager.filter(pk=self.pk, live=True).exists()

    def with_content_json(self, content):
        """A revision brings back words, never another language to come from."""
        page = super().with_content_json(content)
        page.original_language = self.original_language
        return page

    def update_aliases(self, *, revision=None, _content=None, _updated_ids=None):
        """An alias in another language would show untranslated words: it stays as it is."""
        abroad = Page.objects.filter(alias_of=self).exclude(locale_id=self.locale_id)
        passed_over = [*(_updated_ids or []), *abroad.values_list("pk", flat=True)]
        super().update_aliases(revision=revision, _content=_content, _updated_ids=passed_over)

    def publish(self, revision, *args, **kwargs):
        refuse_if_gated(revision.as_object(), revision.pk)
        return super().publish(revision, *args, **kwargs)

    def get_view_restrictions(self):
        return PageViewRestriction.objects.none() if self.found_open else super().get_view_restrictions()

    def get_template(self, request, *args, **kwargs):
        return self.template
