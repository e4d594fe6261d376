"""Who is brought together with whom, and what happens when a coordinator leaves."""

from functools import partial

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from events.conversations.counting import count
from events.conversations.letters import tell
from events.conversations.together import tell_of_all
from events.models import Conversation, Coordinator, Side
from events.models.contacts import link_nonce

State = Conversation.State


@transaction.atomic
def introduce(sign_up, city):
    """Begin a private conversation with the coordinator of a city, or return the one that goes on there already.

    Of several coordinators the one with the fewest open introductions, of equals the first. None where nobody is there but
    this very person, or those with whom a conversation was had and stopped. Whoever comes back to a city finds the
    conversations that they had left.
    """
    return Meeting(city, sign_up.edition, [sign_up.person]).bring_together(sign_up)


class Meeting:
    """Some people and the coordinators of a city: what must be known is read once for all of them, in a transaction."""

    def __init__(self, city, edition, people):
        self.city = city
        # Locked, so that two who come at once are counted one after the other.
        there = Coordinator.objects.active_in(city, edition).exclude(person__email_hash="")
        self.there = list(there.select_for_update(of=("self",), no_key=True))
        introductions = Conversation.objects.introductions()
        had = introductions.filter(seeker__in=people, city=city, edition=edition).order_by("pk")
        self.had = {}
        for each in had.select_for_update(of=("self",)):
            self.had.setdefault(each.seeker_id, []).append(each)
        self.open_now = dict(
            introductions.filter(coordinator__in=self.there, state=State.OPEN)
            .order_by()
            .values_list("coordinator")
            .annotate(Count("pk"))
        )

    def bring_together(self, sign_up, **telling):
        """The conversation of this person here, one that goes on or a new one; None where there is nobody for them."""
        person = sign_up.person
        had = self.had.setdefault(person.pk, [])
        for conversation in had:
            if conversation.state == State.OPEN:
                return conversation
        met = {each.coordinator_id: each for each in had}
        candidates = [
            each
            for each in self.there
            if each.person_id != person.pk
            and each.person.email_hash != person.email_hash
            and (each.pk not in met or met[each.pk].was_left)
        ]
        coordinator = min(candidates, key=lambda each: (self.open_now.get(each.pk, 0), each.pk), default=None)
        if coordinator is None:
            return None
        for conversation in had:
            if conversation.state == State.RETURNED and conversation.coordinator_id != coordinator.pk:
                _close_for_coordinator(conversation, State.PASSED_ON)
        again = met.get(coordinator.pk)
        if again:
            again.city, again.seeker, again.coordinator = self.city, person, coordinator
            conversation = _begin_again(again, **telling)
        else:
            conversation = _begin(person, coordinator, self.city, sign_up, **telling)
            had.append(conversation)
        self.open_now[coordinator.pk] = self.open_now.get(coordinator.pk, 0) + 1
        return conversation


def tell_seeker(conversation, kind="begun-seeker"):
    tell(conversation, Side.SEEKER, kind)


def _begin(person, coordinator, city, sign_up, tell_seeker=tell_seeker, together=False):
    """`together`: of many that begin at once the coordinator is told by one mail (`together.tell_of_all`)."""
    conversation = Conversation.objects.create(
        edition_id=coordinator.edition_id,
        city=city,
        seeker=person,
        coordinator=coordinator,
        sign_up=sign_up,
        coordinator_untold=together,
    )
    count(conversation, begun=1)
    return _tell_both(conversation, tell_seeker)


def _begin_again(conversation, tell_seeker=tell_seeker, together=False):
    """Who coordinated here is back. Two are introduced once, so it is the same conversation, and waits for a first word."""
    conversation.state, conversation.created_at = State.OPEN, timezone.now()
    conversation.left_at = conversation.returned_at = None
    conversation.answered_at = conversation.reminded_at = None
    conversation.coordinator_untold = together
    conversation.save()
    return _tell_both(conversation, tell_seeker)


def _tell_both(conversation, tell_seeker):
    tell_seeker(conversation)
    if not conversation.coordinator_untold:
        tell(conversation, Side.COORDINATOR, "begun-coordinator")
    return conversation


@transaction.atomic
def pass_on(conversation, to, together=False):
    """Begin anew with another coordinator, who sees nothing of what was written or shown before. Returns the new one, or None
    where these two can't be brought together."""
    conversation = Conversation.objects.select_for_update().get(pk=conversation.pk)
    if not conversation.is_going_on or not _fits(conversation, to):
        return None
    former = Conversation.objects.introductions().filter(
        seeker=conversation.seeker, coordinator=to, city=conversation.city
    )
    found = former.select_for_update(of=("self",)).first()
    if found and not found.is_going_on:
        return None
    telling = {"tell_seeker": partial(tell_seeker, kind="passed-on"), "together": together}
    if found is None:
        found = _begin(conversation.seeker, to, conversation.city, conversation.sign_up, **telling)
    elif found.was_left:
        found = _begin_again(found, **telling)
    _close_for_coordinator(conversation, State.PASSED_ON)
    return found


def _fits(conversation, to):
    seeker = conversation.seeker
    return (
        conversation.kind == Conversation.Kind.INTRODUCTION
        and to.pk != conversation.coordinator_id
        and seeker is not None
        and to.active
        and to.edition_id == conversation.edition_id
        and to.person_id != seeker.pk
        and to.person.email_hash not in {"", seeker.email_hash}
        and to.cities.filter(pk=conversation.city_id).exists()
    )


@transaction.atomic
def hand_over(coordinator, to=None):
    """What goes on with a coordinator who leaves goes on with the successor, where that one cares for the city; else the desk
    looks for somebody. Returns how many conversations it was."""
    going_on = Conversation.objects.introductions().going_on().filter(coordinator=coordinator)
    conversations = list(going_on.select_for_update(of=("self",)).order_by("pk"))
    for conversation in conversations:
        if to is None or pass_on(conversation, to, together=True) is None:
            return_to_desk(conversation, "left")
    if to is not None:
        tell_of_all(to)
    return len(conversations)


def return_to_desk(conversation, seeker_is_told):
    """The desk looks for somebody. Told once; a coordinator who merely was slow may still answer."""
    if conversation.state != State.RETURNED:
        conversation.returned_at = timezone.now()
        tell(conversation, Side.SEEKER, seeker_is_told)
    if seeker_is_told == "left":
        _close_for_coordinator(conversation, State.RETURNED)
    else:
        conversation.state = State.RETURNED
        conversation.save(update_fields=["state", "returned_at"])


def _close_for_coordinator(conversation, state):
    """Their link is void, and what either side showed is shown no longer."""
    conversation.state, conversation.left_at = state, timezone.now()
    conversation.coordinator_untold = False
    conversation.coordinator_nonce = link_nonce()
    conversation.seeker_released = conversation.coordinator_released = []
    conversation.seeker_released_at = conversation.coordinator_released_at = None
    conversation.save()
