"""Which files anybody may see: those on a page that is live, open to everybody, and still shows them."""

from wagtail.models import Page

from home.models.uses import FileUse
from home.querysets import visible


def visible_uses():
    return FileUse.objects.filter(gone=False, page__in=visible(Page.objects.all()))


def seen(kind, ids):
    """Of these ids the set of those that stand on a page which everybody may see."""
    return set(visible_uses().filter(kind=kind, file_id__in=set(ids)).values_list("file_id", flat=True))


def readers_page(kind, pk, request):
    """Whether this reader passes every restriction of some live page that shows the file."""
    pages = Page.objects.filter(live=True, file_uses__kind=kind, file_uses__file_id=pk, file_uses__gone=False)
    return any(
        all(restriction.accept_request(request) for restriction in page.get_view_restrictions())
        for page in pages
    )
