"""The room of a coordinator: what stands in it, what can be done there, and what nobody learns there."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale

from events.factories import (
    CityFactory,
    CoordinatorFactory,
    MissionFactory,
    PrivateContactFactory,
    SignUpFactory,
)
from events.hosting import sessions
from events.models import CheckedTask, Conversation, Coordinator, HandOver, HostLetter, HostSession, Message
from events.tests.hosting import enter, leave_token, press, token_in
from home.languages import forget_locales

pytestmark = pytest.mark.django_db

SENTINEL = "Zaphodia"
PAGES = ("host-city", "host-letters", "host-kit", "host-staff")
OWN_PAGES = ("host-me", "host-hand-over", "host-withdraw")


@pytest.fixture(autouse=True)
def languages(db):
    for code in ("en", "ko", "ar"):
        Locale.objects.get_or_create(language_code=code)
    forget_locales()
    with override("en"):
        yield


@pytest.fixture
def city():
    return CityFactory(name="Seoul", country="KR")


@pytest.fixture
def coordinator(city):
    return CoordinatorFactory(cities=[city])


@pytest.fixture
def inside(client, coordinator):
    enter(client, coordinator)
    return client


def at(name, city):
    return reverse(name, args=[city.geonameid])


def somebody(city, **values):
    """Who wishes to come, whose every datum is recognised wherever it is shown."""
    person = PrivateContactFactory(
        name=f"{SENTINEL} Name", email=f"{SENTINEL}@example.org", telephone=f"+82 {SENTINEL}"
    )
    return SignUpFactory(
        person=person, cities=[city], note=f"{SENTINEL} note", organisation=f"{SENTINEL} group", **values
    )


def test_the_page_of_a_city_says_what_there_is_to_know(inside, coordinator, city):
    MissionFactory(city=city, postal_address="27 Myeongdong 2-gil")
    somebody(city)
    CoordinatorFactory(cities=[city])
    said = inside.get(at("host-city", city)).content.decode()
    assert (
        "<h1" in said
        and "City Coordinator" in said
        and "There is a Chinese mission in Seoul: embassy." in said
    )
    assert "27 Myeongdong 2-gil" in said and "1 person" in said and "Friday, 24 September 2027" in said
    assert reverse("safety-country", args=["kr"]) in said


@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_anybody_else_is_on_any_page(inside, coordinator, city, name):
    sign_up = somebody(city)
    conversation = Conversation.objects.create(
        edition=coordinator.edition,
        city=city,
        seeker=sign_up.person,
        coordinator=coordinator,
        sign_up=sign_up,
    )
    Message.objects.create(conversation=conversation, side="seeker", text=f"{SENTINEL} wrote")
    CoordinatorFactory(cities=[city], person=sign_up.person, organisation=SENTINEL, display="organisation")
    page = inside.get(at(name, city))
    assert page.status_code == 200
    assert SENTINEL not in page.content.decode() and SENTINEL not in str(page.headers)


@pytest.mark.parametrize("name", PAGES)
def test_another_city_is_not_found(inside, name):
    address = at(name, CityFactory())
    for answer in (inside.get(address), inside.head(address), inside.post(address)):
        assert answer.status_code == 404
        assert answer["Cache-Control"] == "no-store" and "Cookie" in answer["Vary"]


@pytest.mark.parametrize("name", [*PAGES, *OWN_PAGES])
def test_who_is_not_in_is_led_to_the_door(client, coordinator, city, name):
    address = at(name, city) if name in PAGES else reverse(name)
    answer = client.get(address)
    assert answer.status_code == 302 and answer.url == reverse("host-link") and not answer.cookies
    assert client.post(address, {"text": "x"}).status_code == 403


@pytest.mark.parametrize("name", [*PAGES, *OWN_PAGES, "host-take-back", "host-find-somebody", "host-leave"])
def test_looking_changes_nothing(inside, coordinator, city, name):
    address = at(name, city) if name in PAGES else reverse(name)
    before = everything()
    for answer in (inside.get(address), inside.head(address)):
        assert answer.status_code in {200, 302}
    assert everything() == before


def everything():
    models = (Coordinator, HostSession, CheckedTask, HostLetter, HandOver, Conversation)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.parametrize("name", [*PAGES[:2], "host-staff", *OWN_PAGES, "host-take-back", "host-leave"])
def test_another_site_can_do_nothing_in_it(inside, coordinator, city, name):
    somebody(city)
    page = inside.get(at("host-city", city))
    address = at(name, city) if name in PAGES else reverse(name)
    before = everything()
    button = name in {"host-take-back", "host-leave"}
    token = leave_token(page) if button else token_in(inside.get(address))
    data = {"token_field": token, "text": "words", "send": "1", "tasks": "letter", "display": "name"}
    foreign = {"Origin": "https://elsewhere.example"}
    assert inside.post(address, data, headers=foreign).status_code in {302, 303, 403}
    assert everything() == before


def test_what_is_ticked_is_kept_and_what_is_not_is_open_again(inside, coordinator, city):
    press(inside, at("host-city", city), tasks=["letter", "announced"])
    assert set(coordinator.checked.values_list("task", flat=True)) == {"letter", "announced"}
    first = coordinator.checked.get(task="letter").done_at
    answer = press(inside, at("host-city", city), tasks=["letter"])
    assert answer.url == f"{at('host-city', city)}?done=saved"
    assert coordinator.checked.get().done_at == first
    assert "That is saved." in inside.get(answer.url).content.decode()


def test_a_list_of_one_city_is_not_that_of_another(inside, coordinator, city):
    other = CityFactory()
    coordinator.cities.add(other)
    press(inside, at("host-city", city), tasks=["letter"])
    assert 'value="letter" checked' not in inside.get(at("host-city", other)).content.decode()


def test_whoever_has_several_cities_sees_them_all(inside, coordinator, city):
    other = CityFactory(name="Busan")
    coordinator.cities.add(other)
    CheckedTask.objects.create(coordinator=coordinator, city=other, task="letter")
    said = inside.get(reverse("host-room")).content.decode()
    assert "Seoul" in said and "Busan" in said and "1 of 6 things done" in said


def test_somebody_without_a_city_has_a_room_all_the_same(inside, coordinator):
    coordinator.cities.clear()
    assert "You take care of no city now" in inside.get(reverse("host-room")).content.decode()


def test_queries_do_not_grow_with_the_cities(inside, coordinator, django_assert_max_num_queries):
    for _ in range(2):
        coordinator.cities.add(CityFactory())
    inside.get(reverse("host-room"))
    with django_assert_max_num_queries(14) as few:
        inside.get(reverse("host-room"))
    coordinator.cities.add(*CityFactory.create_batch(12))
    with django_assert_max_num_queries(len(few)):
        inside.get(reverse("host-room"))


def test_queries_of_a_city_do_not_grow_with_who_comes(
    inside, coordinator, city, django_assert_max_num_queries
):
    somebody(city)
    inside.get(at("host-city", city))
    with django_assert_max_num_queries(40) as few:
        inside.get(at("host-city", city))
    for _ in range(8):
        sign_up = somebody(city)
        Conversation.objects.create(
            edition=coordinator.edition, city=city, seeker=sign_up.person, coordinator=coordinator
        )
        CoordinatorFactory(cities=[city])
    with django_assert_max_num_queries(len(few)):
        inside.get(at("host-city", city))


@pytest.mark.parametrize("display", ["anonymous", "name", "organisation"])
def test_how_one_is_shown_is_ones_own_choice(inside, coordinator, display):
    press(inside, reverse("host-me"), display=display, organisation="Group")
    coordinator.refresh_from_db()
    assert (coordinator.display, coordinator.organisation) == (display, "Group")
    coordinator.agree()
    assert (
        coordinator.public_name
        == {"anonymous": "", "name": coordinator.person.name, "organisation": "Group"}[display]
    )


def test_an_organisation_that_is_to_be_shown_needs_a_name(inside, coordinator):
    answer = press(inside, reverse("host-me"), display="organisation", organisation="")
    assert answer.status_code == 422 and "Write the name that is to be shown" in answer.content.decode()
    coordinator.refresh_from_db()
    assert coordinator.display == "anonymous"


def test_another_browser_is_signed_out_from_here(inside, coordinator):
    enter(Client(), coordinator)
    own = HostSession.objects.get(key_hash=sessions._hash(inside.cookies["host"].value))
    other = HostSession.objects.exclude(pk=own.pk).get()
    token = leave_token(inside.get(reverse("host-me")))
    inside.post(reverse("host-end-session", args=[other.pk]), {"token_field": token})
    inside.post(reverse("host-end-session", args=[own.pk]), {"token_field": token})
    assert HostSession.objects.get() == own


def test_sessions_of_others_are_out_of_reach(inside, coordinator):
    enter(Client(), CoordinatorFactory())
    other = HostSession.objects.exclude(coordinator=coordinator).get()
    token = leave_token(inside.get(reverse("host-me")))
    inside.post(reverse("host-end-session", args=[other.pk]), {"token_field": token})
    assert HostSession.objects.filter(pk=other.pk).exists()


def test_a_question_reaches_the_staff(inside, coordinator, city):
    answer = press(inside, at("host-staff", city), text="May we use drums?")
    assert answer.url.endswith("?done=asked")
    asked = Conversation.objects.get(kind="staff")
    assert asked.coordinator == coordinator and asked.city == city


HOSTILE = [
    "\0",
    "x" * 100_000,
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "‮<script>alert(1)</script>{{ 7|add:7 }}",
    "' OR 1=1 --",
    "\N{WOMAN}\N{ZERO WIDTH JOINER}" * 50,
]


FIELDS = {
    "host-city": ["tasks"],
    "host-letters": ["text"],
    "host-staff": ["text"],
    "host-me": ["display", "organisation"],
    "host-hand-over": ["name", "email", "language"],
    "host-link": ["email"],
}


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_sent_is_answered(inside, city, value):
    somebody(city)
    for name, fields in FIELDS.items():
        address = at(name, city) if name in PAGES else reverse(name)
        token = token_in(inside.get(address))
        answer = inside.post(address, {"token_field": token, **{field: [value, value] for field in fields}})
        assert answer.status_code in {200, 303, 422}, name
        assert "<script>alert" not in answer.content.decode(), name


@pytest.mark.parametrize("body", [b"\xff\xfe", b"a=%ff&token_field=%00", b"=" * 5000])
@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "nonsense"])
def test_broken_bodies_are_answered(inside, city, body, charset):
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    for name in ("host-letters", "host-city"):
        assert inside.generic("POST", at(name, city), body, kind).status_code in {200, 400, 422}
    assert Client().generic("POST", at("host-letters", city), body, kind).status_code in {302, 403}


@pytest.mark.parametrize("method", ["put", "delete", "patch", "trace"])
def test_other_methods_are_refused(inside, city, method):
    assert getattr(inside, method)(at("host-city", city)).status_code == 405


@pytest.mark.parametrize("number", ["0", "99999999999999999999999", "١٢٣"])
def test_odd_numbers_of_cities_are_not_found(inside, number):
    assert inside.get(f"/en/host/{number}/").status_code == 404


@pytest.mark.parametrize("code", ["en", "ko", "ar"])
def test_the_room_speaks_every_language(client, coordinator, city, code):
    coordinator.person.language = code
    coordinator.person.save()
    answer = enter(client, coordinator)
    assert answer.url == f"/{code}/host/"
    page = client.get(answer.url, follow=True)
    assert page.status_code == 200 and f'lang="{code}"' in page.content.decode()
    assert ('dir="rtl"' in page.content.decode().partition("<head")[0]) == (code == "ar")
    for name in PAGES:
        with override(code):
            assert client.get(at(name, city)).status_code == 200


def test_a_past_day_says_its_date(inside, coordinator, city):
    coordinator.edition.date = datetime.date(2026, 9, 24)
    coordinator.edition.save()
    assert "24 September 2026" in inside.get(at("host-city", city)).content.decode()
