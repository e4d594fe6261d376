"""A coordinator at work in a browser: a random key in its cookie, the hash of it in the database.

The cookie is read below `host/` only; nothing else on the site looks at it, and readers never get one. It is `Lax`, because
mails lead into the room from elsewhere; it travels with no POST of another site, and every POST is asked where it comes from.
"""

import hashlib
from datetime import timedelta
from secrets import token_urlsafe

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from events.models import Coordinator, HostSession
from events.retention import is_over

LASTS = timedelta(hours=12)  # from the last thing that was sent
RENEWED_BELOW = timedelta(hours=11)
MOST = 10  # browsers at once; the oldest one goes


def cookie_name():
    """Browsers bind a name with this prefix to the very host and to https; over plain http they would refuse it."""
    return "__Host-host" if settings.SESSION_COOKIE_SECURE else "host"


def _hash(key):
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


@transaction.atomic
def open_session(request, coordinator):
    """A new session, always with a new key; the one that this browser had is over. Returns the key for the cookie."""
    before = request.COOKIES.get(cookie_name())
    if before:
        HostSession.objects.filter(key_hash=_hash(before)).delete()
    now, key = timezone.now(), token_urlsafe(32)
    HostSession.objects.create(coordinator=coordinator, key_hash=_hash(key), expires_at=now + LASTS)
    kept = coordinator.sessions.order_by("-created_at", "-pk").values_list("pk", flat=True)[:MOST]
    coordinator.sessions.exclude(pk__in=list(kept)).delete()
    Coordinator.objects.filter(pk=coordinator.pk).update(opened_at=now)
    return key


def give_cookie(response, key):
    """Until the browser is closed; how long the key is good for, the row says."""
    response.set_cookie(
        cookie_name(), key, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax", path="/"
    )


def take_cookie(response):
    response.set_cookie(
        cookie_name(),
        "",
        max_age=0,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def session_of(request):
    """The session of this browser, or None: unknown, over, or of somebody whose role has ended."""
    if not hasattr(request, "host_session"):
        request.host_session = _find(request.COOKIES.get(cookie_name()))
    return request.host_session


def _find(key):
    if not key:
        return None
    found = (
        HostSession.objects.filter(
            key_hash=_hash(key),
            expires_at__gt=timezone.now(),
            coordinator__active=True,
            coordinator__ended_at__isnull=True,
        )
        .select_related("coordinator__person", "coordinator__edition")
        .first()
    )
    return None if found is None or is_over(found.coordinator.edition) else found


def signed_in(request):
    """The `Coordinator` whose room this browser has opened, or None. Only for pages below `host/` (`HostMixin`)."""
    session = session_of(request)
    return session and session.coordinator


def stay(session):
    """Whoever sends something stays in the room for as long again."""
    now = timezone.now()
    if session.expires_at < now + RENEWED_BELOW:
        session.expires_at = now + LASTS
        session.save(update_fields=["expires_at"])


def forget_old_sessions():
    """For the scheduler."""
    HostSession.objects.filter(expires_at__lte=timezone.now()).delete()
