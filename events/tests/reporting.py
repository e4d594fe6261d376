"""Helpers of the tests of reports."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from events.hosting import sessions
from events.reporting.forms import HostReportForm
from home.public_forms import tokens
from home.tests.cleaning import pictures


def come_in(client, coordinator):
    """The client is in the coordinator's room."""
    client.cookies[sessions.cookie_name()] = sessions.open_session(RequestFactory().get("/"), coordinator)
    return client


def photo(name="photo.jpg", size=(640, 480), plant=True):
    """A photograph as a telephone writes it, with place, camera and date."""
    return SimpleUploadedFile(
        name, pictures.encode(pictures.scene(size, "RGB"), "jpeg", plant=plant), "image/jpeg"
    )


def sent(letters=(), photos=(), **fields):
    """What a browser sends: `letters` and `photos` are lists of {field: value}."""
    data = {
        "token_field": tokens.give(HostReportForm.purpose()),
        "text": "We stood there for an hour.",
        "language": "en",
        "attendance": "",
        "signatures": "",
        "links": "",
        "country": "",
        **fields,
    }
    for prefix, rows in (("deliveries", letters), ("photos", photos)):
        data[f"{prefix}-TOTAL_FORMS"] = str(len(rows) + 2)
        data[f"{prefix}-INITIAL_FORMS"] = "0"
        for number, row in enumerate(rows):
            data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def letter(mission, method="in_person", outcome="delivered", note=""):
    return {"mission": str(mission.pk), "method": method, "outcome": outcome, "note": note}
