"""Updates: who gets them, in which words, once, and how one gets no more of them."""

import re
import uuid
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, ModelLogEntry

from events.factories import (
    CityFactory,
    CoordinatorFactory,
    EditionFactory,
    PrivateContactFactory,
    SignUpFactory,
    UpdateFactory,
)
from events.models import Consent, PrivateContact, Update, UpdateSending, UpdateStop
from events.updates import sending
from events.updates.readers import people
from events.updates.versions import content_of, language_for, spread
from home import outbox
from home.accounts.roles import sync_roles
from home.factories import UserFactory, home_page
from home.models import OutboxMail
from home.tests.working import run_everything

pytestmark = pytest.mark.django_db
NEWS, DAY = Consent.Purpose.NEWS, Consent.Purpose.DAY


def reader(language="en", agreed=(NEWS,), **values):
    return SignUpFactory(person__language=language, agreed=agreed, **values).person


def send(update):
    begun = sending.begin(update.translation_key, content_of(update), UserFactory())
    run_everything()
    begun.refresh_from_db()
    return begun


def recipients():
    return sorted(mail.letter["to"] for mail in OutboxMail.objects.filter(kind__startswith="update"))


def wants_out(mail):
    """The address that takes somebody off, as mail programs find it."""
    return re.search(r"<http://localhost(/[^>]+)>", mail.letter["headers"]["List-Unsubscribe"])[1]


@pytest.fixture(autouse=True)
def delivered_later(monkeypatch):
    """Mails stay in the outbox, to be looked at."""
    monkeypatch.setattr("home.outbox.queueing.deliver", SimpleNamespace(enqueue=lambda pk: None))


# Who


def test_news_goes_to_whoever_agrees_now_and_has_confirmed_their_address():
    agreed = reader()
    reader(agreed=[DAY])
    Consent.objects.filter(person=reader()).update(withdrawn_at=timezone.now())
    PrivateContact.objects.filter(pk=reader().pk).update(confirmed_at=None)
    reader(person__email="")
    send(UpdateFactory())
    assert recipients() == [agreed.email]


def test_what_goes_to_who_joins_a_day_goes_to_nobody_else():
    edition = EditionFactory()
    joins = reader(agreed=[DAY], edition=edition)
    reader(agreed=[NEWS], edition=edition)
    reader(agreed=[DAY], edition=EditionFactory(year=2026))
    reader(agreed=[DAY], edition=edition, state="withdrawn")
    reader(agreed=[DAY], edition=edition, kind="coordinate")
    send(UpdateFactory(group="joining", edition=edition))
    assert recipients() == [joins.email]


def test_what_goes_to_coordinators_goes_to_active_ones_who_agreed():
    edition = EditionFactory()
    coordinates = reader(agreed=[DAY], kind="coordinate")
    for person, active in ((coordinates, True), (reader(agreed=[DAY]), False), (reader(), True)):
        CoordinatorFactory(person=person, edition=edition, active=active)
    send(UpdateFactory(group="coordinators", edition=edition))
    assert recipients() == [coordinates.email]


def test_an_address_that_is_there_twice_gets_it_once():
    first = reader()
    reader(person__email=first.email.upper())
    send(UpdateFactory())
    assert recipients() == [first.email]


# Which words


@pytest.fixture
def in_three_languages():
    update = UpdateFactory(subject="English", text="One.\n\nTwo.")
    for code, live in (("ko", True), ("ar", False)):
        UpdateFactory(locale=code, translation_key=update.translation_key, subject=code, text="…", live=live)
    return update


def test_each_reads_their_own_language_else_what_they_would_rather_read(in_three_languages):
    content = content_of(in_three_languages)
    assert set(content["versions"]) == {"en", "ko"}
    assert [language_for(content, code) for code in ("ko", "ar", "fr", "", "xx")] == [
        "ko",
        "en",
        "en",
        "en",
        "en",
    ]


def test_the_mail_is_in_the_language_of_its_words(in_three_languages):
    for code in ("ko", "ar"):
        reader(code)
    send(in_three_languages)
    letters = {mail.language: mail.letter for mail in OutboxMail.objects.all()}
    assert letters["ko"]["subject"] == "ko" and 'lang="ko"' in letters["ko"]["html"]
    assert letters["en"]["subject"] == "English" and "Two." in letters["en"]["html"]


