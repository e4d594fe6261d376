"""A public server. Refuses to start on a missing or weak setting, with a sentence that says what to set."""

from .base import *  # noqa: F403
from .base import (
    ALLAUTH_TRUSTED_PROXY_COUNT,
    ALLOWED_HOSTS,
    DEFAULT_FROM_EMAIL,
    EMAIL_CONFIG,
    HUB_ENCRYPTION_KEYS,
    HUB_LOOKUP_KEY,
    HUB_REQUIRE_SECOND_FACTOR,
    S3_BUCKET,
    S3_PUBLIC_URL,
    SECRET_KEY,
    SITE_ADDRESS,
    TRANSLATOR_PROBLEMS,
    env,
)
from .translator import refuse_to_start


def _weak(key, length):
    return len(key) < length or len(set(key)) < 10


_problems = [*TRANSLATOR_PROBLEMS]
if _weak(SECRET_KEY, 50):
    _problems.append("SECRET_KEY: set it to at least 50 random characters.")
if not HUB_ENCRYPTION_KEYS or any(_weak(key, 32) for key in HUB_ENCRYPTION_KEYS):
    _problems.append(
        "HUB_ENCRYPTION_KEYS: set it to one or more random keys of at least 32 characters, newest first."
    )
if _weak(HUB_LOOKUP_KEY, 32):
    _problems.append("HUB_LOOKUP_KEY: set it to at least 32 random characters.")
if len({SECRET_KEY, HUB_LOOKUP_KEY, *HUB_ENCRYPTION_KEYS}) < 2 + len(HUB_ENCRYPTION_KEYS):
    _problems.append("SECRET_KEY, HUB_ENCRYPTION_KEYS and HUB_LOOKUP_KEY: set each to a key of its own.")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    _problems.append("ALLOWED_HOSTS: set it to the host names of this site, separated by commas; not to *.")
if not SITE_ADDRESS.startswith("https://"):
    _problems.append("SITE_ADDRESS: set it to the address of this site, beginning with https://.")
if not EMAIL_CONFIG["EMAIL_BACKEND"].endswith(".smtp.EmailBackend"):
    _problems.append(
        "EMAIL_URL: set it to the mail server, for instance smtp+tls://user:password@mail.example.org:587."
    )
if "@" not in DEFAULT_FROM_EMAIL or "localhost" in DEFAULT_FROM_EMAIL:
    _problems.append("DEFAULT_FROM_EMAIL: set it to the address that mails come from.")
if not HUB_REQUIRE_SECOND_FACTOR:
    _problems.append("HUB_REQUIRE_SECOND_FACTOR: leave it unset; the staff of a public site need one.")
if env("SECURE_PROXY_SSL_HEADER", default="") and ALLAUTH_TRUSTED_PROXY_COUNT < 1:
    _problems.append(
        "HUB_PROXY_COUNT: set it to the number of proxies in front of the hub, or all of the staff share one log-in limit."
    )
if S3_BUCKET and not S3_PUBLIC_URL.startswith("https://"):
    _problems.append(
        "S3_PUBLIC_URL: set it to the https:// address at which readers find the bucket's public folders."
    )
refuse_to_start(_problems)
