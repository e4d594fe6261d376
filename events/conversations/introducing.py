"""Who is brought together with whom, and what happens when a coordinator leaves."""

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from events.conversations.counting import count
from events.conversations.letters import tell
from events.models import Conversation, Coordinator, Side
from events.models.people import link_nonce

State = Conversation.State


@transaction.atomic
def introduce(sign_up, city):
    """Begin a private conversation with the coordinator of a city, or return the one that goes on there already.

    Of several coordinators the one with the fewest open introductions, of equals the first. None where nobody is there but
    this very person, or those with whom a conversation was had and stopped.
    """
    person = sign_up.person
    candidates = list(
        Coordinator.objects.active_in(city, sign_up.edition)
        .exclude(person__email_hash="")
        .exclude(Q(person=person) | Q(person__email_hash=person.email_hash))
        # Locked, so that two who come at once are counted one after the other.
        .select_for_update(of=("self",))
    )
    had = Conversation.objects.introductions().filter(seeker=person, city=city, edition=sign_up.edition)
    going_on = had.filter(state=State.OPEN).first()
    if going_on:
        return going_on
    met = set(had.values_list("coordinator_id", flat=True))
    coordinator = fewest([each for each in candidates if each.pk not in met])
    if coordinator is None:
        return None
    for conversation in had.filter(state=State.RETURNED):
        _close_for_coordinator(conversation, State.PASSED_ON)
    return _begin(person, coordinator, city, sign_up)


def fewest(coordinators):
    """The one with the fewest open introductions, of equals the first; None of nobody."""
    open_now = dict(
        Conversation.objects.introductions()
        .filter(coordinator__in=coordinators, state=State.OPEN)
        .order_by()
        .values_list("coordinator")
        .annotate(Count("pk"))
    )
    return min(coordinators, key=lambda each: (open_now.get(each.pk, 0), each.pk), default=None)


def _begin(person, coordinator, city, sign_up, seeker_is_told="begun-seeker"):
    conversation = Conversation.objects.create(
        edition=coordinator.edition, city=city, seeker=person, coordinator=coordinator, sign_up=sign_up
    )
    count(conversation, begun=1)
    tell(conversation, Side.SEEKER, seeker_is_told)
    tell(conversation, Side.COORDINATOR, "begun-coordinator")
    return conversation


@transaction.atomic
def pass_on(conversation, to):
    """Begin anew with another coordinator, who sees nothing of what was written or shown before. Returns the new one, or None
    where these two can't be brought together."""
    conversation = Conversation.objects.select_for_update().get(pk=conversation.pk)
    if not conversation.is_going_on or not _fits(conversation, to):
        return None
    former = Conversation.objects.introductions().filter(
        seeker=conversation.seeker, coordinator=to, city=conversation.city
    )
    found = former.first()
    if found and not found.is_going_on:
        return None
    found = found or _begin(
        conversation.seeker, to, conversation.city, conversation.sign_up, seeker_is_told="passed-on"
    )
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
        if to is None or pass_on(conversation, to) is None:
            return_to_desk(conversation, "left")
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
    conversation.coordinator_nonce = link_nonce()
    conversation.seeker_released = conversation.coordinator_released = []
    conversation.seeker_released_at = conversation.coordinator_released_at = None
    conversation.save()
