"""The desk decides on proposed events: the version it saw, once, with an answer for the host."""

import json

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from events.factories import (
    CityFactory,
    CoordinatorFactory,
    EditionFactory,
    EventIndexPageFactory,
    EventPageFactory,
    PrivateContactFactory,
    SignUpFactory,
)
from events.models import Event, EventPage, EventProposal, SignUp
from events.proposals import approve, propose, reject
from events.proposals.deciding import Overtaken, seen_version
from events.tests.doors import hours_pass, through
from events.tests.test_proposals import CONTENT, proposed
from home.accounts.roles import sync_roles
from home.factories import OwnerFactory, UserFactory
from home.outbox import deliver_due

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def edition():
    EventIndexPageFactory()
    return EditionFactory()


def member(role):
    sync_roles()
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def desk(client):
    client.force_login(member("Coordinator desk"))
    return client


def decide(client, proposal, do, seen=None, text=""):
    seen = seen_version(proposal) if seen is None else seen
    return client.post(reverse("proposal_desk", args=[proposal.pk]), {"do": do, "seen": seen, "text": text})


def test_the_desk_approves_without_any_right_on_pages(desk, edition, mailoutbox):
    proposal = proposed(edition)
    assert "Letter at noon" in desk.get(reverse("proposal_list")).content.decode()
    assert decide(desk, proposal, "approve").status_code == 302
    assert EventPage.objects.visible().get().title == "Letter at noon"
    deliver_due()
    (mail,) = mailoutbox
    assert mail.to == [proposal.coordinator.person.email]
    assert "answer" in mail.subject and "Letter at noon" not in mail.body
    assert "/host/open/" in mail.body


def test_who_is_trusted_from_now_on_is_not_moderated(desk, edition):
    proposal = proposed(edition)
    decide(desk, proposal, "trust")
    coordinator = proposal.coordinator
    coordinator.refresh_from_db()
    assert coordinator.trusted
    assert proposed(edition, coordinator=coordinator, content={"title": "Next"}).state == "approved"


@pytest.mark.parametrize("do", ["changes", "reject"])
def test_an_answer_without_words_is_refused_and_with_words_only_the_room_shows_them(
    desk, edition, mailoutbox, do
):
    proposal = proposed(edition)
    assert decide(desk, proposal, do, text="  ").status_code == 422
    assert decide(desk, proposal, do, text="Sentinel answer").status_code == 302
    proposal.refresh_from_db()
    assert proposal.reason == "Sentinel answer"
    assert proposal.state == {"changes": "changes", "reject": "rejected"}[do]
    deliver_due()
    assert "Sentinel" not in mailoutbox[0].subject + mailoutbox[0].body
    assert not Event.objects.exists()


def test_the_second_of_two_moderators_is_told(desk, edition):
    proposal = proposed(edition)
    seen = seen_version(proposal)
    first = OwnerFactory(name="First Reader")
    reject(proposal, first, "No.", seen=seen)
    response = decide(desk, proposal, "approve", seen=seen)
    assert response.status_code == 422
    assert "has decided this meanwhile" in response.content.decode()
    assert not Event.objects.exists()


def test_what_the_host_changed_while_staff_read_is_not_decided(desk, edition):
    proposal = proposed(edition)
    seen = seen_version(proposal)
    proposal.content = json.dumps({**proposal.said, "text": "Something else."})
    proposal.save()
    response = decide(desk, proposal, "approve", seen=seen, text="My words")
    assert response.status_code == 422
    page = response.content.decode()
    assert "was changed while you were reading" in page
    assert "My words" in page and "Something else." in page
    assert decide(desk, proposal, "approve").status_code == 302


def test_a_change_is_shown_word_by_word_and_as_readers_would_see_it(desk, edition):
    page = EventPageFactory(event__edition=edition, event__venue="The old square")
    content = {**CONTENT, "title": page.title, "summary": page.summary, "venue": "The new square", "text": ""}
    proposal = propose(
        edition=edition,
        city=page.event.city,
        language="en",
        content=content,
        coordinator=CoordinatorFactory(),
        event=page.event,
    )
    html = desk.get(reverse("proposal_desk", args=[proposal.pk])).content.decode()
    assert "The <del>old</del><ins>new</ins> square" in html
    assert "What the picture shows" not in html
    preview = desk.get(reverse("proposal_preview", args=[proposal.pk])).content.decode()
    assert "The new square" in preview and "The old square" not in preview
    page.event.refresh_from_db()
    assert page.event.venue == "The old square"


