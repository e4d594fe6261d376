"""Lists of pages of one kind with what one looks for in them: a base for the lists of higher rooms."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.permissions import page_permission_policy

from home.languages import listed, name_for_reader


class PublishedFilter(django_filters.ChoiceFilter):
    STATES = {
        "live": Q(live=True),
        "changed": Q(live=True, has_unpublished_changes=True),
        "draft": Q(live=False),
    }

    def __init__(self, **kwargs):
        choices = [
            ("live", _("Published")),
            ("changed", _("Published, with changes that are not")),
            ("draft", _("Not published")),
        ]
        super().__init__(
            label=_("Published"), choices=choices, empty_label=_("All"), widget=forms.RadioSelect, **kwargs
        )

    def filter(self, queryset, value):
        return queryset.filter(self.STATES[value]) if value else queryset


class DeskFilterSet(WagtailFilterSet):
    """A filter by language comes by itself, because pages are translatable."""

    published = PublishedFilter()


class LanguageColumn(Column):
    def __init__(self, name="language", **kwargs):
        super().__init__(
            name,
            **{
                "label": _("Language"),
                "accessor": lambda page: name_for_reader(page.locale.language_code),
                "sort_key": "locale__language_code",
                **kwargs,
            },
        )


def language_names(codes):
    """Names of languages in the reader's, each once, in the order of their codes."""
    return listed(name_for_reader(code) for code in sorted(set(codes)))


class DeskIndexView(IndexView):
    """A subclass names what its columns read (`related`, `prefetched`), so that a long list costs no more queries."""

    related = ()
    prefetched = ()
    searched = ("title", "draft_title")
    default_ordering = "-latest_revision_created_at"
    show_locale_labels = False
    table_classname = "listing full-width desk-listing"

    def own_columns(self):
        return []

    @cached_property
    def columns(self):
        return [
            BulkActionsColumn("bulk_actions"),
            PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
            *self.own_columns(),
            LanguageColumn(),
            DateColumn(
                "latest_revision_created_at", label=_("Updated"), sort_key="latest_revision_created_at"
            ),
            PageStatusColumn("status", label=_("Published"), sort_key="live"),
        ]

    def annotate_queryset(self, pages):
        """As Wagtail's, but without fetching each page a second time: these are of one kind already."""
        return (
            pages.select_related("content_type", "locale", *self.related)
            .prefetch_related("sites_rooted_here", *self.prefetched)
            .defer_streamfields()
            .prefetch_workflow_states()
            .annotate_has_untranslated_locale()
            .annotate_site_root_state()
            .annotate_approved_schedule()
        )

    def search_queryset(self, queryset):
        """By parts of words, in every script, rather than by Wagtail's index, which knows whole words of Latin only."""
        if not self.is_searching:
            return queryset
        found = Q()
        for name in self.searched:
            found |= Q(**{f"{name}__icontains": self.search_query})
        return queryset.filter(pk__in=self.model.objects.filter(found).values("pk"))

    def get_ordering(self):
        wanted = self.request.GET.get("ordering")
        return wanted if wanted in self.get_valid_orderings() else self.default_ordering

    def order_queryset(self, queryset):
        return queryset.order_by(self.ordering, "pk")


class PagesMenuItem(MenuItem):
    """Only for people who have pages."""

    def is_shown(self, request):
        return page_permission_policy.user_has_any_permission(request.user, IndexView.any_permission_required)


class DeskListing(PageListingViewSet):
    index_view_class = DeskIndexView
    columns = ViewSet.UNDEFINED
    filterset_class = DeskFilterSet
    menu_item_class = PagesMenuItem
    list_per_page = 50
