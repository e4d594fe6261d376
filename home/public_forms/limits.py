"""How often something came from one place, without keeping from where: hashes whose salt is thrown away each day."""

import logging
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import get_random_string

from home.encryption import lookup_hash

logger = logging.getLogger("hub.forms")
DAY = 24 * 60 * 60


def _salt():
    """A random word for today, kept in the cache only."""
    key = f"hub:forms:salt:{timezone.now():%Y%m%d}"
    salt = cache.get(key)
    if salt is None:
        cache.add(key, get_random_string(32), DAY)
        salt = cache.get(key)
    return salt or ""


def too_often(what, value, most, seconds=3600):
    """Counts one more of `value` (an address, say) and tells whether that is more than `most` in this time.

    Without a cache nothing is counted and nobody is doubted.
    """
    if not value:
        return False
    try:
        digest = lookup_hash(f"{_salt()}:{what}:{value}")
        key = f"hub:forms:{what}:{digest}:{int(timezone.now().timestamp()) // seconds}"
        cache.add(key, 0, seconds)
        count = cache.incr(key)
        cache.touch(key, seconds)  # caches in files forget how long they were to keep it
        return count > most
    except Exception as error:
        logger.warning("A limit could not be counted: %s", type(error).__name__)
        return False


def sender(request):
    """The network address that a request came from, past as many proxies as the settings trust.

    Of an IPv6 address the first half: the other half is a household's own to choose.
    """
    return _household(_address(request))


def _address(request):
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    trusted = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    if trusted and len(hops) >= trusted:
        return hops[-trusted]
    return request.META.get("REMOTE_ADDR", "")


def _household(address):
    try:
        found = ip_address(address)
    except ValueError:
        return address[:100]
    return str(ip_network((found, 64), strict=False)) if found.version == 6 else str(found)
