"""A coordinator reports back: in their room, with letters and photographs, and nothing entered is lost."""

import datetime
import re

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from events.factories import (
    CityFactory,
    CityReportFactory,
    CoordinatorFactory,
    EditionFactory,
    EventFactory,
    EventPageFactory,
    MissionFactory,
)
from events.models import CheckedTask, CityReport, Event, HeldPhoto, ReportPhoto
from events.reporting import photographs
from events.tests.reporting import come_in, letter, photo, sent
from home.factories import home_page
from home.models import HubImage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def edition(db):
    home_page("en")
    day = timezone.now().date() - datetime.timedelta(days=3)
    return EditionFactory(year=day.year, date=day, state="reporting")


@pytest.fixture
def city(edition):
    return CityFactory(name="Seoul")


@pytest.fixture
def mission(city):
    return MissionFactory(city=city)


@pytest.fixture
def coordinator(edition, city):
    return CoordinatorFactory(edition=edition, cities=[city])


@pytest.fixture
def room(client, coordinator):
    return come_in(client, coordinator)


def address(city, *event):
    return reverse("host-report", args=[city.geonameid, *event])


def test_what_is_sent_waits_for_the_desk(room, city, mission, coordinator):
    rows = [letter(mission), letter(mission, "mail", "mailed", "The night before.")]
    data = sent(letters=rows, attendance="120", signatures="45", links="https://example.org/news")
    answer = room.post(address(city), data)
    assert (answer.status_code, answer["Location"]) == (303, f"{address(city)}?done=reported")
    report = CityReport.objects.get()
    assert (report.state, report.coordinator, report.event) == ("submitted", coordinator, None)
    assert (report.attendance, report.signatures, report.links) == (120, 45, ["https://example.org/news"])
    assert [(each.method, each.outcome) for each in report.deliveries.all()] == [
        ("in_person", "delivered"),
        ("mail", "mailed"),
    ]
    assert CheckedTask.objects.filter(coordinator=coordinator, city=city, task="reported").exists()
    assert "We have your report" in room.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("language", ["ko", "ar"])
def test_the_form_is_there_in_every_language(room, city, language):
    with override(language):
        answer = room.get(address(city))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"


def test_it_can_be_changed_and_sent_again_until_staff_have_decided(room, city, mission, coordinator):
    room.post(address(city), sent(letters=[letter(mission)]))
    text = room.get(address(city)).content.decode()
    assert "We stood there for an hour." in text
    assert f'value="{mission.pk}" selected' in text
    room.post(address(city), sent(text="We stood there for two hours.", letters=[]))
    report = CityReport.objects.get()
    assert (report.text, report.deliveries.count()) == ("We stood there for two hours.", 0)
    CityReport.objects.update(state="published")
    answer = room.post(address(city), sent(text="Something else."))
    assert answer.status_code == 409
    assert CityReport.objects.get().text == "We stood there for two hours."


def test_asked_for_changes_it_says_which_and_sent_again_it_waits_once_more(room, city, coordinator, edition):
    CityReportFactory(
        city=city, edition=edition, coordinator=coordinator, state="changes", reason="Who <b>counted</b>?"
    )
    text = room.get(address(city)).content.decode()
    assert "Who &lt;b&gt;counted&lt;/b&gt;?" in text
    room.post(address(city), sent())
    assert CityReport.objects.get().state == "submitted"


@pytest.mark.parametrize(
    ("method", "outcome"),
    [
        ("in_person", "mailed"),
        ("in_person", "emailed"),
        ("mail", "emailed"),
        ("mail", "left_at_the_door"),
        ("email", "mailed"),
        ("email", "delivered"),
    ],
)
def test_an_outcome_must_go_with_the_way_of_the_letter(room, city, mission, method, outcome):
    answer = room.post(address(city), sent(letters=[letter(mission, method, outcome)], text="Kept text."))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_deliveries-0-outcome"' in text
    assert "Kept text." in text
    assert not CityReport.objects.exists()


def test_a_letter_can_go_to_a_mission_of_another_country(room, city):
    other = MissionFactory(city=CityFactory(name="Vientiane", country="LA"))
    assert "Vientiane: " not in room.get(address(city)).content.decode()
    answer = room.post(address(city), sent(more="missions", country="LA", text="Kept text."))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Vientiane: Embassy" in text
    assert "Kept text." in text
    room.post(address(city), sent(letters=[letter(other, "mail", "mailed")]))
    assert CityReport.objects.get().deliveries.get().mission == other


