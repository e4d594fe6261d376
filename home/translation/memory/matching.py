"""Texts that are the same or alike, with an honest score."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz, process
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from home.translation.memory.index import entries, fold
from home.translation.memory.people import told
from home.translation.workbench.addresses import address_of_translation
from home.translation.workbench.texts import tags

LEAST = 65  # of 100: what has less in common helps nobody
ROUNDABOUT = 5  # points less for words that were not translated from this very language
PER_TAG = 3  # points less for each tag that has to be put in or taken out


@dataclass(frozen=True)
class Match:
    """`translation` of `source` (stored HTML), `score` 100 where it is the very text. `title` and `address` (in the admin)
    say where it stands, `who` and `when` who translated it last; "" and None where that is not known.
    """

    score: int
    source: str
    translation: str
    title: str
    address: str
    when: datetime | None
    who: str


def matches(html, source_locale, target_locale, *, not_in=(), limit=5, user=None):
    """[Match] for a text, best first, each translation once; not from the places `not_in` (pks of TranslationContext)."""
    there = entries(source_locale, target_locale)
    found = {None: _alike(html, there, lambda entry: entry.context not in not_in)}
    return _told(found, source_locale, target_locale, user, limit)[None]


def matches_for_many(texts, source_locale, target_locale, *, target=None, user=None, limit=5):
    """{text_id: [Match]} for [(text_id, html)], in the same few queries for any number of them.

    `target` is the page or snippet that they are translated for: its own translation of a text is not offered for that
    text, unless the text stands there several times.
    """
    there = entries(source_locale, target_locale)
    own = _own_places(target, source_locale)
    found = {
        text_id: _alike(
            html, there, lambda entry, text_id=text_id: own.get((entry.text_id, entry.context)) != text_id
        )
        for text_id, html in texts
    }
    return _told(found, source_locale, target_locale, user, limit)


def repetitions(translation):
    """{text_id: [pk of StringSegment]} of the texts that stand several times in what a Translation is made from."""
    places = defaultdict(list)
    rows = StringSegment.objects.filter(source_id=translation.source_id).order_by("order", "pk")
    for text_id, pk in rows.values_list("string_id", "pk"):
        places[text_id].append(pk)
    return {text_id: pks for text_id, pks in places.items() if len(pks) > 1}


def _own_places(target, source_locale):
    """{(text_id, context): text_id} of the texts that stand in one place only of the thing."""
    if target is None:
        return {}
    rows = StringSegment.objects.filter(
        source__object_id=target.translation_key, source__locale=source_locale
    )
    places = set(rows.values_list("string_id", "context_id"))
    often = Counter(text_id for text_id, _context in places)
    return {place: place[0] for place in places if often[place[0]] == 1}


def _alike(html, there, wanted):
    """[(score, Entry)] of what is alike, unsorted."""
    folded = fold(html)
    if not folded:
        return []
    needed = Counter(tags(html))
    return [
        (_score(html, needed, entry, ratio), entry)
        for words, ratio, _index in process.extract(
            folded, there.keys(), scorer=fuzz.ratio, score_cutoff=LEAST, limit=None
        )
        for entry in there[words]
        if wanted(entry)
    ]


def _score(html, needed, entry, ratio):
    score = 100 if entry.text == html else min(int(ratio), 99)
    if entry.text != html:
        has = Counter(tags(entry.text))
        score -= PER_TAG * ((needed - has).total() + (has - needed).total())
    return score - (ROUNDABOUT if entry.way != "direct" else 0)


def _told(found, source_locale, target_locale, user, limit):
    """{text_id: [Match]} of what this person may read, best first and newest first among equals."""
    found = {text_id: [each for each in pairs if each[0] >= LEAST] for text_id, pairs in found.items()}
    keys = told(
        {entry.key for pairs in found.values() for _s, entry in pairs}, source_locale, target_locale, user
    )
    best = {}
    for text_id, pairs in found.items():
        there = {}
        for score, entry in sorted(pairs, key=lambda pair: -pair[0]):
            if entry.key in keys:
                there.setdefault(entry.translation, (score, entry))
        best[text_id] = list(there.values())[:limit]
    shown = [entry for pairs in best.values() for _score, entry in pairs]
    origins = _origins(shown, source_locale, target_locale)
    return {
        text_id: [Match(score, entry.text, entry.translation, *origins(entry)) for score, entry in pairs]
        for text_id, pairs in best.items()
    }


def _origins(shown, source_locale, target_locale):
    """entry → (title, address, when, who). Two queries."""
    rows = StringTranslation.objects.filter(pk__in={entry.row for entry in shown})
    people = {row.pk: row for row in rows.select_related("last_translated_by")}
    places = {}
    for pk, key, title, into in Translation.objects.filter(
        source__object_id__in={entry.key for entry in shown}, target_locale__in=[source_locale, target_locale]
    ).values_list("pk", "source__object_id", "source__object_repr", "target_locale_id"):
        places[key, into] = (title, address_of_translation(pk))

    def origin(entry):
        row = people.get(entry.row)
        into = source_locale if entry.way == "inverse" else target_locale
        title, address = places.get((entry.key, into.pk), ("", ""))
        who = row.last_translated_by if row else None
        return title, address, row.updated_at if row else None, str(who) if who else ""

    return origin
