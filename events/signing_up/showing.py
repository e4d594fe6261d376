"""What a person is shown of themselves. Neither notes of the desk, nor what others wrote, nor who they are."""

from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.kinds import KINDS
from events.models import SignUp
from events.retention import kept_until
from events.signing_up.link_views import STANDS
from events.signing_up.places import places
from events.signing_up.telling import RELATIONS, told
from home.languages import listed

CHANGEABLE = {SignUp.Kind.JOIN, SignUp.Kind.COORDINATE}


@dataclass
class Shown:
    sign_up: SignUp
    places: list
    facts: list = field(default_factory=list)  # [(label, words)] of everything that is kept

    @property
    def stands(self):
        return self.sign_up.state in STANDS

    @property
    def is_changeable(self):
        return self.stands and self.sign_up.kind in CHANGEABLE

    @property
    def kept_until(self):
        return kept_until(self.sign_up.edition)


def shown(person):
    from events.hosting.naming import names_waiting

    sign_ups = person.sign_ups.select_related("edition", "event__city").prefetch_related("cities__names")
    return {
        "person": person,
        "name_waits": names_waiting().filter(pk=person.pk).exists(),
        "sign_ups": [Shown(each, places(each.edition, each.cities.all()), facts(each)) for each in sign_ups],
        "agreements": person.consents.select_related("edition").order_by("-given_at", "-pk"),
        "coordinates": person.coordinates.select_related("edition", "person").prefetch_related(
            "cities__names"
        ),
        "hosted": person.hosted.count(),
    }


def facts(sign_up):
    """[(label, words)] of everything that one sign-up says."""
    found = [
        (_("What you would like to do"), listed(KINDS[kind] for kind in sign_up.activities if kind in KINDS)),
        (_("Organisation"), sign_up.organisation),
        (_("Note"), sign_up.note),
    ]  # fmt: skip
    if sign_up.event:
        found.insert(0, (_("Event"), str(sign_up.event)))
    if sign_up.kind == SignUp.Kind.COORDINATE:
        found.append((_("How you are shown"), sign_up.get_display_display()))
    return [(label, words) for label, words in [*found, *_told(sign_up)] if words]


def _told(sign_up):
    said = told(sign_up)
    labels = {
        "title": _("What it is called"),
        "kinds": _("What happens there"),
        "starts_on": _("Date"),
        "starts_time": _("Begins at"),
        "ends_on": _("Last date"),
        "ends_time": _("Ends at"),
        "venue": _("Venue"),
        "address": _("Address"),
        "text": _("What people should know"),
        "link": _("Page elsewhere"),
        "relation": _("You and the event"),
    }
    if said:
        said["kinds"] = listed(KINDS[kind] for kind in said["kinds"])
        said["relation"] = str(RELATIONS.get(said["relation"], ""))
    return [(capfirst(label), said.get(name, "")) for name, label in labels.items()]
