"""The desk itself, and the cities where somebody is missing."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from events.coordinator_desk.gaps import joined_alone, without_coordinator
from events.coordinator_desk.waiting import waiting
from events.finding.nearby import missions_near
from events.hosting.standing import claimed_twice
from events.models import Edition

PER_PAGE = 50
HINTS = 20


class DeskMixin(WagtailAdminTemplateMixin):
    """For the desk only; `edition` is the one that the site is about."""

    rights = ("events.view_signup",)
    header_icon = "group"

    def dispatch(self, request, *args, **kwargs):
        if not all(request.user.has_perm(right) for right in self.rights):
            raise PermissionDenied
        self.edition = Edition.objects.current()
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class DeskView(DeskMixin, TemplateView):
    template_name = "admin/coordinator_desk/desk.html"
    page_title = gettext_lazy("Coordinator desk")

    def get_context_data(self, **kwargs):
        may_ask = self.request.user.has_perm("events.change_coordinator")
        return super().get_context_data(
            edition=self.edition, groups=waiting(self.edition), may_ask=may_ask, **kwargs
        )


class CitiesView(DeskMixin, TemplateView):
    template_name = "admin/coordinator_desk/cities.html"
    page_title = gettext_lazy("Cities without a coordinator")
    header_icon = "globe"

    def get_context_data(self, **kwargs):
        show = self.request.GET.get("show", "")
        country = self.request.GET.get("country", "").upper()[:2]
        find = {"twice": claimed_twice, "alone": joined_alone}.get(show, without_coordinator)
        found = find(self.edition) if self.edition else []
        if country and self.edition:
            found = found.filter(country=country)
        page = Paginator(found, PER_PAGE).get_page(self.request.GET.get("p"))
        cities = list(page)
        near = {}
        if show == "alone":
            near = {city.pk: missions_near(city, self.edition.day) for city in cities[:HINTS]}
        return super().get_context_data(
            edition=self.edition,
            show=show,
            country=country,
            page_obj=page,
            cities=[(city, near.get(city.pk)) for city in cities],
            **kwargs,
        )
