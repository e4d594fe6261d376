"""Taking a list away: a form that says what leaves the hub, and the record of who did."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from events.coordinator_desk.desk_views import DeskMixin
from events.coordinator_desk.exporting import LISTS, export, may_export
from events.models import Edition, ExportRecord, SignUp

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ExportForm(forms.Form):
    what = forms.ChoiceField(label=_("List"), choices=(), widget=forms.RadioSelect)
    edition = forms.ModelChoiceField(label=_("Edition"), queryset=Edition.objects.all())
    kind = forms.ChoiceField(
        label=_("Kind of sign-up"),
        required=False,
        choices=[("", _("All")), *SignUp.Kind.choices],
        help_text=_("For the list of sign-ups only."),
    )
    state = forms.ChoiceField(
        label=_("State of the sign-up"),
        required=False,
        choices=[("", _("All whose address is confirmed")), *SignUp.State.choices],
        help_text=_("For the list of sign-ups only."),
    )
    sure = forms.BooleanField(
        label=_("I need it, keep it encrypted, and delete it afterwards"),
        help_text=_("Names and addresses leave the hub with this file. Who took it is kept for ever."),
    )

    def __init__(self, *args, user, edition, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [
            (name, each.label) for name, each in LISTS.items() if may_export(user, name)
        ]
        self.fields["edition"].initial = edition


class ExportView(DeskMixin, FormView):
    form_class = ExportForm
    template_name = "admin/coordinator_desk/export.html"
    page_title = _("Take a list away")
    header_icon = "download"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user, "edition": self.edition}

    def form_valid(self, form):
        chosen = form.cleaned_data
        what = chosen["what"]
        narrowed = {name: chosen[name] for name in ("kind", "state") if chosen[name] and what == "sign-ups"}
        file = export(what, chosen["edition"], self.request.user, **narrowed)
        name = f"{what}-{chosen['edition'].year}-{timezone.now():%Y-%m-%d}.xlsx"
        answer = FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)
        answer["Cache-Control"] = "no-store"
        return answer


class ExportsView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "admin/coordinator_desk/exports.html"
    page_title = _("Lists that were taken away")
    header_icon = "history"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("events.view_exportrecord"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        found = ExportRecord.objects.select_related("by")
        page = Paginator(found, 50).get_page(self.request.GET.get("p"))
        labels = {name: each.label for name, each in LISTS.items()}
        return super().get_context_data(
            page_obj=page, records=[(each, labels.get(each.what, each.what)) for each in page], **kwargs
        )
