"""A file of a page, for whoever may see the page: the router has just asked."""

from django.http import Http404
from django.views.decorators.http import require_safe

from home.filekeeping.documents import ASK_EACH_TIME, FOR_ONE
from home.filekeeping.sending import send
from resources.downloads.addresses import find, name


@require_safe
def serve(request, page, language, paper, ending):
    file = find(page.resource_id, language, paper, ending)
    if file is None:
        raise Http404
    return send(request, file.document, name(file, page), ASK_EACH_TIME if page.found_open else FOR_ONE)