def test_an_empty_line_begins_a_paragraph_addresses_become_links_and_nothing_else_is_html():
    reader()
    send(UpdateFactory(text="One <b>.\r\n\r\nTwo: https://example.org/day?a=1&b=2"))
    html = OutboxMail.objects.get().letter["html"]
    assert "One &lt;b&gt;." in html
    assert '<a href="https://example.org/day?a=1&amp;b=2"' in html
    assert "One" not in html.partition("Two:")[0].rpartition("<p>")[2]


def test_mails_to_many_wait_for_those_that_one_person_waits_for():
    reader()
    send(UpdateFactory())
    assert OutboxMail.objects.get().priority == OutboxMail.Priority.MANY


def test_how_many_get_which_version_is_told_first(in_three_languages):
    for code in ("ko", "ko", "ar", "en"):
        reader(code)
    assert spread(content_of(in_three_languages)) == [("ko", "ko", 2), ("ar", "en", 1), ("en", "en", 1)]


def test_what_is_not_published_is_not_sent():
    assert content_of(UpdateFactory(live=False)) is None


def test_what_was_confirmed_goes_out_whatever_is_changed_meanwhile():
    reader()
    update = UpdateFactory()
    begun = sending.begin(update.translation_key, content_of(update), UserFactory())
    Update.objects.update(subject="Changed", live=False)
    run_everything()
    assert OutboxMail.objects.get().letter["subject"] == "The Day is near"
    begun.refresh_from_db()
    assert begun.finished_at and begun.written == 1


# Once


def test_nobody_gets_it_twice_however_often_it_is_begun_or_its_task_is_run(monkeypatch):
    monkeypatch.setattr(sending, "AT_ONCE", 2)
    for _each in range(5):
        reader()
    update = UpdateFactory()
    begun = send(update)
    with pytest.raises(sending.SentAlready):
        sending.begin(update.translation_key, content_of(update), UserFactory())
    UpdateSending.objects.update(after_person=0, finished_at=None)
    while sending.step(begun.pk):
        pass
    assert len(recipients()) == len(set(recipients())) == 5


def test_a_task_that_was_killed_goes_on_where_it_stopped(monkeypatch):
    monkeypatch.setattr(sending, "AT_ONCE", 2)
    for _each in range(5):
        reader()
    update = UpdateFactory()
    begun = sending.begin(update.translation_key, content_of(update), UserFactory())
    sending.step(begun.pk)
    assert len(recipients()) == 2
    UpdateSending.objects.update(moved_at=timezone.now() - sending.LOST_AFTER)
    sending.find_lost()
    run_everything()
    assert len(recipients()) == len(set(recipients())) == 5


def test_a_step_that_fails_is_as_if_it_had_not_begun(monkeypatch):
    people = [reader() for _each in range(3)]
    update = UpdateFactory()
    begun = sending.begin(update.translation_key, content_of(update), UserFactory())
    real = sending.write

    def failing(it, person, consent):
        if person == people[-1]:
            raise RuntimeError
        return real(it, person, consent)

    monkeypatch.setattr(sending, "write", failing)
    with pytest.raises(RuntimeError):
        sending.step(begun.pk)
    assert recipients() == []
    monkeypatch.setattr(sending, "write", real)
    sending.step(begun.pk)
    assert len(recipients()) == 3


def test_who_leaves_while_it_is_on_its_way_gets_nothing(client, monkeypatch):
    monkeypatch.setattr(sending, "AT_ONCE", 1)
    first, second = reader(), reader()
    update = UpdateFactory()
    begun = sending.begin(update.translation_key, content_of(update), UserFactory())
    sending.step(begun.pk)
    Consent.objects.filter(person=second).update(withdrawn_at=timezone.now())
    client.post(wants_out(OutboxMail.objects.get()))
    while sending.step(begun.pk):
        pass
    mail = OutboxMail.objects.get()
    assert (mail.state, mail.content) == (OutboxMail.State.CANCELLED, "")
    assert not Consent.objects.filter(person=first, withdrawn_at=None).exists()


