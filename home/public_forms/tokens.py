"""The token of a form: signed, without a cookie. It holds when it was given out and a nonce, nothing about a person."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe

from django.core import signing
from django.utils import timezone

from home.encryption import lookup_hash

SALT = "home.public_forms"
VALID_FOR = timedelta(days=2)  # long enough for somebody who is interrupted


@dataclass(frozen=True)
class Token:
    nonce: str
    given_at: datetime

    @property
    def nonce_hash(self):
        return lookup_hash(f"form:{self.nonce}")

    @property
    def age(self):
        return timezone.now() - self.given_at

    @property
    def is_stale(self):
        return self.age > VALID_FOR


def give(form_name, ago=timedelta()):
    """A new one, as if given out so long `ago`."""
    moment = int((timezone.now() - ago).timestamp())
    return signing.dumps([form_name, token_urlsafe(12), moment], salt=SALT)


def read(text, form_name):
    """The `Token` of this form, or None where it was not given out for it."""
    try:
        name, nonce, moment = signing.loads(text or "", salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if name != form_name:
        return None
    return Token(nonce, datetime.fromtimestamp(moment, UTC))
