"""Read-only API v2: published, public pages."""

from rest_framework.exceptions import ValidationError
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet


class PublicPagesViewSet(PagesAPIViewSet):
    """Pages that everybody may see. `?site=` is refused: it would list another site's pages."""

    def get_base_queryset(self):
        if "site" in self.request.GET:
            raise ValidationError("The parameter “site” isn't offered here.")
        return super().get_base_queryset()


api_router = WagtailAPIRouter("api")
api_router.register_endpoint("pages", PublicPagesViewSet)
