"""Facts of an event, edited where editors do it: on the page's own form in the admin."""

import datetime

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, streamfield

from events.factories import CityFactory, EventPageFactory
from events.models import Event, EventIndexPage, EventPage
from home.factories import OwnerFactory
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
            "facts-edition": event.edition_id,
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
