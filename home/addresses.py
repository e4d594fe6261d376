"""Addresses of ours as others need them: whole, with scheme and host."""

from urllib.parse import urljoin, urlsplit

from django.conf import settings


def whole(address):
    """An address of the site, or of a bucket, with what stands before it."""
    return urljoin(settings.SITE_ADDRESS, str(address))


def host():
    """The site's name in identities that must stay the same for ever."""
    return urlsplit(settings.SITE_ADDRESS).hostname
