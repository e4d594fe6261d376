"""What wagtail-localize offers, closed or wrapped: its editor is ours now, and its views ask for no more than the right to
change something of that kind.

It has no setting for that. So these addresses stand before its own (`home.wagtail_hooks`), and whoever opens a translation
is led to the workbench.
"""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST
from wagtail.models import TranslatableMixin
from wagtail_localize.views.edit_translation import stop_translation
from wagtail_localize.views.report import TranslationsReportView

from home.accounts.rights import TRANSLATE
from home.translation.sources import translation_into
from home.translation.workbench.addresses import address_of_translation

CONVERT, RESTART = "localize-convert-to-alias", "localize-restart-translation"


def closed(request, **kwargs):
    raise Http404


def for_senders(view):
    """Only for those who may send for translation."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.has_perm(TRANSLATE):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


urls = [
    # A page of ours is never an alias in another language: its words would be live untranslated.
    path("localize/page/<int:page_id>/convert_to_alias/", closed),
    path("localize/translate/<int:translation_id>/disable/", for_senders(require_POST(stop_translation))),
    path("localize/reports/translations/", for_senders(TranslationsReportView.as_view())),
    path(
        "localize/reports/translations/results/",
        for_senders(TranslationsReportView.as_view(results_only=True)),
    ),
    # What its editor asked for: passages, values, files, machine translation, previews, snippets of every language.
    path("localize/translate/<path:rest>", closed),
    path("localize/api/<path:rest>", closed),
    path("localize/jsi18n/", closed),
]


def guard_editor(request, instance):
    """A translation is written in the workbench, a piece at a time; the form of the whole page knows nothing of passages.

    Pages whose translation was stopped are edited like any other.
    """
    translation = translation_into(instance) if isinstance(instance, TranslatableMixin) else None
    if translation is not None:
        if request.method in ("GET", "HEAD"):
            return redirect(address_of_translation(translation.pk))
        raise PermissionDenied
    if request.method != "POST":
        return None
    if CONVERT in request.POST:
        raise PermissionDenied
    if RESTART in request.POST and not request.user.has_perm(TRANSLATE):
        raise PermissionDenied
    return None


def offered(items, user):
    """The items of an editor's action menu without what is refused."""
    refused = {CONVERT} if user.has_perm(TRANSLATE) else {CONVERT, RESTART}
    return [item for item in items if item.name not in refused]


def is_report(item):
    return getattr(item, "url", None) == reverse("wagtail_localize:translations_report")
