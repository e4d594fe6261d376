"""What every page has, and how a page points to facts that are the same in every language."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.publishing import GatedPageForm, refuse_if_gated
from home.querysets import HubPageManager


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

    objects = HubPageManager()

    base_form_class = GatedPageForm

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("social_image"),
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
    ]

    class Meta:
        abstract = True

    @property
    def page_type(self):
        return f"{self._meta.app_label}.{type(self).__name__}"

    @property
    def is_original(self):
        """Whether this is the page that translations come from (a page without a translation source elsewhere)."""
        from wagtail_localize.models import Translation

        return not Translation.objects.filter(
            source__object_id=self.translation_key, target_locale_id=self.locale_id, enabled=True
        ).exists()

    def save(self, *args, **kwargs):
        if self._state.adding and self.live:  # a copy that is live at once never passes `publish`
            refuse_if_gated(self)
        super().save(*args, **kwargs)

    def publish(self, revision, *args, **kwargs):
        refuse_if_gated(revision.as_object())
        return super().publish(revision, *args, **kwargs)

    def get_template(self, request, *args, **kwargs):
        return self.template


class FactsPage(BasePage):
    """A page whose facts live in a record that all of its translations share; see docs/architecture.md.

    A subclass names the foreign key in `facts_field` and the record's editable fields in `facts_fields`.
    """

    facts_field = ""
    facts_fields = ()

    facts_draft = models.JSONField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def facts(self):
        return getattr(self, self.facts_field)

    def drafted_facts(self):
        """The record as it will be when this version is published; not saved."""
        from home.facts import apply_draft

        return apply_draft(self.facts, self.facts_draft)

    def with_content_json(self, content):
        """A revision brings back words, never another record."""
        page = super().with_content_json(content)
        setattr(page, f"{self.facts_field}_id", getattr(self, f"{self.facts_field}_id"))
        return page

    def save(self, *args, **kwargs):
        self._own_record()
        super().save(*args, **kwargs)

    def _own_record(self):
        """One record belongs to one thing: a copied page gets a copy of its record, a translation shares it."""
        key = getattr(self, f"{self.facts_field}_id")
        if not self._state.adding or key is None:
            return
        others = type(self)._base_manager.filter(**{f"{self.facts_field}_id": key})
        if others.exclude(translation_key=self.translation_key).exists():
            setattr(self, self.facts_field, self.facts.duplicate())

    def clean(self):
        super().clean()
        key = getattr(self, f"{self.facts_field}_id")
        others = type(self)._base_manager.filter(**{f"{self.facts_field}_id": key}).exclude(pk=self.pk)
        if key and others.exclude(translation_key=self.translation_key).exists():
            raise ValidationError(_("Another page speaks of the same record already."))


class FactsRecord(ClusterableModel):
    """A record without a locale. `duplicate` is called when an editor copies its page."""

    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def duplicate(self):
        copy = type(self).objects.get(pk=self.pk)
        copy.pk = None
        copy._state.adding = True
        copy.save()
        return copy
