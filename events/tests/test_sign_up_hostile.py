"""Whatever is sent, there is an answer; and what is private is nowhere but where it is kept encrypted."""

import json
import logging
import random
import string

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils import timezone

from events import factories
from events.models import Consent, PrivateContact, SignUp
from events.signing_up import expiring, participants
from events.signing_up.link_views import room_address
from events.tests.signing_up import (
    AGREED,
    confirm_by_mail,
    coordinate,
    join,
    locales,
    press,
    room_by_mail,
    tell,
    token,
)

__all__ = ["locales"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("locales")]
HOSTILE = {
    "nul": "a\x00b",
    "long": "x" * 100_000,
    "script": "<script>alert(1)</script>",
    "turned": "\u202eevil\u2066",
    "surrogate": "\ud800",
    "line": "a\r\nBcc: all@example.org",
    "percent": "%s %(name)s {0} {link} {{ 7 }}",
    "number": "9" * 400,
}
FIELDS = {
    "join": ("name", "email", "language", "city", "note", "agree_day", "token_field", "website"),
    "coordinator": ("cities", "activities", "display", "organisation", "telephone", "note", "city_pick0"),
    "event": ("title", "kinds", "starts_on", "starts_time", "ends_time", "venue", "address", "text", "link", "relation"),
    "link": ("email",),
}  # fmt: skip


@pytest.fixture
def edition(db):
    return factories.EditionFactory()


@pytest.fixture
def city(edition):
    return factories.CityFactory(name="Seoul")


def whole_form(page, city):
    """What an honest person would send."""
    name = {"join": "sign-up-join", "coordinator": "sign-up-coordinate", "event": "sign-up-tell"}
    return {
        "token_field": token(name.get(page, "sign-up-link")),
        "name": "Sample",
        "email": "sample@example.org",
        "language": "en",
        "city": f"#{city.geonameid}",
        "cities": f"#{city.geonameid}",
        "display": "anonymous",
        "title": "Vigil",
        "kinds": ["protest"],
        "starts_on": "2027-09-24",
        "relation": "knows",
        **AGREED,
    }


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize(("page", "field"), [(page, field) for page in FIELDS for field in FIELDS[page]])
def test_every_field_answers_whatever_is_in_it(client, city, page, field, value):
    address = f"/en/sign-up/{page}/"
    answer = client.post(address, {**whole_form(page, city), field: value.encode("utf-8", "surrogatepass")})
    assert answer.status_code in {303, 403, 413, 422}
    html = answer.content.decode("utf-8", "replace")
    assert "<script>alert" not in html
    if answer.status_code == 303:
        for sign_up in SignUp.objects.select_related("person"):
            assert len(sign_up.note) <= 5000
            assert "\n" not in sign_up.person.email
            assert client.get(room_address(sign_up.person)).status_code == 200


@pytest.mark.parametrize("page", FIELDS)
@pytest.mark.parametrize("data", [{}, {"token_field": ["a", "b"], "email": ["x", "y"], "city": ["1", "2"]}])
def test_missing_and_doubled_fields_are_answered(client, city, page, data):
    assert client.post(f"/en/sign-up/{page}/", data).status_code == 422


@pytest.mark.parametrize("page", FIELDS)
@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "trace"])
def test_other_methods_do_nothing(client, city, page, method):
    assert getattr(client, method)(f"/en/sign-up/{page}/").status_code in {200, 405}
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "klingon", "idna"])
def test_bodies_in_odd_charsets_are_answered(city, charset):
    client = Client(raise_request_exception=False)
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    answer = client.generic("POST", "/en/sign-up/join/", b"email=a%40example.org", content_type=kind)
    assert answer.status_code in {400, 413, 415, 422}


@pytest.mark.parametrize("origin", ["null", "https://evil.example.org"])
def test_forms_of_other_sites_are_not_taken_and_nothing_is_lost(client, city, origin):
    data = {**whole_form("join", city), "note": "Kept words"}
    answer = client.post("/en/sign-up/join/", data, headers={"Origin": origin})
    assert answer.status_code == 403
    assert "Kept words" in answer.content.decode()
    assert not SignUp.objects.exists()


