"""The WSGI entry point that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.production")


def in_letters(application):
    """Makes nothing of a body whose type names a character set that can't be read: Django would raise before it handles errors."""

    def wrapped(environ, start_response):
        if not _can_be_read(environ.get("CONTENT_TYPE", "")):
            environ["CONTENT_TYPE"] = "application/octet-stream"
        return application(environ, start_response)

    return wrapped


def _can_be_read(content_type):
    if ";" not in content_type:
        return True
    try:
        b"\xff".decode(parse_header_parameters(content_type)[1].get("charset", "utf-8"), "replace")
    except (
        LookupError,
        ValueError,
    ):  # no such codec, one of no letters (rot13), one that can't replace (idna)
        return False
    return True


application = in_letters(get_wsgi_application())
