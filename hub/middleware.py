"""Headers that every answer carries, and answers made small, or not sent again, for slow lines."""

from django.conf import settings
from django.middleware.gzip import GZipMiddleware
from django.middleware.http import ConditionalGetMiddleware

from hub import errors


class ResponseHeadersMiddleware:
    """The permissions policy everywhere, and the admin's own content policy where the admin is.

    In maintenance nothing further in is asked: neither session nor database.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = errors.closed(request) or self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path.startswith(settings.ADMIN_PREFIXES):
            response.headers["Content-Security-Policy"] = settings.ADMIN_CONTENT_SECURITY_POLICY
            response.headers["X-Frame-Options"] = "SAMEORIGIN"  # previews stand in a frame of the admin
            response._csp_exempt = True
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def _depends_on_cookie(response):
    return "cookie" in response.get("Vary", "").lower()


class ConditionalMiddleware(ConditionalGetMiddleware):
    """What everybody may read isn't sent again to whoever has it: 304 by its very words, so that a withdrawal shows at once."""

    def process_response(self, request, response):
        if (
            response.status_code != 200
            or _depends_on_cookie(response)
            or "no-store" in response.get("Cache-Control", "")
        ):
            return response
        return super().process_response(request, response)


class CompressionMiddleware(GZipMiddleware):
    """Text that everybody may read, compressed. Static files are compressed already, and uploads are no text.

    Nothing that depends on a cookie: the length of a compressed page could tell what else stands in it.
    """

    def process_response(self, request, response):
        kind = response.get("Content-Type", "").split(";")[0]
        text = kind.startswith("text/") or kind.endswith(("json", "xml"))
        if response.streaming or _depends_on_cookie(response) or not text:
            return response
        return super().process_response(request, response)
