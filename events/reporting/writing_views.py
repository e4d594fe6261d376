"""Reports that staff write down or correct: of coordinators who told them by mail or on the telephone."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.log_actions import log

from events.models import City, CityReport, Edition, EditionPage
from events.reporting.desk_views import DECIDE, DeskView
from events.reporting.forms import ReportFields
from events.reporting.saving import write_down
from events.reporting.subjects import Subject, told_event_pages

TOO_EARLY = gettext_lazy(
    "This is still to come. A report can be written from the moment on at which it begins."
)


class SubjectForm(forms.Form):
    """Of which city, in which year?"""

    edition = forms.ModelChoiceField(
        label=gettext_lazy("Edition"),
        queryset=Edition.objects.filter(pk__in=EditionPage.objects.live().values("edition")),
        help_text=gettext_lazy("The year of the Day that it tells of."),
    )
    city = forms.ModelChoiceField(
        label=gettext_lazy("City"),
        queryset=City.objects.all(),
        help_text=gettext_lazy("Search for it by its name, in any language."),
    )

    def __init__(self, *args, **kwargs):
        from wagtail.admin.forms.models import registry

        super().__init__(*args, **kwargs)
        field = CityReport._meta.get_field("city")
        overrides = registry.get(field) or {}
        if "widget" in overrides:
            widget = overrides["widget"]
            self.fields["city"].widget = widget() if isinstance(widget, type) else widget

    def clean(self):
        cleaned = super().clean()
        edition, city = cleaned.get("edition"), cleaned.get("city")
        if edition and city and not Subject(edition, city).has_begun:
            self.add_error("edition", TOO_EARLY)
        return cleaned


class AddView(DeskView, FormView):
    form_class = SubjectForm
    template_name = "admin/reports/add.html"
    page_title = gettext_lazy("Write down a report")
    needs = "events.add_cityreport"

    def form_valid(self, form):
        edition, city = form.cleaned_data["edition"], form.cleaned_data["city"]
        return redirect("city-reports:write", edition.year, city.geonameid)


class StaffReportForm(ReportFields):
    """The same fields as in the room of a coordinator."""


class WriteView(DeskView, TemplateView):
    """A new report, or one that there is already; `event` in the address: of one event."""

    template_name = "admin/reports/write.html"
    needs = DECIDE

    @property
    def page_title(self):
        words = {"city": self.subject.city.display_name, "year": self.subject.edition.year}
        return _("Report of %(city)s, %(year)s") % words

    def dispatch(self, request, *args, pk=None, year=None, geonameid=None, event=None, **kwargs):
        if not request.user.has_perm(self.needs):
            raise PermissionDenied
        if pk is not None:
            report = get_object_or_404(CityReport.objects.select_related("edition", "city", "event"), pk=pk)
            self.subject = Subject(report.edition, report.city, report.event)
        else:
            if not request.user.has_perm("events.add_cityreport"):
                raise PermissionDenied
            edition = get_object_or_404(Edition, year=year)
            city = get_object_or_404(City.objects.with_names(), geonameid=geonameid)
            self.subject = Subject(edition, city)
            self.pages = list(told_event_pages(edition, city))
            page = next((each for each in self.pages if str(each.event_id) == request.GET.get("event")), None)
            if page:
                self.subject = Subject(edition, city, page.event)
            if not self.subject.has_begun and not self.subject.report:
                messages.error(request, TOO_EARLY)
                return redirect("city-reports:add")
        self.report = self.subject.report
        return super().dispatch(request, *args, **kwargs)

    def make_form(self, *args):
        return StaffReportForm(*args, subject=self.subject, report=self.report)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **{
                "form": kwargs.pop("form", None) or self.make_form(),
                "report": self.report,
                "subject": self.subject,
                "pages": getattr(self, "pages", []),
                **kwargs,
            }
        )

    def post(self, request, *args, **kwargs):
        form = self.make_form(request.POST, request.FILES)
        if form.is_valid():
            try:
                report = write_down(form, self.subject)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                log(instance=report, action="wagtail.edit", user=request.user)
                messages.success(request, _("The report is saved."))
                return redirect("city-reports:report", report.pk)
        form.hold_photos()
        status = 200 if form.more else 422
        return self.render_to_response(self.get_context_data(form=form), status=status)
