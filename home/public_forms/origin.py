"""Where a request comes from, as browsers say it: without cookies there is no other mark of a forged one."""

from urllib.parse import urlsplit

from django.conf import settings


def _ours(request):
    address = urlsplit(settings.SITE_ADDRESS)
    return {
        f"{request.scheme}://{request.get_host()}",
        f"{address.scheme}://{address.netloc}",
        *settings.CSRF_TRUSTED_ORIGINS,
    }


def same_site(request):
    """Whether a POST was sent by a page of this site. Browsers too old to say anything are believed."""
    fetched_from = request.headers.get("Sec-Fetch-Site")
    if fetched_from and fetched_from not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("Origin")
    return not origin or origin in _ours(request)
