"""The pages on safety: one for each country, and the list of those that staff wrote about."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_safe

from events.countries import country_name, is_country
from events.safety.finding import safety_of, spoken_of
from events.safety.languages import furniture
from events.safety.words import parts
from home.addresses import whole
from home.languages import locales, reader_language
from home.navigation import link
from home.routing import find, serve


def _asked_in_a_language_of_ours():
    if reader_language() not in locales():
        raise Http404


def _way():
    """What stands above these pages."""
    reader = reader_language()
    return [link(pgettext("breadcrumb", "Home"), f"/{reader}/", reader, reader)]


@require_safe
def first(request):
    """A page that staff made at this address comes first; without one, the list of countries."""
    _asked_in_a_language_of_ours()
    route = find("safety/", reader_language())
    if route and not route.subpath:
        return serve(request, "safety/")
    return redirect("safety-index")


@require_safe
def index(request):
    _asked_in_a_language_of_ours()
    found = {}
    for safety in spoken_of():
        found.setdefault(safety.country, safety)
    countries = sorted(
        ({"name": country_name(code), "code": code, "safety": safety} for code, safety in found.items()),
        key=lambda each: each["name"],
    )
    return render(
        request,
        "events/safety/index.html",
        {
            "countries": countries,
            "way": _way(),
            "canonical_url": whole(request.path),
            "noindex": not countries,
        },
    )


@require_safe
def country(request, country):
    """Where staff have written nothing, the page says so, and what holds everywhere."""
    _asked_in_a_language_of_ours()
    code = country.upper()
    if not is_country(code):
        raise Http404
    safety = safety_of(code)
    around = furniture(safety, f"safety/{country}/") if safety else {"noindex": True}
    return render(
        request,
        "events/safety/country.html",
        {
            "country": country_name(code),
            "country_code": code,
            "safety": safety,
            "parts": parts(safety) if safety else [],
            "way": _way(),
            "index_url": reverse("safety-index"),
            "index_title": gettext("Safety, country by country"),
            **around,
        },
    )
