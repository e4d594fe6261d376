"""Cards over the wire."""

from django.http import Http404, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import condition, require_safe

from home.cards import making
from home.querysets import hub_pages, visible


def _page(request, pk, signature):
    """The page, found once for a request; only one that everybody may see has a card."""
    if "card_page" not in request.__dict__:
        known = constant_time_compare(signature, making.signature(pk))
        page = visible(hub_pages()).filter(pk=pk).first() if known else None
        page = page.specific if page else None
        request.card_page = page if page and page.may_be_shared else None
    return request.card_page


def _etag(request, pk, signature):
    page = _page(request, pk, signature)
    return f'"{making.digest(making.words_of(page))}"' if page else None


@require_safe
@condition(etag_func=_etag)
def card(request, pk, signature):
    page = _page(request, pk, signature)
    if page is None:
        raise Http404
    response = HttpResponse(making.card(page), content_type="image/png")
    response.headers["Cache-Control"] = f"public, max-age={making.DAY}"
    return response
