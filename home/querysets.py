"""What visitors may see, and in which language: the one definition that pages, lists, search and sitemap share."""

from django.core.cache import cache
from django.db import transaction
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageManager, PageQuerySet, PageViewRestriction
from wagtail.signals import post_page_move

from home.languages import ranked_locale_ids

HOME_DEPTH = 2  # of home pages in the tree
_RESTRICTED_KEY = "hub:restricted-paths"


def restricted_paths(fresh=False):
    """Tree paths of pages that not everybody may see; kept in the shared cache, `fresh` from the database."""
    found = None if fresh else cache.get(_RESTRICTED_KEY)
    if found is None:
        found = list(PageViewRestriction.objects.values_list("page__path", flat=True))
        cache.set(_RESTRICTED_KEY, found, 300)
    return found


def forget_restricted(**kwargs):
    cache.delete(_RESTRICTED_KEY)
    # A reader between this and the commit may store the old answer again.
    transaction.on_commit(lambda: cache.delete(_RESTRICTED_KEY))


def connect():
    """Restrictions are kept in the cache: forget them when one changes or its page moves (no other door in Wagtail)."""
    for signal in (post_save, post_delete):
        signal.connect(
            forget_restricted, sender=PageViewRestriction, dispatch_uid=f"home.restricted.{id(signal)}"
        )
    post_page_move.connect(forget_restricted, dispatch_uid="home.restricted.moved")


def hub_pages():
    """All pages of ours: not the root, nor the welcome page that Wagtail puts into a new database beside the home pages."""
    return Page.objects.filter(Q(depth__gt=HOME_DEPTH) | Q(homepage__isnull=False))


def visible(pages):
    """Of any queryset of pages: published and open to everybody, not behind a view restriction nor below a page that is."""
    found = pages.filter(live=True)
    for path in restricted_paths():
        found = found.exclude(path__startswith=path)
    return found


def locale_rank(ranked_ids):
    """An expression: 0 for the reader's first choice of language, then 1, 2, …"""
    return Case(
        *[When(locale_id=pk, then=Value(rank)) for rank, pk in enumerate(ranked_ids)],
        default=Value(len(ranked_ids)),
        output_field=IntegerField(),
    )


class HubPageQuerySet(PageQuerySet):
    def visible(self):
        return visible(self)

    def chosen(self, pages, language):
        """Of pages that an editor chose, what visitors may see, in that order, each in the reader's best language."""
        keys = list(dict.fromkeys(page.translation_key for page in pages if page))
        found = {
            page.translation_key: page
            for page in self.visible().filter(translation_key__in=keys).best_for(language)
        }
        return [found[key] for key in keys if key in found]

    def best_for(self, language):
        """Each thing once: its page in the language that suits a reader of `language` best. Call it on visible pages.

        Only a page that visitors may see can be better; otherwise a hidden translation would hide all the others.
        """
        ranked = ranked_locale_ids(language)
        better = (
            visible(self.model._base_manager.filter(translation_key=OuterRef("translation_key")))
            .annotate(better_rank=locale_rank(ranked))
            .filter(better_rank__lt=OuterRef("language_rank"))
        )
        return (
            self.annotate(language_rank=locale_rank(ranked)).filter(~Exists(better)).select_related("locale")
        )


HubPageManager = PageManager.from_queryset(HubPageQuerySet)
