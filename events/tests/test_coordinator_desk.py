"""The coordinator desk: what waits, sign-ups one by one and together, notes, assignment, and who sees nothing of it."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from events.coordinator_desk import note
from events.factories import (
    CityFactory,
    CoordinatorFactory,
    EditionFactory,
    MissionFactory,
    PrivateContactFactory,
    SignUpFactory,
)
from events.models import Coordinator, DeskNote, PrivateContact, SignUp
from home.accounts.roles import sync_roles
from home.factories import UserFactory
from home.outbox import deliver_due

pytestmark = pytest.mark.django_db

DESK, LIST = "coordinator-desk:index", "sign-ups:index"


@pytest.fixture
def member(client):
    def log_in(role="Coordinator desk"):
        sync_roles()
        user = UserFactory(name="Desk Person")
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        client.user = user
        return client

    return log_in


@pytest.fixture
def edition():
    return EditionFactory(year=2027)


@pytest.fixture
def seoul():
    city = CityFactory(name="Seoul")
    MissionFactory(city=city)
    return city


def offer(edition, *cities, **values):
    person = PrivateContactFactory(name="Sentinel Name", email="sentinel@example.org", telephone="+82 2 000")
    values = {"kind": SignUp.Kind.COORDINATE, "state": SignUp.State.WAITING, "person": person, **values}
    return SignUpFactory(edition=edition, cities=cities, note="Sentinel note", **values)


def one(sign_up):
    return reverse("sign-ups:one", args=[sign_up.pk])


def text(response):
    return response.content.decode()


def test_the_desk_counts_what_waits(member, edition, seoul):
    offer(edition, seoul)
    SignUpFactory(edition=edition, state=SignUp.State.HELD)
    found = member().get(reverse(DESK)).context["groups"]
    numbers = {entry.label: entry.number for _heading, entries in found for entry in entries}
    assert numbers["Who would coordinate"] == 1
    assert numbers["Sign-ups held back"] == 1
    assert numbers["Cities with a mission and no coordinator"] == 1
    assert numbers["Events to moderate"] == 0


def test_a_desk_without_an_edition_answers(member):
    assert member().get(reverse(DESK)).status_code == 200
    assert member().get(reverse("desk_cities")).status_code == 200


@pytest.mark.parametrize(
    "role", ["Owners", "Administrators", "Editors", "Moderators", "Consent keepers", "Auditors"]
)
def test_nobody_else_comes_to_the_desk(member, edition, seoul, role):
    sign_up, client = offer(edition, seoul), member(role)
    menu = text(client.get(reverse("wagtailadmin_home")))
    assert reverse(LIST) not in menu
    for address in (
        reverse(DESK),
        reverse(LIST),
        one(sign_up),
        reverse("desk_cities"),
        reverse("desk_export"),
    ):
        response = client.get(address)
        assert response.status_code in {302, 403}, address
        assert "Sentinel" not in text(response)
    client.post(one(sign_up), {"deed": "accept", "cities": [seoul.pk]})
    client.post(one(sign_up), {"deed": "erase"})
    sign_up.refresh_from_db()
    assert sign_up.state == SignUp.State.WAITING


def test_lists_show_neither_names_nor_addresses(member, edition, seoul):
    offer(edition, seoul)
    page = text(member().get(reverse(LIST)))
    assert "Seoul" in page
    assert "Sentinel" not in page and "sentinel" not in page


def test_one_page_shows_who_it_is_and_the_log_keeps_that_it_was_looked_at(member, edition, seoul):
    sign_up, client = offer(edition, seoul), member()
    page = text(client.get(one(sign_up)))
    for shown in ("Sentinel Name", "sentinel@example.org", "+82 2 000", "Sentinel note", "City Coordinator"):
        assert shown in page
    entry = ModelLogEntry.objects.get(action="hub.signup.seen")
    assert entry.user == client.user
    assert entry.label == f"#{sign_up.pk}"


def test_a_mission_nearby_is_a_hint_for_staff(member, edition, seoul):
    seongnam = CityFactory(name="Seongnam", latitude=37.44, longitude=127.14)
    page = text(member().get(one(offer(edition, seongnam))))
    assert "Solidarity City Coordinator" in page
    assert "Hint for staff: embassy in Seoul" in page


def test_accepting_makes_a_coordinator_of_the_cities_that_are_ticked(member, edition, seoul, mailoutbox):
    paris = CityFactory(name="Paris")
    sign_up = offer(edition, seoul, paris)
    member().post(one(sign_up), {"deed": "accept", "cities": [seoul.pk]})
    coordinator = Coordinator.objects.get(person=sign_up.person)
    assert list(coordinator.cities.all()) == [seoul]
    deliver_due()
    assert mailoutbox[-1].to == ["sentinel@example.org"]


def test_accepting_without_a_city_changes_nothing(member, edition, seoul):
    sign_up = offer(edition, seoul)
    member().post(one(sign_up), {"deed": "accept"})
    assert not Coordinator.objects.exists()


def test_what_was_decided_meanwhile_is_left_alone(member, edition, seoul):
    sign_up = offer(edition, seoul, state=SignUp.State.DECLINED)
    page = text(member().post(one(sign_up), {"deed": "accept", "cities": [seoul.pk]}, follow=True))
    assert "Somebody has decided about it meanwhile" in page
    assert not Coordinator.objects.exists()


def test_declining_asks_first(member, edition, seoul):
    sign_up, client = offer(edition, seoul), member()
    assert "Yes, decline" in text(client.get(one(sign_up), {"sure": "decline"}))
    sign_up.refresh_from_db()
    assert sign_up.state == SignUp.State.WAITING
    client.post(one(sign_up), {"deed": "decline"})
    sign_up.refresh_from_db()
    assert sign_up.state == SignUp.State.DECLINED


@pytest.mark.parametrize("kind", ["coordinate", "join", "tell"])
def test_who_is_declined_reads_what_the_desk_adds_after_the_usual_words(
    member, edition, seoul, mailoutbox, kind
):
    sign_up, client = offer(edition, seoul, kind=kind, confirmed_at=timezone.now()), member()
    page = text(client.get(one(sign_up), {"sure": "decline"}))
    assert "stands in the mail that this person gets" in page and "language of this person: English" in page
    client.post(
        one(sign_up), {"deed": "decline", "words": " Seoul has <b>six</b> people.\r\n\r\nAsk Busan. "}
    )
    deliver_due()
    usual = "You are welcome to take part in another way."
    assert f"{usual}\n\nSeoul has <b>six</b> people.\nAsk Busan.\n\n" in mailoutbox[-1].body
    html = " ".join(mailoutbox[-1].alternatives[0].content.split())
    assert "<p> Seoul has &lt;b&gt;six&lt;/b&gt; people.<br>Ask Busan. </p>" in html
    assert "six" not in str(ModelLogEntry.objects.values_list("data"))


def test_to_who_never_confirmed_nobody_writes_a_word(member, edition, seoul, mailoutbox):
    sign_up, client = offer(edition, seoul, state=SignUp.State.HELD, confirmed_at=None), member()
    assert "words" not in text(client.get(one(sign_up), {"sure": "decline"}))
    client.post(one(sign_up), {"deed": "decline", "words": "Sorry."})
    deliver_due()
    sign_up.refresh_from_db()
    assert sign_up.state == SignUp.State.DECLINED and not mailoutbox


def test_what_was_written_stays_when_somebody_has_decided_meanwhile(member, edition, seoul, mailoutbox):
    sign_up = offer(edition, seoul, state=SignUp.State.ACCEPTED, confirmed_at=timezone.now())
    page = text(member().post(one(sign_up), {"deed": "decline", "words": "Ask in Busan."}))
    assert "Somebody has decided about it meanwhile" in page and "Ask in Busan." in page
    assert "Yes, decline" not in page
    deliver_due()
    assert not mailoutbox


def test_too_many_words_decline_nobody_and_are_kept(member, edition, seoul):
    sign_up = offer(edition, seoul, confirmed_at=timezone.now())
    page = text(member().post(one(sign_up), {"deed": "decline", "words": "x" * 1001}))
    sign_up.refresh_from_db()
    assert sign_up.state == SignUp.State.WAITING
    assert "x" * 1001 in page and "at most 1000 characters" in page and "Yes, decline" in page


def test_what_was_held_goes_on_when_the_desk_says_so(member, edition, seoul, mailoutbox):
    sign_up = offer(edition, seoul, state=SignUp.State.HELD, confirmed_at=None)
    member().post(one(sign_up), {"deed": "release"})
    sign_up.refresh_from_db()
    assert sign_up.state == SignUp.State.UNCONFIRMED
    deliver_due()
    assert mailoutbox[-1].to == ["sentinel@example.org"]


def test_erasing_leaves_nothing_but_an_entry_without_a_name(member, edition, seoul):
    sign_up, client = offer(edition, seoul), member()
    note(f"events.signup:{sign_up.pk}", "Sentinel of the desk", client.user)
    client.post(one(sign_up), {"deed": "erase"})
    assert not PrivateContact.objects.exists()
    assert not DeskNote.objects.exists()
    entry = ModelLogEntry.objects.get(action="hub.person.erased")
    assert entry.user == client.user and "Sentinel" not in entry.label


def test_somebody_is_found_by_the_whole_address_and_no_address_bar_learns_it(member, edition, seoul):
    sign_up, client = offer(edition, seoul), member()
    SignUpFactory(edition=edition)
    response = client.post(reverse("sign-ups:person"), {"email": "SENTINEL@example.org "})
    assert "sentinel" not in response["Location"].lower()
    found = client.get(response["Location"]).context["object_list"]
    assert [each.pk for each in found] == [sign_up.pk]
    unknown = client.post(reverse("sign-ups:person"), {"email": "sentinel@example"})
    assert unknown["Location"] == reverse(LIST)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"city": "Seoul"}, 1),
        ({"city": "Nowhere"}, 0),
        ({"country": "kr"}, 2),
        ({"kind": "coordinate"}, 1),
        ({"doubtful": "on"}, 1),
        ({"assigned": "me"}, 0),
        ({"assigned": "nobody"}, 2),
        ({"person": "x' OR 1=1"}, 2),
        ({"edition": "999999999999999999999999"}, 2),
    ],
)
def test_lists_are_narrowed(member, edition, seoul, query, expected):
    offer(edition, seoul)
    SignUpFactory(edition=edition, cities=[CityFactory()], doubts=["often"])
    assert len(member().get(reverse(LIST), query).context["object_list"]) == expected


def test_many_are_accepted_at_once_and_what_does_not_fit_is_left_alone(member, edition, seoul):
    first, joins, client = offer(edition, seoul), SignUpFactory(edition=edition), member()
    ticked = {"deed": "accept", "tick": [first.pk, joins.pk]}
    assert not client.post(reverse("sign-ups:many"), ticked).headers.get("Location")
    assert not Coordinator.objects.exists()
    page = text(client.post(reverse("sign-ups:many"), {**ticked, "sure": "yes"}, follow=True))
    assert "Done for 1." in page and "1 was left alone" in page
    assert Coordinator.objects.count() == 1


@pytest.mark.parametrize(
    "data", [{}, {"deed": "accept"}, {"deed": "drop", "tick": ["1"]}, {"tick": ["x", "\0", "9" * 40]}]
)
def test_odd_requests_for_many_do_nothing(member, edition, data):
    response = member().post(reverse("sign-ups:many"), data)
    assert response["Location"] == reverse(LIST)


def test_many_are_assigned_at_once(member, edition):
    client = member()
    chosen = [SignUpFactory(edition=edition) for _number in range(2)]
    data = {"deed": "assign", "to": client.user.pk, "sure": "yes", "tick": [each.pk for each in chosen]}
    client.post(reverse("sign-ups:many"), data)
    assert SignUp.objects.filter(assigned_to=client.user).count() == 2


def test_notes_are_encrypted_and_stand_on_the_page(member, edition, seoul):
    sign_up, client = offer(edition, seoul), member()
    data = {"about": f"events.signup:{sign_up.pk}", "text": "Called <b>back</b>", "next": one(sign_up)}
    page = text(client.post(reverse("desk_note"), data, follow=True))
    assert "Called &lt;b&gt;back&lt;/b&gt;" in page
    raw = DeskNote.objects.raw("SELECT id, text AS raw_text FROM events_desknote")[0].raw_text
    assert "Called" not in raw


@pytest.mark.parametrize(
    "mark",
    ["", "events.signup", "events.signup:x", "home.user:1", "events.signup:" + "9" * 30, "events.signup:1\0"],
)
def test_notes_about_nothing_are_not_kept(member, mark):
    assert member().post(reverse("desk_note"), {"about": mark, "text": "x"}).status_code == 404
    assert not DeskNote.objects.exists()


def test_a_note_leads_back_to_this_site_only(member, edition, seoul):
    sign_up = offer(edition, seoul)
    data = {"about": f"events.signup:{sign_up.pk}", "text": "x", "next": "https://elsewhere.example/"}
    assert member().post(reverse("desk_note"), data)["Location"] == reverse(DESK)


def test_only_people_of_the_desk_can_look_after_something(member, edition, seoul):
    sign_up, client, stranger = offer(edition, seoul), member(), UserFactory()
    data = {"about": f"events.signup:{sign_up.pk}", "to": stranger.pk}
    client.post(reverse("desk_assign"), data)
    sign_up.refresh_from_db()
    assert sign_up.assigned_to is None
    client.post(reverse("desk_assign"), {**data, "to": client.user.pk})
    sign_up.refresh_from_db()
    assert sign_up.assigned_to == client.user


def test_cities_where_somebody_is_missing(member, edition, seoul):
    taken = CityFactory(name="Taken")
    MissionFactory(city=taken)
    CoordinatorFactory(edition=edition, cities=[taken])
    SignUpFactory(edition=edition, cities=[seoul])
    page = member().get(reverse("desk_cities"))
    assert [(city.name, city.joined) for city, _near in page.context["cities"]] == [("Seoul", 1)]


def test_two_who_would_take_one_city_are_shown(member, edition, seoul):
    CoordinatorFactory(edition=edition, cities=[seoul])
    offer(edition, seoul)
    page = member().get(reverse("desk_cities"), {"show": "twice"})
    assert [city.name for city, _near in page.context["cities"]] == ["Seoul"]


def sign_up_many(edition, city, number):
    people = PrivateContact.objects.bulk_create(PrivateContact(name="x") for _each in range(number))
    rows = SignUp.objects.bulk_create(
        SignUp(kind="join", state="accepted", edition=edition, person=person, language="en", nonce="n")
        for person in people
    )
    through = SignUp.cities.through
    through.objects.bulk_create(through(signup=row, city=city) for row in rows)


def test_queries_stay_the_same_with_many_sign_ups(member, edition, seoul, django_assert_max_num_queries):
    client = member()
    addresses = (reverse(DESK), reverse(LIST), reverse("desk_cities"))
    for address in addresses:
        client.get(address)
    counts = []
    for number in (5, 300):
        sign_up_many(edition, seoul, number)
        for address in addresses:
            with django_assert_max_num_queries(60) as used:
                client.get(address)
            counts.append(len(used))
    assert counts[:3] == counts[3:]
