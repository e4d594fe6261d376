"""Read-only API v2: published, public pages."""

from rest_framework.exceptions import NotFound, ValidationError
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet

from hub.sitemap import announced_pages


class PublicPagesViewSet(PagesAPIViewSet):
    """Pages that everybody may see, the same for every visitor. `?site=` is refused: it would list another site's pages.

    An event that goes by its link only has no detail either: its number is no secret, so that whoever counts through
    the numbers would find it.
    """

    def get_base_queryset(self):
        if "site" in self.request.GET:
            raise ValidationError("The parameter “site” isn't offered here.")
        return announced_pages()

    def find_object(self, queryset, request):
        try:
            return super().find_object(queryset, request)
        except ValueError:
            raise NotFound from None  # ?id=abc


api_router = WagtailAPIRouter("api")
api_router.register_endpoint("pages", PublicPagesViewSet)
