"""Every example of docs/api.md is asked, and what it shows is in the answer."""

import datetime
import json
import re

import pytest
from django.conf import settings as project
from django.core.files.base import ContentFile

from events.factories import (
    CityFactory,
    EditionFactory,
    EditionPageFactory,
    EditionReportPageFactory,
    EventFactory,
    EventIndexPageFactory,
    EventPageFactory,
)
from events.models import CityName, EventHost
from home.factories import ContentPageFactory, DocumentFactory, ImageFactory, OrganisationFactory, home_page
from home.models import HubMedia
from home.tests.cleaning import films
from hub.api.fields import FIELDS, fields_of
from hub.api.views import ORDERED, PublicPagesViewSet
from resources.factories import (
    ResourceFactory,
    ResourcePageFactory,
    TestimonyFactory,
    TestimonyPageFactory,
    VideoFactory,
    VideoPageFactory,
)
from resources.models import ResourceFile, VideoTrack

pytestmark = pytest.mark.django_db

DOCUMENT = (project.BASE_DIR / "docs" / "api.md").read_text()
EXAMPLES = re.findall(r"```\nGET (\S+)\n```\n```json\n(.*?)\n```", DOCUMENT, re.DOTALL)
CHANGING = {"id", "detail_url", "url", "first_published_at", "last_published_at", "size"}


def words(**value):
    return json.dumps([{"type": name, "value": each} for name, each in value.items()])


@pytest.fixture
def site(settings, tmp_path):
    """What the examples speak of."""
    settings.SITE_ADDRESS = "https://example.org"
    english = home_page("en")
    korean = home_page("ko")
    korean.demand = "강제 북송을 멈추라."
    korean.save_revision().publish()
    picture = {"image": ImageFactory().pk, "alt": "A candle."}
    about = ContentPageFactory(
        parent=english,
        slug="about",
        title="About the Day",
        body=words(paragraph="<p>Once a year.</p>", picture=picture),
    )
    events()
    past()
    TestimonyPageFactory(
        slug="across-the-river",
        title="Across the river",
        summary="Written to show the layout.",
        display_name="A sample name",
        testimony=TestimonyFactory(content_notes=["torture"]),
    )
    library(about)
    film(tmp_path)


def events():
    seoul = CityFactory(geonameid=1835848, name="Seoul", latitude=37.566, longitude=126.9784)
    CityName.objects.create(city=seoul, language="ko", name="서울")
    noon = EventFactory(city=seoul, ends_time=datetime.time(14), kinds=["protest"], venue="Myeong-dong")
    lawyers = OrganisationFactory(name="Lawyers for Human Rights and Unification of Korea")
    EventHost.objects.create(event=noon, organisation=lawyers, display="organisation")
    page = EventPageFactory(event=noon, slug="noon-in-seoul", title="Noon in Seoul")
    EditionPageFactory(
        locale="ko", edition=noon.edition, translation_key=page.get_parent().get_parent().translation_key
    )
    EventIndexPageFactory(locale="ko", translation_key=page.get_parent().translation_key)
    EventPageFactory(
        locale="ko",
        event=noon,
        slug=page.slug,
        title="서울의 정오",
        translation_key=page.translation_key,
    )
    ithaca = CityFactory(name="Ithaca", country="US", time_zone="America/New_York")
    prayer = EventFactory(city=ithaca, starts_time=None, kinds=["prayer_gathering"])
    EventPageFactory(event=prayer, title="Prayer in Ithaca")


def past():
    edition = EditionFactory(
        year=2022,
        date=datetime.date(2022, 9, 30),
        state="archived",
        cities_count=55,
        countries_count=18,
    )
    page = EditionPageFactory(edition=edition, title="2022")
    EditionReportPageFactory(
        parent=page, edition=edition, body=words(heading={"text": "What happened", "level": "2"})
    )


def library(about):
    letter = ResourceFactory(kind="petition_letter")
    ResourcePageFactory(
        slug="letter-of-petition",
        title="Letter of petition",
        resource=letter,
        how_to_use=f'<p>Print it, sign it, <a linktype="page" id="{about.pk}">hand it over</a>.</p>',
    )
    ResourceFile.objects.create(
        resource=letter, language="zh-hans", format="pdf", paper="a4", document=DocumentFactory()
    )


def film(folder):
    made = films.make(folder / "film.webm", *films.PICTURE, "-c:v", "libvpx")
    media = HubMedia.objects.create(
        title="Film", type="video", file=ContentFile(made.read_bytes(), "film.webm")
    )
    video = VideoFactory(media=media, spoken_language="en")
    captions = ContentFile(b"WEBVTT\n\n00:00.000 --> 00:02.000\nWords\n", name="captions.vtt")
    VideoTrack.objects.create(video=video, language="ko", document=DocumentFactory(file=captions))
    VideoPageFactory(title="Why September", video=video)


def form(text):
    """A text without what is another one on every site: numbers and random names."""
    text = re.sub(r"(?<=/)(media/images|media/media)/.*(?=\.)", r"\1/…", text)
    return re.sub(r"\d+", "0", text)


def missing(shown, answered, where="answer", key=""):
    """Where in an answer something isn't as the document shows it."""
    if isinstance(shown, dict) and isinstance(answered, dict):
        for name, value in shown.items():
            if name not in answered:
                yield f"{where}.{name} isn't there"
            else:
                yield from missing(value, answered[name], f"{where}.{name}", name)
    elif isinstance(shown, list) and isinstance(answered, list):
        if len(shown) > len(answered) or bool(shown) != bool(answered):
            yield f"{where} has {len(answered)} items"
        for number, (one, other) in enumerate(zip(shown, answered, strict=False)):
            yield from missing(one, other, f"{where}[{number}]", key)
    elif type(shown) is not type(answered):
        yield f"{where} is {answered!r}"
    elif key in CHANGING:
        if isinstance(shown, str) and form(shown) != form(answered):
            yield f"{where} is {answered!r}"
    elif shown != answered:
        yield f"{where} is {answered!r}"


def test_every_example_has_its_answer():
    assert len(EXAMPLES) == DOCUMENT.count("\nGET ") == DOCUMENT.count("```json") >= 10


@pytest.mark.parametrize(("address", "answer"), EXAMPLES, ids=[address for address, _answer in EXAMPLES])
def test_the_answer_holds_what_the_document_shows(client, site, address, answer):
    response = client.get(address, follow=True)
    assert list(missing(json.loads(answer), response.json())) == []


def test_the_comparison_finds_what_differs():
    shown = {"a": 1, "b": [{"c": "x"}], "id": 3}
    assert not list(missing(shown, {"a": 1, "b": [{"c": "x", "d": 2}], "id": 4, "e": 5}))
    for other in ({**shown, "a": "1"}, {**shown, "b": []}, {**shown, "b": [{}]}, {**shown, "id": "3"}):
        assert list(missing(shown, other))


@pytest.mark.parametrize("model", FIELDS, ids=lambda model: model.__name__)
def test_the_document_names_every_field_of_every_type(model):
    section = DOCUMENT.partition("## Fields by type")[2].partition("### Blocks")[0]
    name = f"**`{model._meta.app_label}.{model.__name__}`**"
    assert name in section
    own = section.partition(name)[2]
    for field in set(fields_of(model)) - {"summary"}:
        assert f"`{field}`" in own, field


def test_the_document_names_what_every_page_has_and_what_lists_are_ordered_by():
    for field in [*PublicPagesViewSet.get_meta_fields_names(next(iter(FIELDS))), *ORDERED, "summary"]:
        assert f"`{field}`" in DOCUMENT, field
