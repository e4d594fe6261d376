"""Read-only API v2: published, public pages."""

from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.filters import BaseFilterBackend
from rest_framework.renderers import JSONRenderer
from wagtail.api.v2.filters import SearchFilter
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet

from home.text import QUERY_LENGTH, pattern, query_terms
from hub.sitemap import announced_pages
from search.models import IndexEntry

OFFSET_DIGITS = 9  # a longer number is more than a database can count


class IndexFilter(BaseFilterBackend):
    """`?search=` asks the site's own index: it knows every script, and no query is an error to it."""

    def filter_queryset(self, request, queryset, view):
        if "search" not in request.GET:
            return queryset
        terms = query_terms(request.GET["search"][:QUERY_LENGTH])
        entries = IndexEntry.objects.all() if terms else IndexEntry.objects.none()
        for group in terms:
            entries = entries.filter(terms__contains=pattern(group))
        return queryset.filter(pk__in=entries.values("page_id"))


class PublicPagesViewSet(PagesAPIViewSet):
    """Pages that everybody may see, the same for every visitor. `?site=` is refused: it would list another site's pages.

    An event that goes by its link only has no detail either: its number is no secret, so that whoever counts through
    the numbers would find it.
    """

    renderer_classes = [JSONRenderer]  # not the framework's own pages: they need a looser content policy
    filter_backends = [
        *(each for each in PagesAPIViewSet.filter_backends if each is not SearchFilter),
        IndexFilter,
    ]

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if "site" in request.GET:
            raise ValidationError("The parameter “site” isn't offered here.")
        if any("\0" in value for value in request.GET.values()):
            raise ValidationError("A parameter holds a character that no text has.")
        if len(request.GET.get("offset", "")) > OFFSET_DIGITS:
            raise ValidationError("There aren't that many pages.")

    def get_base_queryset(self):
        return announced_pages()

    def get_queryset(self):
        return super().get_queryset().select_related("locale")

    def find_object(self, queryset, request):
        try:
            return super().find_object(queryset, request)
        except ValueError:
            raise NotFound from None  # ?id=abc


api_router = WagtailAPIRouter("api")
api_router.register_endpoint("pages", PublicPagesViewSet)
