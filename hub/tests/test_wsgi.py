"""What arrives at the door: nothing of it may break the making of a request, which no error page of ours could answer."""

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory

from hub.wsgi import in_letters

FORM = "application/x-www-form-urlencoded"


def arrived(kind):
    """The request that Django makes of a form that says it is of this kind."""
    environ = RequestFactory().generic("POST", "/?a=%FF", b"city=Seoul").environ | {"CONTENT_TYPE": kind}
    return in_letters(lambda environ, start: WSGIRequest(environ))(environ, None)


@pytest.mark.parametrize(
    "charset",
    ["rot13", "base64", "undefined", "idna", "no-such", "\0", "x" * 5000, '"rot13"', "hex; charset=zip"],
)
@pytest.mark.parametrize("kind", [FORM, "multipart/form-data; boundary=x", "text/html"])
def test_a_character_set_of_no_letters_is_no_error(kind, charset):
    request = arrived(f"{kind}; charset={charset}")
    assert not request.POST and request.GET["a"]


@pytest.mark.parametrize("kind", [FORM, f"{FORM}; charset=utf-8", f"{FORM}; charset=UTF-8"])
def test_a_form_is_read_as_ever(kind):
    assert arrived(kind).POST["city"] == "Seoul"