def secret():
    return "S" + "".join(random.choices(string.ascii_letters, k=18))  # noqa: S311


def test_nothing_private_is_in_a_log_an_address_a_public_page_or_the_clear_text_of_any_table(
    client, mailoutbox, edition, city, caplog
):
    caplog.set_level(logging.DEBUG)
    page = factories.EditionPageFactory(edition=edition)
    words = {name: secret() for name in ("name", "organisation", "note", "telephone")}
    email = f"{secret().lower()}@example.org"
    answers = [
        coordinate(client, city, email=email, **words),
        join(client, city, email=email, name=words["name"], note=words["note"]),
        tell(client, city, email=email, name=words["name"], text=words["note"], venue=words["organisation"]),
        client.post("/en/sign-up/link/", {"token_field": token("sign-up-link"), "email": email}),
    ]
    assert [each.status_code for each in answers] == [303] * 4
    confirmed = confirm_by_mail(client, mailoutbox)
    room = room_by_mail(client, mailoutbox)
    moved = [press(client, f"{room}links/")["Location"], confirmed["Location"], room]
    hidden = [*words.values(), email]

    assert not [word for word in hidden if word in caplog.text]
    assert not [
        word for word in hidden for each in [*answers, *moved] if word in str(getattr(each, "headers", each))
    ]
    public = [
        page.get_url(),
        f"/en/2027/cities/{city.address_part}/",
        "/en/",
        "/sitemap.xml",
        "/api/v2/pages/",
    ]
    public += ["/en/feeds/events.atom", "/en/calendars/2027.ics", "/en/sign-up/join/", "/en/search/?q=Sample"]
    for address in public:
        shown = client.get(address, follow=True).content.decode()
        assert not [word for word in hidden if word in shown], address
    for mail in mailoutbox:
        said = mail.subject + mail.body + str(mail.alternatives)
        assert not [word for word in words.values() if word in said]
    with connection.cursor() as cursor:
        for model in apps.get_models():
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')  # noqa: S608
            rows = json.dumps(cursor.fetchall(), default=str)
            assert not [word for word in hidden if word in rows], model


@pytest.fixture
def thousands(edition):
    """`make(number)`: so many who joined, in one city."""

    def make(number):
        city = factories.CityFactory()
        now = timezone.now()
        first = PrivateContact.objects.count()
        people = PrivateContact.objects.bulk_create(
            PrivateContact(email_hash=f"{first + each:064}", language="en", confirmed_at=now)
            for each in range(number)
        )
        sign_ups = SignUp.objects.bulk_create(
            SignUp(kind="join", state="accepted", edition=edition, person=person, language="en", nonce="x", confirmed_at=now)
            for person in people
        )  # fmt: skip
        links = SignUp.cities.through
        links.objects.bulk_create(links(signup=each, city=city) for each in sign_ups)
        Consent.objects.bulk_create(
            Consent(person=person, edition=edition, purpose="day", wording="x", language="en")
            for person in people
        )
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as the database does by itself once so many rows have come
        return city

    return make


@pytest.mark.parametrize("number", [10, 10_000])
def test_pages_and_counts_ask_the_same_few_questions_however_many_sign_up(
    client, thousands, edition, django_assert_max_num_queries, number
):
    city = thousands(number)
    person = PrivateContact.objects.first()
    with django_assert_max_num_queries(1):
        assert participants(edition, city).count() == number
    for address, most in (
        (f"/en/sign-up/join/?city={city.geonameid}", 25),
        (f"/en/sign-up/thanks/join/?city={city.geonameid}", 20),
        (room_address(person), 25),
    ):
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200
    with django_assert_max_num_queries(40):
        assert join(client, city).status_code == 303
    with django_assert_max_num_queries(40):
        expiring.run()
