"""What each type of page says to partners, and what none of them ever says."""

import datetime
import json

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from events.factories import (
    CityFactory,
    CityReportFactory,
    DeliveryFactory,
    EditionFactory,
    EditionPageFactory,
    EditionReportPageFactory,
    EventFactory,
    EventIndexPageFactory,
    EventPageFactory,
    PrivateContactFactory,
)
from events.models import CityName, Event, EventHost, PrivateContact
from home.factories import ContentPageFactory, DocumentFactory, ImageFactory, OrganisationFactory, home_page
from resources.factories import (
    ResourcePageFactory,
    TestimonyFactory,
    TestimonyPageFactory,
    VideoFactory,
    VideoPageFactory,
)
from resources.models import ConsentRecord, ResourceFile, TestimonyPage, VideoTrack

pytestmark = pytest.mark.django_db

PAGES = "/api/v2/pages/"


def detail(client, page):
    response = client.get(f"{PAGES}{page.pk}/")
    assert response.status_code == 200, response.content
    return response.json()


def listed(client, page, fields="*"):
    """The page as a list of its type shows it."""
    kind = f"{page._meta.app_label}.{type(page).__name__}"
    response = client.get(f"{PAGES}?type={kind}&fields={fields}&limit=50")
    assert response.status_code == 200, response.content
    return next(item for item in response.json()["items"] if item["id"] == page.pk)


def body(*blocks):
    return json.dumps([{"type": name, "value": value} for name, value in blocks])


# --- Every page


def test_a_page_has_its_own_address_language_and_the_others_it_is_live_in(client, settings):
    settings.SITE_ADDRESS = "https://example.org"
    home_page("en")
    page = ContentPageFactory(slug="about")
    chinese = ContentPageFactory(locale="zh-hans", slug="about", translation_key=page.translation_key)
    draft = ContentPageFactory(locale="ko", slug="about", translation_key=page.translation_key)
    draft.unpublish()
    meta = detail(client, chinese)["meta"]
    assert meta["language"] == "zh-Hans"
    assert meta["html_url"] == "https://example.org/zh-hans/about/"
    assert meta["detail_url"] == f"https://example.org/api/v2/pages/{chinese.pk}/"
    assert meta["parent"]["meta"]["html_url"] == "https://example.org/zh-hans/"
    assert meta["last_published_at"]
    assert [(each["language"], each["id"], each["html_url"]) for each in meta["alternates"]] == [
        ("en", page.pk, "https://example.org/en/about/"),
        ("zh-Hans", chinese.pk, "https://example.org/zh-hans/about/"),
    ]
    item = client.get(f"{PAGES}?fields=_,language,alternates&slug=about&locale=zh-Hans").json()["items"][0]
    assert item["meta"] == {"language": "zh-Hans", "alternates": meta["alternates"]}


def test_a_page_that_is_an_alias_names_its_source_only_while_that_is_public(client):
    source = ContentPageFactory(title="Source")
    alias = source.create_alias(update_slug="alias")
    assert detail(client, alias)["meta"]["alias_of"]["title"] == "Source"
    Page.objects.filter(pk=source.pk).update(live=False)
    assert detail(client, alias)["meta"]["alias_of"] is None


@pytest.mark.parametrize(
    "factory",
    [
        ContentPageFactory,
        EditionPageFactory,
        EditionReportPageFactory,
        EventPageFactory,
        ResourcePageFactory,
        TestimonyPageFactory,
        VideoPageFactory,
    ],
)
def test_a_list_of_one_type_says_all_that_its_pages_say_by_themselves(client, factory):
    page = factory()
    alone = detail(client, page)
    del alone["meta"]["parent"]
    assert alone["summary"] == "What this page is about."
    assert listed(client, page) == alone
    assert set(listed(client, page, "")) == {"id", "meta", "title"}


# --- Events


def event_page(**facts):
    return EventPageFactory(event=EventFactory(**facts))


def in_korean(page):
    index = page.get_parent()
    edition = index.get_parent().specific
    EditionPageFactory(locale="ko", edition=edition.edition, translation_key=edition.translation_key)
    EventIndexPageFactory(locale="ko", translation_key=index.translation_key)
    return EventPageFactory(locale="ko", event=page.event, translation_key=page.translation_key)


