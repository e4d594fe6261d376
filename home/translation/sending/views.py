"""Sending a page or snippet for translation, and bringing up to date what was sent. These stand at wagtail-localize's addresses."""

from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page, TranslatableMixin
from wagtail.snippets.views.snippets import get_snippet_model_from_url_params
from wagtail_localize.models import TranslationSource

from home.languages import name_for_reader
from home.translation.sending.forms import SendForm
from home.translation.sending.selection import below, drafts, languages, may_send, work
from home.translation.sending.starting import send
from home.translation.sources import original_of


class SendView(WagtailAdminTemplateMixin, FormView):
    """Of one thing, `self.thing`: its original."""

    template_name = "admin/translation/send.html"
    form_class = SendForm
    page_title = gettext_lazy("Send for translation")
    header_icon = "wagtail-localize-language"
    below = ()  # originals under a page

    def dispatch(self, request, *args, **kwargs):
        self.thing = original_of(self.chosen())
        if not may_send(request.user, self.thing):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return str(self.thing)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": edit_address(self.thing), "label": str(self.thing)},
            {"url": "", "label": self.page_title},
        ]

    @cached_property
    def targets(self):
        return [locale for locale in languages() if locale.pk != self.thing.locale_id]

    def get_initial(self):
        asked = self.request.GET.get("select_locale", "")
        return {"locales": [each for each in self.targets if each.language_code == asked]}

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "locale_ids": [each.pk for each in self.targets],
            "has_below": bool(self.below),
        }

    def form_valid(self, form):
        things = [self.thing, *(self.below if form.cleaned_data.get("include_subtree") else ())]
        job = send(things, list(form.cleaned_data["locales"]), self.request.user)
        return redirect("translation_job", job.pk)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        alone, together = work([self.thing], self.targets), work([self.thing, *self.below], self.targets)
        chosen = {str(getattr(each, "pk", each)) for each in context["form"]["locales"].value() or ()}
        return context | {
            "thing": self.thing,
            "count_below": len(self.below),
            "is_draft": drafts([self.thing]),
            "drafts_below": drafts(self.below),
            "table": [
                (
                    locale,
                    name_for_reader(locale.language_code),
                    alone[locale.pk],
                    together[locale.pk],
                    str(locale.pk) in chosen,
                )
                for locale in self.targets
            ],
            "back": edit_address(self.thing),
        }


class SendPageView(SendView):
    def chosen(self):
        page = get_object_or_404(Page, pk=self.kwargs["page_id"]).specific
        if page.is_root() or not hasattr(page, "original_language"):
            raise Http404
        return page

    @cached_property
    def below(self):
        return below(self.thing, self.request.user) if self.thing.numchild else []


class SendSnippetView(SendView):
    def chosen(self):
        model = get_snippet_model_from_url_params(self.kwargs["app_label"], self.kwargs["model_name"])
        if not issubclass(model, TranslatableMixin):
            raise Http404
        return get_object_or_404(model, pk=unquote(self.kwargs["pk"]))


class RefreshView(WagtailAdminTemplateMixin, TemplateView):
    """All translations of a thing get the original's present words."""

    template_name = "admin/translation/refresh.html"
    page_title = gettext_lazy("Bring translations up to date")
    header_icon = "resubmit"

    def dispatch(self, request, *args, **kwargs):
        source = get_object_or_404(TranslationSource, pk=kwargs["translation_source_id"])
        try:
            self.thing = original_of(source.get_source_instance())
        except source.specific_content_type.model_class().DoesNotExist:
            raise Http404 from None
        if not may_send(request.user, self.thing):
            raise PermissionDenied
        sent = source.translations.filter(enabled=True).exclude(target_locale_id=F("source__locale_id"))
        self.targets = list(languages().filter(pk__in=sent.values("target_locale_id")))
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return str(self.thing)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": edit_address(self.thing), "label": str(self.thing)},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            thing=self.thing,
            names=[name_for_reader(locale.language_code) for locale in self.targets],
            is_draft=drafts([self.thing]),
            back=edit_address(self.thing),
            **kwargs,
        )

    def post(self, request, **kwargs):
        label = _("“%(title)s”: bring its translations up to date") % {"title": self.thing}
        job = send([self.thing], self.targets, request.user, label, kind="refresh")
        return redirect("translation_job", job.pk)


def edit_address(thing):
    if isinstance(thing, Page):
        return reverse("wagtailadmin_pages:edit", args=[thing.pk])
    return reverse(type(thing).snippet_viewset.get_url_name("edit"), args=[quote(thing.pk)])
