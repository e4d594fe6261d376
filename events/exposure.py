"""What is not for everybody."""

from django.utils.translation import gettext as _

from events.models import Event, EventPage


def by_link_only(original, locale):
    """A gate: who was not given the link does not learn of the event, and that is so for services elsewhere too."""
    if isinstance(original, EventPage) and not (
        _is_public(original.event) and _is_public(_drafted(original))
    ):
        return [_("This event is shown by link only, so it isn't sent to a translation service.")]
    return []


def _is_public(event):
    return event.visibility == Event.Visibility.PUBLIC


def _drafted(page):
    """The event as its editor last saved it, published or not."""
    return page.get_latest_revision_as_object().drafted_facts()
