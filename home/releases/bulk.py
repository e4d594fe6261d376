"""“Add to a release” in lists of pages and snippets."""

from django.shortcuts import redirect
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from home.releases.contents import add, gather, makes_releases, releasable_models
from home.releases.forms import AddForm, AddSnippetsForm
from home.translation.access import may_publish


class _AddToRelease:
    display_name = _("Add to a release")
    aria_label = _("Add what is selected to a release")
    action_type = "add_to_release"
    template_name = "admin/releases/choose.html"
    action_priority = 60

    def check_perm(self, thing):
        return makes_releases(self.request.user) and may_publish(self.request.user, thing)

    def get_execution_context(self):
        return {"user": self.request.user, "form": self.cleaned_form, "action": self}

    @classmethod
    def execute_action(cls, objects, user=None, form=None, action=None, **kwargs):
        if not objects:
            return 0, 0
        wanted = gather(objects, form.cleaned_data["translations"], form.cleaned_data.get("below", False))
        action.release = form.chosen(user)
        return add(action.release, wanted, user)

    def get_success_message(self, added, left_out):
        if not hasattr(self, "release"):
            return None
        words = ngettext(
            "%(count)d thing added to the release “%(name)s”.",
            "%(count)d things added to the release “%(name)s”.",
            added,
        ) % {"count": added, "name": self.release.name}
        if left_out:
            words += " " + ngettext(
                "%(count)d thing was left out: you may not publish it.",
                "%(count)d things were left out: you may not publish them.",
                left_out,
            ) % {"count": left_out}
        return words

    def form_valid(self, form):
        response = super().form_valid(form)
        if hasattr(self, "release"):
            return redirect("release_edit", self.release.pk)
        return response


class AddPagesToRelease(_AddToRelease, PageBulkAction):
    form_class = AddForm


class AddSnippetsToRelease(_AddToRelease, SnippetBulkAction):
    form_class = AddSnippetsForm

    @classproperty
    def models(cls):
        return releasable_models()
