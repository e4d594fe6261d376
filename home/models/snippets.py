"""Words that many pages share: topics and organisations, translatable, with drafts."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin, TranslatableMixin, WorkflowMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.languages import ranked_locale_ids
from home.models.translation import RetiredLanguage
from home.publishing import PublishRefused
from home.querysets import locale_rank


class DraftSnippetQuerySet(models.QuerySet):
    def best_for(self, language):
        """Every published thing once, in the language that suits a reader of `language` best."""
        ranked = ranked_locale_ids(language)
        better = (
            self.model._base_manager.filter(translation_key=models.OuterRef("translation_key"), live=True)
            .annotate(better_rank=locale_rank(ranked))
            .filter(better_rank__lt=models.OuterRef("language_rank"))
        )
        return (
            self.filter(live=True).annotate(language_rank=locale_rank(ranked)).filter(~models.Exists(better))
        )


class DraftSnippet(
    WorkflowMixin, DraftStateMixin, RevisionMixin, PreviewableMixin, TranslatableMixin, models.Model
):
    """A translatable snippet that nobody sees before it is published."""

    objects = DraftSnippetQuerySet.as_manager()

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def get_preview_template(self, request, mode_name):
        return "home/snippet_preview.html"

    def publish(self, revision, user=None, *args, skip_permission_checks=False, **kwargs):
        """Wagtail asks for a right on the model, which would be one on every language."""
        from home.translation.access import may_publish

        if RetiredLanguage.objects.locales().filter(locale=self.locale_id).exists():
            raise PublishRefused([gettext("This language is retired.")])
        allowed = skip_permission_checks or (user is not None and may_publish(user, self))
        return super().publish(revision, user, *args, skip_permission_checks=allowed, **kwargs)

    def get_workflow(self):
        """A translation is reviewed in its language; Wagtail knows one workflow for all things of a kind."""
        from home.translation.provisioning import find_workflow
        from home.translation.sources import translation_into

        if self.pk and translation_into(self):
            return find_workflow(self.locale)
        return super().get_workflow()


class Topic(DraftSnippet):
    title = models.CharField(
        _("title"), max_length=80, help_text=_("One or two words. Readers find by it what belongs together.")
    )
    slug = models.SlugField(_("slug"), max_length=80, help_text=_("The same in every language."))

    panels = [FieldPanel("title"), FieldPanel("slug")]
    translatable_fields = [TranslatableField("title"), SynchronizedField("slug", overridable=False)]

    class Meta(DraftSnippet.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self):
        return self.title


class Organisation(DraftSnippet):
    class Kind(models.TextChoices):
        COALITION = "coalition", _("coalition member")
        HOST = "host", _("host")
        RESCUE = "rescue", _("rescue organisation")
        MEDIA = "media", _("media")
        OTHER = "other", _("other")

    name = models.CharField(_("name"), max_length=200, help_text=_("As the organisation writes it itself."))
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=Kind.choices,
        default=Kind.OTHER,
        help_text=_("It decides in which lists the organisation stands."),
    )
    description = models.TextField(
        _("description"), blank=True, help_text=_("What it does, in one or two sentences.")
    )
    url = models.URLField(_("web address"), blank=True, help_text=_("Its own website."))
    giving_url = models.URLField(
        _("giving link"), blank=True, help_text=_("Where people can give, for rescue organisations.")
    )

    panels = [FieldPanel(name) for name in ("name", "kind", "description", "url", "giving_url")]
    translatable_fields = [
        TranslatableField("name"),
        SynchronizedField("kind", overridable=False),
        TranslatableField("description"),
        SynchronizedField("url"),
        SynchronizedField("giving_url"),
    ]

    class Meta(DraftSnippet.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self):
        return self.name
