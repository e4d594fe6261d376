"""Reporting back in a coordinator's room."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property

from events.hosting import HostFormView, HostView
from events.models import CityReport, ReportPhoto
from events.reporting import photographs
from events.reporting.forms import HostReportForm
from events.reporting.saving import send
from events.reporting.subjects import Subject, may_write, told_event_pages
from home.cleaning import uploads
from home.pictures import withholding

FILES_AT_ONCE = 6  # of the largest size: a phone's are much smaller


class ReportView(HostFormView):
    """One report: of the city as a whole, or of an event in it. What was sent can be changed until staff have decided."""

    form_class = HostReportForm
    template_name = "events/reporting/host_report.html"
    section = "report"
    most_bytes = FILES_AT_ONCE * uploads.limit("picture")

    @cached_property
    def pages(self):
        return list(told_event_pages(self.coordinator.edition, self.city, self.coordinator))

    @cached_property
    def page(self):
        """The page of the event that this is about, None for the city. Somebody else's secret is not found."""
        pk = self.kwargs.get("event")
        if pk is None:
            return None
        found = next((page for page in self.pages if page.event_id == pk), None)
        if found is None:
            raise Http404
        return found

    @cached_property
    def subject(self):
        return Subject(self.coordinator.edition, self.city, self.page and self.page.event)

    @cached_property
    def report(self):
        return self.subject.report

    @property
    def is_mine(self):
        return self.report is None or may_write(self.report, self.coordinator)

    @property
    def is_open(self):
        waits = self.report is None or self.report.waits_for_its_author
        return waits and self.is_mine and self.subject.can_be_told

    def post(self, request, *args, **kwargs):
        if not self.is_open:
            return self.show(self.make_form(), status=409)
        return super().post(request, *args, **kwargs)

    def make_form(self, *args):
        report = self.report if self.is_mine else None
        return self.form_class(*args, subject=self.subject, report=report, coordinator=self.coordinator)

    def show(self, form, status=200, **words):
        if form.is_bound and self.is_open:
            form.hold_photos()
        status = 200 if form.more and status == 422 else status
        return super().show(form, status=status, **words)

    def get_context(self, form):
        return {
            **super().get_context(form),
            "report": self.report if self.is_mine else None,
            "is_mine": self.is_mine,
            "is_open": self.is_open,
            "subject": self.subject,
            "page_told": self.page,
            "others": self.others() if self.page is None else [],
        }

    def others(self):
        """[(page of an event, state of its report or "")] that one can report on by themselves."""
        reports = CityReport.objects.filter(event__in=[page.event_id for page in self.pages])
        states = {report.event_id: report.get_state_display() for report in reports}
        return [(page, states.get(page.event_id, "")) for page in self.pages]

    def accept(self, form):
        send(form, self.subject, self.coordinator)
        return f"{reverse('host-report', kwargs=self.kwargs)}?done=reported"


class PhotoView(HostView):
    """A photograph of one's own report, or one that waits for its form: for nobody else before it is published."""

    def get(self, request, geonameid, pk=None, reference=None):
        if pk is not None:
            found = (
                ReportPhoto.objects.filter(
                    pk=pk, report__city=self.city, report__edition=self.coordinator.edition
                )
                .select_related("image", "report__coordinator")
                .first()
            )
            found = found if found and may_write(found.report, self.coordinator) else None
        else:
            found = photographs.held_by(reference, self.coordinator)
        return photo_response(found)


def photo_response(found):
    """The picture of a `ReportPhoto` or `HeldPhoto` as a small JPEG."""
    data = found and withholding.preview(found.image)
    if not data:
        raise Http404
    return HttpResponse(data, content_type="image/jpeg", headers={"X-Content-Type-Options": "nosniff"})
