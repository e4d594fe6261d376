"""What events and editions say."""

from events.kinds import KINDS
from events.models.contacts import PublicDisplay
from events.numbers import results
from events.times import local_iso, to_utc
from hub.api.references import code_of
from hub.api.telling import fact, record, words


def _wall(date, time, zone):
    """A moment with the city's offset, or the date where no time is known."""
    if time is None:
        return date.isoformat()
    return local_iso(to_utc(date, time, zone), zone)


def starts(page, answer):
    event = record("events", page, answer)
    return _wall(event.starts_on, event.starts_time, event.city.time_zone)


def ends(page, answer):
    """Only what was said: that an event takes about two hours is the site's guess."""
    event = record("events", page, answer)
    if event.ends_time is None:
        return event.ends_on.isoformat() if event.ends_on else None
    return _wall(event.ends_on or event.starts_on, event.ends_time, event.city.time_zone)


def city(page, answer):
    city = record("events", page, answer).city
    return {
        "geonameid": city.geonameid,
        "name": city.name_in(code_of(page)),
        "country": city.country,
        "latitude": city.latitude,
        "longitude": city.longitude,
    }


def hosts(page, answer):
    """As they agreed to be shown; of an anonymous one nothing, nor of a name that the desk has not looked at."""
    told = []
    for host in record("events", page, answer).hosts.all():
        if host.display == PublicDisplay.ORGANISATION and host.organisation:
            names = answer.organisation_names[host.organisation.translation_key]
            ranked = answer.ranked(code_of(page))
            name = next((names[locale] for locale in ranked if locale in names), "")
            kind = "organisation"
        elif host.display == PublicDisplay.NAME and host.person:
            name, kind = host.person.shown_word, "person"
        else:
            continue
        if name:
            told.append({"kind": kind, "name": name})
    return told


def event_kinds(page, answer):
    return [kind for kind in record("events", page, answer).kinds if kind in KINDS]


def year(page, answer):
    return record("events", page, answer).edition.year


def date(page, answer):
    found = record("editions", page, answer).date
    return found and found.isoformat()


def phase(page, answer):
    return record("editions", page, answer).phase()


def counters(page, answer):
    """As on the page: what staff typed stands alone, else what the site lists is counted."""
    edition = record("editions", page, answer)
    return _took_part(edition, answer) | results(edition, answer.reported)


def _took_part(edition, answer):
    if edition.cities_count or edition.countries_count:
        return {
            "cities": edition.cities_count or None,
            "countries": edition.countries_count or None,
            "events": None,
            "at_least": edition.at_least and bool(edition.cities_count),
        }
    none = {"cities": 0, "countries": 0, "events": 0}
    return {**none, **answer.counted.get(edition.pk, {}), "at_least": False}


EDITION = {
    "year": fact("editions", "year"),
    "date": date,
    "state": fact("editions", "state"),
    "phase": phase,
    "counters": counters,
    "body": words("body"),
}

EVENT = {
    "year": year,
    "starts": starts,
    "ends": ends,
    "time_zone": lambda page, answer: record("events", page, answer).city.time_zone,
    "city": city,
    "kinds": event_kinds,
    "status": fact("events", "status"),
    "venue": fact("events", "venue"),
    "address": fact("events", "address"),
    "hosts": hosts,
    "body": words("body"),
}