@pytest.mark.parametrize(
    ("facts", "starts", "ends"),
    [
        ({}, "2027-09-24T12:00:00+09:00", None),
        ({"ends_time": datetime.time(14)}, "2027-09-24T12:00:00+09:00", "2027-09-24T14:00:00+09:00"),
        ({"starts_time": None}, "2027-09-24", None),
        ({"starts_time": None, "ends_on": datetime.date(2027, 9, 26)}, "2027-09-24", "2027-09-26"),
        (
            {"ends_on": datetime.date(2027, 9, 25), "ends_time": datetime.time(1)},
            "2027-09-24T12:00:00+09:00",
            "2027-09-25T01:00:00+09:00",
        ),
    ],
)
def test_an_event_begins_and_ends_on_the_clocks_of_its_city(client, facts, starts, ends):
    found = detail(client, event_page(**facts))
    assert (found["starts"], found["ends"]) == (starts, ends)
    assert found["time_zone"] == "Asia/Seoul"


def test_an_event_has_the_offset_of_its_own_day(client):
    york = CityFactory(time_zone="America/New_York")
    assert detail(client, event_page(city=york))["starts"] == "2027-09-24T12:00:00-04:00"
    november = event_page(city=york, starts_on=datetime.date(2027, 11, 20))
    assert detail(client, november)["starts"] == "2027-11-20T12:00:00-05:00"


def test_an_event_says_where_what_and_whether(client):
    city = CityFactory(geonameid=1835848, name="Seoul", latitude=37.5, longitude=127.0)
    CityName.objects.create(city=city, language="ko", name="서울")
    page = event_page(city=city, venue="Hall", address="1 Street", kinds=["protest"], status="cancelled")
    found = detail(client, page)
    assert found["city"] == {
        "geonameid": 1835848,
        "name": "Seoul",
        "country": "KR",
        "latitude": 37.5,
        "longitude": 127.0,
    }
    assert (found["venue"], found["address"]) == ("Hall", "1 Street")
    assert (found["kinds"], found["status"], found["year"]) == (["protest"], "cancelled", 2027)
    korean = in_korean(page)
    answer = client.get(f"{PAGES}{korean.pk}/", headers={"accept-language": "fr"}).json()
    assert answer["city"]["name"] == "서울"  # the page's language, not the reader's


def test_hosts_are_shown_as_they_agreed_and_no_other_way(client):
    page = event_page()
    secret = PrivateContact.objects.create(name="Secret Person", email="s@secret.example", telephone="+82 99")
    named = PrivateContactFactory(name="Named Person", email="n@secret.example", telephone="+82 98")
    group = OrganisationFactory(name="A group")
    OrganisationFactory(
        name="한 단체", locale=home_page("ko").locale, translation_key=group.translation_key, live=True
    )
    hidden = OrganisationFactory(name="Hidden group", live=False)
    for fields in (
        {"person": secret, "display": "anonymous"},
        {"organisation": group, "person": secret, "display": "organisation"},
        {"organisation": hidden, "display": "organisation"},
        {"organisation": OrganisationFactory(name="Shy group"), "display": "anonymous"},
        {"person": named, "display": "name"},
        {"person": secret, "display": "name"},  # at whose name the desk has not looked
    ):
        EventHost.objects.create(event=page.event, **fields)
    for found in (detail(client, page), listed(client, page)):
        assert found["hosts"] == [
            {"kind": "organisation", "name": "A group"},
            {"kind": "person", "name": "Named Person"},
        ]
        text = json.dumps(found)
        for private in ("Secret", "secret.example", "+82", "Shy", "Hidden", "nonymous"):
            assert private not in text
    korean = in_korean(page)
    assert detail(client, korean)["hosts"][0]["name"] == "한 단체"


# --- Editions


NOT_REPORTED = {"deliveries": None, "signatures": None, "attendance": None}


def test_an_edition_counts_what_the_site_lists(client):
    page = event_page()
    event_page(city=CityFactory(country="US", time_zone="America/New_York"))
    event_page(visibility=Event.Visibility.BY_LINK)
    event_page(status="cancelled")
    edition = page.get_parent().get_parent().specific
    for shown in (edition, EditionReportPageFactory(parent=edition, edition=edition.edition)):
        found = detail(client, shown)
        assert (found["year"], found["date"]) == (2027, "2027-09-24")
        assert found["state"] == "open"
        assert found["phase"] == edition.edition.phase()
        assert (
            found["counters"] == {"cities": 2, "countries": 2, "events": 2, "at_least": False} | NOT_REPORTED
        )


def test_reports_add_letters_signatures_and_people(client):
    page = EditionPageFactory(edition=EditionFactory(year=2020, state="archived", signatures_count=900))
    report = CityReportFactory(edition=page.edition, attendance=30, signatures=7)
    DeliveryFactory(report=report)
    CityReportFactory(edition=page.edition, attendance=500, state="submitted")
    found = detail(client, page)["counters"]
    assert found["cities"] == 1
    assert (found["deliveries"], found["signatures"], found["attendance"]) == (1, 900, 30)