def test_a_stopped_one_goes_on_without_reaching_anybody_twice(monkeypatch, mailoutbox):
    monkeypatch.setattr(sending, "AT_ONCE", 2)
    for _each in range(5):
        reader()
    update = UpdateFactory()
    begun = sending.begin(update.translation_key, content_of(update), UserFactory())
    sending.step(begun.pk)
    outbox.deliver_due(limit=1)
    assert sending.stop(begun) == 1
    assert not sending.step(begun.pk)
    outbox.deliver_due()
    assert len(mailoutbox) == 1
    sending.resume(begun)
    run_everything()
    outbox.deliver_due()
    assert len(mailoutbox) == len({mail.to[0] for mail in mailoutbox}) == 5
    begun.refresh_from_db()
    assert begun.finished_at and begun.written == 5


def test_each_person_costs_the_same_however_many_there_are(django_assert_max_num_queries, monkeypatch):
    update = UpdateFactory()
    for number in (5, 20):
        UpdateSending.objects.all().delete()
        OutboxMail.objects.all().delete()
        monkeypatch.setattr(sending, "AT_ONCE", number)
        while people("news").count() < number:
            reader()
        begun = sending.begin(update.translation_key, content_of(update), UserFactory())
        with django_assert_max_num_queries(10 + 5 * number):
            sending.step(begun.pk)
        assert len(recipients()) == number


# The way out


@pytest.fixture
def way_out():
    home_page("en")
    person = reader()
    send(UpdateFactory())
    return person, wants_out(OutboxMail.objects.get())


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_it_changes_nothing(client, way_out, method):
    person, address = way_out
    response = getattr(client, method)(address)
    assert response.status_code == 200 and not response.cookies
    assert response["Cache-Control"] == "no-store"
    assert Consent.objects.get(person=person).withdrawn_at is None