def test_a_mission_that_was_closed_on_the_day_took_no_letter(room, city):
    closed = MissionFactory(city=city, closed_on=datetime.date(2020, 7, 24))
    assert room.post(address(city), sent(letters=[letter(closed)])).status_code == 422


def test_more_rows_keep_everything_and_send_nothing(room, city, mission):
    data = sent(letters=[letter(mission, note="Kept note.")], more="deliveries", text="Kept text.")
    text = room.post(address(city), data).content.decode()
    assert 'name="deliveries-TOTAL_FORMS" value="5"' in text
    assert "Kept note." in text and "Kept text." in text
    assert "error-summary" not in text
    assert not CityReport.objects.exists()


# --- photographs


def shown(row):
    return {"alt": "Candles on a step.", "consent": "on", **row}


def test_a_photograph_is_kept_clean_and_nobody_can_open_it_before_it_is_published(room, city, client):
    room.post(address(city), sent(photos=[shown({"file": photo()})]))
    found = ReportPhoto.objects.get()
    assert (found.alt, found.consent) == ("Candles on a step.", True)
    assert found.image.withheld and not found.image.renditions.exists()
    with default_storage.open(found.image.file.name) as file:
        assert b"Exif" not in file.read()
    seen = room.get(reverse("host-report-photo", args=[city.geonameid, found.pk]))
    assert (seen.status_code, seen["Content-Type"], seen["Cache-Control"]) == (200, "image/jpeg", "no-store")
    client.cookies.clear()
    assert client.get(reverse("host-report-photo", args=[city.geonameid, found.pk])).status_code == 302


def test_a_photograph_is_not_lost_when_something_else_is_to_be_mended(room, city):
    answer = room.post(address(city), sent(attendance="many", photos=[shown({"file": photo()})]))
    assert answer.status_code == 422
    reference = re.search(r'name="photos-0-held"\s+value="([^"]+)"', answer.content.decode())[1]
    assert room.get(reverse("host-report-held", args=[city.geonameid, reference])).status_code == 200
    room.post(address(city), sent(attendance="40", photos=[shown({"held": reference})]))
    assert ReportPhoto.objects.get().alt == "Candles on a step."
    assert not HeldPhoto.objects.exists()
    assert HubImage.every.count() == 1


def test_a_held_photograph_is_of_no_use_to_another_coordinator(room, city, edition, client):
    answer = room.post(address(city), sent(attendance="many", photos=[shown({"file": photo()})]))
    reference = re.search(r'name="photos-0-held"\s+value="([^"]+)"', answer.content.decode())[1]
    other = come_in(client, CoordinatorFactory(edition=edition, cities=[city]))
    assert other.get(reverse("host-report-held", args=[city.geonameid, reference])).status_code == 404
    assert other.post(address(city), sent(photos=[shown({"held": reference})])).status_code == 422


def test_what_nobody_sent_is_forgotten_after_two_days(room, city, committed):
    room.post(address(city), sent(attendance="many", photos=[shown({"file": photo()})]))
    HeldPhoto.objects.update(created_at=timezone.now() - datetime.timedelta(days=3))
    name = HubImage.every.get().file.name
    with committed:
        photographs.forget_held()
    assert not HubImage.every.exists()
    assert not default_storage.exists(name)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"file": photo("photo.exe"), "alt": "What it shows"}, "file"),
        ({"alt": "What it shows"}, "file"),
        ({"photo": "999999", "alt": "x"}, "file"),
        ({"held": "forged", "alt": "x"}, "file"),
    ],
)
def test_what_is_no_photograph_is_refused_by_its_field(room, city, row, field):
    answer = room.post(address(city), sent(photos=[row]))
    assert answer.status_code == 422
    assert f'href="#id_photos-0-{field}"' in answer.content.decode()
    assert not HubImage.every.exists()


def test_a_photograph_that_is_taken_out_is_gone_with_its_file(room, city, committed):
    room.post(address(city), sent(photos=[shown({"file": photo()})]))
    found = ReportPhoto.objects.select_related("image").get()
    with committed:
        room.post(address(city), sent(photos=[shown({"photo": found.pk, "remove": "on"})]))
    assert not ReportPhoto.objects.exists()
    assert not HubImage.every.exists()
    assert not default_storage.exists(found.image.file.name)


def test_the_photograph_of_another_report_cannot_be_taken_over(room, city, edition):
    other = CityReportFactory(edition=edition, state="submitted")
    theirs = ReportPhoto.objects.create(report=other, image=photographs.take_in(photo()))
    assert room.post(address(city), sent(photos=[shown({"photo": theirs.pk})])).status_code == 422
    assert room.get(reverse("host-report-photo", args=[city.geonameid, theirs.pk])).status_code == 404