def test_figures_that_staff_typed_stand_alone(client):
    typed = EditionFactory(year=2009, state="archived", date=None, cities_count=14, at_least=True)
    found = detail(client, EditionPageFactory(edition=typed))
    assert found["date"] is None
    assert found["phase"] == "archived"
    assert (
        found["counters"]
        == {"cities": 14, "countries": None, "events": None, "at_least": True} | NOT_REPORTED
    )


# --- Testimonies


def consented(**fields):
    testimony = TestimonyFactory(is_sample=False, content_notes=["torture", "suicide"], **fields)
    ConsentRecord.objects.create(
        testimony=testimony,
        website=True,
        translation=True,
        languages=["en"],
        name="pseudonym",
        given_on=datetime.date(2026, 1, 1),
        person="Secret Person",
        evidence="Secret folder",
    )
    return testimony


def test_a_testimony_says_its_notes_and_name_but_neither_the_account_nor_the_consent(client):
    page = TestimonyPageFactory(
        testimony=consented(), display_name="Ms. K", body=body(("paragraph", "<p>Hidden account.</p>"))
    )
    for found in (detail(client, page), listed(client, page)):
        assert found["display_name"] == "Ms. K"
        assert found["account_language"] == "ko"
        assert found["content_notes"] == ["torture", "suicide"]
        assert found["is_sample"] is False
        assert set(found) == {
            *("id", "meta", "title", "summary"),
            *("display_name", "account_language", "content_notes", "is_sample"),
        }
        for private in ("Secret", "consent", "2026-01-01", "Hidden account", "name_mode"):
            assert private not in json.dumps(found)
    assert client.get(f"{PAGES}?type=resources.TestimonyPage&fields=body").status_code == 400


def test_an_anonymous_testimony_has_no_name(client):
    anonymous = TestimonyPageFactory(testimony=consented(name_mode="anonymous"), display_name="")
    TestimonyPage.objects.update(display_name="Left over")  # which no way that one can publish leads to
    assert detail(client, anonymous)["display_name"] is None
    unnamed = TestimonyPageFactory(testimony=TestimonyFactory(), display_name="")
    assert detail(client, unnamed)["display_name"] is None
    assert detail(client, unnamed)["is_sample"] is True


def test_a_testimony_is_in_no_answer_from_the_moment_that_it_is_withdrawn(client):
    page = TestimonyPageFactory(testimony=consented(), display_name="Ms. K")
    other = ContentPageFactory(body=body(("testimonies", {"title": "", "chosen": [page.pk], "limit": 2})))
    assert detail(client, page)["display_name"] == "Ms. K"
    assert detail(client, other)["body"][0]["value"]["chosen"][0]["id"] == page.pk
    consent = page.testimony.consent
    consent.withdrawn_on = timezone.localdate()
    consent.save()
    assert client.get(f"{PAGES}{page.pk}/").status_code == 404
    assert client.get(f"{PAGES}?type=resources.TestimonyPage").json()["items"] == []
    assert detail(client, other)["body"][0]["value"]["chosen"] == []


# --- Videos and resources


def test_a_video_says_what_can_be_played_and_read(client):
    video = VideoFactory(external_url="https://films.example/1", spoken_language="zh-hans")
    page = VideoPageFactory(video=video, transcript="<p>Every word.</p>")
    VideoTrack.objects.create(video=video, language="pt-br", document=DocumentFactory())
    found = detail(client, page)
    assert (found["duration"], found["spoken_language"]) == (95, "zh-Hans")
    assert (found["file"], found["external_url"]) == (None, "https://films.example/1")
    assert found["transcript"] == "<p>Every word.</p>"
    [captions] = found["captions"]
    assert captions["language"] == "pt-BR"
    assert client.get(captions["url"]).status_code == 200


def test_a_resource_says_its_files(client):
    page = ResourcePageFactory(how_to_use="<p>Print it.</p>")
    document = DocumentFactory()
    ResourceFile.objects.create(
        resource=page.resource, language="en", format="pdf", paper="a4", document=document
    )
    found = detail(client, page)
    assert (found["kind"], found["licence"]) == ("poster", "CC BY 4.0")
    assert found["how_to_use"] == "<p>Print it.</p>"
    [file] = found["files"]
    assert file == {
        "language": "en",
        "format": "pdf",
        "paper": "a4",
        "url": f"http://localhost/en/resources/{page.slug}/en/a4.pdf",
        "size": document.file_size,
    }
    assert client.get(file["url"]).status_code == 200


# --- Bodies


