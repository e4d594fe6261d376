"""The personal link of a coordinator: it expires, is renewed, and is void at once when it is revoked."""

import datetime
from urllib.parse import urlencode

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from events.models import Coordinator
from events.models.contacts import link_nonce
from events.personal_links import HOST
from events.retention import is_over, kept_until
from events.writing import footing, write_to
from home.languages import in_words, served
from home.outbox import Letter

LASTS = datetime.timedelta(days=30)
LONG_ENOUGH = datetime.timedelta(days=7)  # a mail that leads into the room may be read some days later


def is_in_force(coordinator):
    """Whether somebody may come in with a link of this coordinator that has the right nonce."""
    return (
        coordinator.active
        and coordinator.ended_at is None
        and coordinator.link_expires_at is not None
        and coordinator.link_expires_at > timezone.now()
        and not is_over(coordinator.edition)
    )


def renew(coordinator):
    """The link is good for thirty days again, never beyond the day on which everything is erased.

    One that had expired does not come back: whoever found an old mail would come in. The new link is another.
    """
    now = timezone.now()
    last = datetime.datetime.combine(kept_until(coordinator.edition), datetime.time(), tzinfo=datetime.UTC)
    if coordinator.link_expires_at is None or coordinator.link_expires_at <= now:
        coordinator.nonce = link_nonce()
    coordinator.link_expires_at = min(now + LASTS, last)
    coordinator.save(update_fields=["nonce", "link_expires_at"])


@transaction.atomic
def revoke(coordinator):
    """No link that was ever sent opens the room or a conversation that was seen in it, and every browser in it is out."""
    from events.conversations.renewing import void_of_coordinator

    coordinator.nonce, coordinator.link_expires_at = link_nonce(), None
    coordinator.save(update_fields=["nonce", "link_expires_at"])
    coordinator.sessions.all().delete()
    void_of_coordinator(coordinator)


def way_in(coordinator, view="host-room", *args):
    """The whole address of a page of the room for a mail: past the door, where it has not been opened yet.

    For other parts of the hub: `way_in(coordinator, "host-event", city.geonameid, event.pk)`.
    """
    expires = coordinator.link_expires_at
    if expires is None or expires < timezone.now() + LONG_ENOUGH:
        renew(coordinator)
    language = coordinator.person.language or "en"
    link = HOST.link(coordinator.pk, coordinator.nonce, language)
    if view == "host-room":
        return link
    with override(language if language in served() else "en"):
        return f"{link}?{urlencode({'to': reverse(view, args=args)})}"


@transaction.atomic
def send_link(coordinator):
    """Mail the personal link, good for thirty days. Returns the mail, or None: the role has ended, or there is no address."""
    coordinator = (
        Coordinator.objects.select_for_update(of=("self",))
        .select_related("person", "edition")
        .get(pk=coordinator.pk)
    )
    if not coordinator.active or coordinator.ended_at is not None or is_over(coordinator.edition):
        return None
    renew(coordinator)
    link = way_in(coordinator)
    cities = list(coordinator.cities.with_names())

    def letter():
        return Letter(
            subject=_("Your personal link"),
            paragraphs=(
                _("You take care of this Day in {cities}. This link leads to your room on our site.").format(
                    cities=in_words(city.display_name for city in cities)
                ),
                _("It is yours alone: whoever has it can open your room. Please do not pass it on."),
            ),
            action=(_("Open my room"), link),
            after=(_("It is good for 30 days. After that the page it leads to sends you a new one."),),
            reason=footing(coordinator.person),
        )

    return write_to(coordinator.person, "host-link", letter, about=f"events.coordinator:{coordinator.pk}")


def send_links_to(email_hash):
    """A link for every room of whoever has this address. Returns how many were sent."""
    found = Coordinator.objects.filter(
        person__email_hash=email_hash, active=True, ended_at__isnull=True
    ).select_related("edition")
    return sum(send_link(coordinator) is not None for coordinator in found)
