"""What machines are told of: the one answer for sitemaps, feeds and the API."""

from events.models import Event, EventPage
from home.querysets import hub_pages, visible


def announced_pages():
    """Every page that everybody may see, but no event that goes by its link only."""
    by_link = EventPage.objects.exclude(event__visibility=Event.Visibility.PUBLIC).values("pk")
    return visible(hub_pages()).exclude(pk__in=by_link)
