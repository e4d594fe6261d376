"""Everything that is new, of all rooms."""

from wagtail.models import Page

from events.models import EditionPage, EditionReportPage, EventPage
from home.models import ContentPage
from home.querysets import HubPageQuerySet
from hub.announced import announced_pages
from resources.models import ResourcePage, TestimonyPage, VideoPage

KINDS = (ContentPage, EditionPage, EditionReportPage, EventPage, ResourcePage, TestimonyPage, VideoPage)


def news():
    """What has something to say of its own; lists and first pages only lead there."""
    return HubPageQuerySet(Page).type(*KINDS).filter(pk__in=announced_pages().values("pk"))
