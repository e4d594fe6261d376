"""Every public page asks the database at most 15 times with empty caches, and no oftener for a thousand pages than for ten."""

import re
import uuid

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from events.factories import (
    CityFactory,
    EditionFactory,
    EditionPageFactory,
    EditionReportPageFactory,
    EventFactory,
    EventIndexPageFactory,
    EventPageFactory,
    MissionFactory,
)
from events.models import City, CityReport, Delivery, Event, ReportPhoto
from home.factories import ContentPageFactory, ImageFactory, home_page
from home.models import HubImage
from resources.factories import ResourcePageFactory, TestimonyPageFactory, VideoPageFactory
from resources.models import Resource, Testimony, Video
from search.models import IndexEntry

pytestmark = pytest.mark.django_db

FEW, MANY = 10 // 5, 1000 // 5  # of each of five kinds
MOST_QUERIES = 15
EARLY = 2  # more for a city of which something was reported before the Day: all that is planned stands there as well


def grow(template, count, **fields):
    """`count` more live pages like `template` beside it, as bare rows: publishing a thousand takes minutes."""
    parent = template.get_parent(update=True)
    model, start = type(template), parent.numchild
    pages = Page.objects.bulk_create(
        Page(
            path=Page._get_path(parent.path, parent.depth + 1, number),
            depth=parent.depth + 1,
            title=f"{template.title} {number}",
            draft_title=template.title,
            slug=f"more-{number}",
            url_path=f"{parent.url_path}more-{number}/",
            content_type=ContentType.objects.get_for_model(model),
            locale_id=parent.locale_id,
            translation_key=uuid.uuid4(),
            live=True,
            first_published_at=timezone.now(),
            last_published_at=timezone.now(),
        )
        for number in range(start + 1, start + count + 1)
    )
    Page.objects.filter(pk=parent.pk).update(numchild=start + count)
    for page in pages:
        values = {name: next(each) for name, each in fields.items()}
        model(page_ptr_id=page.pk, **values).save_base(raw=True)
    return pages


def records(model, count, **fields):
    return iter(model.objects.bulk_create([model(**fields) for _number in range(count)]))


@pytest.fixture
def templates(db):
    """One real page of every kind, with a translation of each list into Korean, and what they show."""
    home_page("en")
    home_page("ko")
    about = ContentPageFactory(locale="en", slug="about", title="Words", show_in_menus=True)
    ContentPageFactory(locale="ko", slug="about", translation_key=about.translation_key)
    report = EditionReportPageFactory(locale="en")
    past = EditionFactory(year=2025, state="reporting")
    edition = EditionPageFactory(locale="en", edition=past)
    return {
        "content": about,
        "event": EventPageFactory(locale="en", title="Vigil"),
        "testimony": TestimonyPageFactory(locale="en", title="Account"),
        "resource": ResourcePageFactory(locale="en", title="Poster"),
        "video": VideoPageFactory(locale="en", title="Film"),
        "report": report,
        "past": edition,
        "past report": EditionReportPageFactory(locale="en", edition=past, parent=edition),
        "past event": EventPageFactory(
            locale="en",
            title="Vigil of then",
            parent=EventIndexPageFactory(locale="en", parent=edition),
            event=EventFactory(edition=past),
        ),
    }


