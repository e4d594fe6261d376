"""Stores that hold words by chance, where no page's number leads: what sessions were told, what tasks left, mails that wait."""

from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from home.models import OutboxMail
from home.outbox.queueing import cancel_these
from home.registries import word_erasers


def sessions(holds):
    """A message such as “… was published” waits in the session of whoever did it: the session ends."""
    told = [each.pk for each in Session.objects.iterator() if holds(repr(each.get_decoded()))]
    return Session.objects.filter(pk__in=told).delete()[0]


def tasks(holds):
    """What a task was given, gave back or failed with. One that is still to be done stays, and is found again."""
    done = DBTaskResult.objects.finished()
    names = ("args_kwargs", "return_value", "traceback")
    held = [pk for pk, *texts in done.values_list("pk", *names) if holds(" ".join(map(str, texts)))]
    return done.filter(pk__in=held).delete()[0]


def mails(holds):
    """Notices to staff say titles. What has been sent says nothing any more."""
    waiting = OutboxMail.objects.exclude(content="")
    held = [each.pk for each in waiting if holds(" ".join(map(str, each.letter.values())))]
    found = OutboxMail.objects.filter(pk__in=held)
    count = cancel_these(found)
    return count + found.exclude(content="").update(content="")


def register():
    word_erasers.register("sessions", sessions)
    word_erasers.register("tasks", tasks)
    word_erasers.register("mails", mails)
