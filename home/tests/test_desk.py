"""The dashboard and the calendar: what each person sees of them, and nothing of what is not theirs."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from home.accounts.roles import sync_roles
from home.desk.calendar import first_weekday
from home.factories import ContentPageFactory, OrganisationFactory, UserFactory, home_page

pytestmark = pytest.mark.django_db

DASHBOARD = reverse("wagtailadmin_home")
LATER = timezone.now() + datetime.timedelta(days=3)


@pytest.fixture
def korean():
    return Locale.objects.get_or_create(language_code="ko")[0]


@pytest.fixture
def member(client, korean):
    """A function that logs a new member of a role in and returns the client and the user."""
    home_page("en")
    home_page(korean)
    sync_roles()

    def log_in(role):
        user = UserFactory()
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return client, user

    return log_in


def html(client, address=DASHBOARD, **data):
    response = client.get(address, data)
    assert response.status_code == 200
    return response.content.decode()


def scheduled(title, locale="en", **fields):
    page = ContentPageFactory(parent=home_page(locale), title=title, live=False)
    page.go_live_at = LATER
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def add_address(page):
    return reverse("wagtailadmin_pages:add", args=["home", "contentpage", page.pk])


def test_an_editor_begins_a_page_in_the_original_language(member):
    client, _user = member("Editors")
    text = html(client)
    assert add_address(home_page("en")) in text
    assert reverse("wagtailimages:add_multiple") in text


@pytest.mark.parametrize("role", ["Translators: ko", "Consent keepers", "Coordinator desk", "Auditors"])
def test_who_may_not_add_is_not_asked_to(member, korean, role):
    client, _user = member(role)
    text = html(client)
    assert add_address(home_page("en")) not in text
    assert add_address(home_page(korean)) not in text
    assert reverse("wagtailimages:add_multiple") not in text
    assert 'href="/en/"' in text  # the way to the site is everybody's


def test_what_is_scheduled_is_shown_to_who_may_change_it(member):
    scheduled("English soon")
    client, _user = member("Editors")
    assert "English soon" in html(client)


def test_a_translator_sees_nothing_that_is_scheduled_in_another_language(member, korean):
    scheduled("English soon")
    scheduled("Korean soon", korean)
    client, _user = member("Translators: ko")
    for address in (DASHBOARD, reverse("desk_calendar_month", args=[LATER.year, LATER.month])):
        text = html(client, address)
        assert "Korean soon" in text
        assert "English soon" not in text


def test_a_page_that_leaves_the_site_by_itself_is_shown(member):
    ContentPageFactory(parent=home_page("en"), title="For a while", expire_at=LATER)
    client, _user = member("Editors")
    assert "Leaves the site" in html(client)


def test_a_scheduled_snippet_is_shown_to_who_may_change_it(member):
    organisation = OrganisationFactory(name="A new host", live=False)
    organisation.go_live_at = LATER
    organisation.save_revision().publish()
    client, _user = member("Editors")
    assert "A new host" in html(client)
    client, _user = member("Moderators")
    assert "A new host" not in html(client)


def test_a_draft_waits_for_its_writer_and_nobody_else(member):
    client, writer = member("Editors")
    page = ContentPageFactory(parent=home_page("en"), title="Half written", live=False, owner=writer)
    page.save_revision(user=writer)
    assert "Half written" in html(client)
    client, _other = member("Moderators")
    assert "Half written" not in html(client)


def test_a_page_that_was_sent_back_waits_for_its_writer(member):
    client, writer = member("Editors")
    page = ContentPageFactory(parent=home_page("en"), title="Needs more", live=False, owner=writer)
    page.save_revision(user=writer)
    page.get_workflow().start(page, writer)
    _client, moderator = member("Moderators")
    page.current_workflow_task.on_action(
        page.current_workflow_task_state, moderator, "reject", comment="More."
    )
    client.force_login(writer)
    assert "Sent back to you" in html(client)


def test_what_somebody_may_no_longer_edit_is_not_among_their_recent_edits(member):
    client, user = member("Editors")
    page = ContentPageFactory(parent=home_page("en"), title="Once mine")
    page.save_revision(user=user, log_action=True)
    assert "Once mine" in html(client)
    user.groups.set([Group.objects.get(name="Translators: ko")])
    assert "Once mine" not in html(client)


def test_the_calendar_is_closed_and_unnamed_for_who_has_nothing_to_publish(member):
    client, _user = member("Consent keepers")
    assert client.get(reverse("desk_calendar")).status_code == 302
    assert reverse("desk_calendar") not in html(client)


def test_the_calendar_is_filtered_by_language(member, korean):
    scheduled("English soon")
    scheduled("Korean soon", korean)
    client, _user = member("Editors")
    address = reverse("desk_calendar_month", args=[LATER.year, LATER.month])
    both, one = html(client, address), html(client, address, language="ko")
    assert "English soon" in both and "Korean soon" in both
    assert "English soon" not in one and "Korean soon" in one


def test_the_calendar_leads_to_the_months_beside_it(member):
    client, _user = member("Editors")
    text = html(client, reverse("desk_calendar_month", args=[2026, 12]))
    assert reverse("desk_calendar_month", args=[2026, 11]) in text
    assert reverse("desk_calendar_month", args=[2027, 1]) in text


@pytest.mark.parametrize(("year", "month"), [(1999, 12), (2101, 1), (2027, 13), (2027, 0)])
def test_a_month_that_there_is_not_is_not_found(member, year, month):
    client, _user = member("Editors")
    assert client.get(reverse("desk_calendar_month", args=[year, month])).status_code == 404


def test_a_schedule_stands_on_the_day_of_the_readers_own_clock(member):
    moment = datetime.datetime(2030, 5, 14, 20, tzinfo=datetime.UTC)  # the 15th in Seoul
    page = ContentPageFactory(parent=home_page("en"), title="At night", live=False)
    page.go_live_at = moment
    page.save_revision().publish()
    client, user = member("Editors")
    from wagtail.users.models import UserProfile

    UserProfile.objects.create(user=user, current_time_zone="Asia/Seoul")
    text = html(client, reverse("desk_calendar_month", args=[2030, 5]))
    day = text.split('datetime="2030-05-15"')[1].split("</td>")[0]
    assert "At night" in day


@pytest.mark.parametrize(("language", "day"), [("de", 0), ("ko", 6)])
def test_a_week_begins_as_the_language_has_it(language, day):
    from django.utils import translation

    with translation.override(language):
        assert first_weekday() == day


@pytest.mark.parametrize("count", [2, 12])
def test_the_dashboard_and_the_calendar_cost_no_more_for_more(member, count, django_assert_max_num_queries):
    for number in range(count):
        scheduled(f"Soon {number}")
    client, user = member("Editors")
    for _number in range(count):
        ContentPageFactory(parent=home_page("en"), live=False, owner=user).save_revision(user=user)
    address = reverse("desk_calendar_month", args=[LATER.year, LATER.month])
    html(client), html(client, address)
    with django_assert_max_num_queries(85):
        html(client)
    with django_assert_max_num_queries(40):
        html(client, address)
