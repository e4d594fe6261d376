"""What a page of a city offers to somebody who is there: it follows from the time of the edition and from who is there."""

from dataclasses import dataclass

from django.urls import reverse

OPEN = {"open", "today"}


@dataclass(frozen=True)
class Offers:
    """Addresses of forms; "" is not offered. `first` names the one that comes before the others."""

    first: str = ""  # "join" or "coordinate"
    join: str = ""
    coordinate: str = ""
    tell: str = ""


def _form(name, city):
    return f"{reverse(name)}?city={city.geonameid}"


def offers_in(city, edition, is_coordinated, has_events):
    """Somebody coordinates: be connected. Nobody does: become the coordinator; where events are, be connected as well."""
    if edition.phase() not in OPEN:
        return Offers()
    return Offers(
        first="join" if is_coordinated else "coordinate",
        join=_form("sign-up-join", city) if is_coordinated or has_events else "",
        coordinate="" if is_coordinated else _form("sign-up-coordinate", city),
        tell=_form("sign-up-tell", city),
    )
