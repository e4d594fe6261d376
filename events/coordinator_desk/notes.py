"""Notes of the desk on anything it works with, and who of the desk looks after it."""

from django.apps import apps
from django.db import transaction
from wagtail.log_actions import log

from events.models import DeskNote
from home.accounts.rights import COORDINATOR_DESK
from home.models import User

ASSIGNED = "hub.desk.assigned"
KINDS = {
    "events.signup",
    "events.conversation",
    "events.eventproposal",
    "events.cityreport",
    "events.coordinator",
    "events.hostletter",
}
"""What can have notes. What has a field `assigned_to` can be assigned as well."""


def about(thing):
    """As the outbox and the notes name a thing: "events.signup:12"."""
    return f"{thing._meta.label_lower}:{thing.pk}"


def find(mark):
    """The thing that such a mark names, or None."""
    label, _colon, pk = mark.partition(":")
    if label not in KINDS or not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        return None
    return apps.get_model(label).objects.filter(pk=int(pk)).first()


def note(about, text, by):
    return DeskNote.objects.create(about=about, text=text, author=by)


def go_with(sender, instance, **kwargs):
    """With a thing goes what was noted of it. A signal: things are erased in many ways, also with others."""
    DeskNote.objects.filter(about=about(instance)).delete()


def notes_on(thing):
    return DeskNote.objects.filter(about=about(thing)).select_related("author")


def desk_people():
    """Whoever can look after something: active people of the desk."""
    return User.objects.filter(groups__name=COORDINATOR_DESK.name, is_active=True).order_by("name", "pk")


def is_assignable(thing):
    return hasattr(thing, "assigned_to_id")


def may_change(thing, user):
    return user.has_perm(f"events.change_{thing._meta.model_name}")


def panel(thing, user):
    """What the foot of its page shows to this person, and whether they may assign it and write there."""
    if not user.has_perm("events.view_desknote"):
        return {"about": ""}
    assigned_to = thing.assigned_to if is_assignable(thing) else None
    people = list(desk_people()) if is_assignable(thing) and may_change(thing, user) else []
    if people and assigned_to and assigned_to not in people:
        people.append(
            assigned_to
        )  # who has left the desk meanwhile still stands there, until somebody else does
    return {
        "about": about(thing),
        "notes": notes_on(thing),
        "assigned_to": assigned_to,
        "people": people,
        "may_write": may_change(thing, user) and user.has_perm("events.add_desknote"),
    }


@transaction.atomic
def assign(thing, to, by):
    """`to`: a person of the desk, or None."""
    type(thing).objects.filter(pk=thing.pk).update(assigned_to=to)
    log(thing, ASSIGNED, user=by, data={"to": to.pk if to else None})
