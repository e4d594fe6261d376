"""What somebody may have meant whose spelling is nobody's name."""

from rapidfuzz import fuzz, process

from events.finding.found import SIMILAR, as_found, told_apart
from events.finding.query import understand
from events.finding.search import starting
from home.languages import reader_language

ALIKE = 55  # per cent
ROWS = 400


def nearest_spellings(text, limit=3):
    """[Found] of the best known cities whose names begin like this and are the most like it."""
    from events.models import City, CityKey

    query = understand(text)
    name = query.splits[0][0] if query.has_comma else query.key
    for letters in (3, 2, 1):
        if len(name) <= letters:
            continue
        rows = (
            CityKey.objects.filter(starting("key", name[:letters]), own=True)
            .order_by("-weight", "pk")
            .values_list("city_id", "key")[:ROWS]
        )
        keys = {}
        for city_id, key in rows:
            keys.setdefault(key, city_id)
        best = process.extract(
            name, list(keys), scorer=fuzz.ratio, processor=None, score_cutoff=ALIKE, limit=limit
        )
        if best:
            ids = list(dict.fromkeys(keys[key] for key, _score, _at in best))
            cities = City.objects.with_names().in_bulk(ids)
            language = reader_language()
            return told_apart([as_found(cities[pk], language, match=SIMILAR) for pk in ids])
    return []
