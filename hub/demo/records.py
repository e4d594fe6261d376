"""The facts of the demo: editions, events, files and testimonies, once for all languages."""

from pathlib import Path

from django.core.files import File

from events.models import City, Edition, Event, EventHost, PublicDisplay
from home.models import HubDocument
from resources.models import Resource, ResourceFile, Testimony

HERE = Path(__file__).parent
EVENT_FACTS = ("starts_on", "starts_time", "ends_on", "ends_time", "venue", "kinds", "status", "visibility")


def make_record(kind, record, organisations):
    """The record behind a page: `kind` is "edition", "event", "resource" or "testimony"."""
    if kind == "edition":
        return make_edition(record)
    if kind == "event":
        return make_event(record, organisations)
    if kind == "resource":
        return make_resource(record)
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


def make_resource(record):
    resource = Resource.objects.create(kind=record["kind"], licence=record["licence"])
    for file in record["files"]:
        path = HERE / file["path"]
        with path.open("rb") as stream:
            document = HubDocument.objects.create(
                title=path.stem, file=File(stream, name=path.name), file_size=path.stat().st_size
            )
        ResourceFile.objects.create(
            resource=resource,
            document=document,
            **{name: file[name] for name in ("language", "format", "paper")},
        )
    return resource


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
