"""What the desk does with sign-ups, one or many: each in a transaction of its own, and what it did is said."""

from django.db import transaction
from wagtail.log_actions import log

from events import hosting, signing_up
from events.models import SignUp
from home import outbox
from home.models import OutboxMail

SEEN = "hub.signup.seen"
RELEASED = "hub.signup.released"
ERASED = "hub.person.erased"
State, Kind = SignUp.State, SignUp.Kind


def may_accept(sign_up):
    return sign_up.kind == Kind.COORDINATE and sign_up.state == State.WAITING


def may_decline(sign_up):
    return sign_up.state in {State.HELD, State.UNCONFIRMED, State.WAITING}


def accept(sign_up, by, cities=None, seen=None):
    """Whether a coordinator came of it. `seen`: the words that whoever accepts has read; of several nobody has."""
    try:
        hosting.accept(sign_up, by, cities, seen)
    except hosting.NotWaiting:
        return False
    return True


@transaction.atomic
def release(sign_up, by):
    done = signing_up.release(sign_up)
    if done:
        log(sign_up, RELEASED, user=by)
    return done


@transaction.atomic
def send_again(sign_up, by):
    """Mails about it that could not be sent wait again."""
    return bool(outbox.send_again(OutboxMail.objects.filter(about=f"events.signup:{sign_up.pk}")))


@transaction.atomic
def erase(person, by):
    """Forget a person entirely. The log keeps that it was done, of which number and by whom; the entries before are gone."""
    signing_up.erase(person)
    log(person, ERASED, user=by)


DEEDS = {"accept": accept, "decline": signing_up.decline, "release": release, "send-again": send_again}


def do_many(deed, sign_ups, by):
    """(done, left) of the same deed on many; what doesn't fit is left alone."""
    done = sum(bool(DEEDS[deed](each, by)) for each in sign_ups)
    return done, len(sign_ups) - done
