"""Atom feeds: what is new, in one language, each thing once in that reader's best language.

Nothing is kept of them: what is withdrawn is out of the next answer.
"""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from home.addresses import host, whole
from home.languages import bcp47, locales, reader_language
from home.registries import feeds
from home.routing import page_address
from home.structured import language_of

LENGTH = 30
SECONDS = 300  # that a reader may keep an answer
EVER = datetime.datetime(2009, 1, 1, tzinfo=datetime.UTC)  # of a feed in which nothing stands yet


@dataclass(frozen=True)
class Feed:
    title: str  # lazy, in the reader's language
    find: object  # () -> queryset of visible pages, specific or not; the newest are taken


@dataclass(frozen=True)
class Entry:
    page: object
    title: str
    summary: str
    published: datetime.datetime
    updated: datetime.datetime


def page_entry(page):
    """What a page says of itself."""
    published = page.first_published_at
    return Entry(page, page.title, page.summary, published, page.last_published_at or published)


def entries(feed):
    """The newest pages of a feed, most recent first."""
    newest = feed.find().best_for(reader_language()).exclude(first_published_at=None)
    found = newest.order_by("-first_published_at", "-pk")[:LENGTH]
    return list(found.specific() if found.model.__name__ == "Page" else found)


def links():
    """[{"title", "url"}] of all feeds in the reader's language; an error page may be in one that has none."""
    if reader_language() not in locales():
        return []
    return [{"title": feed.title, "url": reverse("feed", args=[name])} for name, feed in feeds.items()]


def _identity(page):
    """The same for ever, wherever the page moves; another for each language."""
    return f"tag:{host()},2017:page/{page.translation_key}/{language_of(page)}"


@require_safe
@conditional_page
@cache_control(public=True, max_age=SECONDS)
def feed(request, name):
    """A feed as Atom (RFC 4287). By its content alone one learns that it changed: what was withdrawn leaves an older date."""
    language = reader_language()
    if name not in feeds or language not in locales():
        raise Http404
    return answer(
        title=feeds.get(name).title,
        name=name,
        link=f"/{language}/",
        address=reverse("feed", args=[name]),
        entries=[page_entry(page) for page in entries(feeds.get(name))],
    )


class _Feed(Atom1Feed):
    """With the language of each entry: not everything is there in the feed's own."""

    def item_attributes(self, item):
        return {**super().item_attributes(item), "xml:lang": item["language"]}


def answer(*, title, name, link, address, entries):
    """A feed of `Entry`s. `name` is its identity below this site, `link` leads to what it is about."""
    reader, site = reader_language(), str(settings.SITE_NAME)
    atom = _Feed(
        title=f"{title} · {site}",
        link=whole(link),
        description=None,
        language=bcp47(reader),
        author_name=site,
        feed_url=whole(address),
        feed_guid=f"tag:{host()},2017:feed/{name}/{reader}",
    )
    changed = max((entry.updated for entry in entries), default=EVER)
    atom.latest_post_date = lambda: changed
    for entry in entries:
        atom.add_item(
            title=entry.title,
            link=whole(page_address(entry.page, reader)),
            description=escape(entry.summary),  # the generator calls it HTML
            unique_id=_identity(entry.page),
            pubdate=entry.published,
            updateddate=entry.updated,
            language=bcp47(language_of(entry.page)),
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml")
