"""The sitemaps: an index, and for each language its real translations, each naming the others.

All of them are read at once, with few queries whatever the size, so that every file agrees with the index.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Max
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from events.cities import country_address
from events.models import CountrySafety, EditionPage, EventPage
from events.the_day import edition_page, edition_pages
from home.addresses import whole
from home.languages import bcp47, locales
from home.routing import page_address
from hub.announced import announced_pages

MOST = 20_000  # addresses in one file: 50,000 are allowed, but no more than 50 MB, and each names its translations


@dataclass
class Thing:
    """A page in all its languages, or what stands below one."""

    addresses: dict = field(default_factory=dict)  # {language code: address}, the original first
    changed: dict = field(default_factory=dict)  # {language code: datetime | None}

    def add(self, code, address, changed):
        self.addresses[code] = address
        self.changed[code] = changed

    @property
    def default(self):
        """For readers of any other language: English, else the original."""
        return self.addresses.get("en") or next(iter(self.addresses.values()))


def _pages():
    codes = {pk: code for code, pk in locales().items()}
    # The oldest page of a thing is its original.
    pages = announced_pages().filter(locale_id__in=codes).order_by("pk")
    things = defaultdict(Thing)
    for page in pages.values_list(
        "url_path", "locale_id", "translation_key", "last_published_at", named=True
    ):
        code = codes[page.locale_id]
        things[page.translation_key].add(code, page_address(page, code), page.last_published_at)
    return list(things.values())


def _places():
    """The cities and countries of the current edition that have something to tell, and their list, in every language of the
    edition's page.
    """
    current = edition_page(edition_pages())
    if current is None:
        return []
    codes = {pk: code for code, pk in locales().items()}
    pages = EditionPage.objects.visible().filter(edition=current.edition, locale_id__in=codes).order_by("pk")
    below = {codes[page.locale_id]: page_address(page, codes[page.locale_id]) for page in pages}
    cities = (
        EventPage.objects.listed()
        .filter(event__edition=current.edition)
        .values_list("event__city__country", "event__city__geonameid", "event__city__slug")
        .annotate(changed=Max("last_published_at"))
        .order_by("event__city__geonameid")
    )
    newest = {}
    for country, _number, _slug, changed in cities:
        for part in ("", country_address("", country).removeprefix("cities/")):
            newest[part] = max(filter(None, [newest.get(part), changed]), default=None)
    parts = [*newest.items(), *((f"{number}-{slug}/", changed) for _country, number, slug, changed in cities)]
    things = []
    for part, changed in parts:
        thing = Thing()
        for code, address in below.items():
            thing.add(code, f"{address}cities/{part}", changed)
        things.append(thing)
    return things


def _safety():
    """What staff wrote on safety, country by country, and the list of it."""
    codes = {pk: code for code, pk in locales().items()}
    found = CountrySafety.objects.filter(live=True, locale_id__in=codes).order_by("pk")
    things = defaultdict(Thing)
    rows = found.values_list("country", "locale_id", "last_published_at")
    for country, locale_id, changed in rows:
        code = codes[locale_id]
        things[country].add(code, f"/{code}/safety/{country.lower()}/", changed)
    if things:
        for code in codes.values():
            things[""].add(code, f"/{code}/safety/countries/", None)
    return list(things.values())


def _files():
    """{name of the file: (language code, its things)}, languages in their order."""
    things = [*_pages(), *_places(), *_safety()]
    files = {}
    for code in locales():
        found = [thing for thing in things if code in thing.addresses]
        for number, start in enumerate(range(0, len(found), MOST), start=1):
            name = code if number == 1 else f"{code}-{number}"
            files[name] = code, found[start : start + MOST]
    return files


@require_safe
def index(request):
    """The address that robots.txt names."""
    files = [
        {
            "location": whole(reverse("sitemap", args=[name])),
            "changed": max((thing.changed[code] for thing in things if thing.changed[code]), default=None),
        }
        for name, (code, things) in _files().items()
    ]
    return render(request, "hub/sitemap_index.xml", {"files": files}, content_type="application/xml")


@require_safe
def sitemap(request, name):
    """One language's, or a further part of it where that has very many pages."""
    files = _files()
    if name not in files:
        raise Http404
    code, things = files[name]
    urls = [
        {
            "location": whole(thing.addresses[code]),
            "changed": thing.changed[code],
            "alternates": _alternates(thing) if len(thing.addresses) > 1 else [],
        }
        for thing in things
    ]
    return render(request, "hub/sitemap.xml", {"urls": urls}, content_type="application/xml")


def _alternates(thing):
    named = {bcp47(code): address for code, address in thing.addresses.items()} | {"x-default": thing.default}
    return [{"hreflang": tag, "url": whole(address)} for tag, address in named.items()]


@require_safe
def robots(request):
    return render(
        request,
        "hub/robots.txt",
        {"sitemap": whole(reverse("sitemap_index"))},
        content_type="text/plain; charset=utf-8",
    )
