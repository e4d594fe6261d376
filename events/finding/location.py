"""Where somebody is: only when they press the button, and no more exactly than ten kilometres."""

import math

from django.conf import settings

DIGITS = 1  # of a degree


def allow_location(response):
    """The pages with the button are the only ones whose scripts may ask the browser where it is."""
    policy = settings.PERMISSIONS_POLICY.replace("geolocation=()", "geolocation=(self)")
    response.headers["Permissions-Policy"] = policy
    return response


def place_sent(data):
    """(latitude, longitude), rounded, of a form that was sent; None where that is no place on earth."""
    try:
        latitude, longitude = (float(data.get(name, "")[:32]) for name in ("latitude", "longitude"))
    except ValueError:
        return None
    if not (
        math.isfinite(latitude) and math.isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180
    ):
        return None
    return round(latitude, DIGITS), round(longitude, DIGITS)