# --- who, when, of what


def test_another_city_is_not_found(room):
    assert room.get(address(CityFactory())).status_code == 404


def test_another_coordinators_report_is_neither_shown_nor_changed(room, city, edition):
    other = CoordinatorFactory(edition=edition, cities=[city])
    CityReportFactory(city=city, edition=edition, coordinator=other, state="submitted", text="Their words")
    text = room.get(address(city)).content.decode()
    assert "Another coordinator has sent a report" in text
    assert "Their words" not in text
    assert room.post(address(city), sent(text="Mine")).status_code == 409
    assert CityReport.objects.get().text == "Their words"


def test_who_follows_goes_on_with_what_was_begun(room, city, edition):
    left = CoordinatorFactory(edition=edition, cities=[city], active=False)
    CityReportFactory(city=city, edition=edition, coordinator=left, state="changes")
    assert room.post(address(city), sent(text="We went on.")).status_code == 303
    assert CityReport.objects.get().text == "We went on."


def test_before_the_day_there_is_nothing_to_report(client):
    city = CityFactory()
    coordinator = CoordinatorFactory(edition=EditionFactory(year=2099), cities=[city])
    room = come_in(client, coordinator)
    assert "You can report from the Day on." in room.get(address(city)).content.decode()
    assert room.post(address(city), sent()).status_code == 409


def test_an_event_has_a_report_of_its_own(room, city, edition):
    event = EventFactory(edition=edition, city=city)
    page = EventPageFactory(event=event, title="Candles by the river")
    assert page.title in room.get(address(city)).content.decode()
    assert page.title in room.get(address(city, event.pk)).content.decode()
    room.post(address(city, event.pk), sent(attendance="30"))
    assert CityReport.objects.get().event == event


def test_an_event_by_link_only_is_not_found_by_another_coordinator(room, city, edition):
    event = EventFactory(edition=edition, city=city, visibility=Event.Visibility.BY_LINK)
    page = EventPageFactory(event=event, title="Behind closed doors")
    assert page.title not in room.get(address(city)).content.decode()
    assert room.get(address(city, event.pk)).status_code == 404


def test_nobody_without_a_session_reports(client, city, coordinator):
    assert client.post(address(city), sent()).status_code == 403
    assert not CityReport.objects.exists()


def test_a_form_of_another_site_is_not_taken(room, city):
    for more in ({}, {"more": "photos"}):
        answer = room.post(address(city), sent(**more), headers={"Origin": "https://evil.example"})
        assert answer.status_code == 403
    assert not CityReport.objects.exists()


def test_the_same_form_twice_is_one_report(room, city):
    data = sent()
    assert room.post(address(city), data)["Location"] == room.post(address(city), data)["Location"]
    assert CityReport.objects.count() == 1


@pytest.mark.parametrize("name", ["text", "links", "attendance", "signatures", "language", "country", "more"])
@pytest.mark.parametrize(
    "value", ["\0", "x" * 100_000, "<script>alert(1)</script>", "\u202e9", "-1", "1e999", "٣"]
)
def test_whatever_is_sent_is_answered(room, city, name, value):
    answer = room.post(address(city), sent(**{name: value}))
    assert answer.status_code in {200, 303, 422}
    assert "<script>alert" not in room.get(address(city)).content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {"deliveries-TOTAL_FORMS": "999999999"},
        {"deliveries-TOTAL_FORMS": "x"},
        {"photos-TOTAL_FORMS": "-1"},
        {"photos-INITIAL_FORMS": "77"},
        {"deliveries-0-mission": "99999999999999999999999"},
        {"deliveries-0-mission": "\0"},
        {"photos-0-photo": "9" * 40},
        {"photos-0-held": "\0"},
        {"deliveries-TOTAL_FORMS": "x", "more": "deliveries"},
    ],
)
def test_hostile_rows_are_answered(room, city, fields):
    assert room.post(address(city), sent() | fields).status_code in {200, 303, 422}


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://example.org@evil.example/",
        "ftp://example.org/",
        "https://",
        "not an address",
    ],
)
def test_links_lead_to_pages_and_nowhere_else(room, city, link):
    answer = room.post(address(city), sent(links=f"https://example.org/\n{link}"))
    assert answer.status_code == 422
    assert "Line 2 is no address of a page" in answer.content.decode()


def test_an_empty_report_says_nothing(room, city):
    assert room.post(address(city), sent(text="")).status_code == 422
