"""The endpoint of pages: what may be asked, and of which pages."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError as DjangoValidationError
from rest_framework.exceptions import APIException
from rest_framework.renderers import JSONRenderer
from wagtail.api import APIField
from wagtail.api.v2.filters import LocaleFilter, SearchFilter
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet

from home import routing
from home.languages import locales
from home.querysets import HOME_DEPTH
from hub.announced import announced_pages
from hub.api.answer import Answer
from hub.api.fields import fields_of
from hub.api.filters import IndexFilter, LanguageFilter
from hub.api.meta import META
from hub.api.sharing import shared
from hub.api.telling import Told

OFFSET_DIGITS = 9  # a longer number is more than a database can count
ID_DIGITS = 18
FILTERED = {"id", "title", "slug", "show_in_menus", "seo_title", "search_description"}
ORDERED = {*FILTERED, "first_published_at", "last_published_at"}


class PublicPagesViewSet(PagesAPIViewSet):
    """Pages that everybody may see, the same for every visitor. `?site=` is refused: it would list another site's pages.

    An event that goes by its link only has no detail either: its number is no secret, so that whoever counts through
    the numbers would find it.
    """

    renderer_classes = [JSONRenderer]  # not the framework's own pages: they need a looser content policy
    metadata_class = None  # nobody needs OPTIONS
    filter_backends = [
        *(each for each in PagesAPIViewSet.filter_backends if each not in {SearchFilter, LocaleFilter}),
        LanguageFilter,
        IndexFilter,
    ]
    known_query_parameters = PagesAPIViewSet.known_query_parameters - {"site", "search_operator"}
    meta_fields = [
        *(
            APIField(name, META.get(name))
            for name in [*PagesAPIViewSet.meta_fields, "last_published_at", "language", "alternates"]
        )
    ]
    listing_default_fields = [*PagesAPIViewSet.listing_default_fields, "last_published_at", "language"]

    @classmethod
    def as_view(cls, *args, **kwargs):
        return shared(super().as_view(*args, **kwargs))

    @classmethod
    def get_body_fields(cls, model):
        own = [APIField(name, Told(tell)) for name, tell in fields_of(model).items()]
        return [*super().get_body_fields(model), *own]

    @classmethod
    def get_available_fields(cls, model, db_fields_only=False):
        if db_fields_only:  # what lists may be filtered and ordered by
            return sorted(ORDERED)
        return super().get_available_fields(model)

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        asked = request.GET
        if "site" in asked:
            raise BadRequestError("The parameter “site” isn't offered here.")
        if any("\0" in value for value in asked.values()):
            raise BadRequestError("A parameter holds a character that no text has.")
        if len(asked.get("offset", "")) > OFFSET_DIGITS:
            raise BadRequestError("There aren't that many pages.")
        if "(" in asked.get("fields", ""):
            raise BadRequestError("fields: no field has fields of its own that could be chosen.")
        for name in sorted((ORDERED - FILTERED) & asked.keys()):
            raise BadRequestError(f"{name}: lists can be ordered by it, not filtered.")

    def handle_exception(self, exc):
        response = super().handle_exception(exc)
        if isinstance(exc, APIException):
            detail = exc.detail
            response.data = {"message": " ".join(detail) if isinstance(detail, list) else str(detail)}
        return response

    def get_base_queryset(self):
        return announced_pages()

    def get_root_page(self):
        home = announced_pages().filter(depth=HOME_DEPTH, locale_id=locales().get(settings.LANGUAGE_CODE))
        page = home.first()
        if page is None:
            raise BadRequestError("There is no home page yet.")
        return page

    def get_queryset(self):
        return super().get_queryset().select_related("locale")

    def filter_queryset(self, queryset):
        try:
            queryset = super().filter_queryset(queryset)
        except (DjangoValidationError, OverflowError, ValueError) as error:
            raise BadRequestError("A parameter has a value that it can't have.") from error
        order = queryset.query.order_by
        # Pages that are equal in it would change places between one part of a list and the next.
        return queryset if "?" in order else queryset.order_by(*order, "pk")

    def paginate_queryset(self, queryset):
        pages = list(super().paginate_queryset(queryset))
        self.answer = Answer(pages)
        return pages

    def get_object(self):
        page = super().get_object()
        if not hasattr(self, "answer"):
            self.answer = Answer([page])
        return page

    def find_view(self, request):
        response = super().find_view(request)
        found = urlsplit(response.headers["Location"])
        response.headers["Location"] = f"{found.path}?{found.query}".rstrip("?")
        return response

    def find_object(self, queryset, request):
        """By its number, or by its address: what the site shows there."""
        if "html_path" in request.GET:
            return self._at(queryset, request.GET["html_path"])
        if "id" not in request.GET:
            raise BadRequestError("Say which page: html_path or id.")
        pk = request.GET["id"]
        if not pk.isdecimal():
            raise BadRequestError("id must be a positive integer.")
        return queryset.filter(pk=pk).first() if len(pk) <= ID_DIGITS else None

    def _at(self, queryset, address):
        try:
            path = urlsplit(address).path.strip("/")
        except ValueError:
            raise BadRequestError("html_path is no address.") from None
        first, _, rest = path.partition("/")
        language, below = (first, rest) if first in locales() else (settings.LANGUAGE_CODE, path)
        route = routing.find(below, language)
        if route is None or route.subpath:
            return None
        return queryset.filter(pk=route.page.pk).first()

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        languages = self.answer.languages if hasattr(self, "answer") else []
        response.headers["Content-Language"] = ", ".join(languages) or "en"
        return response


api_router = WagtailAPIRouter("api")
api_router.register_endpoint("pages", PublicPagesViewSet)
