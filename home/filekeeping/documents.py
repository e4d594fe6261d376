"""The address of a document: for everybody while a visible page offers it, else for staff who may choose it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.documents.models import document_served
from wagtail.documents.permissions import permission_policy

from home.filekeeping.sending import send
from home.filekeeping.visibility import readers_page, seen
from home.models.uses import FileUse

ACTIONS = ["add", "change", "delete", "choose"]
# Withdrawn is withdrawn: a cache asks each time, and gets a short answer while nothing has changed.
ASK_EACH_TIME = "public, no-cache"
FOR_ONE = "private, no-store"


def staff_may_see(user, document):
    return user.is_authenticated and permission_policy.user_has_any_permission_for_instance(
        user, ACTIONS, document
    )


def _inside(request, document):
    """Staff who work with it, and readers who were let in to a page that offers it."""
    return staff_may_see(request.user, document) or readers_page(FileUse.Kind.DOCUMENT, document.pk, request)


def turned_away(request, document):
    """What whoever may not see the document's collection gets instead of it, or None. Wagtail's own hook asks about that."""
    for hook in hooks.get_hooks("before_serve_document"):
        response = hook(document, request)
        if isinstance(response, HttpResponse):
            return response
    document_served.send(sender=type(document), instance=document, request=request)
    return None


def kept_by_others(document, public):
    """The `Cache-Control` of a document that everybody may see (`public`) as far as its page is asked."""
    closed = not public or bool(document.collection.get_view_restrictions())
    return FOR_ONE if closed else ASK_EACH_TIME


@require_safe
def serve(request, document_id, document_filename):
    document = get_object_or_404(get_document_model(), pk=document_id)
    public = bool(seen(FileUse.Kind.DOCUMENT, [document.pk]))
    if document.filename != document_filename or not (public or _inside(request, document)):
        raise Http404
    return turned_away(request, document) or send(
        request, document, document.filename, kept_by_others(document, public)
    )
