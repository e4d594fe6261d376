"""A file of a page and the picture of its first page, for whoever may see the page: the router has just asked."""

from django.http import Http404
from django.views.decorators.http import require_safe

from home.filekeeping.documents import ASK_EACH_TIME, FOR_ONE
from home.filekeeping.sending import answer, send, stored
from resources.downloads.addresses import find, name


def _found(page, language, paper, ending):
    file = find(page.resource_id, language, paper, ending)
    if file is None:
        raise Http404
    return file


def _cache(page):
    return ASK_EACH_TIME if page.found_open else FOR_ONE


@require_safe
def serve(request, page, language, paper, ending):
    file = _found(page, language, paper, ending)
    return send(request, file.document, name(file, page), _cache(page))


@require_safe
def serve_preview(request, page, language, paper, ending):
    preview = _found(page, language, paper, ending).document.preview
    if not preview:
        raise Http404
    return answer(request, stored(preview), "image/webp", {"Cache-Control": _cache(page)})
