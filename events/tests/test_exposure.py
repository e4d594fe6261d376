"""What is shown by link only leaves this site to nobody."""

import pytest
from wagtail.models import Locale

from events.exposure import by_link_only
from events.factories import EventFactory, EventPageFactory

pytestmark = pytest.mark.django_db


def reasons(page):
    return by_link_only(page, Locale.objects.get_or_create(language_code="ko")[0])


def test_a_public_event_may_go_to_a_service():
    page = EventPageFactory()
    page.save_revision()
    assert reasons(page) == []


def test_an_event_by_link_does_not():
    page = EventPageFactory(event=EventFactory(visibility="by_link"))
    page.save_revision()
    assert len(reasons(page)) == 1


def test_an_event_that_will_be_by_link_does_not_either():
    page = EventPageFactory()
    page.facts_draft = {"visibility": ["public", "by_link"]}
    page.save_revision()
    assert len(reasons(page)) == 1


def test_a_page_that_is_no_event_is_none_of_its_business():
    assert reasons(EventPageFactory().get_parent().specific) == []
