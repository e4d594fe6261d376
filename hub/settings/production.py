"""A public server. Refuses to start on a missing or weak setting, with a sentence that says what to set."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import ALLOWED_HOSTS, HUB_ENCRYPTION_KEYS, HUB_LOOKUP_KEY, SECRET_KEY, SITE_ADDRESS, env

_problems = []
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10:
    _problems.append("SECRET_KEY: set it to at least 50 random characters.")
if not HUB_ENCRYPTION_KEYS or any(len(key) < 32 for key in HUB_ENCRYPTION_KEYS):
    _problems.append(
        "HUB_ENCRYPTION_KEYS: set it to one or more random keys of at least 32 characters, newest first."
    )
if len(HUB_LOOKUP_KEY) < 32:
    _problems.append("HUB_LOOKUP_KEY: set it to at least 32 random characters.")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    _problems.append("ALLOWED_HOSTS: set it to the host names of this site, separated by commas; not to *.")
if not SITE_ADDRESS.startswith("https://"):
    _problems.append("SITE_ADDRESS: set it to the address of this site, beginning with https://.")
if not env("EMAIL_URL", default=""):
    _problems.append(
        "EMAIL_URL: set it to the mail server, for instance smtp+tls://user:password@mail.example.org:587."
    )
if "localhost" in env("DEFAULT_FROM_EMAIL", default="localhost"):
    _problems.append("DEFAULT_FROM_EMAIL: set it to the address that mails come from.")
if _problems:
    raise ImproperlyConfigured("The hub does not start:\n  " + "\n  ".join(_problems))
