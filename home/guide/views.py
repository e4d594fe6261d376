"""The guide as a page of the admin, for everybody who may open the admin."""

from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from home.guide.rendering import DOCUMENTS, address_of, read

TITLES = {
    "editors": _("Editors' guide"),
    "translators": _("Translators' guide"),
    "files": _("Files: what is taken, what is removed"),
    "roles": _("Roles: who may do what"),
    "desk": _("The coordinator desk's guide"),
}


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "admin/guide.html"
    header_icon = "help"
    document = "editors"

    @property
    def page_title(self):
        return TITLES[self.document]

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.document = kwargs.get("document", "editors")
        if self.document not in DOCUMENTS:
            raise Http404

    def get_breadcrumbs_items(self):
        above = [{"url": address_of("editors"), "label": TITLES["editors"]}]
        return [
            *self.breadcrumbs_items,
            *(above if self.document != "editors" else []),
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            guide=read(self.document),
            # What is written in English stays so in an admin of another language, and says it.
            is_foreign=get_language().split("-")[0] != "en",
            **kwargs,
        )
