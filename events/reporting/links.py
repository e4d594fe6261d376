"""Links that people put into a report: where they lead is plain to see, and they run nothing."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

MOST = 10
LONGEST = 500
_is_address = URLValidator(schemes=["http", "https"])


def read_links(text):
    """One address a line → list. Raises ValidationError that names the line."""
    lines = [line.strip() for line in (text or "").splitlines() if line.strip()]
    links = list(dict.fromkeys(lines))
    if len(links) > MOST:
        raise ValidationError(
            _("At most %(most)d links: leave out the less important ones.") % {"most": MOST}
        )
    for number, link in enumerate(links, 1):
        if not _is_safe(link):
            raise ValidationError(
                _("Line %(number)d is no address of a page. Copy it whole, beginning with https://.")
                % {"number": number}
            )
    return links


def _is_safe(link):
    try:
        _is_address(link)
        parts = urlsplit(link)
        return len(link) <= LONGEST and not parts.username and not parts.password and bool(host_of(link))
    except (ValidationError, ValueError):
        return False


def host_of(link):
    """Where a link leads, as machines spell it: letters of other scripts that look alike give themselves away."""
    try:
        host = urlsplit(link).hostname or ""
        return host.encode("idna").decode()
    except (UnicodeError, ValueError):
        return ""
