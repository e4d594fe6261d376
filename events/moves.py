"""An event belongs to the edition that its page stands below, also after somebody moved it."""

from wagtail.signals import post_page_move

from events.models import EventPage


def follow_edition(sender, instance, **kwargs):
    """A signal, because pages are moved by several of Wagtail's views and no method of theirs is ours."""
    pages = EventPage.objects.filter(path__startswith=instance.path).select_related("event")
    for page in pages:
        edition = page.edition_above()
        if page.event.edition_id != edition.pk:
            page.event.edition = edition
            page.event.save()


def connect():
    post_page_move.connect(follow_edition, dispatch_uid="events.moves.follow_edition")
