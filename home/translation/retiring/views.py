"""Retiring a language in the admin, after a page that counts what it touches; and bringing it back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Locale

from home.languages import name_for_reader
from home.translation.retiring import bring_back, is_retired, retire, touched

RETIRE = "wagtailcore.delete_locale"


class RetireView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "admin/translation/retire.html"
    page_title = gettext_lazy("Retire a language")
    header_icon = "wagtail-localize-language"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(RETIRE):
            raise PermissionDenied
        self.locale = get_object_or_404(Locale.all_objects, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return name_for_reader(self.locale.language_code)

    def post(self, request, *args, **kwargs):
        name = {"language": name_for_reader(self.locale.language_code)}
        if "back" in request.POST:
            bring_back(self.locale, request.user)
            messages.success(request, _("%(language)s comes back: its pages return one by one.") % name)
            return redirect("translation_matrix")
        try:
            retire(self.locale, request.user)
        except ValidationError as error:
            for reason in error.messages:
                messages.error(request, reason)
            return redirect("translation_retire", self.locale.pk)
        messages.success(request, _("%(language)s is retired: its pages leave the site one by one.") % name)
        return redirect("wagtaillocales:index")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            retired=is_retired(self.locale),
            language=name_for_reader(self.locale.language_code),
            touched=touched(self.locale),
            **kwargs,
        )

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtaillocales:index"), "label": _("Locales")},
            {"url": "", "label": self.page_title},
        ]