def test_mail_providers_press_it_for_their_reader(way_out):
    client = Client(enforce_csrf_checks=True)
    person, address = way_out
    assert OutboxMail.objects.get().letter["headers"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    response = client.post(
        address,
        {"List-Unsubscribe": "One-Click"},
        headers={"origin": "https://mail.example", "sec-fetch-site": "cross-site"},
    )
    assert response.status_code == 200 and not response.cookies
    withdrawn = Consent.objects.get(person=person).withdrawn_at
    assert withdrawn
    assert client.post(address).status_code == 200
    assert Consent.objects.get(person=person).withdrawn_at == withdrawn


def test_it_works_also_where_older_links_were_made_void_and_for_who_is_erased(client, way_out):
    person, address = way_out
    PrivateContact.objects.update(nonce="another")
    client.post(address)
    assert Consent.objects.get(person=person).withdrawn_at
    person.delete()
    response = client.post(address)
    assert response.status_code == 200 and "Done" in response.content.decode()


def test_it_shows_nothing_of_the_person_and_no_link_to_what_is_theirs(client, way_out):
    person, address = way_out
    page = client.get(address).content.decode() + client.post(address).content.decode()
    assert person.email not in page and person.name not in page
    assert "/mine/" not in page and reverse("sign-up-link") in page


def test_who_wants_no_updates_of_a_day_still_takes_part(client):
    home_page("en")
    edition = EditionFactory()
    person = reader(agreed=[DAY, NEWS], edition=edition, cities=[CityFactory()])
    send(UpdateFactory(group="joining", edition=edition))
    address = wants_out(OutboxMail.objects.get())
    for _each in range(2):
        assert client.post(address).status_code == 200
    assert UpdateStop.objects.count() == 1
    assert not Consent.objects.filter(person=person, withdrawn_at__isnull=False).exists()
    assert not people("joining", edition).exists() and people("news").get() == person


@pytest.mark.parametrize("token", ["x", "x:y:z", "a" * 3000, "%00"])
def test_made_up_links_are_answered_kindly(client, token):
    home_page("en")
    for part in ("unsubscribe", "unsubscribe-day"):
        for method in (client.get, client.post):
            assert method(f"/en/letters/{part}/{token}/").status_code == 404


# Staff


@pytest.fixture
def desk(client):
    home_page("en")
    sync_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Coordinator desk"))
    client.force_login(user)
    client.user = user
    return client


def send_page(update):
    return reverse("update-sendings:send", args=[update.translation_key])


def test_staff_see_who_gets_what_test_it_and_send_it(desk, in_three_languages):
    reader("ko")
    reader("ar")
    assert "English" in desk.get(reverse("update-sendings:index")).content.decode()
    response = desk.get(send_page(in_three_languages))
    assert "Send it to 2 people" in response.content.decode()
    desk.post(send_page(in_three_languages), {"deed": "test", "language": "ko"})
    test = OutboxMail.objects.get()
    assert (test.letter["to"], test.letter["subject"]) == (desk.user.email, "ko")
    assert not UpdateSending.objects.exists()
    desk.post(send_page(in_three_languages), {"deed": "send", "fingerprint": response.context["fingerprint"]})
    run_everything()
    begun = UpdateSending.objects.get()
    assert begun.written == 2 and begun.by == desk.user
    assert ModelLogEntry.objects.get(action="update.send").label == f"#{begun.pk}"
    page = desk.get(reverse("update-sendings:one", args=[begun.pk])).content.decode()
    assert "written to 2 people" in page
    assert "English" in desk.get(reverse("update-sendings:index")).content.decode()


def test_words_that_changed_since_they_were_looked_at_are_not_sent(desk, in_three_languages):
    reader()
    fingerprint = desk.get(send_page(in_three_languages)).context["fingerprint"]
    Update.objects.filter(locale__language_code="ko").update(subject="Changed")
    desk.post(send_page(in_three_languages), {"deed": "send", "fingerprint": fingerprint})
    assert not UpdateSending.objects.exists()


def test_it_can_be_stopped_and_go_on(desk):
    reader()
    update = UpdateFactory()
    begun = sending.begin(update.translation_key, content_of(update), UserFactory())
    address = reverse("update-sendings:one", args=[begun.pk])
    desk.post(address, {"deed": "stop"})
    run_everything()
    assert not OutboxMail.objects.exists()
    assert "stopped after 0 people" in desk.get(address).content.decode()
    desk.post(address, {"deed": "resume"})
    run_everything()
    assert len(recipients()) == 1


def test_editors_write_updates_and_do_not_send_them(client):
    home_page("en")
    sync_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    update = UpdateFactory()
    add = reverse("wagtailsnippets_events_update:add")
    assert client.get(add).status_code == 200
    client.post(add, {"subject": "New", "text": "Soon.", "group": "joining", "action-publish": "1"})
    assert not Update.objects.filter(subject="New").exists()  # it does not say whose people
    client.post(add, {"subject": "New", "text": "Soon.", "group": "news", "action-publish": "1"})
    assert Update.objects.get(subject="New").live
    for address in (reverse("update-sendings:index"), send_page(update)):
        assert client.get(address).status_code == 302
        client.post(address, {"deed": "send"})
    assert not UpdateSending.objects.exists()


def test_an_update_is_previewed_as_the_mail_that_it_will_be(client):
    update = UpdateFactory(subject="Soon", text="One <b>.\n\nTwo.")
    page = update.make_preview_request(None, "").content.decode()
    assert "One &lt;b&gt;." in page and 'lang="en"' in page
    assert "Two." in update.make_preview_request(None, "text").content.decode()


@pytest.mark.parametrize(
    "values", [{}, {"deed": "test", "language": "xx"}, {"deed": "send"}, {"deed": "\x00"}]
)
def test_hostile_values_send_nothing(desk, values):
    reader()
    desk.post(send_page(UpdateFactory()), values)
    desk.get(reverse("update-sendings:send", args=[uuid.uuid4()]))
    assert not UpdateSending.objects.exists() and not OutboxMail.objects.exists()


def test_the_lists_cost_the_same_however_long_they_are(desk, django_assert_max_num_queries):
    desk.get(reverse("update-sendings:index"))
    for number in (1, 8):
        for _each in range(number):
            UpdateFactory()
            UpdateSending.objects.create(translation_key=uuid.uuid4())
        with django_assert_max_num_queries(25):
            desk.get(reverse("update-sendings:index"))


def test_an_unknown_language_of_a_person_is_no_trouble():
    Locale.objects.get_or_create(language_code="en")
    PrivateContactFactory(language="")
    person = reader(language="")
    send(UpdateFactory())
    assert recipients() == [person.email]
