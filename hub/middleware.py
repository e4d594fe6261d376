"""Headers that every answer carries."""

from django.conf import settings


class ResponseHeadersMiddleware:
    """The permissions policy everywhere, and the admin's own content policy where the admin is."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path.startswith(settings.ADMIN_PREFIXES):
            response.headers["Content-Security-Policy"] = settings.ADMIN_CONTENT_SECURITY_POLICY
            response.headers["X-Frame-Options"] = "SAMEORIGIN"  # previews stand in a frame of the admin
            response._csp_exempt = True
            response.headers.setdefault("Cache-Control", "no-store")
        return response
