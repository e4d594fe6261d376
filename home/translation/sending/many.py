"""Sending many at once: pages ticked in a listing; everything that is missing, or outdated, in a language."""

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page

from home.languages import name_for_reader
from home.translation.coverage import State, matrix
from home.translation.coverage.people import sends
from home.translation.sending.forms import SendForm
from home.translation.sending.selection import drafts, languages, may_send, work
from home.translation.sending.starting import send
from home.translation.sources import original_of

KINDS = {
    "missing": (State.MISSING, "send", gettext_lazy("Send everything that is missing")),
    "outdated": (State.OUTDATED, "refresh", gettext_lazy("Bring everything that is outdated up to date")),
}


class SendBulkAction(PageBulkAction):
    display_name = gettext_lazy("Send for translation")
    aria_label = gettext_lazy("Send selected pages for translation")
    action_type = "send_for_translation"
    action_priority = 60
    template_name = "admin/translation/send_many.html"
    form_class = SendForm

    def dispatch(self, request, *args, **kwargs):
        if not sends(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def check_perm(self, page):
        specific = page.specific_deferred
        return hasattr(specific, "original_language") and may_send(self.request.user, page)

    @cached_property
    def things(self):
        """The originals of what was ticked, each once, in the order of the tree."""
        pages, _refused = self.get_actionable_objects()
        originals = {original.pk: original for original in map(original_of, pages)}
        allowed = [each for each in originals.values() if may_send(self.request.user, each)]
        return sorted(allowed, key=lambda page: page.path)

    @cached_property
    def targets(self):
        return list(languages())

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "locale_ids": [each.pk for each in self.targets]}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        counts = work(self.things, self.targets)
        chosen = set(context["form"]["locales"].value() or ())
        return context | {
            "things": self.things,
            "drafts": drafts(self.things),
            "table": [
                (locale, name_for_reader(locale.language_code), counts[locale.pk], str(locale.pk) in chosen)
                for locale in self.targets
                if counts[locale.pk].total
            ],
        }

    def form_valid(self, form):
        job = send(self.things, list(form.cleaned_data["locales"]), self.request.user)
        return redirect("translation_job", job.pk)


class SendAllView(WagtailAdminTemplateMixin, TemplateView):
    """Everything of one language that is missing, or outdated."""

    template_name = "admin/translation/send_all.html"
    header_icon = "wagtail-localize-language"

    def dispatch(self, request, *args, **kwargs):
        if not sends(request.user):
            raise PermissionDenied
        self.locale = languages().filter(language_code=kwargs["language"]).first()
        if self.locale is None:
            raise Http404
        self.state, self.kind, title = KINDS[kwargs["what"]]
        self.language = name_for_reader(self.locale.language_code)
        self.page_title = f"{title}: {self.language}"
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def things(self):
        """Originals in that state that this person may send. As many queries as there are kinds."""
        wanted = {}
        for row in matrix([self.locale.pk]):
            if row.kind != "files" and row.cells[self.locale.pk].state == self.state:
                model = apps.get_model(row.kind)
                wanted.setdefault(Page if issubclass(model, Page) else model, []).append(row.pk)
        found = [each for model, pks in wanted.items() for each in model._base_manager.filter(pk__in=pks)]
        return [each for each in found if may_send(self.request.user, each)]

    def get_breadcrumbs_items(self):
        table = {"url": reverse("translation_matrix"), "label": _("Translations")}
        return [*self.breadcrumbs_items, table, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            count=len(self.things),
            drafts=drafts(self.things),
            into=self.language,
            is_refresh=self.kind == "refresh",
            back=reverse("translation_matrix"),
            **kwargs,
        )

    def post(self, request, **kwargs):
        if not self.things:
            return self.get(request, **kwargs)
        job = send(self.things, [self.locale], request.user, self.page_title, self.kind)
        return redirect("translation_job", job.pk)
