"""Keeps the index: what of a page can be found, and who is in it."""

from html import unescape

from django.db import models, transaction
from django.utils.html import strip_tags
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import TranslatableField

from home.text import clean, spaced
from search.models import IndexEntry

_NOT_BODY = {"title", "seo_title", "search_description", "slug"}


def is_searchable(page):
    """Whether visitors may find the page: live, open to everybody, words of its own, not kept out by itself."""
    return (
        page.live
        and page.depth > 1
        and page.alias_of_id is None
        and not getattr(page, "noindex", False)
        and not page.get_view_restrictions().exists()
    )


def page_text(page):
    """The words of a specific page below its title, as plain text: summary and other fields, then the body, then
    what its optional `search_text()` adds."""
    short, long = [], []
    for field in getattr(page, "translatable_fields", []):
        if not isinstance(field, TranslatableField) or field.field_name in _NOT_BODY:
            continue
        value = getattr(page, field.field_name)
        model_field = page._meta.get_field(field.field_name)
        if isinstance(model_field, StreamField):
            long.extend(value.stream_block.get_searchable_content(value))
        elif isinstance(model_field, models.CharField | models.TextField) and isinstance(value, str):
            short.append(value)
    extra = page.search_text() if hasattr(page, "search_text") else ""
    plain = (unescape(strip_tags(clean(str(text)))) for text in (*short, *long, extra or ""))
    return "\n".join(" ".join(text.split()) for text in plain if text.strip())


def add(page):
    """Put the page into the index as it is live now, or take it out. Returns whether it is in."""
    page = page.specific
    if not is_searchable(page):
        forget([page.pk])
        return False
    text = page_text(page)
    with transaction.atomic():
        IndexEntry.objects.update_or_create(
            page_id=page.pk,
            defaults={
                "translation_key": page.translation_key,
                "locale_id": page.locale_id,
                "page_type": page._meta.label_lower,
                "title": page.title,
                "text": text,
                "title_terms": spaced(page.title),
                "terms": spaced(f"{page.title}\n{text}"),
                "published_at": page.first_published_at or page.last_published_at,
            },
        )
    return True


def add_tree(page):
    """Index the page and everything below it."""
    for each in page.get_descendants(inclusive=True).live().specific().iterator(chunk_size=100):
        add(each)


def forget(page_ids):
    """Take pages out of the index. Returns how many were in it."""
    return IndexEntry.objects.filter(page_id__in=list(page_ids)).delete()[0]


def forget_tree(page):
    return IndexEntry.objects.filter(page__path__startswith=page.path).delete()[0]


def rebuild(progress=lambda done, total: None):
    """Make the whole index anew, calling `progress(done, total)` after each page. Returns how many pages are in it."""
    pages = Page.objects.live().filter(depth__gt=1).order_by("pk")
    total, kept = pages.count(), []
    for done, page in enumerate(pages.specific().iterator(chunk_size=100), start=1):
        if add(page):
            kept.append(page.pk)
        progress(done, total)
    known = set(IndexEntry.objects.values_list("page_id", flat=True))
    gone = sorted(known.difference(kept))
    for start in range(0, len(gone), 500):
        forget(gone[start : start + 500])
    return len(kept)
