"""Facts of an event, edited where editors do it: on the page's own form in the admin."""

import datetime
import json

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, streamfield

from events.factories import (
    CityFactory,
    EditionFactory,
    EditionPageFactory,
    EventFactory,
    EventIndexPageFactory,
    EventPageFactory,
)
from events.models import Event, EventIndexPage, EventPage
from home.factories import OwnerFactory, home_page
from home.facts.drafts import values_of
from home.publishing import PublishRefused
from home.translation.submit import fill, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(OwnerFactory())
    return client


def posted(page, **changes):
    event = page.event
    kinds = changes.pop("facts-kinds", event.kinds)
    data = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": page.summary,
            "body": streamfield([]),
            "facts-city": event.city_id,
            "facts-starts_on": event.starts_on.isoformat(),
            "facts-starts_time": "12:00",
            "facts-ends_on": "",
            "facts-ends_time": "",
            "facts-venue": event.venue,
            "facts-address": event.address,
            "facts-status": event.status,
            "facts-visibility": event.visibility,
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 0},
            **changes,
        }
    )
    return {**data, "facts-kinds": kinds}


def edit(client, page, publish=False, **changes):
    data = posted(page, **changes)
    if publish:
        data["action-publish"] = "1"
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def test_the_form_shows_the_facts_beside_the_words(editor):
    page = EventPageFactory()
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'name="facts-starts_on"' in html
    assert 'name="facts-status"' in html


def test_a_draft_leaves_the_facts_alone_and_publishing_changes_them(editor):
    page = EventPageFactory()
    response = edit(editor, page, **{"facts-status": "cancelled"})
    assert response.status_code == 302
    assert Event.objects.get(pk=page.event_id).status == "confirmed"
    draft = EventPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.drafted_facts().status == "cancelled"
    assert draft.facts_draft == {"status": ["confirmed", "cancelled"]}
    page.refresh_from_db()
    edit(editor, page, publish=True, **{"facts-status": "cancelled"})
    assert Event.objects.get(pk=page.event_id).status == "cancelled"


def test_a_cancelled_event_says_so_in_every_language_at_once(editor, client):
    page = EventPageFactory(slug="letter")
    korean = Locale.objects.get_or_create(language_code="ko")[0]
    for ancestor in page.get_ancestors().filter(depth__gte=2):
        translation = translate(ancestor.specific, korean)
        fill(translation, lambda path, text: f"번역 {text}")
        translation.save_target(publish=True)
    translation = translate(page, korean)
    fill(translation, lambda path, text: f"번역 {text}")
    translation.save_target(publish=True)
    address = "/ko/2027/events/letter/"
    assert "badge--cancelled" not in client.get(address).content.decode()
    edit(editor, page, publish=True, **{"facts-status": "cancelled"})
    assert "badge--cancelled" in client.get(address).content.decode()


def test_times_are_the_citys_whatever_zone_the_editor_lives_in(editor):
    page = EventPageFactory()
    new_york = CityFactory(time_zone="America/New_York")
    edit(
        editor,
        page,
        publish=True,
        **{"facts-city": new_york.pk, "facts-starts_on": "2027-09-24", "facts-starts_time": "09:30"},
    )
    event = Event.objects.get(pk=page.event_id)
    assert event.starts_time == datetime.time(9, 30)
    assert event.starts_at == datetime.datetime(2027, 9, 24, 13, 30, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"facts-ends_on": "2027-09-01"}, "must end after it starts"),
        ({"facts-starts_on": ""}, "This field is required"),
        ({"facts-kinds": []}, "This field is required"),
    ],
)
def test_bad_facts_are_refused_at_their_field_and_nothing_entered_is_lost(editor, changes, words):
    page = EventPageFactory()
    response = edit(editor, page, publish=True, **{"title": "A new title", **changes})
    html = response.content.decode()
    assert response.status_code == 200
    assert words in html
    assert "A new title" in html
    assert EventPage.objects.get(pk=page.pk).title == page.title


def test_a_new_page_makes_its_record(editor):
    page = EventPageFactory()
    index = EventIndexPage.objects.get()
    data = {**posted(page, title="Second", slug="second"), "action-publish": "1"}
    url = reverse("wagtailadmin_pages:add", args=["events", "eventpage", index.pk])
    response = editor.post(url, data)
    assert response.status_code == 302
    new = EventPage.objects.get(slug="second")
    assert new.live
    assert new.event_id != page.event_id
    assert new.event.starts_time == datetime.time(12)


def test_a_copied_page_gets_a_record_of_its_own(editor):
    page = EventPageFactory()
    copy = page.copy(update_attrs={"slug": "copy", "title": "Copy"})
    assert copy.event_id != page.event_id
    assert copy.event.city_id == page.event.city_id


def test_a_translation_shows_the_facts_read_only(editor):
    page = EventPageFactory()
    korean = Locale.objects.get_or_create(language_code="ko")[0]
    translation = translate(page, korean)
    target = translation.get_target_instance()
    form_class = EventPage.get_edit_handler().get_form_class()
    form = form_class(instance=target, for_user=None)
    assert form.fields["facts-status"].disabled
    assert not target.is_original


