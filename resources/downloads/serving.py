"""A file of a page and the picture of its first page, for whoever may see the page, as the router has just asked, and the file's collection."""

from django.http import Http404
from django.views.decorators.http import require_safe

from home.filekeeping.documents import kept_by_others, turned_away
from home.filekeeping.sending import answer, send, stored
from resources.downloads.addresses import find, name


def _found(page, language, paper, ending):
    file = find(page.resource_id, language, paper, ending)
    if file is None:
        raise Http404
    return file


@require_safe
def serve(request, page, language, paper, ending):
    file = _found(page, language, paper, ending)
    document = file.document
    return turned_away(request, document) or send(
        request, document, name(file, page), kept_by_others(document, page.found_open)
    )


@require_safe
def serve_preview(request, page, language, paper, ending):
    document = _found(page, language, paper, ending).document
    if not document.preview:
        raise Http404
    headers = {"Cache-Control": kept_by_others(document, page.found_open)}
    return turned_away(request, document) or answer(request, stored(document.preview), "image/webp", headers)
