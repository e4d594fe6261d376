"""What a browser never sends, answered without error: bodies that are too large, cut off, or in another character set."""

import codecs

from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError

CANT_BE_READ = (
    BadRequest,
    MultiPartParserError,
    TooManyFieldsSent,
    TooManyFilesSent,
    UnreadablePostError,
)


def unreadable(request, most_bytes):
    """413 or 400 where the form that a POST holds can't be taken in, else None. Reads it."""
    foreign_letters = not _is_utf8(request.encoding)
    if request.encoding != "utf-8":  # once: what was read is thrown away by it, and files can't be read again
        request.encoding = "utf-8"  # also for the page that says so
    if foreign_letters:
        return 400
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 400
    if length > most_bytes:
        return 413
    try:
        request.POST  # noqa: B018  (it is read here)
    except RequestDataTooBig:
        return 413
    except CANT_BE_READ:
        return 400
    return None


def _is_utf8(name):
    try:
        return name is None or codecs.lookup(name).name in {"utf-8", "ascii"}
    except (LookupError, ValueError):
        return False