def test_the_preview_of_a_new_event_saves_nothing(desk, edition):
    proposal = proposed(edition, content={"text": "<script>alert(1)</script>"})
    response = desk.get(reverse("proposal_preview", args=[proposal.pk]))
    html = response.content.decode()
    assert response.status_code == 200
    assert "Letter at noon" in html and "City Hall Square" in html and "Anonymous host" in html
    assert "<script>alert" not in html
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert not Event.objects.exists() and not EventPage.objects.exists()


def test_the_preview_says_why_there_is_none(desk):
    proposal = proposed(EditionFactory(), content={"starts_on": ""})
    html = desk.get(reverse("proposal_preview", args=[proposal.pk])).content.decode()
    assert "Say on which date the event is." in html


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ({"text": "Write to someone@example.org"}, "an e-mail address"),
        ({"text": "Call +82 10 1234 5678"}, "a telephone number"),
        ({"links": ["https://example.org/"]}, "links"),
        ({"text": "see www.example.org"}, "links"),
        ({"starts_on": "2027-10-20"}, "more than a week away"),
    ],
)
def test_what_one_should_look_at_twice_is_said(desk, edition, content, says):
    proposal = proposed(edition, content=content)
    assert says in desk.get(reverse("proposal_desk", args=[proposal.pk])).content.decode()


def test_dates_and_times_are_no_telephone_numbers(desk, edition):
    proposal = proposed(edition, content={"text": "On 2027-09-24, 12:00 to 13:00, the 24.09.2027."})
    assert "telephone" not in desk.get(reverse("proposal_desk", args=[proposal.pk])).content.decode()


def test_what_may_be_the_same_event_told_twice_is_shown(desk, edition):
    city = CityFactory()
    proposal = proposed(edition, city=city)
    proposed(edition, city=city, content={"title": "The same thing", "starts_time": "13:00"})
    proposed(edition, city=city, content={"title": "In the evening", "starts_time": "20:00"})
    EventPageFactory(event__city=city, event__edition=edition, event__venue="There already")
    html = desk.get(reverse("proposal_desk", args=[proposal.pk])).content.decode()
    assert "The same thing" in html and "There already" in html
    assert "In the evening" not in html


def test_what_cannot_be_published_says_why_and_changes_nothing(desk):
    proposal = proposed(EditionFactory())  # no page of the edition, so no list of events
    response = decide(desk, proposal, "approve")
    assert response.status_code == 422
    assert "has no list of events yet" in response.content.decode()
    proposal.refresh_from_db()
    assert proposal.state == "submitted" and not Event.objects.exists()


@pytest.mark.parametrize(
    "role", ["Owners", "Administrators", "Editors", "Moderators", "Auditors", "Consent keepers"]
)
def test_no_other_role_sees_or_decides(client, edition, role):
    proposal = proposed(edition)
    client.force_login(member(role))
    for name in ("proposal_desk", "proposal_preview", "proposal_picture"):
        assert client.get(reverse(name, args=[proposal.pk])).status_code in (302, 403, 404)
    assert "Letter at noon" not in client.get(reverse("proposal_list"), follow=True).content.decode()
    decide(client, proposal, "approve")
    proposal.refresh_from_db()
    assert proposal.state == "submitted"


@pytest.mark.parametrize(
    "query",
    [
        "state=nonsense",
        "edition=%00",
        "country=xx",
        "p=10000000000000000000",
        "assigned=x&state=all",
        "state=%ff",
    ],
)
def test_an_odd_address_of_the_list_is_answered(desk, edition, query):
    proposed(edition)
    assert desk.get(f"{reverse('proposal_list')}?{query}").status_code == 200


