"""The facts of the demo: editions, events, resources, films and testimonies, once for all languages."""

from events.models import City, Edition, Event, EventHost, PublicDisplay
from hub.demo.files import load_film
from resources.models import Resource, Testimony, Video

EVENT_FACTS = ("starts_on", "starts_time", "ends_on", "ends_time", "venue", "kinds", "status", "visibility")


def make_record(kind, record, organisations):
    """The record behind a page: `kind` is "edition", "event", "resource", "video" or "testimony"."""
    if kind == "edition":
        return make_edition(record)
    if kind == "event":
        return make_event(record, organisations)
    if kind == "resource":
        return Resource.objects.create(kind=record["kind"], licence=record["licence"])
    if kind == "video":
        return make_video(record)
    return Testimony.objects.create(**record)


def make_edition(record):
    year = record.get("year") or record["edition"]
    edition, _made = Edition.objects.get_or_create(
        year=year, defaults={"date": record.get("date"), "state": record.get("state", "planned")}
    )
    return edition


def make_event(record, organisations):
    event = Event(
        edition=Edition.objects.get(year=record["edition"]),
        city=City.objects.get(geonameid=record["city"]),
    )
    for name in EVENT_FACTS:
        setattr(event, name, Event._meta.get_field(name).to_python(record[name]))
    event.full_clean()
    event.save()
    for host in record["hosts"]:
        organisation = organisations.get(host.get("organisation"))
        EventHost.objects.create(
            event=event,
            organisation=organisation,
            display=PublicDisplay.ORGANISATION if organisation else PublicDisplay.ANONYMOUS,
        )
    return event


def make_video(record):
    return Video.objects.create(
        media=load_film(record["film"]),
        duration=record["seconds"],
        spoken_language=record["spoken_language"],
    )


def load_editions(site):
    for data in site["editions"]:
        Edition.objects.get_or_create(
            year=data["year"],
            defaults={
                "date": data["date"],
                "state": Edition.State.ARCHIVED,
                "cities_count": data["cities"],
                "countries_count": data["countries"],
                "at_least": data["at_least"],
                "counters_note": "As announced by the organisers.",
            },
        )
