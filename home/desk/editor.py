"""The page editor with the panel “Before publishing”.

Wagtail has no hook for side panels of pages, so three of its views are taken as they are and given one panel more;
their addresses stand before Wagtail's own (hub/urls.py).
"""

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.preview import PreviewOnCreate, PreviewOnEdit
from wagtail.admin.views.pages.revisions import RevisionsRevertView

from home.desk.checks import checks_of


class BeforePublishingPanel(BaseSidePanel):
    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Before publishing: what to look at")
        icon_name = "clipboard-list"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context):
            return {**super().get_context_data(parent_context), "count": len(self.panel.checks)}

    name = "before-publishing"
    title = _("Before publishing")
    template_name = "admin/desk/before_publishing.html"
    order = 340

    def __init__(self, object, request):
        super().__init__(object, request)
        self.checks = checks_of(object) if object.pk else []

    def get_context_data(self, parent_context):
        return {
            **super().get_context_data(parent_context),
            "checks": self.checks,
            "is_new": not self.object.pk,
        }


class WithChecks:
    """A view of the page editor with our panel after those of Wagtail."""

    def get_side_panels(self):
        panels = list(super().get_side_panels())
        return MediaContainer([*panels, BeforePublishingPanel(self.page, self.request)])


class CheckedCreateView(WithChecks, CreateView):
    pass


class CheckedEditView(WithChecks, EditView):
    pass


class CheckedRevertView(WithChecks, RevisionsRevertView):
    pass


class _Asked:
    """What is typed in the form at this moment, looked at without being saved."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        form = self.get_form(request.POST)
        if not self.validate_form(form):  # the editor's own answer to Publish says what is missing
            return JsonResponse({"count": 0})
        checks = checks_of(form.save(commit=False))
        heading = ngettext(
            "There is one thing to look at before readers do",
            "There are %(count)s things to look at before readers do",
            len(checks),
        ) % {"count": len(checks)}
        html = render_to_string(
            "admin/desk/checks_dialog.html", {"checks": checks, "heading": heading}, request
        )
        return JsonResponse({"count": len(checks), "html": html})


class AskedOnEdit(_Asked, PreviewOnEdit):
    pass


class AskedOnCreate(_Asked, PreviewOnCreate):
    pass
