"""What goes on behind the site while a browser looks at it: mails that wait, and staff who decide. In the site's own process.

Staff have tests of their own for every screen; a story only needs that they have decided.
"""

import json
from datetime import timedelta
from urllib.request import Request, urlopen

PREFIX = "/behind-the-site/"


# --- In the site's process


class Behind:
    """A WSGI application before the site's: a POST of JSON to `PREFIX` and the name of a `deed` does it."""

    def __init__(self, site):
        self.site = site

    def __call__(self, environ, start_response):
        from django.db import connections

        if not environ["PATH_INFO"].startswith(PREFIX):
            return self.site(environ, start_response)
        words = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        try:
            answer = DEEDS[environ["PATH_INFO"].removeprefix(PREFIX)](**words)
        finally:
            connections.close_all()
        start_response("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(answer).encode()]


DEEDS = {}


def deed(function):
    DEEDS[function.__name__] = function
    return function


def _staff():
    from home.models import User
    from hub.tests.browser.site import EMAIL

    return User.objects.get(email=EMAIL)


def _hash(address):
    from home.encryption import lookup_hash
    from home.outbox import packing

    return lookup_hash(packing.address_of(address))


@deed
def mail(to, kind):
    """What the newest mail of a kind to an address says: {to, subject, text, html, headers}, and its `language`."""
    from home.models.outbox import OutboxMail

    found = OutboxMail.objects.filter(to_hash=_hash(to), kind=kind).order_by("pk").last()
    assert found, f"No mail {kind!r} waits for {to}."
    return {**found.letter, "language": found.language}


@deed
def accept(address):
    """Whoever would coordinate is taken on."""
    from events.hosting import accept
    from events.models import SignUp

    waiting = SignUp.objects.filter(kind=SignUp.Kind.COORDINATE, state=SignUp.State.WAITING)
    accept(waiting.get(person__email_hash=_hash(address)), _staff())


@deed
def approve(address):
    """What this coordinator proposed is published."""
    from events.models import EventProposal
    from events.proposals import approve

    proposed = EventProposal.objects.filter(state=EventProposal.State.SUBMITTED)
    approve(proposed.get(coordinator__person__email_hash=_hash(address)), _staff())


@deed
def let_it_begin(address):
    """The event of this host began an hour ago, so that one can tell of it."""
    from django.utils import timezone

    from events.models import Event

    begun = timezone.now() - timedelta(hours=1)
    hosted = Event.objects.filter(hosts__person__email_hash=_hash(address))
    assert Event.objects.filter(pk__in=list(hosted.values_list("pk", flat=True))).update(starts_at=begun) == 1


@deed
def publish_report(address):
    from events.models import CityReport
    from events.reporting import publish

    sent = CityReport.objects.filter(state=CityReport.State.SUBMITTED)
    publish(sent.get(coordinator__person__email_hash=_hash(address)), _staff())


@deed
def forgotten(address):
    """Whether nobody of this address is kept."""
    from events.models import PrivateContact

    return not PrivateContact.objects.filter(email_hash=_hash(address)).exists()


# --- In the tests' process


class Staff:
    """`staff.accept(address=…)`: any deed, done in the process of the site at this address."""

    def __init__(self, site):
        self.site = site

    def __getattr__(self, name):
        def done(**words):
            asked = Request(f"{self.site}{PREFIX}{name}", json.dumps(words).encode())
            with urlopen(asked) as answer:
                return json.load(answer)

        return done
