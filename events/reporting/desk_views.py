"""Reports in the admin, for the coordinator desk: the list, one as readers would see it, and the decision."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from events.models import CityReport, Event, ReportPhoto
from events.reporting import deciding, photographs
from events.reporting.doubts import doubts
from events.reporting.filtering import Filter
from events.reporting.host_views import photo_response
from events.reporting.showing import Told
from home.languages import bcp47, direction, name_for_reader, reader_language, served

PER_PAGE = 50
MOST_TEXT = 5000
SEE, DECIDE = "events.view_cityreport", "events.change_cityreport"


class DeskView(WagtailAdminTemplateMixin):
    header_icon = "doc-full"
    needs = SEE

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.needs):
            raise PermissionDenied
        if "pk" in kwargs:
            found = CityReport.objects.select_related("edition", "coordinator", "assigned_to").with_content()
            self.report = get_object_or_404(found, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        above = {"url": reverse("city-reports:index"), "label": _("Reports of cities")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]


class ReportsView(DeskView, TemplateView):
    template_name = "admin/reports/list.html"
    page_title = gettext_lazy("Reports of cities")

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        chosen = Filter(self.request)
        rows = CityReport.objects.select_related("edition", "city", "event", "assigned_to")
        found = chosen.apply(rows.prefetch_related("city__names", "photos", "deliveries"))
        page = Paginator(found, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            page_obj=page,
            table=[(report, name_for_reader(report.language)) for report in page],
            chosen=chosen,
            query=chosen.query,
            may_add=self.request.user.has_perm("events.add_cityreport"),
            **kwargs,
        )


class ReportDeskView(DeskView, TemplateView):
    """One report. What is posted is a decision on the version that was shown."""

    template_name = "admin/reports/report.html"

    @property
    def page_title(self):
        words = {"city": self.report.city.display_name, "year": self.report.edition.year}
        return _("Report of %(city)s, %(year)s") % words

    def get_context_data(self, **kwargs):
        report = self.report
        return super().get_context_data(
            **{
                "report": report,
                "language": name_for_reader(report.language),
                "lang": bcp47(report.language),
                "dir": direction(report.language),
                "doubts": doubts(report),
                "seen": deciding.version(report),
                "may_become": _may_become(report),
                "offers_took_place": bool(report.event and report.event.status == Event.Status.CONFIRMED),
                "may_decide": self.request.user.has_perm(DECIDE),
                "may_delete": self.request.user.has_perm("events.delete_cityreport"),
                "written": "",
                **kwargs,
            }
        )

    def post(self, request, *args, **kwargs):
        if not request.user.has_perm(DECIDE):
            raise PermissionDenied
        do, text = request.POST.get("do"), request.POST.get("text", "").replace("\0", "")
        if do in ("changes", "reject") and not text.strip():
            return self.again(
                _("Write to the coordinator what is to be changed, or why it can't be published."), text
            )
        if len(text) > MOST_TEXT:
            return self.again(_("That is too long: at most %(most)d characters.") % {"most": MOST_TEXT}, text)
        seen, user = request.POST.get("seen", ""), request.user
        took_place = "took_place" in request.POST
        deeds = {
            "publish": lambda: deciding.publish(self.report, user, took_place=took_place, seen=seen),
            "changes": lambda: deciding.ask_for_changes(self.report, user, text, seen=seen),
            "reject": lambda: deciding.reject(self.report, user, text, seen=seen),
            "take_back": lambda: deciding.take_back(self.report, user, seen=seen),
            "show": lambda: deciding.choose(self.report, user, **self.chosen(), seen=seen),
        }
        if do not in deeds:
            return self.again(_("Choose what is to be done."), text)
        try:
            deeds[do]()
        except deciding.Refused as refused:
            return self.again(str(refused), text)
        is_answered = do not in ("publish", "changes", "reject") or self.report.coordinator_id
        messages.success(
            request, DONE[do]() if is_answered else _("Done. Nobody gets a mail: it has no author.")
        )
        stays = do in ("show", "take_back")
        return redirect("city-reports:report", self.report.pk) if stays else redirect("city-reports:index")

    def chosen(self):
        """What is ticked: whether it stands at the top, and which photographs are shown."""
        ticked = set(self.request.POST.getlist("photo"))
        return {
            "is_highlight": "is_highlight" in self.request.POST,
            "photo_ids": [photo.pk for photo in self.report.photos.all() if str(photo.pk) in ticked],
        }

    def again(self, message, text):
        """What was written is still there."""
        messages.error(self.request, message)
        found = CityReport.objects.select_related("edition", "coordinator", "assigned_to").with_content()
        self.report = get_object_or_404(found, pk=self.report.pk)
        return self.render_to_response(self.get_context_data(written=text[:MOST_TEXT]), status=422)


DONE = {
    "publish": lambda: _("It is published. Its author gets a mail that an answer waits."),
    "changes": lambda: _("Done. The coordinator gets a mail that an answer waits."),
    "reject": lambda: _("Done. The coordinator gets a mail that an answer waits."),
    "take_back": lambda: _("It is off the site, and so are its photographs. It waits at the desk again."),
    "show": lambda: _("That is saved."),
}


def _may_become(report):
    return {state: report.state in before for state, before in deciding.MAY_BECOME.items()}


@method_decorator(xframe_options_sameorigin, name="dispatch")
class PreviewView(DeskView, View):
    """As readers will see it, in a frame of the report's own page."""

    def get(self, request, pk):
        language = reader_language() if reader_language() in served() else "en"
        with override(language):
            words = {
                "told": Told(self.report, self.report.city),
                "photos": self.report.shown_photos,
                "city": self.report.city,
                "edition": self.report.edition,
                "noindex": True,
            }
            return HttpResponse(
                TemplateResponse(request, "admin/reports/preview.html", words).render().content
            )


class PhotoView(View):
    """A photograph that has no address yet, for staff."""

    def get(self, request, pk=None, reference=None):
        if not request.user.has_perm(SEE):
            raise PermissionDenied
        if pk is None:
            return photo_response(photographs.held_by(reference))
        return photo_response(ReportPhoto.objects.filter(pk=pk).select_related("image").first())


class DeleteView(DeskView, TemplateView):
    template_name = "admin/reports/delete.html"
    page_title = gettext_lazy("Delete a report")
    needs = "events.delete_cityreport"

    def get_context_data(self, **kwargs):
        return super().get_context_data(report=self.report, **kwargs)

    def post(self, request, *args, **kwargs):
        deciding.delete(self.report, request.user)
        messages.success(request, _("The report is deleted, with its photographs."))
        return redirect("city-reports:index")
