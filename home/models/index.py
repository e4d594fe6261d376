"""Pages that list the pages below them, each thing once in the reader's best language."""

from django.core.paginator import Paginator

from home.languages import reader_language
from home.models.base import BasePage
from home.structured import described


class ListingPage(BasePage):
    """A subclass says what it lists in `listed()`: a queryset of visible pages."""

    page_size = 24

    class Meta:
        abstract = True

    def listed(self):
        raise NotImplementedError

    def structured_data(self):
        return described(self, "CollectionPage")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        items = self.listed().visible().best_for(reader_language())
        context["items"] = Paginator(items, self.page_size).get_page(request.GET.get("page"))
        return context
