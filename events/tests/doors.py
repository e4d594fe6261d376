"""Going through the door behind a mailed link, and coming too late."""

import time
from types import SimpleNamespace


def through(client, door):
    """Press the button of a door. Returns the address of the room."""
    answer = client.post(door)
    assert answer.status_code == 303
    return answer["Location"]


def hours_pass(monkeypatch, hours):
    """What was signed is so much older from now on."""
    then = time.time() + hours * 60 * 60
    monkeypatch.setattr("django.core.signing.time", SimpleNamespace(time=lambda: then))
