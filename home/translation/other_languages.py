"""What Wagtail's admin shows of things that a person has no right on: their titles, in lists of what could be chosen or done.

A translator learns of a draft of another language neither here nor there. What visitors see, everybody may choose.
"""

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from wagtail.admin.views import chooser
from wagtail.admin.views.bulk_action import index as bulk_action
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images.permissions import permission_policy as images
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy
from wagtailmedia.permissions import permission_policy as media

from home.querysets import visible
from home.translation.access import may_publish

ANY = {"add", "change", "publish", "bulk_delete", "lock", "unlock"}
ON_RECORDS = {"add", "change", "delete", "view", "publish", "choose"}

# Rights on files are rights on collections.
FILES = {"home.hubimage": images, "home.hubdocument": documents, "home.hubmedia": media}


def has_all_pages(user):
    """Whether this person has a right on every page there is."""
    root = Page.get_first_root_node()
    return page_permission_policy.user_has_any_permission_for_instance(user, ANY, root)


def open_pages(user, pages=None):
    """Of any queryset of pages, those that this person has a right on or that visitors see."""
    pages = Page.objects.all() if pages is None else pages
    if has_all_pages(user):
        return pages
    theirs = page_permission_policy.instances_user_has_any_permission_for(user, ANY)
    return pages.filter(
        Q(pk__in=theirs.values("pk")) | Q(pk__in=visible(Page.objects.all()).values("pk")) | Q(depth=1)
    )


def open_snippets(user, snippets):
    """Of a queryset of one kind of snippets, those that this person has a right on or that visitors see."""
    from home.translation.coverage.people import languages_of

    if ModelPermissionPolicy(snippets.model).user_has_any_permission(user, ON_RECORDS):
        return snippets
    return snippets.filter(Q(live=True) | Q(locale__in=languages_of(user)))


def choose_below(request, parent_page_id):
    """Wagtail's page chooser names the page that one looks below."""
    get_object_or_404(open_pages(request.user), pk=parent_page_id)
    return chooser.BrowseView.as_view()(request, parent_page_id=parent_page_id)


def chosen_pages(request):
    """Wagtail's answer to several chosen pages holds their titles."""
    asked = {pk for pk in request.GET.getlist("id") if pk.isdigit()}
    if open_pages(request.user).filter(pk__in=asked).count() != Page.objects.filter(pk__in=asked).count():
        raise PermissionDenied
    return chooser.ChosenMultipleView.as_view()(request)


def page_types(request, results_only=False):
    """Wagtail's report names the page of each type that was edited last, in whichever language."""
    if not has_all_pages(request.user):
        raise PermissionDenied
    return PageTypesUsageReportView.as_view(results_only=results_only)(request)


def bulk(request, app_label, model_name, action):
    """Wagtail lists by their titles those of the chosen things that one may not touch."""
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError:
        raise Http404 from None
    if not _may_name(request.user, model, request.GET):
        raise PermissionDenied
    return bulk_action(request, app_label, model_name, action)


def _may_name(user, model, asked):
    if model is not Page:
        policy = FILES.get(model._meta.label_lower) or ModelPermissionPolicy(model)
        return policy.user_has_any_permission(user, ON_RECORDS)
    if has_all_pages(user):
        return True
    parent = asked.get("childOf", "")
    ids = [parent] if "all" in asked.getlist("id") else asked.getlist("id")
    ids = {pk for pk in ids if pk.isdigit()}
    theirs = page_permission_policy.instances_user_has_any_permission_for(user, ANY)
    return bool(ids) and theirs.filter(pk__in=ids).count() == len(ids)


def refuse_moving(request, page, destination):
    """Wagtail asks for the right only when the move is confirmed, and names the page before."""
    if not page.permissions_for_user(request.user).can_move():
        raise PermissionDenied


def refuse_deleting(request, pages):
    """Who may change a draft could delete it. A translation is deleted by who may publish in its language."""
    if any(
        not getattr(page.specific, "is_original", True) and not may_publish(request.user, page)
        for page in pages
    ):
        raise PermissionDenied


def is_report(item):
    return getattr(item, "url", None) == reverse("wagtailadmin_reports:page_types_usage")


# Before Wagtail's own (home/desk/editor_urls.py).
urls = [
    path("choose-page/<int:parent_page_id>/", choose_below),
    path("choose-page/chosen-multiple/", chosen_pages),
    path("bulk/<str:app_label>/<str:model_name>/<str:action>/", bulk),
    path("reports/page-types-usage/", page_types),
    path("reports/page-types-usage/results/", page_types, {"results_only": True}),
]
