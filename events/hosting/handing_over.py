"""A coordinator asks somebody to follow. The old one stays until the new one has agreed; the desk sees all of it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.hosting.accepting import make_coordinator, welcome
from events.hosting.displaying import hold, rename
from events.hosting.leaving import close, end
from events.models import Coordinator, HandOver, PrivateContact
from events.personal_links import FOLLOW
from events.retention import is_over
from events.writing import footing, write_to
from home.encryption import lookup_hash
from home.languages import in_words
from home.outbox import Letter

ANSWER_WITHIN = timedelta(days=14)
MOST = 5  # people who are asked in a week
State = HandOver.State


class NotPossible(ValueError):
    """`args[0]`: why, as a sentence for whoever asks."""


@transaction.atomic
def ask(coordinator, name, email, language):
    """Write to the person once. Returns the `HandOver`; raises `NotPossible`."""
    coordinator = (
        Coordinator.objects.select_for_update(of=("self",))
        .select_related("person", "edition")
        .get(pk=coordinator.pk)
    )
    if lookup_hash(email) == coordinator.person.email_hash:
        raise NotPossible(_("This is your own address. Write the one of the person who is to follow you."))
    if coordinator.hand_overs.filter(state=State.ASKED).exists():
        raise NotPossible(_("You have asked somebody already. Take that back first."))
    since = timezone.now() - timedelta(days=7)
    if coordinator.hand_overs.filter(created_at__gt=since).count() >= MOST:
        raise NotPossible(_("You have asked many people this week. Ask the staff to help you find somebody."))
    person = PrivateContact.objects.create(name=name, email=email, language=language)
    asked = HandOver.objects.create(coordinator=coordinator, person=person)
    _write_to(asked)
    return asked


def _write_to(asked):
    cities = list(asked.coordinator.cities.with_names())
    link = FOLLOW.link(asked.pk, asked.nonce, asked.person.language or "en")

    def words():
        named = in_words(city.display_name for city in cities)
        return Letter(
            subject=_("Would you coordinate the Day in {cities}?").format(cities=named),
            paragraphs=(
                _(
                    "Who coordinates this worldwide day of action in {cities} would like to hand the role over to you, and gave us your address to ask you."
                ).format(cities=named),
                _("On our site you read what it means, and say yes or no. Nothing happens before you do."),
            ),
            action=(_("See what it is about"), link),
            reason=_("If you don't answer within 14 days, we forget your address."),
        )

    write_to(asked.person, "host-hand-over", words, about=f"events.handover:{asked.pk}")


def read_token(token):
    """The `HandOver` that a mailed link is about, or None where it can't be answered any more."""
    found = FOLLOW.read(token)
    if found is None:
        return None
    asked = (
        HandOver.objects.filter(pk=found[0], state=State.ASKED, person__isnull=False)
        .select_related("person", "coordinator__person", "coordinator__edition")
        .first()
    )
    return asked if asked and asked.nonce == found[1] and may_be_answered(asked) else None


def may_be_answered(asked):
    return (
        asked.created_at > timezone.now() - ANSWER_WITHIN
        and asked.coordinator.active
        and not is_over(asked.coordinator.edition)
    )


@transaction.atomic
def accept(asked, *, name, language, agreed):
    """The new coordinator takes over the cities, the conversations and the link; anonymous and not trusted until said otherwise.

    Returns the new `Coordinator`, or None where somebody answered or took it back meanwhile.
    """
    from events.signing_up.wordings import agree

    asked = _locked(asked)
    if asked is None:
        return None
    old, person = asked.coordinator, _known(asked.person, name, language)
    asked.person, asked.state, asked.answered_at = person, State.ACCEPTED, timezone.now()
    asked.save(update_fields=["person", "state", "answered_at"])
    agree(person, old.edition, agreed)
    new = make_coordinator(person, old.edition, list(old.cities.all()))
    end(old, followed_by=new)
    welcome(new)
    _thank(old)
    return new


@transaction.atomic
def decline(asked):
    """Whoever was asked says no, and is forgotten. The one who asked is told."""
    asked = _locked(asked)
    if asked is None:
        return False
    close(asked, State.DECLINED)
    _tell_of_no(asked.coordinator)
    return True


def _locked(asked):
    asked = (
        HandOver.objects.select_for_update(of=("self",))
        .select_related("person", "coordinator__person", "coordinator__edition")
        .get(pk=asked.pk)
    )
    return asked if asked.state == State.ASKED and asked.person and may_be_answered(asked) else None


def _known(person, name, language):
    """The person of this address whom the hub knows already, with what they say of themselves now; else this new one."""
    from events.signing_up import with_address

    known = with_address(person.email_hash)
    if known is not None and known.confirmed_at and known.pk != person.pk:
        HandOver.objects.filter(person=person).update(person=known)
        person.delete()
        person = known
    hold(person)
    rename(person, name)
    person.language = language
    person.confirmed_at = person.confirmed_at or timezone.now()
    person.save()
    return person


def _thank(coordinator):
    def words():
        return Letter(
            subject=_("Somebody follows you as coordinator"),
            paragraphs=(
                _(
                    "The person whom you asked has accepted. Your cities and your conversations are theirs now, and your link opens nothing any more."
                ),
                _("Thank you for all that you have done."),
            ),
            reason=footing(coordinator.person),
        )

    write_to(coordinator.person, "host-followed", words, about=f"events.coordinator:{coordinator.pk}")


def _tell_of_no(coordinator):
    def words():
        return Letter(
            subject=_("About handing over your role"),
            paragraphs=(
                _(
                    "The person whom you asked to follow you has said no. You are still in charge. You can ask somebody else in your room, or let the staff find somebody."
                ),
            ),
            reason=footing(coordinator.person),
        )

    write_to(coordinator.person, "host-not-followed", words, about=f"events.coordinator:{coordinator.pk}")


def forget_unanswered():
    """For the scheduler: who did not answer is forgotten."""
    for asked in HandOver.objects.filter(
        state=State.ASKED, created_at__lte=timezone.now() - ANSWER_WITHIN
    ).select_related("person"):
        with transaction.atomic():
            close(asked, State.EXPIRED)
