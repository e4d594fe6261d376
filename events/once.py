"""What several parts of one page ask for is found once for the page."""

from home.languages import reader_language


def once(request, name, find):
    """What `find()` says, kept on the request; without a request it is asked each time."""
    if request is None:
        return find()
    found = request.__dict__.setdefault("events_found", {})
    key = reader_language(), name
    if key not in found:
        found[key] = find()
    return found[key]
