"""Views of wagtail-localize that write live rows, undo a translation or show all languages: who may use them.

It asks for no more than the right to change the page, and has no setting for that. So these addresses stand before its
own (`home.wagtail_hooks`).
"""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path, reverse
from wagtail_localize.views.edit_translation import stop_translation
from wagtail_localize.views.report import TranslationsReportView

from home.accounts.roles import TRANSLATE

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
    path("localize/translate/<int:translation_id>/disable/", for_senders(stop_translation)),
    path("localize/reports/translations/", for_senders(TranslationsReportView.as_view())),
    path(
        "localize/reports/translations/results/",
        for_senders(TranslationsReportView.as_view(results_only=True)),
    ),
]


def guard_editor(request, instance):
    """The same two actions, asked for by a button of the editor."""
    if request.method != "POST":
        return
    if CONVERT in request.POST:
        raise PermissionDenied
    if RESTART in request.POST and not request.user.has_perm(TRANSLATE):
        raise PermissionDenied


def offered(items, user):
    """The items of an editor's action menu without what is refused."""
    refused = {CONVERT} if user.has_perm(TRANSLATE) else {CONVERT, RESTART}
    return [item for item in items if item.name not in refused]


def is_report(item):
    return getattr(item, "url", None) == reverse("wagtail_localize:translations_report")
