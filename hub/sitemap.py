"""The sitemap: real translations only, each naming the others."""

from collections import defaultdict

from django.conf import settings
from django.shortcuts import render

from events.models import Event, EventPage
from home.languages import bcp47, locales
from home.querysets import hub_pages, visible
from home.routing import page_address


def announced_pages():
    """What machines are told of: every page that everybody may see, but no event that goes by its link only."""
    by_link = EventPage.objects.exclude(event__visibility=Event.Visibility.PUBLIC).values("pk")
    return visible(hub_pages()).exclude(pk__in=by_link)


def sitemap(request):
    codes = {pk: code for code, pk in locales().items()}
    base = settings.SITE_ADDRESS.rstrip("/")
    groups = defaultdict(list)
    pages = announced_pages().filter(locale_id__in=codes).order_by("path")
    for page in pages.only("url_path", "locale_id", "translation_key", "last_published_at"):
        groups[page.translation_key].append(page)
    urls = []
    for translations in groups.values():
        alternates = [
            {
                "hreflang": bcp47(codes[page.locale_id]),
                "url": base + page_address(page, codes[page.locale_id]),
            }
            for page in translations
        ]
        for page, alternate in zip(translations, alternates, strict=True):
            urls.append(
                {
                    "location": alternate["url"],
                    "lastmod": page.last_published_at,
                    "alternates": alternates if len(alternates) > 1 else [],
                }
            )
    return render(request, "hub/sitemap.xml", {"urls": urls}, content_type="application/xml")


def robots(request):
    return render(
        request,
        "hub/robots.txt",
        {"sitemap": f"{settings.SITE_ADDRESS.rstrip('/')}/sitemap.xml"},
        content_type="text/plain; charset=utf-8",
    )
