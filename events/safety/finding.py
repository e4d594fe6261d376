"""Staff's words on safety, in the language that suits the reader best."""

from django.urls import reverse

from events.models.safety import CountrySafety
from home.languages import reader_language


def spoken_of():
    """Live words on safety in the reader's best languages, the best first: two originals may speak of one country."""
    return CountrySafety.objects.best_for(reader_language()).order_by("language_rank", "pk")


def safety_of(country):
    """The live words on safety in a country ("KR") in the reader's best language, or None. One query."""
    return spoken_of().filter(country=country.upper()).first()


def safety_url(country):
    """The address of the page on safety in a country, under the reader's language; it is there for every country."""
    return reverse("safety-country", args=[country.lower()])
