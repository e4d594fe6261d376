"""The desk and the matrix in the admin, the matrix as a spreadsheet, and what staff decide in it."""

from uuid import UUID

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Locale
from wagtail.permissions import page_permission_policy

from home.languages import name_for_reader
from home.models import TranslationDecision
from home.releases.contents import makes_releases
from home.translation.coverage.cells import State
from home.translation.coverage.columns import counted
from home.translation.coverage.desk import desk
from home.translation.coverage.matrix import matrix
from home.translation.coverage.people import languages_of, may_see, sends
from home.translation.coverage.records import snippet_models
from home.translation.coverage.spreadsheet import spreadsheet
from home.translation.workbench.addresses import address_of_translation

PER_PAGE = 50


class TranslationView(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "wagtail-localize-language"

    def dispatch(self, request, *args, **kwargs):
        self.languages = languages_of(request.user)
        if not self.languages:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def named(self):
        return [(locale.language_code, name_for_reader(locale.language_code)) for locale in self.languages]

    def rows(self):
        ids = [locale.pk for locale in self.languages]
        return may_see(matrix(ids), self.request.user, ids)

    def chosen(self):
        """The language that the address asks for, or None."""
        code = self.request.GET.get("language", "")
        return next((locale for locale in self.languages if locale.language_code == code), None)


class DeskView(TranslationView):
    template_name = "admin/translation/desk.html"
    page_title = _("Translation desk")

    def get_context_data(self, **kwargs):
        locale = self.chosen() or self.languages[0]
        sections = desk(self.rows(), locale)
        return super().get_context_data(
            sections=[
                (name, title, text, [(task, address_of(task.row, task.cell)) for task in tasks])
                for name, title, text, tasks in sections
            ],
            words=sum(task.words for _n, _t, _x, tasks in sections for task in tasks),
            languages=self.named(),
            language=locale.language_code,
            language_name=name_for_reader(locale.language_code),
            **kwargs,
        )


class MatrixView(TranslationView):
    template_name = "admin/translation/matrix.html"
    page_title = _("Translations")

    def get(self, request, *args, **kwargs):
        if request.GET.get("export") == "xlsx":
            content = spreadsheet(self.filtered(self.rows()), self.shown())
            kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            answer = HttpResponse(content, content_type=kind)
            answer["Content-Disposition"] = 'attachment; filename="translations.xlsx"'
            return answer
        return super().get(request, *args, **kwargs)

    def shown(self):
        return [self.chosen()] if self.chosen() else self.languages

    def filtered(self, rows):
        asked = self.request.GET
        state, kind, words = asked.get("state", ""), asked.get("kind", ""), asked.get("q", "").casefold()
        ids = [locale.pk for locale in self.shown()]
        return [
            row
            for row in rows
            if (not kind or row.kind == kind)
            and (not words or words in row.title.casefold())
            and (not state or any(row.cells[pk].state == state for pk in ids))
        ]

    def get_context_data(self, **kwargs):
        rows, shown = self.rows(), self.shown()
        beside = counted(shown)
        page = Paginator(self.filtered(rows), PER_PAGE).get_page(self.request.GET.get("p"))
        asked = self.request.GET.copy()
        asked.pop("p", None)
        may_decide = sends(self.request.user)
        return super().get_context_data(
            page_obj=page,
            query=asked.urlencode(),
            columns=[
                {
                    "code": locale.language_code,
                    "name": name_for_reader(locale.language_code),
                    "total": _total(rows, locale.pk),
                    "beside": beside[locale.pk],
                }
                for locale in shown
            ],
            table=[
                (
                    row,
                    _edit_address(row.kind, row.pk) if may_decide else "",
                    [
                        (locale, row.cells[locale.pk], address_of(row, row.cells[locale.pk], may_decide))
                        for locale in shown
                    ],
                )
                for row in page
            ],
            languages=self.named(),
            language=self.chosen().language_code if self.chosen() else "",
            states=State.choices,
            state=self.request.GET.get("state", ""),
            kinds=sorted({(row.kind, row.kind_name) for row in rows}, key=lambda pair: pair[1]),
            kind=self.request.GET.get("kind", ""),
            words=self.request.GET.get("q", ""),
            may_decide=may_decide,
            may_release=makes_releases(self.request.user),
            here=self.request.get_full_path(),
            **kwargs,
        )


def _total(rows, locale_id):
    """{live, of, percent} of a language; what is left out on purpose does not count."""
    states = [row.cells[locale_id].state for row in rows]
    counted = [state for state in states if state not in (State.LEFT_OUT, State.ORIGINAL)]
    live = sum(state == State.LIVE for state in counted)
    return {"live": live, "of": len(counted), "percent": 100 * live // len(counted) if counted else 100}


def address_of(row, cell, may_send=False):
    """Where one goes on: the translation, or for what is missing the form that sends it; "" where there is nothing to do."""
    if row.kind == "files":
        return _edit_address(*row.file_of) if may_send else ""
    if cell.state == State.LEFT_OUT:
        return ""
    if cell.translation:
        return address_of_translation(cell.translation)
    if cell.state == State.ORIGINAL:
        return _edit_address(row.kind, cell.pk) if may_send or _snippet(row.kind) is None else ""
    if cell.state == State.MISSING and may_send:
        model = _snippet(row.kind)
        if model is None:
            return reverse("wagtail_localize:submit_page_translation", args=[row.pk])
        label, name = row.kind.split(".")
        return reverse("wagtail_localize:submit_snippet_translation", args=[label, name, quote(row.pk)])
    return ""


def _edit_address(kind, pk):
    model = _snippet(kind)
    if model is None:
        return reverse("wagtailadmin_pages:edit", args=[pk])
    return reverse(model.snippet_viewset.get_url_name("edit"), args=[quote(pk)])


def _snippet(kind):
    return next((model for model in snippet_models() if model._meta.label_lower == kind), None)


@require_POST
def decide(request):
    """Make a thing urgent in a language, leave it out on purpose, or take either back."""
    if not sends(request.user):
        raise PermissionDenied
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        raise Http404 from None
    locale = get_object_or_404(Locale, language_code=request.POST.get("language", ""))
    decision = request.POST.get("decision", "")
    if decision not in ("", *TranslationDecision.Decision.values):
        raise Http404
    with transaction.atomic():
        TranslationDecision.objects.filter(translation_key=key, locale=locale).delete()
        if decision:
            TranslationDecision.objects.create(
                translation_key=key, locale=locale, decision=decision, decided_by=request.user
            )
    there = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(there, {request.get_host()}, request.is_secure())
    return redirect(there if safe else "translation_matrix")


class DeskMenuItem(MenuItem):
    """Asks for nothing that the menu has not asked for already: it stands on every page of the admin."""

    def is_shown(self, request):
        return sends(request.user) or page_permission_policy.user_has_any_permission(request.user, {"change"})


def menu_item():
    return DeskMenuItem(
        _("Translation"), reverse_lazy("translation_desk"), icon_name="wagtail-localize-language", order=150
    )
