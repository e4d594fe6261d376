"""While the mail server does not answer, it is asked by one mail every two minutes, not by each for twenty seconds.

Else a thousand mails that wait would keep the worker from everything else. Without a cache nothing rests.
"""

import logging

from django.conf import settings
from django.core.cache import cache

from home.encryption import lookup_hash

logger = logging.getLogger("hub.mail")
SECONDS = 120


def _key():
    """Another server is another matter."""
    server = (settings.HUB_MAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT)
    return f"hub:mail:resting:{lookup_hash(str(server))}"


def is_resting():
    try:
        return bool(cache.get(_key()))
    except Exception as error:
        logger.warning("Whether the mail server rests is not known: %s", type(error).__name__)
        return False


def rest():
    _note(lambda: cache.set(_key(), True, SECONDS))


def wake():
    _note(lambda: cache.delete(_key()))


def _note(change):
    try:
        change()
    except Exception as error:
        logger.warning("Whether the mail server rests could not be noted: %s", type(error).__name__)
