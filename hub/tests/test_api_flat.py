"""A list asks the database as often for many pages as for few, with all of their fields."""

import json
import uuid

import pytest
from django.core.cache import cache

from events.factories import (
    CityFactory,
    EditionFactory,
    EditionPageFactory,
    EditionReportPageFactory,
    EventFactory,
    EventPageFactory,
    PrivateContactFactory,
)
from events.models import CityName, EventHost
from home.factories import ContentPageFactory, DocumentFactory, ImageFactory, OrganisationFactory, home_page
from resources.factories import ResourcePageFactory, TestimonyPageFactory, VideoPageFactory
from resources.models import ResourceFile, VideoTrack

pytestmark = pytest.mark.django_db

PAGES = "/api/v2/pages/"


def event(number):
    city = CityFactory()
    CityName.objects.create(city=city, language="ko", name="도시")
    page = EventPageFactory(event=EventFactory(city=city), body=words(number))
    EventHost.objects.create(event=page.event, organisation=OrganisationFactory(), display="organisation")
    person = PrivateContactFactory(name=f"Person {number}")
    EventHost.objects.create(event=page.event, person=person, display="name")


def words(number):
    other = ContentPageFactory(title=f"Other {number}")
    blocks = [
        ("paragraph", f'<p><a linktype="page" id="{other.pk}">x</a></p>'),
        ("picture", {"image": ImageFactory().pk, "alt": "A candle."}),
        ("download", {"document": DocumentFactory().pk, "title": "Letter"}),
        ("organisations", {"chosen": [OrganisationFactory().pk]}),
    ]
    return json.dumps([{"type": name, "value": value} for name, value in blocks])


def content(number):
    page = ContentPageFactory(body=words(number))
    ContentPageFactory(locale="ko", slug=page.slug, translation_key=page.translation_key, body=words(number))


def edition(number):
    edition = EditionFactory(year=2001 + number)
    page = EditionPageFactory(edition=edition, body=words(number))
    EditionReportPageFactory(parent=page, edition=edition)


def video(number):
    page = VideoPageFactory(transcript="<p>Words.</p>")
    VideoTrack.objects.create(video=page.video, language="ko", document=DocumentFactory())


def resource(number):
    page = ResourcePageFactory(body=words(number))
    for language in ("en", "ko"):
        ResourceFile.objects.create(
            resource=page.resource, language=language, format="pdf", document=DocumentFactory()
        )


def account(number):
    TestimonyPageFactory(display_name=f"Name {uuid.uuid4()}")


@pytest.mark.parametrize(
    ("kind", "make", "most"),
    [
        ("home.ContentPage", content, 16),
        ("events.EventPage", event, 20),
        ("events.EditionPage", edition, 18),
        ("events.EditionReportPage", edition, 18),
        ("resources.VideoPage", video, 13),
        ("resources.ResourcePage", resource, 20),
        ("resources.TestimonyPage", account, 10),
        ("wagtailcore.Page", content, 8),
    ],
)
def test_a_list_asks_as_often_for_many_as_for_few(client, django_assert_max_num_queries, kind, make, most):
    home_page("ko")
    address = f"{PAGES}?type={kind}&fields=*&limit=50"
    asked = []
    for few_or_many in (range(2), range(2, 8)):
        for number in few_or_many:
            make(number)
        cache.clear()
        with django_assert_max_num_queries(most) as queries:
            items = client.get(address).json()["items"]
        assert len(items) > len(few_or_many) / 2
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_one_page_asks_little(client, django_assert_max_num_queries):
    event(1)
    pk = client.get(f"{PAGES}?type=events.EventPage").json()["items"][0]["id"]
    cache.clear()
    with django_assert_max_num_queries(24):
        assert client.get(f"{PAGES}{pk}/").status_code == 200
