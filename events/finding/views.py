"""Suggestions while somebody types, and what is near somebody who asks. Nothing of either is stored, logged or in an address."""

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from events.finding.location import allow_location, place_sent
from events.finding.near import near_place
from events.finding.search import find
from events.the_day import edition_page, edition_pages
from home.languages import bcp47
from home.public_forms import never_stored, same_site
from home.routing import page_address

SUGGESTIONS = 8
FRESH = 300  # seconds


def _suggestion(found):
    return {
        "part": f"{found.city.address_part}/",
        "name": found.name,
        "lang": bcp47(found.name_language) if found.name_language else "",
        "other": found.matched,
        "typed": found.typed,
        "region": found.region,
        "country": found.country,
        "near": _("near %(city)s") % {"city": found.near} if found.near else "",
        "label": found.label,
    }


@require_safe
def suggest(request):
    """The same for everybody who types this, so that it may be kept for a few minutes on the way."""
    found = find(request.GET.get("q", ""), SUGGESTIONS)
    said = ngettext("%(cities)s city", "%(cities)s cities", len(found)) % {"cities": len(found)}
    response = JsonResponse({"said": said, "cities": [_suggestion(each) for each in found]})
    response.headers["Cache-Control"] = f"public, max-age={FRESH}"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@csrf_exempt  # no cookie, and nothing is changed: see home/public_forms
@require_http_methods(["GET", "HEAD", "POST"])
def near(request):
    """What is near a place that a browser sends when its reader presses the button."""
    foreign = request.method == "POST" and not same_site(request)
    place = place_sent(request.POST) if request.method == "POST" and not foreign else None
    page = edition_page(edition_pages())
    context = {
        "near": near_place(page, *place) if place else None,
        "cities_address": f"{page_address(page)}cities/" if page else "",
        "is_unclear": request.method == "POST" and place is None,
        "noindex": True,
        "page_type": "cities-near",
    }
    status = 403 if foreign else 422 if context["is_unclear"] else 200
    return allow_location(never_stored(render(request, "events/finding/near.html", context, status=status)))
