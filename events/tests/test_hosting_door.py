"""The door of a coordinator's room: the mailed link, the button, the cookie, and what becomes of each."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from events.factories import CityFactory, CoordinatorFactory
from events.hosting import links, sessions
from events.models import Coordinator, HostSession
from events.personal_links import MINE
from events.tests.hosting import enter, leave_token, press, token_in
from home.outbox import deliver_due
from home.tests.working import run_everything

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def city(locales):
    return CityFactory(name="Ithaca", country="US")


@pytest.fixture
def locales(db):
    from wagtail.models import Locale

    from home.languages import forget_locales

    for code in ("en", "ko", "ar"):
        Locale.objects.get_or_create(language_code=code)
    forget_locales()


@pytest.fixture
def coordinator(city):
    return CoordinatorFactory(cities=[city])


def test_the_link_comes_by_mail_and_its_button_opens_the_room(client, coordinator, city, mailoutbox):
    links.send_link(coordinator)
    deliver_due()
    (mail,) = mailoutbox
    assert mail.to == [coordinator.person.email]
    address = re.search(r"http://\S+/host/open/\S+", mail.body)[0]
    answer = press(client, address)
    assert answer.status_code == 303
    page = client.get(answer.url, follow=True)
    assert page.redirect_chain == [(reverse("host-city", args=[city.geonameid]), 302)]
    assert "Solidarity City Coordinator" in page.content.decode()
    coordinator.refresh_from_db()
    assert coordinator.opened_at


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_the_link_changes_nothing(client, coordinator, method):
    address = links.way_in(coordinator)
    before = Coordinator.objects.values().get()
    answer = getattr(client, method)(address)
    assert answer.status_code == 200 and not answer.cookies
    assert not HostSession.objects.exists() and Coordinator.objects.values().get() == before


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client, coordinator, settings):
    settings.SESSION_COOKIE_SECURE = True
    answer = enter(client, coordinator)
    (cookie,) = answer.cookies.values()
    assert cookie.key == "__Host-host"
    assert cookie["secure"] and cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/"
    assert not cookie["domain"] and not cookie["max-age"] and not cookie["expires"]


def test_the_database_holds_no_key(client, coordinator):
    key = enter(client, coordinator).cookies["host"].value
    assert len(key) > 40 and not HostSession.objects.filter(key_hash=key).exists()


def test_pages_of_the_room_are_never_stored(client, coordinator, city):
    enter(client, coordinator)
    page = client.get(reverse("host-city", args=[city.geonameid]))
    assert (
        page["Cache-Control"] == "no-store" and "Cookie" in page["Vary"] and page["X-Robots-Tag"] == "noindex"
    )
    assert not page.cookies


def test_a_key_that_was_planted_is_not_taken_over(client, coordinator):
    client.cookies["host"] = "planted"
    key = enter(client, coordinator).cookies["host"].value
    assert key != "planted"
    assert Client(headers={"cookie": "host=planted"}).get(reverse("host-room")).status_code == 302


def test_opening_again_ends_the_session_that_the_browser_had(client, coordinator):
    first = enter(client, coordinator).cookies["host"].value
    enter(client, coordinator)
    assert HostSession.objects.count() == 1
    stolen = Client(headers={"cookie": f"host={first}"})
    assert stolen.get(reverse("host-room")).url == reverse("host-link")


def test_a_link_opens_the_room_in_several_browsers(coordinator):
    address = links.way_in(coordinator)
    assert [press(Client(), address).status_code for _ in range(2)] == [303, 303]
    assert HostSession.objects.count() == 2


def test_only_so_many_browsers_at_once(coordinator):
    for _ in range(sessions.MOST + 2):
        enter(Client(), coordinator)
    assert HostSession.objects.count() == sessions.MOST


def test_leaving_ends_the_session_and_takes_the_cookie(client, coordinator, city):
    key = enter(client, coordinator).cookies["host"].value
    page = client.get(reverse("host-city", args=[city.geonameid]))
    answer = client.post(reverse("host-leave"), {"token_field": leave_token(page)})
    assert answer.status_code == 303 and answer.cookies["host"]["max-age"] == 0
    assert not HostSession.objects.exists()
    assert Client(headers={"cookie": f"host={key}"}).get(reverse("host-room")).url == reverse("host-link")


def test_opening_the_address_for_leaving_does_not_leave(client, coordinator):
    enter(client, coordinator)
    client.get(reverse("host-leave"))
    assert HostSession.objects.count() == 1


@pytest.mark.parametrize("way", ["revoked", "ended", "inactive", "expired", "edition is over"])
def test_a_link_that_is_no_longer_good_opens_nothing(client, coordinator, way):
    address = links.way_in(coordinator)
    spoil(coordinator, way)
    assert "no longer good" in client.get(address).content.decode()
    answer = press(client, address)
    assert answer.url == reverse("host-link-sent") and not answer.cookies
    assert not HostSession.objects.exists()


def spoil(coordinator, way):
    now = timezone.now()
    if way == "revoked":
        links.revoke(coordinator)
    elif way == "ended":
        Coordinator.objects.update(ended_at=now)
    elif way == "inactive":
        Coordinator.objects.update(active=False)
    elif way == "expired":
        Coordinator.objects.update(link_expires_at=now - datetime.timedelta(seconds=1))
    else:
        edition = coordinator.edition
        edition.date = datetime.date(2009, 9, 24)
        edition.save()


@pytest.mark.parametrize("way", ["revoked", "ended", "inactive", "edition is over", "session expired"])
def test_a_session_is_over_as_soon_as_its_reason_is(client, coordinator, way):
    enter(client, coordinator)
    if way == "session expired":
        HostSession.objects.update(expires_at=timezone.now())
    else:
        coordinator.refresh_from_db()
        spoil(coordinator, way)
    assert client.get(reverse("host-room")).url == reverse("host-link")


def test_an_expired_link_sends_a_new_one_to_the_address_that_is_known(client, coordinator, mailoutbox):
    address = links.way_in(coordinator)
    spoil(coordinator, "expired")
    press(client, address)
    deliver_due()
    assert [mail.to for mail in mailoutbox] == [[coordinator.person.email]]
    new = re.search(r"http://\S+/host/open/\S+", mailoutbox[0].body)[0]
    assert "no longer good" in client.get(address).content.decode()  # the old one stays dead
    assert press(client, new).url == reverse("host-room")


def test_nobody_is_flooded_with_links(client, coordinator, mailoutbox):
    address = links.way_in(coordinator)
    spoil(coordinator, "expired")
    for _ in range(9):
        press(client, address)
    deliver_due()
    assert len(mailoutbox) == 5


def test_a_link_of_a_role_that_has_ended_sends_nothing_and_says_the_same(client, coordinator, mailoutbox):
    address = links.way_in(coordinator)
    spoil(coordinator, "ended")
    assert press(client, address).url == reverse("host-link-sent")
    deliver_due()
    assert mailoutbox == []


@pytest.mark.parametrize("token", ["x", "W10:1:x", "%00", "a" * 3000, "‮", "../../admin"])
def test_a_link_that_we_did_not_sign_is_answered_kindly(client, locales, token):
    page = client.get(f"/en/host/open/{token}/")
    assert page.status_code in {200, 404} and "Traceback" not in page.content.decode()


def test_a_link_for_something_else_opens_no_room(client, coordinator):
    token = MINE.token(coordinator.pk, coordinator.nonce)
    assert "does not work" in client.get(f"/en/host/open/{token}/").content.decode()


def test_another_site_cannot_press_the_button(client, coordinator):
    address = links.way_in(coordinator)
    token = token_in(client.get(address))
    for headers in (
        {"Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "null"},
    ):
        answer = client.post(address, {"token_field": token}, headers=headers)
        assert answer.status_code == 403 and not answer.cookies
    assert not HostSession.objects.exists()


def test_the_button_without_its_token_opens_nothing(client, coordinator):
    assert client.post(links.way_in(coordinator)).status_code == 422
    assert not HostSession.objects.exists()


@pytest.mark.parametrize("known", [True, False])
def test_asking_for_a_link_by_address_is_answered_alike(client, coordinator, mailoutbox, known, committed):
    address = coordinator.person.email.upper() if known else "nobody@example.org"
    page = reverse("host-link")
    with committed:
        answer = client.post(page, {"token_field": token_in(client.get(page)), "email": address})
    assert answer.status_code == 303 and answer.url == reverse("host-link-sent")
    run_everything()
    deliver_due()
    assert len(mailoutbox) == known


def test_a_mail_may_lead_past_the_door_to_a_page_of_the_room(client, coordinator, city):
    address = links.way_in(coordinator, "host-city", city.geonameid)
    assert press(client, address).url == reverse("host-city", args=[city.geonameid])


@pytest.mark.parametrize(
    "to",
    [
        "//evil.example/en/host/",
        "https://evil.example/",
        "/admin/",
        "/en/host/no/such",
        "\0",
        "/en/host/../../admin/",
    ],
)
def test_the_door_leads_nowhere_else(client, coordinator, to):
    address = links.way_in(coordinator)
    token = token_in(client.get(address))
    answer = client.post(f"{address}?{to and 'to=' + to}", {"token_field": token})
    assert answer.url == reverse("host-room")


def test_somebody_elses_city_is_not_found(client, coordinator):
    other = CityFactory()
    enter(client, coordinator)
    assert client.get(reverse("host-city", args=[other.geonameid])).status_code == 404


def test_what_was_written_is_shown_to_whoever_comes_too_late(client, coordinator, city):
    enter(client, coordinator)
    HostSession.objects.update(expires_at=timezone.now())
    text = "A long text that somebody has written for an hour."
    answer = client.post(reverse("host-leave"), {"text": text})
    assert answer.status_code == 403 and text in answer.content.decode()
    foreign = client.post(
        reverse("host-leave"), {"text": text}, headers={"Origin": "https://elsewhere.example"}
    )
    assert text not in foreign.content.decode()


def test_sending_something_keeps_the_room_open(client, coordinator, city):
    enter(client, coordinator)
    soon = timezone.now() + datetime.timedelta(minutes=5)
    HostSession.objects.update(expires_at=soon)
    client.get(reverse("host-city", args=[city.geonameid]))
    assert HostSession.objects.get().expires_at == soon
    session = HostSession.objects.get()
    sessions.stay(session)
    assert session.expires_at > soon + datetime.timedelta(hours=11)


def test_old_sessions_are_forgotten(coordinator):
    enter(Client(), coordinator)
    enter(Client(), coordinator)
    HostSession.objects.filter(pk=HostSession.objects.first().pk).update(expires_at=timezone.now())
    sessions.forget_old_sessions()
    assert HostSession.objects.count() == 1


def test_a_link_never_outlives_what_is_kept(coordinator):
    coordinator.edition.date = timezone.now().date() - datetime.timedelta(days=170)
    coordinator.edition.save()
    links.renew(coordinator)
    assert coordinator.link_expires_at < timezone.now() + datetime.timedelta(days=16)


def test_readers_get_no_cookie_for_looking_at_the_door(client, locales):
    for name in ("host-link", "host-link-sent", "host-room"):
        answer = client.get(reverse(name))
        assert not answer.cookies


def test_other_pages_do_not_look_at_the_cookie(client, coordinator):
    enter(client, coordinator)
    answer = client.get(reverse("search"))
    assert "Cookie" not in answer.get("Vary", "")


def test_browsers_without_any_other_cookie_can_do_everything(coordinator, city):
    """What Django's own check of forms would refuse, because it asks for a cookie."""
    browser = Client(enforce_csrf_checks=True)
    assert enter(browser, coordinator).status_code == 303
    page = reverse("host-city", args=[city.geonameid])
    assert press(browser, page, tasks=["letter"]).status_code == 303
    assert (
        browser.post(reverse("host-leave"), {"token_field": leave_token(browser.get(page))}).status_code
        == 303
    )