def test_a_body_says_its_blocks_with_public_references_only(client):
    open_page = ContentPageFactory(slug="open", title="Open")
    draft = ContentPageFactory(title="Secret draft")
    draft.unpublish()
    closed = ContentPageFactory(title="Secret section")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    by_link = event_page(visibility=Event.Visibility.BY_LINK)
    Page.objects.filter(pk=by_link.pk).update(title="Secret event")
    listed_event = event_page()
    document, image = DocumentFactory(), ImageFactory(credit="Somebody")

    def links(*pages):
        return "".join(f'<a linktype="page" id="{page.pk}">here</a>' for page in pages)

    page = ContentPageFactory(
        body=body(
            ("heading", {"text": "Why", "level": "2"}),
            ("paragraph", f"<p>{links(open_page, draft, closed, by_link)}</p>"),
            ("picture", {"image": image.pk, "alt": "A candle.", "decorative": False, "caption": ""}),
            ("picture", {"image": 999_999, "alt": "Gone."}),
            ("download", {"document": document.pk, "title": "Letter", "text": ""}),
            ("download", {"document": 999_999, "title": "Gone", "text": ""}),
            (
                "buttons",
                [
                    {"label": "Go", "page": open_page.pk, "url": ""},
                    {"label": "Secret button", "page": draft.pk, "url": ""},
                ],
            ),
            ("events", {"title": "", "chosen": [by_link.pk, listed_event.pk], "limit": 3}),
            ("organisations", {"chosen": [OrganisationFactory(name="Shown").pk], "kind": "rescue"}),
            ("organisations", {"chosen": [OrganisationFactory(name="Secret", live=False).pk]}),
        )
    )
    found = detail(client, page)
    assert listed(client, page) == {
        **found,
        "meta": {k: v for k, v in found["meta"].items() if k != "parent"},
    }
    blocks = [(block["type"], block["value"]) for block in found["body"]]
    assert blocks[0] == ("heading", {"text": "Why", "level": "2"})
    assert blocks[1][1] == '<p><a href="http://localhost/en/open/">here</a>' + "<a>here</a>" * 3 + "</p>"
    assert blocks[2][1]["image"]["credit"] == "Somebody"
    assert blocks[2][1]["image"]["url"].startswith("http://localhost/media/images/")
    assert blocks[3][1]["document"]["url"] == f"http://localhost{document.url}"
    [button] = blocks[4][1]
    assert button["page"] == {
        "id": open_page.pk,
        "type": "home.ContentPage",
        "language": "en",
        "title": "Open",
        "html_url": "http://localhost/en/open/",
    }
    assert [each["id"] for each in blocks[5][1]["chosen"]] == [listed_event.pk]
    assert [each["name"] for each in blocks[6][1]["chosen"]] == ["Shown"]
    assert blocks[7][1]["chosen"] == []
    assert len(blocks) == 8
    assert "Secret" not in json.dumps(found)


def test_what_a_body_refers_to_is_in_the_language_of_its_page(client):
    page = ContentPageFactory(title="English", slug="there")
    korean = ContentPageFactory(locale="ko", slug="there", translation_key=page.translation_key)
    text = body(("paragraph", f'<p><a linktype="page" id="{page.pk}">x</a></p>'))
    found = detail(client, ContentPageFactory(locale="ko", body=text))
    assert found["body"][0]["value"] == '<p><a href="http://localhost/ko/there/">x</a></p>'
    korean.unpublish()
    found = detail(client, ContentPageFactory(locale="ko", body=text))
    assert found["body"][0]["value"] == '<p><a href="http://localhost/en/there/">x</a></p>'


def test_a_document_that_no_public_page_offers_is_named_nowhere(client):
    """Positive control: the same document on the same page, before and after its use ends."""
    document = DocumentFactory()
    page = ContentPageFactory(body=body(("download", {"document": document.pk, "title": "L", "text": ""})))
    assert document.url in json.dumps(detail(client, page))
    page.file_uses.all().delete()
    assert detail(client, page)["body"] == []


def test_every_kind_of_block_has_an_answer(client):
    """Each with its preview's content: none makes an error, all that is told is JSON."""
    from home.blocks import BodyBlock

    stream = BodyBlock()
    raw = []
    for name, block in stream.child_blocks.items():
        value = block.get_prep_value(block.normalize(block.get_preview_value()))
        raw.append((name, value))
    page = ContentPageFactory()
    type(page).objects.filter(pk=page.pk).update(body=body(*raw))
    told = {block["type"]: block["value"] for block in detail(client, page)["body"]}
    assert set(stream.child_blocks) - set(told) <= {"picture", "video", "audio", "download"}
    assert set(told["table"]["table"]) == {"caption", "columns", "rows"}
