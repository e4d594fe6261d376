"""Choosers that say what things are: two organisations or two cities may have one name."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)

from home.translation.other_languages import open_snippets


class _Open:
    """Wagtail offers to everybody what it has, drafts in all languages."""

    def get_object_list(self):
        return open_snippets(self.request.user, super().get_object_list())


class OpenChooseView(_Open, ChooseView):
    pass


class OpenChooseResultsView(_Open, ChooseResultsView):
    pass


class OpenChosenView(SnippetChosenView):
    def get_object(self, pk):
        return open_snippets(self.request.user, self.model_class.objects.all()).get(pk=pk)


class OpenChosenMultipleView(SnippetChosenMultipleView):
    def get_objects(self, pks):
        return open_snippets(self.request.user, super().get_objects(pks))


class OpenChooserViewSet(SnippetChooserViewSet):
    """For snippets with drafts."""

    choose_view_class = OpenChooseView
    choose_results_view_class = OpenChooseResultsView
    chosen_view_class = OpenChosenView
    chosen_multiple_view_class = OpenChosenMultipleView


class _WithKind:
    @property
    def columns(self):
        title, *others = super().columns
        return [title, Column("kind", label=_("Kind"), accessor="get_kind_display"), *others]


class OrganisationChooseView(_WithKind, OpenChooseView):
    pass


class OrganisationChooseResultsView(_WithKind, OpenChooseResultsView):
    pass


class OrganisationChooserViewSet(OpenChooserViewSet):
    choose_view_class = OrganisationChooseView
    choose_results_view_class = OrganisationChooseResultsView
