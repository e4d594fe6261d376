from dataclasses import dataclass

from django.apps import apps
from django.core.paginator import Paginator
from django.db.models import Case, F, Q, Value, When
from django.http import Http404
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.views.decorators.http import require_safe
from wagtail.models import Page

from events.models import EventPage
from home.excerpts import excerpt
from home.languages import bcp47, locales, own_name, ranked_locale_ids, reader_language
from home.querysets import hub_pages, locale_rank, visible
from home.text import QUERY_LENGTH, clean, pattern, query_terms
from search.models import IndexEntry

PER_PAGE = 10


@dataclass
class Result:
    page: Page
    kind: str
    title: list  # of (str, is_match), as home.excerpts.excerpt gives them
    excerpt: list
    language: str  # its own name, where it is not the reader's; else ""
    lang: str  # the tag of that language


def type_label(page_type):
    """The name of a page type ("events.eventpage") as readers see it."""
    try:
        return capfirst(apps.get_model(page_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return page_type


def find(terms, language):
    """[(entry id, page type), …] of what visitors may see, each thing once: the reader's language first, then the languages
    they would rather read; titles before bodies; newest first. One query, whatever the size."""
    if not terms:
        return []
    everywhere, in_title = Q(), Q()
    for group in terms:
        everywhere &= Q(terms__contains=pattern(group))
        in_title &= Q(title_terms__contains=pattern(group))
    rows = (
        IndexEntry.objects.filter(everywhere, page__in=visible(hub_pages()))
        .exclude(page__in=EventPage.objects.exclude(event__visibility="public").values("pk"))
        .annotate(
            rank=locale_rank(ranked_locale_ids(language)),
            depth=Case(When(in_title, then=Value(0)), default=Value(1)),
        )
        .order_by("rank", "depth", F("published_at").desc(nulls_last=True), "pk")
        .values_list("translation_key", "pk", "page_type")
    )
    first = {}
    for key, pk, page_type in rows.iterator(chunk_size=2000):
        first.setdefault(key, (pk, page_type))
    return list(first.values())


def results(entry_ids, query, language):
    """The `Result`s of these entries, in their order."""
    entries = IndexEntry.objects.select_related("page__locale").in_bulk(entry_ids)
    return [
        Result(
            page=entry.page,
            kind=type_label(entry.page_type),
            title=excerpt(entry.title, query, length=255),
            excerpt=excerpt(entry.text, query),
            language="" if (code := entry.page.locale.language_code) == language else own_name(code),
            lang=bcp47(code),
        )
        for pk in entry_ids
        if (entry := entries.get(pk))
    ]


@require_safe
def search(request):
    language = reader_language()
    if language not in locales():
        raise Http404
    query = " ".join(clean(request.GET.get("q", "")[:QUERY_LENGTH]).split())
    found = find(query_terms(query), language)
    counts = {}
    for _pk, page_type in found:
        counts[page_type] = counts.get(page_type, 0) + 1
    chosen = request.GET.get("type", "")
    if chosen in counts:
        found = [row for row in found if row[1] == chosen]
    else:
        chosen = ""
    items = Paginator([pk for pk, _type in found], PER_PAGE).get_page(request.GET.get("page"))
    kept = urlencode({"q": query, **({"type": chosen} if chosen else {})})
    context = {
        "query": query,
        "items": items,
        "count": len(found),
        "results": results(list(items.object_list), query, language),
        "types": [
            {"value": value, "label": type_label(value), "count": count, "chosen": value == chosen}
            for value, count in sorted(counts.items(), key=lambda row: (-row[1], row[0]))
        ],
        "page_query": f"{kept}&",
        "page_type": "search",
        "noindex": True,
    }
    return render(request, "search/search.html", context)
