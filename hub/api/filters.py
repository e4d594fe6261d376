"""Two filters of lists that Wagtail has otherwise."""

from rest_framework.filters import BaseFilterBackend
from wagtail.api.v2.utils import BadRequestError

from home.languages import bcp47, locales
from home.text import QUERY_LENGTH, pattern, query_terms
from search.models import IndexEntry


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


class LanguageFilter(BaseFilterBackend):
    """`?locale=` takes a language tag or the site's own code of it: zh-Hans, zh-hans."""

    def filter_queryset(self, request, queryset, view):
        if "locale" not in request.GET:
            return queryset
        code = request.GET["locale"].lower()
        if code not in locales():
            known = ", ".join(bcp47(each) for each in locales())
            raise BadRequestError(f"locale: there are no pages in this language. There are: {known}")
        return queryset.filter(locale_id=locales()[code])
