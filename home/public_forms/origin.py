"""Where a request comes from, as browsers say it: without cookies there is no other mark of a forged one."""

from urllib.parse import urlsplit

from django.conf import settings

from home.addresses import host


def same_site(request):
    """Whether a POST was sent by a page of this site. Browsers too old to say anything are believed."""
    fetched_from = request.headers.get("Sec-Fetch-Site")
    if fetched_from and fetched_from not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("Origin")
    if not origin:
        return True
    return urlsplit(origin).netloc in {request.get_host(), host()} or origin in settings.CSRF_TRUSTED_ORIGINS