def add(templates, count):
    """As many more of everything."""
    event = templates["event"].event
    cities = City.objects.bulk_create(
        CityFactory.build(geonameid=count * 100_000 + number) for number in range(count // 2)
    )
    report_of(templates["event"].event, cities, count)
    report_of(templates["past event"].event, cities, count)
    facts = {
        "edition": event.edition,
        "starts_on": event.starts_on,
        "starts_time": event.starts_time,
        "starts_at": event.starts_at,
        "ends_at": event.ends_at,
        "kinds": event.kinds,
        "status": event.status,
    }
    events = Event.objects.bulk_create(
        [Event(city=cities[number % len(cities)], **facts) for number in range(count)]
    )
    pages = [
        *grow(templates["event"], count, event=iter(events)),
        *grow(
            templates["testimony"],
            count,
            testimony=records(Testimony, count, account_language="ko", is_sample=True),
        ),
        *grow(templates["resource"], count, resource=records(Resource, count, kind=Resource.Kind.POSTER)),
        *grow(templates["video"], count, video=records(Video, count, duration=60)),
        *grow(templates["content"], count),
    ]
    IndexEntry.objects.bulk_create(
        IndexEntry(
            page=page,
            translation_key=page.translation_key,
            locale_id=page.locale_id,
            page_type="home.contentpage",
            title=page.title,
            terms=" vigil ",
        )
        for page in pages
    )


def report_of(event, cities, count):
    """Published reports, each of an event with a letter and a photograph: so many in its city, and in others."""
    edition, mission = event.edition, MissionFactory(city=event.city)
    places = [city for pair in zip(cities * 2, [event.city] * count, strict=True) for city in pair]
    facts = {name: getattr(event, name) for name in ("starts_on", "starts_at", "ends_at", "kinds", "status")}
    events = Event.objects.bulk_create(Event(edition=edition, city=city, **facts) for city in places)
    reports = CityReport.objects.bulk_create(
        CityReport(
            edition=edition,
            city=each.city,
            event=each,
            language="ko",
            text="We stood there.",
            attendance=40,
            is_highlight=True,
            state=CityReport.State.PUBLISHED,
            published_at=timezone.now(),
        )
        for each in events
    )
    way = {"mission": mission, "method": Delivery.Method.IN_PERSON, "outcome": Delivery.Outcome.DELIVERED}
    Delivery.objects.bulk_create(Delivery(report=report, note="At noon.", **way) for report in reports)
    picture = ImageFactory()
    facts = {name: getattr(picture, name) for name in ("file", "width", "height", "made")}
    images = HubImage.objects.bulk_create(HubImage(title=f"{report}", **facts) for report in reports)
    ReportPhoto.objects.bulk_create(
        ReportPhoto(report=report, image=image, consent=True, alt="Candles.")
        for report, image in zip(reports, images, strict=True)
    )


def addresses(templates):
    below = {name: page.url_path.removeprefix("/en/") for name, page in templates.items()}
    city, past = templates["event"].event.city, templates["past event"].event.city
    paths = [
        "", *below.values(), "2027/", "2027/cities/", "2027/cities/?q=City", "2027/cities/kr/",
        "2027/events/", "2027/events/?page=2", "2027/events/?kind=vigil&country=KR&day=2027-09-24",
        "2025/cities/", "2025/cities/?q=City", "2025/cities/kr/", "testimonies/", "resources/", "videos/",
        "search/?q=vigil", "safety/countries/", "safety/kr/", "embed/current/", "embed/2025/",
    ]  # fmt: skip
    empty = CityFactory(slug="empty")
    paths += [f"{year}/cities/{each.address_part}/" for year in (2027, 2025) for each in (city, past, empty)]
    return [
        *(f"/{code}/{path}" for code in ("en", "ko") for path in paths),
        "/sitemap.xml", "/sitemap-en.xml", "/api/v2/pages/?limit=10", "/api/v2/pages/?limit=10&type=events.EventPage",
        f"/api/v2/pages/{templates['event'].pk}/", "/en/nothing/", "/",
    ]  # fmt: skip


def asked(client, address):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code in {200, 302, 404}, address
    return [query["sql"] for query in queries]


def measure(client, all_addresses):
    """{address: queries with an empty cache}; a second look writes nothing."""
    for model in apps.get_models():
        ContentType.objects.get_for_model(model)  # a process reads them once, so they count for no page
    found = {}
    for address in all_addresses:
        cache.clear()
        found[address] = asked(client, address)
        warm = asked(client, address)
        assert not [sql for sql in warm if re.match(r"INSERT|UPDATE|DELETE", sql)], address
    return found


def test_queries_are_few_and_flat(client, templates):
    all_addresses = addresses(templates)
    city = templates["event"].event.city
    told_early = tuple(f"/{code}/2027/cities/{city.address_part}/" for code in ("en", "ko"))
    add(templates, FEW)
    few = measure(client, all_addresses)
    add(templates, MANY - FEW)
    many = measure(client, all_addresses)
    assert {address: len(queries) for address, queries in many.items()} == {
        address: len(queries) for address, queries in few.items()
    }
    for address, queries in many.items():
        most = MOST_QUERIES + (address.startswith(told_early) and EARLY)
        assert len(queries) <= most, "\n".join([address, *queries])
