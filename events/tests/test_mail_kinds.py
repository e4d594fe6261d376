"""Whatever kind of mail is written, staff read what it is in words."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from events.conversations import letters
from events.models import SignUp, Update
from events.updates.sending import kind_of
from home.registries import mail_kinds

WRITERS = {"write_to": 1, "queue": 0}  # the place of the kind among what they are given


def written():
    """Kinds that stand in the code as they are."""
    for room in ("home", "resources", "events"):
        for path in (Path(settings.BASE_DIR) / room).rglob("*.py"):
            if "tests" in path.parts:
                continue
            for call in ast.walk(ast.parse(path.read_text())):
                name = getattr(
                    getattr(call, "func", None), "attr", getattr(getattr(call, "func", None), "id", "")
                )
                place = WRITERS.get(name)
                if (
                    place is not None
                    and len(call.args) > place
                    and isinstance(call.args[place], ast.Constant)
                ):
                    yield call.args[place].value


KINDS = {
    *written(),
    *(f"conversation-{kind}" for kind in letters.KINDS),
    *(f"sign-up-{kind}" for kind in SignUp.Kind.values),
    *(kind_of(group) for group in Update.Group),
}


def test_many_kinds_are_found():
    assert {
        "invitation",
        "password-reset",
        "host-link",
        "report-due",
        "sign-up-join",
        "consent-review",
    } <= KINDS


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_mail_has_words_for_staff(kind):
    assert kind in mail_kinds
