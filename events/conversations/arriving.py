"""Whoever joined where nobody coordinated is introduced as soon as somebody does.

Who waits is asked of the database each time, so a task that is killed, or runs twice, or beside another, loses and doubles
nothing; and a job finds whom no task thought of.
"""

from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from events.conversations.introducing import Meeting
from events.conversations.letters import door
from events.conversations.together import tell_of_all
from events.models import City, Conversation, Coordinator, Edition, PrivateContact, Side, SignUp
from events.writing import footing, write_to
from home.models import OutboxMail
from home.outbox import Letter

AT_ONCE = 50  # people in one transaction
MANY = 10  # from so many on, their mails wait for those that one person waits for
State = Conversation.State


def waiting(edition, unanswered=False):
    """Rows of (sign-up, city): who joined there and talks with nobody, though somebody is there for them.

    Where a conversation was stopped, none begins by itself until they sign up anew. `unanswered`: also those whose
    coordinator is there, but has not answered in time.
    """
    introductions = Conversation.objects.introductions()
    had = introductions.filter(
        seeker=OuterRef("signup__person"), city=OuterRef("city"), edition=OuterRef("signup__edition")
    )
    settled = Q(state=State.OPEN) | Q(state=State.STOPPED, stopped_at__gte=OuterRef("signup__confirmed_at"))
    if not unanswered:
        settled |= Q(state=State.RETURNED, left_at=None)
    met = introductions.filter(
        seeker=OuterRef(OuterRef("signup__person")),
        city=OuterRef(OuterRef("city")),
        coordinator=OuterRef("pk"),
    ).exclude(state=State.RETURNED, left_at__isnull=False)
    there = (
        Coordinator.objects.filter(edition=edition, active=True, cities=OuterRef("city"))
        .exclude(person__email_hash="")
        .exclude(person=OuterRef("signup__person"))
        .exclude(person__email_hash=OuterRef("signup__person__email_hash"))
        .exclude(Exists(met))
    )
    return (
        SignUp.cities.through.objects.filter(
            Exists(there),
            ~Exists(had.filter(settled)),
            signup__edition=edition,
            signup__kind=SignUp.Kind.JOIN,
            signup__state=SignUp.State.ACCEPTED,
            signup__person__confirmed_at__isnull=False,
        )
        .exclude(signup__person__email_hash="")
        .order_by("pk")
    )


def takes_part(edition):
    return edition.phase() in {"open", "today"}


def arrived(coordinator):
    """Somebody coordinates from now on, or in more cities; in the transaction that makes it so."""
    from events.conversations.tasks import introduce_waiting

    cities = list(coordinator.cities.order_by("pk").values_list("pk", flat=True))
    if cities and coordinator.active and takes_part(coordinator.edition):
        introduce_waiting.enqueue(coordinator.edition_id, cities, unanswered=True)


def go_on(edition_pk, cities, unanswered, after):
    """One step: some people of the first city. The next is a task of its own, so that other work comes in between; the last one
    tells the coordinators."""
    from events.conversations.tasks import introduce_waiting

    edition = Edition.objects.filter(pk=edition_pk).first()
    if edition is None:
        return
    city = City.objects.filter(pk__in=cities[:1]).prefetch_related("names").first()
    if city is None or not takes_part(edition):
        tell_coordinators(edition)
        return
    with transaction.atomic():
        rows = introduce_some(edition, city, unanswered, after)
        if len(rows) < AT_ONCE:
            cities, after = cities[1:], 0
        else:
            after = rows[-1]
        introduce_waiting.enqueue(edition_pk, cities, unanswered=unanswered, after=after)


@transaction.atomic
def introduce_some(edition, city, unanswered=False, after=0):
    """Introduce the next people who wait in a city. Returns the rows of `waiting` that were looked at."""
    here = waiting(edition, unanswered).filter(city=city)
    rows = list(here.filter(pk__gt=after).values_list("pk", flat=True)[:AT_ONCE])
    # People before their sign-ups, as in erasing; held until their mails are written, so that who is erased takes theirs along.
    found = SignUp.cities.through.objects.filter(pk__in=rows)
    people = PrivateContact.objects.filter(pk__in=found.values("signup__person")).order_by("pk")
    people = {person.pk: person for person in people.select_for_update()}
    sign_ups = SignUp.objects.filter(pk__in=found.values("signup")).order_by("pk")
    sign_ups = list(sign_ups.select_for_update())
    meeting = Meeting(city, edition, people.values())
    # Asked once more, now that nobody can change it: another task, or they themselves, may have been first.
    waiting_still = set(here.filter(pk__in=rows).values_list("signup", flat=True))
    sign_ups = [each for each in sign_ups if each.pk in waiting_still and each.person_id in people]
    priority = OutboxMail.Priority.MANY if len(sign_ups) >= MANY else None
    for sign_up in sign_ups:
        sign_up.person = people[sign_up.person_id]
        meeting.bring_together(sign_up, tell_seeker=partial(_tell, priority=priority), together=True)
    return rows


def tell_coordinators(edition):
    """One mail to each, of all that has begun."""
    untold = Conversation.objects.untold().filter(edition=edition).order_by()
    for coordinator in Coordinator.objects.filter(pk__in=untold.values("coordinator")).order_by("pk"):
        tell_of_all(coordinator)


def find_overlooked():
    """For the scheduler: whoever waits although somebody is there, and coordinators who were not told; none while a task is at it."""
    from events.conversations.tasks import introduce_waiting

    unfinished = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    if DBTaskResult.objects.filter(task_path=introduce_waiting.module_path, status__in=unfinished).exists():
        return
    for edition in Edition.objects.exclude(state=Edition.State.ARCHIVED):
        if takes_part(edition):
            cities = waiting(edition).order_by("city").values_list("city", flat=True).distinct()
            cities = list(cities[:AT_ONCE])
            if cities or Conversation.objects.untold().filter(edition=edition).exists():
                introduce_waiting.enqueue(edition.pk, cities)


def _tell(conversation, priority):
    """The city is named, as in the mail that confirmed their sign-up; the coordinator is not."""
    person = conversation.seeker
    link = door(conversation, Side.SEEKER)

    def letter():
        city = conversation.city.name_in(person.language or "en")
        return Letter(
            subject=_("Somebody coordinates in {city} now").format(city=city),
            paragraphs=(
                _(
                    "When you signed up, nobody was there yet. Now somebody is, and we have opened a private conversation for the two of you on our site."
                ),
                _(
                    "Neither of you sees the other’s address or telephone number, and no name but one by which a coordinator is known on our site. What you show, and when, is up to you."
                ),
            ),
            action=(_("Open the conversation"), link),
            reason=footing(person),
        )

    write_to(person, "conversation-arrived", letter, about=conversation.about, priority=priority)
