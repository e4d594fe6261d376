"""Addresses short enough to be typed from paper: /r/<code> leads to a resource in the language that the browser asks for."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from home.addresses import whole
from home.routing import language_asked_for, page_address
from resources.codes import drawing

SIGNS = "23456789abcdefghjkmnpqrstvwxyz"  # none that look like another one
LONGEST = 10
FRESH = 300  # seconds


def code_of(number):
    """The code of a resource's number, at least two signs long."""
    found = ""
    while number or len(found) < 2:
        number, place = divmod(number, len(SIGNS))
        found = SIGNS[place] + found
    return found


def number_of(code):
    """The number behind a code, however it was typed, or None."""
    code = code.lower()
    if len(code) > LONGEST or not set(code) <= set(SIGNS):
        return None
    number = 0
    for sign in code:
        number = number * len(SIGNS) + SIGNS.index(sign)
    return number if code == code_of(number) else None


def short_address(resource):
    """The whole short address of a resource: "https://example.org/r/2k"."""
    return whole(reverse("short-address", args=[code_of(resource.pk)]))


def _pages(code):
    from resources.models import ResourcePage

    number = number_of(code)
    if number is None:
        raise Http404
    return ResourcePage.objects.visible().filter(resource=number)


@require_safe
def follow(request, code):
    """Leads to the page of the resource, if readers may see one."""
    language = language_asked_for(request)
    page = _pages(code).best_for(language).first()
    if page is None:
        raise Http404
    response = redirect(page_address(page, language))
    response.headers["Cache-Control"] = f"public, max-age={FRESH}"
    response.headers["X-Robots-Tag"] = "noindex"
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def picture(request, code):
    """The code to scan, as an SVG to print."""
    page = _pages(code).select_related("resource").first()
    if page is None:
        raise Http404
    size, path = drawing(short_address(page.resource))
    response = HttpResponse(
        render_to_string("resources/code.svg", {"size": size, "path": path}), content_type="image/svg+xml"
    )
    response.headers["Cache-Control"] = f"public, max-age={FRESH}"
    response.headers["Content-Disposition"] = (
        f'attachment; filename="{settings.SITE_ADDRESS.split("//")[-1].split(":")[0]}-{code}.svg"'
    )
    return response
