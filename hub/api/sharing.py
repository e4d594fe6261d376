"""How an answer travels: kept for a few minutes by whoever asks, asked for again by its mark, read from any site."""

from functools import wraps

from django.utils import translation
from django.views.decorators.http import conditional_page

MAX_AGE = 300  # seconds for which a page that was withdrawn may still stand in somebody's cache


def shared(view):
    """Nothing is kept on the server, so that what is withdrawn is in no answer from that moment on.

    The answer is the same whoever asks and whatever they read: its own words are English. It is rendered here, so that
    its headers are put on what is really sent, a 304 too.
    """
    answered = conditional_page(view)

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        with translation.override("en"):
            response = answered(request, *args, **kwargs)
            if callable(getattr(response, "render", None)):
                response = response.render()
        kept = response.status_code in {200, 302, 304}
        response.headers["Cache-Control"] = (
            f"public, max-age={MAX_AGE}, must-revalidate" if kept else "no-cache"
        )
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return wrapped
