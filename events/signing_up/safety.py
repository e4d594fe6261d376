"""The pages on safety that whoever signs up should read first."""

from django.urls import reverse
from django.utils.translation import gettext as _

MOST = 5


def safety_pages(cities):
    """[(label, address)]: those of the countries in question; without any, the list of all countries."""
    from events.safety import safety_url

    countries = {city.country: city.country_name for city in cities}
    if not countries:
        return [(_("Safety, country by country"), reverse("safety"))]
    return [
        (_("Safety in {country}").format(country=name), safety_url(code))
        for code, name in list(countries.items())[:MOST]
    ]
