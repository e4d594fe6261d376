"""Choosers that say what things are: two organisations or two cities may have one name."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet


class _WithKind:
    @property
    def columns(self):
        title, *others = super().columns
        return [title, Column("kind", label=_("Kind"), accessor="get_kind_display"), *others]


class OrganisationChooseView(_WithKind, ChooseView):
    pass


class OrganisationChooseResultsView(_WithKind, ChooseResultsView):
    pass


class OrganisationChooserViewSet(SnippetChooserViewSet):
    choose_view_class = OrganisationChooseView
    choose_results_view_class = OrganisationChooseResultsView
