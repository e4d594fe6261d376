"""Forgets people: everything in every table that hangs on them, in one transaction. Their numbers stay, without a name."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from wagtail.models import ModelLogEntry

from events.models import (
    CityReport,
    Consent,
    Conversation,
    Coordinator,
    DeskNote,
    EventHost,
    EventProposal,
    HostLetter,
    LetterReader,
    PrivateContact,
    PublicDisplay,
    SignUp,
)
from events.signing_up.counting import count_nameless
from home import outbox
from home.models import OutboxMail
from home.registries import person_erasers


def erase(person):
    """Everything of one person. Returns how many rows are gone."""
    return erase_people([person.pk])


@transaction.atomic
def erase_people(pks):
    """The same of several. Whoever proved an address takes along what waits under that address."""
    people = list(PrivateContact.objects.select_for_update().filter(pk__in=pks).order_by("pk"))
    proved = {each.email_hash for each in people if each.email_hash and each.confirmed_at}
    same = PrivateContact.objects.filter(email_hash__in=proved).values_list("pk", flat=True)
    pks = sorted({each.pk for each in people} | set(same))
    removed = sum(eraser(pks) for _name, eraser in person_erasers.items())
    count_nameless(SignUp.objects.filter(person__in=pks))
    removed += forget_what_hangs(
        sign_ups=SignUp.objects.filter(person__in=pks),
        coordinators=Coordinator.objects.filter(person__in=pks),
        conversations=Conversation.objects.filter(Q(seeker__in=pks) | Q(coordinator__person__in=pks)),
        readers=LetterReader.objects.filter(person__in=pks),
        consents=Consent.objects.filter(person__in=pks),
    )
    removed += _detach_hosts(pks)
    removed += _forget_marks("events.privatecontact", pks)
    removed += sum(outbox.forget(each) for each in sorted(proved))
    return removed + PrivateContact.objects.filter(pk__in=pks).delete()[0]


def forget_what_hangs(*, sign_ups, coordinators, conversations, readers, consents):
    """Remove these rows and all that hangs on them. What was published stays; who wrote it does not."""
    sign_ups = list(sign_ups.values_list("pk", flat=True))
    coordinators = list(coordinators.values_list("pk", flat=True))
    CityReport.objects.filter(coordinator__in=coordinators).update(reason="")
    rows = (
        EventProposal.objects.filter(Q(coordinator__in=coordinators) | Q(sign_up__in=sign_ups)),
        HostLetter.objects.filter(coordinator__in=coordinators),
        conversations,
        readers,
        consents,
        Coordinator.objects.filter(pk__in=coordinators),
        SignUp.objects.filter(pk__in=sign_ups),
    )
    removed = 0
    for each in rows:
        found = list(each.values_list("pk", flat=True))
        removed += _forget_marks(each.model._meta.label_lower, found)
        removed += each.model.objects.filter(pk__in=found).delete()[0]
    return removed


def _detach_hosts(pks):
    """A published event stays: with its organisation where one was shown, else with a host who is anonymous."""
    hosts = EventHost.objects.filter(person__in=pks)
    hosts.filter(display=PublicDisplay.NAME).update(display=PublicDisplay.ANONYMOUS)
    return hosts.update(person=None)


def _forget_marks(label, pks):
    """What else speaks of these rows: mails that wait, notes of the desk, entries of the log."""
    about = [f"{label}:{pk}" for pk in pks]
    outbox_rows = OutboxMail.objects.filter(about__in=about)
    outbox_rows.exclude(state=OutboxMail.State.SENT).update(state=OutboxMail.State.CANCELLED, content="")
    outbox_rows.update(to_hash="")
    kind = ContentType.objects.get_by_natural_key(*label.split("."))
    entries = ModelLogEntry.objects.filter(content_type=kind, object_id__in=[str(pk) for pk in pks])
    return DeskNote.objects.filter(about__in=about).delete()[0] + entries.delete()[0]
