"""The search for a city. Whatever is typed costs a fixed number of questions, each for a bounded number of rows."""

from dataclasses import dataclass, replace

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import OSA

from events.finding.countries import countries_called, lies_in, told
from events.finding.found import BEGINNING, EXACT, IN_COUNTRY, SIMILAR, as_found, told_apart
from events.finding.query import understand
from home.languages import reader_language
from home.names import key

EXACT_IS_WORTH = 3
PLACE_IS_WORTH = 2
SLIP_COSTS = 2.2
LONGER_COSTS = 0.02  # for each letter that is still to be typed
SAME_INITIAL = 0.5
WELL_KNOWN = 6.5  # a city of millions: who typed its beginning has not finished yet
SURE = 8.5  # a score with which nobody needs to be asked what was meant
MOST_ROWS = 200
MOST_SIMILAR = 1500
_LAST = "\U0010ffff"


@dataclass(frozen=True)
class _Hit:
    city_id: int
    score: float
    match: str
    row: int  # the key's
    own: bool = False  # by a name of its own, not one of the many that GeoNames has for it


def find(text, limit=10):
    """[Found], the likeliest first; never more than `limit`, and [] for what holds no letter."""
    from events.models import City, CityKey

    query = understand(str(text or ""))
    if not query.key:
        return []
    hits = {}
    for hit in _hits(query):
        if hit.city_id not in hits or hits[hit.city_id].score < hit.score:
            hits[hit.city_id] = hit
    best = sorted(hits.values(), key=lambda hit: (-hit.score, hit.city_id))[:limit]
    written = dict(CityKey.objects.filter(pk__in=[hit.row for hit in best]).values_list("pk", "name"))
    cities = City.objects.with_names().in_bulk([hit.city_id for hit in best])
    language = reader_language()
    found = [
        as_found(cities[hit.city_id], language, written.get(hit.row, ""), hit.match, hit.own, query.key)
        for hit in best
        if hit.city_id in cities
    ]
    if len(found) < limit and not any(hit.match == BEGINNING for hit in best):
        found += _in_country(query.text, limit - len(found), {each.city.pk for each in found})
    return told_apart(found)


def _hits(query):
    named, misplaced = _named(query)
    beginning = _beginning(query)
    yield from named
    yield from beginning
    going_on = max((hit.score for hit in beginning), default=0)
    if going_on < WELL_KNOWN and max((hit.score for hit in named), default=0) < SURE:
        yield from misplaced
        if not countries_called(query.text):
            yield from _similar(query)


def starting(field, beginning):
    """The condition that a field starts like this, which both databases answer from its index."""
    if connection.vendor == "postgresql":
        return Q(**{f"{field}__startswith": beginning})
    return Q(**{f"{field}__gte": beginning, f"{field}__lt": beginning + _LAST})


def _named(query):
    """Cities of this very name; and of the name alone, where the words beside it speak of no place that we know."""
    from events.models import CityKey

    beside = {}
    for name, parts in query.splits:
        beside.setdefault(name, []).append(parts)
    whole = {query.key, *query.spellings}
    rows = (
        CityKey.objects.filter(key__in=[*whole, *beside])
        .order_by("-weight", "pk")
        .values_list("pk", "key", "name", "own", "weight", "city_id", "city__country", "city__province",
                     "city__province_code", "city__near")[:MOST_ROWS]
    )  # fmt: skip
    of_this_name, placed, vague, misplaced = [], [], [], []
    for pk, folded, name, own, weight, city_id, *place in rows:
        is_part = own and key(name) != folded and key(name).endswith(folded)
        match = BEGINNING if is_part else EXACT
        hit = _Hit(city_id, weight + EXACT_IS_WORTH, match, pk, own)
        if folded in whole:
            of_this_name.append(hit)
        ways = beside.get(folded, ())
        if any(told(parts) and lies_in(place, told(parts)) for parts in ways):
            placed.append(replace(hit, score=hit.score + PLACE_IS_WORTH))
        elif any(not told(parts) for parts in ways):
            vague.append(hit)
        elif query.has_comma and folded == query.splits[0][0]:
            misplaced.append(_Hit(city_id, weight - SLIP_COSTS, SIMILAR, pk, own))
    if query.has_comma:
        of_this_name += placed
    return of_this_name or placed or vague, misplaced


def _beginning(query):
    from events.models import CityKey

    keys = CityKey.objects.filter(starting("key", query.key)).exclude(key=query.key)
    if query.is_short:
        keys = keys.filter(own=True)  # a letter begins too much
    rows = keys.order_by("-weight", "pk").values_list("pk", "weight", "city_id", "key")[:MOST_ROWS]
    return [
        _Hit(city_id, weight - LONGER_COSTS * (len(folded) - len(query.key)), BEGINNING, pk)
        for pk, weight, city_id, folded in rows
    ]


def _slips(length):
    """How many slips of the pen are forgiven in a name of this length."""
    return 0 if length < 4 else 1 if length < 8 else 2


def _similar(query):
    """What differs by a slip or two: the whole, or the name beside a country or region."""
    for name, parts in [(query.key, ()), *query.splits[:1]]:
        slips = _slips(len(name))
        rows = _alike(name, slips) if slips else {}
        places = _places(city_id for _key, _weight, city_id, _slips in rows.values()) if parts else {}
        for pk, (folded, weight, city_id, distance) in rows.items():
            if parts and not (city_id in places and lies_in(places[city_id], told(parts))):
                continue
            score = weight - SLIP_COSTS * distance + (SAME_INITIAL if folded[0] == name[0] else 0)
            yield _Hit(city_id, score + (PLACE_IS_WORTH if parts else 0), SIMILAR, pk)


def _alike(name, slips):
    """{pk: (key, weight, city id, slips)}. The first or the last letters are right, so these are looked up."""
    from events.models import CityKey

    first = len(name) // 2 if slips == 1 else max(3, len(name) // 3 + 1)
    last = len(name) - 1 - first if slips == 1 else first
    rows = {}
    for field, way, letters in (("key", 1, first), ("backwards", -1, last)):
        found = (
            CityKey.objects.alias(length=Length(field))
            .filter(
                starting(field, name[::way][:letters]),
                length__range=(len(name) - slips, len(name) + slips),
            )
            .order_by("-weight", "pk")
            .values_list("pk", field, "weight", "city_id")  # nothing but what the index holds
        )
        for pk, written, *row in found[:MOST_SIMILAR]:
            rows[pk] = written[::way], *row
    keys = {pk: folded for pk, (folded, _weight, _city) in rows.items()}
    alike = process.extract(name, keys, scorer=OSA.distance, processor=None, score_cutoff=slips, limit=None)
    return {pk: (*rows[pk], distance) for _key, distance, pk in alike if distance}


def _places(city_ids):
    from events.models import City

    ids = list(dict.fromkeys(city_ids))[:MOST_ROWS]
    rows = City.objects.filter(pk__in=ids)
    return {
        pk: place for pk, *place in rows.values_list("pk", "country", "province", "province_code", "near")
    }


def _in_country(text, limit, known):
    """Who types a country is shown its largest cities."""
    from events.models import City

    codes = countries_called(text)
    if not codes:
        return []
    cities = City.objects.filter(country__in=codes).exclude(pk__in=known).order_by("-population", "pk")
    return [as_found(city, reader_language(), match=IN_COUNTRY) for city in cities.with_names()[:limit]]