def test_odd_decisions_are_answered(desk, edition):
    proposal = proposed(edition)
    where = reverse("proposal_desk", args=[proposal.pk])
    assert desk.post(where, {}).status_code == 422
    assert desk.post(where, {"do": "fly", "text": "\0" * 10, "seen": "\0"}).status_code == 422
    assert desk.post(where, {"do": "reject", "text": "x" * 100_000, "seen": ""}).status_code == 422
    assert desk.put(where).status_code == 405
    assert desk.get(reverse("proposal_desk", args=[10**9])).status_code == 404


def test_the_list_asks_as_few_questions_for_five_hundred(desk, edition, django_assert_max_num_queries):
    coordinator, city = CoordinatorFactory(edition=edition), CityFactory()
    content = json.dumps({**CONTENT, "links": ["https://example.org/"]})
    desk.get(reverse("proposal_list"))
    made = {
        "edition": edition,
        "city": city,
        "language": "en",
        "content": content,
        "coordinator": coordinator,
    }
    EventProposal.objects.create(**made)
    with django_assert_max_num_queries(25) as few:
        desk.get(reverse("proposal_list"))
    EventProposal.objects.bulk_create([EventProposal(**made) for _number in range(500)])
    with django_assert_max_num_queries(len(few.captured_queries)):
        page = desk.get(reverse("proposal_list"))
    assert page.content.decode().count("Letter at noon") == 50


# --- Somebody who only told of an event


def told(edition, relation="knows", **content):
    sign_up = SignUpFactory(kind="tell", state="waiting", edition=edition, cities=[CityFactory()])
    return propose(
        edition=edition,
        city=sign_up.cities.get(),
        language="en",
        content={**CONTENT, "relation": relation, "organisation": "Group of Ithaca", **content},
        sign_up=sign_up,
    )


def link_of(mailoutbox, proposal):
    deliver_due()
    body = mailoutbox[-1].body
    return next(word for word in body.split() if "/host/told/" in word).removeprefix("http://localhost")


def test_who_told_of_an_event_is_answered_behind_a_link(desk, edition, mailoutbox):
    proposal = told(edition)
    decide(desk, proposal, "changes", text="Which square?")
    visitor, door = Client(), link_of(mailoutbox, proposal)
    where = through(visitor, door)
    page = visitor.get(where)
    assert "Which square?" in page.content.decode()
    for each in (visitor.get(door), page):
        assert each["Cache-Control"] == "no-store" and not each.cookies
    hidden = page.context["form"].token_value
    values = {**CONTENT, "language": "en", "venue": "The square of the fountain", "links": "", "summary": ""}
    response = visitor.post(where, {**values, "token_field": hidden})
    assert response.status_code == 303
    proposal.refresh_from_db()
    assert (proposal.state, proposal.said["venue"]) == ("submitted", "The square of the fountain")
    decide(desk, proposal, "approve")
    assert SignUp.objects.get().state == "accepted"
    assert "See its page" in visitor.get(where).content.decode()


@pytest.mark.parametrize("method", ["get", "head"])
def test_whoever_looks_at_the_link_by_themselves_reads_nothing(desk, edition, mailoutbox, method):
    proposal = told(edition)
    decide(desk, proposal, "changes", text="Which square?")
    where = link_of(mailoutbox, proposal)
    said = getattr(Client(), method)(where).content.decode()
    for private in ("Which square?", CONTENT["title"], proposal.city.name, proposal.sign_up.person.name):
        assert private not in said
    answer = Client().post(where, headers={"origin": "https://elsewhere.example"})
    assert answer.status_code == 403 and "Which square?" not in answer.content.decode()


def test_the_room_closes_after_hours_and_gives_back_what_was_being_written(
    desk, edition, mailoutbox, monkeypatch
):
    proposal = told(edition)
    decide(desk, proposal, "changes", text="Which square?")
    visitor, door = Client(), link_of(mailoutbox, proposal)
    where = through(visitor, door)
    token = visitor.get(where).context["withdraw_form"].token_value
    hours_pass(monkeypatch, 13)
    late = visitor.get(where)
    assert late.status_code == 404 and "Which square?" not in late.content.decode()
    values = {"title": "Short", "text": "By the fountain\nat noon", "starts_on": "2027-09-24"}
    late = visitor.post(where, {**values, "token_field": token})
    assert late.status_code == 404 and late["Cache-Control"] == "no-store"
    for words in values.values():
        assert f"readonly>{words}</textarea>" in late.content.decode()
    assert token not in late.content.decode()
    visitor.post(f"{where}back/", {"token_field": token})
    foreign = visitor.post(where, values, headers={"origin": "https://elsewhere.example"})
    assert "By the fountain" not in foreign.content.decode()
    proposal.refresh_from_db()
    assert proposal.state == "changes" and proposal.said["title"] == CONTENT["title"]
    assert "Which square?" in visitor.get(through(visitor, door)).content.decode()


