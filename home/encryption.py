"""Private data at rest: encrypted by keys that live outside the database, with a keyed hash where it must be looked up."""

import base64
import hashlib
import hmac
import unicodedata

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models


def _fernet():
    keys = settings.HUB_ENCRYPTION_KEYS
    if not keys:
        raise ImproperlyConfigured("HUB_ENCRYPTION_KEYS: set it to one or more random keys, newest first.")
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest())) for key in keys]
    )


def encrypt(text):
    """Ciphertext (ASCII) of `text` under the newest key."""
    return _fernet().encrypt(text.encode()).decode()


def decrypt(token):
    """The text of a ciphertext; `InvalidToken` when none of the keys fits."""
    return _fernet().decrypt(token.encode()).decode()


def lookup_hash(value):
    """64 hex digits that are equal for equal values (case and Unicode form aside), of no use without the key."""
    normal = unicodedata.normalize("NFKC", value).strip().casefold()
    return hmac.new(settings.HUB_LOOKUP_KEY.encode(), normal.encode(), hashlib.sha256).hexdigest()


class EncryptedTextField(models.TextField):
    """Text that the database sees as ciphertext only. It can't be searched: keep a `lookup_hash` beside it."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return encrypt(value) if value else value

    def from_db_value(self, value, expression, connection):
        if not value:
            return value
        try:
            return decrypt(value)
        except InvalidToken as error:
            raise ImproperlyConfigured(
                "Private data can't be decrypted: HUB_ENCRYPTION_KEYS lacks the key it was written with."
            ) from error

    def get_lookup(self, lookup_name):
        if lookup_name not in {"isnull"}:
            raise TypeError("An encrypted field can't be searched: compare its lookup hash.")
        return super().get_lookup(lookup_name)
