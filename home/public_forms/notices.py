"""Pages that nobody keeps, and the one that says a single thing: confirmed, gone, taken, not to be read."""

from django.shortcuts import render


def never_stored(response):
    """Neither browsers nor caches keep it, and search engines don't list it."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def notice(request, title, sentences, *, status=200, link=None, **context):
    """A page of one heading and a few sentences. `link`: (label, address) of the way on."""
    words = {"title": title, "sentences": sentences, "link": link, "noindex": True, "page_type": "notice"}
    return never_stored(render(request, "notice_page.html", {**words, **context}, status=status))
