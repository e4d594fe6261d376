"""The role rule: who delivers a letter, and who stands in solidarity."""

from django.utils.translation import gettext as _

from home.languages import in_words

CITY, SOLIDARITY = "city", "solidarity"


def role_key(has_open_mission):
    return CITY if has_open_mission else SOLIDARITY


def role_title(key):
    return _("City Coordinator") if key == CITY else _("Solidarity City Coordinator")


def role_of(city, date):
    """{key, title, reason} of the coordinator's role in a city on a date, and the missions open there then."""
    missions = list(city.missions.open_on(date))
    if missions:
        reason = _("There is a Chinese mission in %(city)s: %(kinds)s.") % {
            "city": city.display_name,
            "kinds": in_words(dict.fromkeys(mission.get_kind_display() for mission in missions)),
        }
        return {"key": CITY, "title": role_title(CITY), "reason": reason}, missions
    reason = _("There is no Chinese mission in %(city)s, so any kind of event helps.") % {
        "city": city.display_name
    }
    return {"key": SOLIDARITY, "title": role_title(SOLIDARITY), "reason": reason}, []
