"""What visitors may see, and in which language: the one definition that pages, lists, search and sitemap share."""

from django.db.models import Case, Exists, IntegerField, OuterRef, Value, When
from wagtail.models import PageManager, PageQuerySet

from home.languages import ranked_locale_ids


def locale_rank(ranked_ids):
    """An expression: 0 for the reader's first choice of language, then 1, 2, …"""
    return Case(
        *[When(locale_id=pk, then=Value(rank)) for rank, pk in enumerate(ranked_ids)],
        default=Value(len(ranked_ids)),
        output_field=IntegerField(),
    )


class HubPageQuerySet(PageQuerySet):
    def visible(self):
        """Published and open to everybody."""
        return self.live().public()

    def best_for(self, language):
        """Each thing once: its page in the language that suits a reader of `language` best. Call it on visible pages."""
        ranked = ranked_locale_ids(language)
        model = self.model
        better = (
            model._base_manager.filter(translation_key=OuterRef("translation_key"), live=True)
            .annotate(better_rank=locale_rank(ranked))
            .filter(better_rank__lt=OuterRef("language_rank"))
        )
        return (
            self.annotate(language_rank=locale_rank(ranked)).filter(~Exists(better)).select_related("locale")
        )


HubPageManager = PageManager.from_queryset(HubPageQuerySet)
