"""What the pages of one answer need, each found once for all of them and only when it is asked for."""

from collections import defaultdict
from functools import cache, cached_property

from django.db.models import Prefetch

from events.models import Edition, Event, EventHost
from events.models.contacts import PublicDisplay
from events.models.people import NOT_SHOWN
from events.numbers import counts
from events.sums import of_editions
from home.filekeeping.visibility import seen
from home.languages import bcp47, locales, ranked_locale_ids
from home.models import FileUse, Organisation
from hub.announced import announced_pages
from hub.api.bodies import told_body
from hub.api.references import References, code_of, html_url
from resources.models import Resource, Testimony, Video

WORDS = ("body", "how_to_use", "transcript")  # what refers to other things of the site


class Answer:
    """The pages of a list, or the one of a detail; every property asks the database a fixed number of times."""

    def __init__(self, pages):
        self.pages = pages
        self.ranked = cache(ranked_locale_ids)

    @property
    def languages(self):
        return sorted({bcp47(code_of(page)) for page in self.pages})

    def _ids(self, field):
        return {getattr(page, field) for page in self.pages if hasattr(page, field)}

    @cached_property
    def alternates(self):
        """{translation key: [{language, id, html_url}, …]} of the languages that everybody may read the thing in."""
        found = defaultdict(list)
        keys = {page.translation_key for page in self.pages}
        there = announced_pages().filter(translation_key__in=keys, locale_id__in=locales().values())
        needed = ("url_path", "translation_key", "locale__language_code")
        for page in there.select_related("locale").only(*needed).order_by("path"):
            found[page.translation_key].append(
                {"language": bcp47(code_of(page)), "id": page.pk, "html_url": html_url(page)}
            )
        return found

    @cached_property
    def originals(self):
        """{id: page}: what pages are aliases of, as far as everybody may see it."""
        there = announced_pages().select_related("locale")
        return there.in_bulk({page.alias_of_id for page in self.pages if page.alias_of_id})

    @cached_property
    def events(self):
        """What is private of hosts isn't even read: nobody who is anonymous, no address, no number."""
        shown = EventHost.objects.exclude(display=PublicDisplay.ANONYMOUS).order_by("pk")
        hosts = shown.select_related("organisation", "person").defer(*NOT_SHOWN)
        return (
            Event.objects.select_related("city", "edition")
            .prefetch_related("city__names", Prefetch("hosts", hosts))
            .in_bulk(self._ids("event_id"))
        )

    @cached_property
    def organisation_names(self):
        """{translation key: {locale id: name}} of the published organisations among the hosts."""
        found = defaultdict(dict)
        keys = {
            host.organisation.translation_key
            for event in self.events.values()
            for host in event.hosts.all()
            if host.organisation
        }
        for each in Organisation.objects.filter(live=True, translation_key__in=keys):
            found[each.translation_key][each.locale_id] = each.name
        return found

    @cached_property
    def editions(self):
        return Edition.objects.in_bulk(self._ids("edition_id"))

    @cached_property
    def counted(self):
        """{edition id: {cities, countries, events}} of what the site lists."""
        return counts(self._ids("edition_id"))

    @cached_property
    def reported(self):
        """{edition id: what published reports add up to}"""
        return of_editions(self._ids("edition_id"))

    @cached_property
    def testimonies(self):
        return Testimony.objects.in_bulk(self._ids("testimony_id"))

    @cached_property
    def videos(self):
        videos = Video.objects.select_related("media").prefetch_related("tracks__document")
        return videos.in_bulk(self._ids("video_id"))

    @cached_property
    def resources(self):
        return Resource.objects.prefetch_related("files__document").in_bulk(self._ids("resource_id"))

    @cached_property
    def documents(self):
        """The ids of those documents of these pages that everybody may open."""
        wanted = {file.document_id for each in self.resources.values() for file in each.files.all()}
        wanted |= {track.document_id for each in self.videos.values() for track in each.tracks.all()}
        return seen(FileUse.Kind.DOCUMENT, wanted)

    @cached_property
    def media(self):
        return seen(FileUse.Kind.MEDIA, {each.media_id for each in self.videos.values() if each.media_id})

    @cached_property
    def references(self):
        references = References()
        for page in self.pages:
            for name in WORDS:
                if hasattr(page, name):
                    _words(page, name, references)
        references.load()
        return references

    def words(self, page, name):
        return _words(page, name, self.references)


def _words(page, name, references):
    value = getattr(page, name)
    if hasattr(value, "stream_block"):
        return told_body(value, references, code_of(page))
    return references.html(value, code_of(page))