def test_a_draft_of_words_does_not_bring_back_facts_that_changed_since(editor):
    page = EventPageFactory()
    edit(editor, page, title="Other words")
    Event.objects.filter(pk=page.event_id).update(status="cancelled")
    page.refresh_from_db()
    page.get_latest_revision().publish()
    assert Event.objects.get(pk=page.event_id).status == "cancelled"
    assert EventPage.objects.get(pk=page.pk).title == "Other words"


def test_a_drafted_fact_that_somebody_else_changed_is_not_published_unseen(editor):
    page = EventPageFactory()
    edit(editor, page, **{"facts-venue": "The old square"})
    Event.objects.filter(pk=page.event_id).update(venue="The bridge")
    page.refresh_from_db()
    with pytest.raises(PublishRefused, match="venue"):
        page.get_latest_revision().publish()
    assert Event.objects.get(pk=page.event_id).venue == "The bridge"
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "The bridge" in html


def test_two_editors_do_not_undo_each_other(editor):
    page = EventPageFactory()
    seen = json.dumps(values_of(page.event, EventPage.facts_fields))
    Event.objects.filter(pk=page.event_id).update(venue="The bridge")
    page = EventPage.objects.get(pk=page.pk)
    response = edit(editor, page, publish=True, **{"facts-seen": seen, "facts-venue": ""})
    assert response.status_code == 302
    assert Event.objects.get(pk=page.event_id).venue == "The bridge"
    page = EventPage.objects.get(pk=page.pk)
    response = edit(editor, page, publish=True, **{"facts-seen": seen, "facts-venue": "The old square"})
    assert "Somebody changed this" in response.content.decode()
    assert Event.objects.get(pk=page.event_id).venue == "The bridge"


def test_going_back_to_older_words_leaves_the_facts(editor):
    page = EventPageFactory()
    edit(editor, page, publish=True, **{"facts-status": "tentative"})
    older = EventPage.objects.get(pk=page.pk).latest_revision
    Event.objects.filter(pk=page.event_id).update(status="cancelled")
    older.refresh_from_db()
    older.publish()
    assert Event.objects.get(pk=page.event_id).status == "cancelled"


def test_a_preview_of_a_new_page_shows_its_facts_and_keeps_nothing(editor):
    page = EventPageFactory()
    index = EventIndexPage.objects.get()
    url = reverse("wagtailadmin_pages:preview_on_add", args=["events", "eventpage", index.pk])
    data = posted(page, title="Only looking", slug="looking", **{"facts-venue": "The old square"})
    assert editor.post(url, data).json()["is_valid"]
    html = editor.get(url, {"mode": ""}).content.decode()
    assert "Only looking" in html
    assert "The old square" in html
    assert Event.objects.count() == 1


def test_a_new_event_belongs_to_the_edition_it_stands_below(editor):
    page = EventPageFactory()
    index = EventIndexPage.objects.get()
    url = reverse("wagtailadmin_pages:add", args=["events", "eventpage", index.pk])
    editor.post(url, {**posted(page, title="Second", slug="second"), "action-publish": "1"})
    new = EventPage.objects.get(slug="second")
    assert new.event.edition_id == index.get_parent().specific.edition_id


def test_a_draft_edition_changes_nothing_that_visitors_see(editor, client):
    EventPageFactory()
    home = home_page()
    EditionPageFactory(edition=EditionFactory(year=2026, date=datetime.date(2026, 12, 14)), live=False)
    assert "2026" not in client.get("/en/").content.decode()
    assert "2027" in client.get("/en/").content.decode()
    assert home.live


@pytest.mark.parametrize("how", ["unpublished", "by link", "deleted"])
def test_the_list_of_cities_counts_only_what_visitors_may_see(client, how):
    page = EventPageFactory(event=EventFactory(city=CityFactory(name="Quiet Town")))
    assert "Quiet Town" in client.get("/en/2027/cities/").content.decode()
    if how == "unpublished":
        page.unpublish()
    elif how == "by link":
        Event.objects.filter(pk=page.event_id).update(visibility="by_link")
    else:
        page.delete()
        assert not Event.objects.exists()
    assert "Quiet Town" not in client.get("/en/2027/cities/").content.decode()


def test_a_moved_event_belongs_to_its_new_edition():
    page = EventPageFactory()
    other = EditionPageFactory(edition=EditionFactory(year=2028, date=datetime.date(2028, 9, 22)))
    page.move(EventIndexPageFactory(parent=other), pos="last-child")
    assert Event.objects.get(pk=page.event_id).edition.year == 2028


@pytest.mark.parametrize("name", ["seen", "city", "starts_on", "venue", "status"])
def test_each_fact_is_sent_once_by_a_browser(editor, name):
    page = EventPageFactory()
    form = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert form.count(f'name="facts-{name}"') == 1
