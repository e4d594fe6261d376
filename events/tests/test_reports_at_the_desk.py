"""Staff decide on reports: on the version that they read, and nobody else can."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.translation import override

from events.factories import (
    CityFactory,
    CityReportFactory,
    CoordinatorFactory,
    DeliveryFactory,
    EditionFactory,
    EditionPageFactory,
    EventFactory,
    EventPageFactory,
    MissionFactory,
)
from events.models import CityReport, Coordinator, Event, ReportPhoto
from events.reporting import deciding, erasing, photographs
from events.tests.days import days_from_now
from events.tests.reporting import letter, photo, sent
from home.accounts.roles import sync_roles
from home.factories import UserFactory
from home.models import HubImage
from home.outbox import deliver_due
from home.registries import person_erasers
from home.tests.working import run_everything

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def edition(db):
    return EditionFactory(year=2026, state="reporting")


@pytest.fixture
def coordinator(edition):
    return CoordinatorFactory(edition=edition, cities=[CityFactory(name="Seoul")])


@pytest.fixture
def report(edition, coordinator):
    city = coordinator.cities.get()
    return CityReportFactory(edition=edition, city=city, coordinator=coordinator, state="submitted")


@pytest.fixture
def as_role(client):
    def log_in(role):
        sync_roles()
        user = UserFactory()
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        client.user = user
        return client

    return log_in


@pytest.fixture
def staff(as_role):
    return as_role("Coordinator desk")


def with_photo(report, **values):
    values = {"alt": "Candles on a step.", "consent": True} | values
    return ReportPhoto.objects.create(report=report, image=photographs.take_in(photo()), **values)


def decide(client, report, do, **data):
    report.refresh_from_db()
    return post(client, report, {"do": do, "seen": deciding.version(report), **data})


def post(client, report, data):
    return client.post(reverse("city-reports:report", args=[report.pk]), data)


def addresses(report, picture):
    return [
        reverse("city-reports:index"),
        reverse("city-reports:add"),
        *(
            reverse(f"city-reports:{name}", args=[report.pk])
            for name in ("report", "edit", "delete", "preview")
        ),
        reverse("city-reports:photo", args=[picture.pk]),
    ]


@pytest.mark.parametrize("role", ["Owners", "Editors", "Moderators", "Auditors", "Consent keepers"])
def test_no_other_role_sees_a_report(as_role, report, role):
    client = as_role(role)
    for address in addresses(report, with_photo(report)):
        assert client.get(address).status_code in {302, 403}, address
    assert decide(client, report, "publish").status_code in {302, 403}
    report.refresh_from_db()
    assert report.state == "submitted"


def test_the_desk_sees_all_of_it(staff, report):
    for address in addresses(report, with_photo(report)):
        assert staff.get(address).status_code == 200, address
    assert (
        "We stood there for an hour."
        in staff.get(reverse("city-reports:preview", args=[report.pk])).content.decode()
    )


def test_published_its_author_learns_that_an_answer_waits_and_no_more(staff, report, mailoutbox):
    report.text = "Secret sentence"
    report.save()
    assert decide(staff, report, "publish").status_code == 302
    report.refresh_from_db()
    assert report.is_published and report.published_at
    deliver_due()
    (mail,) = mailoutbox
    assert mail.to == [report.coordinator.person.email]
    assert "/host/open/" in mail.body and "Seoul" in mail.body
    assert "Secret sentence" not in mail.body


@pytest.mark.parametrize(("do", "state"), [("changes", "changes"), ("reject", "rejected")])
def test_an_answer_waits_in_the_room_and_is_not_in_the_mail(staff, report, do, state, mailoutbox):
    assert decide(staff, report, do).status_code == 422
    decide(staff, report, do, text="Who counted?")
    report.refresh_from_db()
    assert (report.state, report.reason) == (state, "Who counted?")
    deliver_due()
    assert "Who counted?" not in mailoutbox[0].body


def test_who_read_another_version_decides_nothing(staff, report):
    seen = deciding.version(report)
    report.text = "Changed meanwhile"
    report.save()
    data = {"do": "publish", "seen": seen, "text": "Kept words"}
    answer = staff.post(reverse("city-reports:report", args=[report.pk]), data)
    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()
    report.refresh_from_db()
    assert report.state == "submitted"


def test_two_who_decide_are_not_both_right(staff, report):
    decide(staff, report, "publish")
    with pytest.raises(deciding.Refused):
        deciding.reject(report, staff.user, "No")


@pytest.mark.parametrize(
    ("before", "ticked", "after"),
    [
        ("confirmed", {"took_place": "on"}, "took_place"),
        ("confirmed", {}, "confirmed"),
        ("cancelled", {"took_place": "on"}, "cancelled"),
    ],
)
def test_an_event_that_was_confirmed_is_said_to_have_taken_place(staff, report, before, ticked, after):
    report.event = EventFactory(edition=report.edition, city=report.city, status=before)
    report.save()
    decide(staff, report, "publish", **ticked)
    assert Event.objects.get().status == after


# --- photographs


def files_in(folder="images"):
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return []
    return files + [name for each in folders for name in files_in(f"{folder}/{each}")]


def test_only_what_is_published_and_agreed_to_and_ticked_has_an_address(staff, report, committed):
    EditionPageFactory(edition=report.edition)
    shown, refused = with_photo(report), with_photo(report, consent=False)
    off = with_photo(report, shown=False)
    assert files_in() == []
    with committed:
        decide(staff, report, "publish")
    run_everything()
    withheld = HubImage.every.in_bulk([shown.image_id, refused.image_id, off.image_id])
    assert [withheld[each.image_id].withheld for each in (shown, refused, off)] == [False, True, True]
    first = withheld[shown.image_id].token
    assert files_in(f"images/{first}")
    with committed:
        decide(staff, report, "take_back")
    run_everything()
    assert files_in() == []
    assert HubImage.every.get(pk=shown.image_id).token != first


def test_a_photograph_without_its_tick_leaves_its_address_at_once(staff, report, committed):
    EditionPageFactory(edition=report.edition)
    first, second = with_photo(report), with_photo(report)
    with committed:
        decide(staff, report, "publish")
    with committed:
        decide(staff, report, "show", photo=[second.pk], is_highlight="on")
    report.refresh_from_db()
    assert report.is_highlight
    assert HubImage.every.get(pk=first.image_id).withheld
    assert not HubImage.every.get(pk=second.image_id).withheld


def test_deleted_its_photographs_are_gone_with_their_files(staff, report, committed):
    EditionPageFactory(edition=report.edition)
    with_photo(report)
    with committed:
        decide(staff, report, "publish")
    with committed:
        staff.post(reverse("city-reports:delete", args=[report.pk]))
    assert not CityReport.objects.exists()
    assert not HubImage.every.exists()
    assert files_in() == files_in("original_images") == []


def test_no_editor_puts_a_photograph_of_a_report_on_a_page(as_role, report, committed):
    with_photo(report)
    with committed:
        deciding.publish(report, UserFactory())
    HubImage.objects.update(title="Photograph of a report")
    client = as_role("Editors")
    assert (
        "Photograph of a report" not in client.get(reverse("wagtailimages_chooser:choose")).content.decode()
    )


# --- what staff write down


def test_staff_write_down_what_they_were_told(staff, edition):
    mission = MissionFactory(city=CityFactory(name="Pretoria", country="ZA"))
    EditionPageFactory(edition=edition)
    answer = staff.post(reverse("city-reports:add"), {"edition": edition.pk, "city": mission.city.pk})
    assert answer["Location"] == reverse("city-reports:write", args=[2026, mission.city.geonameid])
    data = sent(letters=[letter(mission)], photos=[{"file": photo(), "alt": "A hall.", "consent": "on"}])
    bad = staff.post(answer["Location"], data | {"attendance": "many"})
    assert bad.status_code == 422
    reference = re.search(r'name="photos-0-held"\s+value="([^"]+)"', bad.content.decode())[1]
    assert staff.get(reverse("city-reports:held", args=[reference])).status_code == 200
    data = sent(
        letters=[letter(mission)],
        photos=[{"held": reference, "alt": "A hall.", "consent": "on"}],
        attendance="70",
    )
    staff.post(answer["Location"], data)
    report = CityReport.objects.get()
    assert (report.city, report.attendance, report.coordinator) == (mission.city, 70, None)
    assert (report.deliveries.count(), report.photos.count()) == (1, 1)


def test_nothing_is_told_of_what_is_still_to_come(staff):
    ahead = EditionPageFactory(edition__year=2027, edition__date=days_from_now(100)).edition
    city = CityFactory()
    answer = staff.post(reverse("city-reports:add"), {"edition": ahead.pk, "city": city.pk})
    assert "still to come" in str(answer.context["form"].errors["edition"])
    write = reverse("city-reports:write", args=[2027, city.geonameid])
    assert staff.get(write)["Location"] == reverse("city-reports:add")
    assert staff.post(write, sent(attendance="70"))["Location"] == reverse("city-reports:add")
    assert not CityReport.objects.exists()
    EventPageFactory(event__edition=ahead, event__city=city, event__starts_on=days_from_now(-3))
    assert staff.get(write).status_code == 200


def test_only_editions_that_readers_can_open_can_be_told_of(staff, edition):
    answer = staff.post(reverse("city-reports:add"), {"edition": edition.pk, "city": CityFactory().pk})
    assert "edition" in answer.context["form"].errors


def test_a_report_without_an_author_is_answered_to_nobody_and_staff_are_told_so(
    staff, report, coordinator, mailoutbox
):
    CityReport.objects.update(coordinator=None)
    report.refresh_from_db()
    page = staff.post(
        reverse("city-reports:report", args=[report.pk]),
        {"do": "publish", "seen": deciding.version(report)},
        follow=True,
    )
    assert "Nobody gets a mail" in page.content.decode()
    assert not mailoutbox


def test_what_staff_correct_in_a_published_report_shows_at_once(staff, report):
    decide(staff, report, "publish")
    address = reverse("city-reports:edit", args=[report.pk])
    assert staff.post(address, sent(text="Corrected.", attendance="41")).status_code == 302
    report.refresh_from_db()
    assert (report.text, report.attendance, report.state) == ("Corrected.", 41, "published")


@pytest.mark.parametrize("name", ["do", "text", "seen", "photo"])
@pytest.mark.parametrize("value", ["\0", "x" * 100_000, "<script>"])
def test_whatever_is_decided_is_answered(staff, report, name, value):
    data = {"do": "changes", "seen": deciding.version(report), "text": "Why?"}
    answer = post(staff, report, data | {name: value})
    assert answer.status_code in {302, 422}


@pytest.mark.parametrize(
    "query", ["state=nonsense&edition=x&country=%00&city=%00", "state=all&city=Seoul&p=99"]
)
def test_the_list_answers_whatever_is_asked(staff, report, query):
    assert staff.get(f"{reverse('city-reports:index')}?{query}").status_code == 200


def test_the_list_costs_the_same_however_long_it_is(staff, edition, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked():
        with CaptureQueriesContext(connection) as queries:
            staff.get(reverse("city-reports:index"), {"state": "all"})
        return len(queries)

    for _each in range(2):
        DeliveryFactory(report=CityReportFactory(edition=edition))
    asked()
    few = asked()
    for _each in range(20):
        DeliveryFactory(report=CityReportFactory(edition=edition))
    assert asked() == few


# --- forgetting


def test_forgotten_its_author_is_gone_from_what_is_published_and_the_rest_is_gone_whole(
    edition, coordinator, report, committed
):
    published = CityReportFactory(edition=edition, coordinator=coordinator)
    with_photo(report)
    with committed:
        count = person_erasers.get("reports")([coordinator.person_id])
    assert count == 2
    assert CityReport.objects.get() == published
    assert CityReport.objects.get().coordinator is None
    assert not HubImage.every.exists()


def test_when_an_edition_is_kept_no_longer_nobody_stands_behind_its_reports():
    edition = EditionFactory(year=2017, state="archived")
    coordinator = CoordinatorFactory(edition=edition)
    published = CityReportFactory(edition=edition, coordinator=coordinator)
    CityReportFactory(edition=edition, state="rejected")
    erasing.forget_old()
    assert CityReport.objects.get() == published
    assert CityReport.objects.get().coordinator is None
    assert Coordinator.objects.exists()
