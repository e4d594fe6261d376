"""A receipt: that an account was withdrawn, when, how much of what, and what was found afterwards. It names no word of it.

Signed by Ed25519 with a key made of HUB_LOOKUP_KEY, so `manage.py check_receipt` knows it again on this site, and whoever has
the public key that stands in it can check it anywhere.
"""

import base64
import hashlib
import json

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings


def receipt_of(withdrawal):
    """The receipt as bytes of JSON."""
    said = {
        "site": settings.SITE_ADDRESS,
        "number": withdrawal.number,
        "begun": withdrawal.begun_at.isoformat(timespec="seconds"),
        "looked_again": withdrawal.looked_at.isoformat(timespec="seconds") if withdrawal.looked_at else None,
        "removed": withdrawal.removed,
        "left": len(withdrawal.left),
        "complete": withdrawal.is_complete,
        "public_key": _coded(_public_key()),
    }
    signed = {**said, "signature": _coded(_key().sign(_canonical(said)))}
    return json.dumps(signed, indent=2, sort_keys=True).encode() + b"\n"


def is_ours(receipt):
    """Whether this site signed the receipt (bytes) as it is."""
    try:
        said = json.loads(receipt)
        signature = base64.b64decode(said.pop("signature"), validate=True)
        _key().public_key().verify(signature, _canonical(said))
    except (InvalidSignature, ValueError, KeyError, TypeError, AttributeError):
        return False
    return True


def _canonical(said):
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()


def _key():
    seed = hashlib.sha256(b"hub.withdrawal.receipt:" + settings.HUB_LOOKUP_KEY.encode()).digest()
    return Ed25519PrivateKey.from_private_bytes(seed)


def _public_key():
    return _key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def _coded(data):
    return base64.b64encode(data).decode()
