"""The address of a document: for everybody while a visible page offers it, else for staff who may choose it."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy
from wagtail.documents.views.serve import serve as wagtail_serve

from home.filekeeping.visibility import readers_page, seen
from home.models.uses import FileUse

ACTIONS = ["add", "change", "delete", "choose"]


def staff_may_see(user, document):
    return user.is_authenticated and permission_policy.user_has_any_permission_for_instance(
        user, ACTIONS, document
    )


def _inside(request, document):
    """Staff who work with it, and readers who were let in to a page that offers it."""
    return staff_may_see(request.user, document) or readers_page(FileUse.Kind.DOCUMENT, document.pk, request)


@require_safe
def serve(request, document_id, document_filename):
    document = get_object_or_404(get_document_model(), pk=document_id)
    public = bool(seen(FileUse.Kind.DOCUMENT, [document.pk]))
    if not public and not _inside(request, document):
        raise Http404
    try:
        response = wagtail_serve(request, document_id, document_filename)
    except FileNotFoundError:
        raise Http404 from None
    # Withdrawn is withdrawn: a cache asks each time, and gets a short answer while nothing has changed.
    response.headers["Cache-Control"] = "public, no-cache" if public else "private, no-store"
    return response
