"""Editors are told, on the page that they see next, what was removed from the files that they have just uploaded."""

from contextvars import ContextVar

from django.conf import settings
from django.contrib import messages
from django.utils.html import format_html

from home.cleaning.words import what_was_removed

_told = ContextVar("uploads of this request", default=None)


def tell(title, removed):
    """Called where a file is stored; nothing to say outside a request of the admin."""
    uploads = _told.get()
    if uploads is not None and removed:
        uploads.append((title, removed))


class TellWhatWasRemovedMiddleware:
    """Collects what is uploaded in a request of the admin and says it once the answer is there."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        multipart = request.content_type == "multipart/form-data"
        if request.method != "POST" or not multipart or not request.path.startswith(settings.ADMIN_PREFIXES):
            return self.get_response(request)
        token = _told.set([])
        try:
            response = self.get_response(request)
            # Many files at once: each is shown with its own form, which says it already.
            several = request.resolver_match and request.resolver_match.url_name == "add_multiple"
            for title, removed in () if several else _told.get():
                messages.info(request, format_html("{}: {}", title, what_was_removed(removed)))
            return response
        finally:
            _told.reset(token)
