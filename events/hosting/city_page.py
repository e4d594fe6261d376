"""What a coordinator must know of a city: numbers and public facts, nobody's name and nobody's address."""

from collections import Counter

from django.db.models import Case, Count, F, When

from events.models import CheckedTask, Conversation, Coordinator, EditionPage, Mission
from events.roles import role_key, role_of, role_title
from events.safety import safety_of, safety_url
from events.signing_up import participants
from home.languages import reader_language
from home.routing import page_address
from resources.models import Resource, ResourcePage

CONVERSATIONS = 50  # that are listed; a coordinator of a large city answers them one after the other


def in_short(coordinator, cities):
    """[{city, role, done, tasks, unread, waiting}] of all cities, in the same few queries for any number of them."""
    open_missions = set(
        Mission.objects.open_on(coordinator.edition.day)
        .filter(city__in=cities)
        .values_list("city", flat=True)
    )
    done = dict(coordinator.checked.order_by().values_list("city").annotate(Count("pk")))
    unread, waiting = Counter(), Counter()
    for conversation in Conversation.objects.of_coordinator(coordinator):
        unread[conversation.city_id] += conversation.unread
        waiting[conversation.city_id] += conversation.waits_for_coordinator
    return [
        {
            "city": city,
            "role": role_title(role_key(city.pk in open_missions)),
            "done": done.get(city.pk, 0),
            "tasks": len(CheckedTask.Task),
            "unread": unread[city.pk],
            "waiting": waiting[city.pk],
        }
        for city in cities
    ]


def in_full(coordinator, city):
    from events.proposals.mine import overview

    edition = coordinator.edition
    listed, more = conversations(coordinator, city)
    return {
        **role(coordinator, city),
        "comers": participants(edition, city).exclude(pk=coordinator.person_id).count(),
        "others": Coordinator.objects.active_in(city, edition).exclude(pk=coordinator.pk).count(),
        "conversations": listed,
        "more_conversations": more,
        "events": overview(coordinator, city),
        "safety": safety_of(city.country),
        "safety_url": safety_url(city.country),
        "public_url": public_address(edition, city),
    }


def role(coordinator, city):
    found, missions = role_of(city, coordinator.edition.day)
    return {"role": found, "missions": missions}


def conversations(coordinator, city, **which):
    """([{conversation, url}] that go on, how many more): first what has new messages, then whoever waits for a first word, those
    that have waited longest before the others."""
    from events.conversations.links import room
    from events.models import Side

    introduction = Conversation.Kind.INTRODUCTION
    found = Conversation.objects.of_coordinator(coordinator).filter(city=city, **which)
    found = found.annotate(
        turn=Case(When(unread__gt=0, then=0), When(kind=introduction, answered_at=None, then=1), default=2),
        waits_since=Case(When(turn__lt=2, then=F("created_at"))),
    )
    rows = list(found.order_by("turn", "waits_since", "-created_at", "-pk")[:CONVERSATIONS])
    more = found.count() - len(rows) if len(rows) == CONVERSATIONS else 0
    return [{"conversation": each, "url": room(each, Side.COORDINATOR)} for each in rows], more


def public_address(edition, city):
    """Where readers see the city, "" while the edition has no page."""
    page = EditionPage.objects.visible().filter(edition=edition).best_for(reader_language()).first()
    return f"{page_address(page)}cities/{city.address_part}/" if page else ""


def kit():
    """The pages of what there is to print and to share, in the order of the library."""
    kinds = [When(resource__kind=kind, then=place) for place, kind in enumerate(Resource.Kind.values)]
    return list(
        ResourcePage.objects.visible()
        .best_for(reader_language())
        .select_related("resource")
        .prefetch_related("resource__files")
        .order_by(Case(*kinds, default=len(kinds)), "pk")
    )
