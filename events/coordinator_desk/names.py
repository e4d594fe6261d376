"""Words by which readers would know somebody, and which nobody of the desk has looked at: how many, and where they would be shown."""

from dataclasses import dataclass, field

from django.db.models import Count, Min
from django.urls import reverse

from events.hosting.naming import hosts_on_site, names_waiting, organisations_waiting
from events.models import Coordinator, EventPage, PrivateContact, PublicDisplay
from home.languages import reader_language


@dataclass
class NewWord:
    """`thing`: the `ShownWord` that waits; `roles`: coordinators in whose cities it would be shown; `pages`: of events."""

    thing: PrivateContact | Coordinator
    roles: list = field(default_factory=list)
    pages: list = field(default_factory=list)

    @property
    def is_of_group(self):
        return isinstance(self.thing, Coordinator)

    @property
    def url(self):
        return reverse(f"names-to-look-at:{'group' if self.is_of_group else 'person'}", args=[self.thing.pk])


def standing():
    """(how many wait, since when the first of them does)."""
    sums = [
        found.aggregate(number=Count("pk"), oldest=Min("word_waits_since"))
        for found in (names_waiting(), organisations_waiting())
    ]
    oldest = [each["oldest"] for each in sums if each["oldest"]]
    return sum(each["number"] for each in sums), min(oldest, default=None)


def in_order():
    """[(since when, whether it is a group's, key)] of all that wait, the oldest first."""
    return sorted(
        (since, of_group, pk)
        for of_group, found in ((False, names_waiting()), (True, organisations_waiting()))
        for since, pk in found.values_list("word_waits_since", "pk")
    )


def with_places(lines):
    """`NewWord`s of some lines of `in_order`, in that order, in the same few queries however many they are."""
    people = names_waiting().in_bulk([pk for _since, of_group, pk in lines if not of_group])
    groups = organisations_waiting().in_bulk([pk for _since, of_group, pk in lines if of_group])
    found = [(groups if of_group else people).get(pk) for _since, of_group, pk in lines]
    words = [NewWord(thing) for thing in found if thing]  # one may have been decided in this moment
    _add_roles(words, people, groups)
    _add_pages(words, people, groups)
    return words


def _add_roles(words, people, groups):
    roles = Coordinator.objects.filter(person__in=people, active=True, display=PublicDisplay.NAME)
    roles = (roles | Coordinator.objects.filter(pk__in=groups, active=True)).order_by("pk")
    roles = list(roles.select_related("edition").prefetch_related("cities__names"))
    for each in words:
        if each.is_of_group:
            each.roles = [role for role in roles if role.pk == each.thing.pk]
        else:
            each.roles = [
                role
                for role in roles
                if role.person_id == each.thing.pk and role.display == PublicDisplay.NAME
            ]


def _add_pages(words, people, groups):
    theirs = {*people, *(group.person_id for group in groups.values())}
    hosts = hosts_on_site().filter(person__in=theirs).select_related("event")
    hosts = list(hosts.order_by("event__starts_at", "pk"))
    pages = EventPage.objects.visible().filter(event__in={host.event_id for host in hosts})
    pages = {page.event_id: page for page in pages.best_for(reader_language())}
    for each in words:
        for host in hosts:
            if _would_show(host, each) and host.event_id in pages:
                each.pages.append(pages[host.event_id])


def _would_show(host, word):
    if word.is_of_group:
        return host.person_id == word.thing.person_id and host.event.edition_id == word.thing.edition_id
    return host.person_id == word.thing.pk and host.display == PublicDisplay.NAME