def test_a_visitor_who_tells_of_it_is_not_its_host_but_the_organisation_is(edition):
    page = approve(told(edition), OwnerFactory())
    (host,) = page.event.hosts.all()
    assert (host.person, host.public_name) == (None, "Group of Ithaca")


def test_a_visitor_whose_own_event_it_is_hosts_it_as_they_chose(edition):
    page = approve(told(edition, relation="organises"), OwnerFactory())
    (host,) = page.event.hosts.all()
    assert host.person is not None and host.public_name == "Anonymous host"


def test_opening_the_link_or_sending_from_elsewhere_takes_nothing_back(edition, desk, mailoutbox):
    proposal = told(edition)
    decide(desk, proposal, "changes", text="Which square?")
    visitor = Client()
    door = link_of(mailoutbox, proposal)
    where = through(visitor, door)
    back = f"{where}back/"
    assert visitor.get(back).status_code == 302
    assert visitor.head(where).status_code == 200
    token = visitor.get(where).context["withdraw_form"].token_value
    visitor.post(back, {"token_field": token}, headers={"origin": "https://elsewhere.example"})
    proposal.refresh_from_db()
    assert proposal.state == "changes"
    visitor.post(back, {"token_field": token})
    proposal.refresh_from_db()
    assert (proposal.state, proposal.content) == ("withdrawn", "")
    assert visitor.get(where).status_code == visitor.get(door).status_code == 404


@pytest.mark.parametrize("token", ["x", "%00", "a:b:c", "W10:x", "é" * 50])
def test_links_that_are_not_ours_lead_nowhere(client, token):
    for address in (f"/en/host/told/{token}/", f"/en/host/told/in/{token}/", f"/en/host/letter/in/{token}/"):
        assert client.get(address).status_code == client.post(address).status_code == 404


def test_a_link_is_void_once_its_person_has_another_nonce(edition, desk, mailoutbox):
    proposal = told(edition)
    decide(desk, proposal, "changes", text="Which square?")
    where = link_of(mailoutbox, proposal)
    room = through(Client(), where)
    person = proposal.sign_up.person
    person.nonce = "another"
    person.save()
    assert Client().get(where).status_code == Client().get(room).status_code == 404


def test_the_same_told_twice_is_one_proposal(edition):
    proposal = told(edition)
    again = propose(
        edition=edition, city=proposal.city, language="en", content=CONTENT, sign_up=proposal.sign_up
    )
    assert again.pk == proposal.pk


def test_nothing_of_a_host_is_in_pages_revisions_or_logs(edition, caplog):
    person = PrivateContactFactory(
        name="Sentinel Name", email="sentinel@example.org", telephone="+1 555 Sentinel"
    )
    coordinator = CoordinatorFactory(
        person=person, edition=edition, display="anonymous", organisation="Sentinel Org"
    )
    staff = OwnerFactory()
    page = approve(proposed(edition, coordinator=coordinator), staff)
    from wagtail.models import ModelLogEntry, PageLogEntry, Revision

    stored = [json.dumps(each.content, default=str) for each in Revision.objects.all()]
    stored += [
        f"{each.label} {each.data}" for each in [*ModelLogEntry.objects.all(), *PageLogEntry.objects.all()]
    ]
    stored += [caplog.text, Client().get(f"/en/2027/events/{page.slug}/").content.decode()]
    assert not [text for text in stored if "Sentinel" in text or "sentinel" in text]
    assert ModelLogEntry.objects.filter(action="events.proposal.approved", label__startswith="#").exists()


def test_a_proposal_is_decided_once(edition):
    proposal = proposed(edition)
    approve(proposal, OwnerFactory())
    with pytest.raises(Overtaken):
        approve(proposal, OwnerFactory())
    assert EventPage.objects.count() == 1
