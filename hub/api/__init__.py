"""Read-only API v2: published, public pages with what they say, for partners. docs/api.md tells them how."""

from hub.api.views import api_router

__all__ = ["api_router"]
