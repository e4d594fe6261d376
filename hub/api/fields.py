"""What each type of page says beside what Wagtail says of every page."""

from events.models import EditionPage, EditionReportPage, EventPage
from home.models import BasePage, ContentPage, HomePage
from hub.api.event_fields import EDITION, EVENT
from hub.api.resource_fields import RESOURCE, TESTIMONY, VIDEO
from hub.api.telling import own, words
from resources.models import ResourcePage, TestimonyPage, VideoPage

FIELDS = {
    HomePage: {"demand": own("demand"), "lead": own("lead"), "body": words("body")},
    ContentPage: {"body": words("body")},
    EditionPage: EDITION,
    EditionReportPage: EDITION,
    EventPage: EVENT,
    TestimonyPage: TESTIMONY,
    VideoPage: VIDEO,
    ResourcePage: RESOURCE,
}


def fields_of(model):
    """{name: function} of a type of page; what all of ours have, first."""
    if not issubclass(model, BasePage):
        return {}
    return {"summary": own("summary"), **FIELDS.get(model, {})}
