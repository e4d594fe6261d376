"""The list of sign-ups at the desk: it tells numbers and cities, nobody's name."""

import django_filters
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView, WagtailAdminTemplateMixin
from wagtail.permission_policies import ModelPermissionPolicy

from events.coordinator_desk import notes, sign_ups
from events.coordinator_desk.assigned import ASSIGNED_COLUMN, AssignedFilter
from events.models import City, PrivateContact, SignUp
from home.encryption import lookup_hash
from home.languages import listed, name_for_reader

MOST_AT_ONCE = 200


class SignUpFilterSet(WagtailFilterSet):
    city = django_filters.CharFilter(
        label=gettext_lazy("City, in any language"), method="filter_city", widget=forms.TextInput
    )
    country = django_filters.CharFilter(
        label=gettext_lazy("Country (two letters)"), method="filter_country", widget=forms.TextInput
    )
    doubtful = django_filters.ChoiceFilter(
        label=gettext_lazy("Doubtful"),
        choices=[("on", gettext_lazy("only these"))],
        method="filter_doubtful",
        empty_label=gettext_lazy("all"),
        widget=forms.RadioSelect,
    )
    assigned = AssignedFilter()

    class Meta:
        model = SignUp
        fields = ["kind", "state", "edition", "language"]

    def filter_city(self, found, name, value):
        cities = City.objects.named_like(value.replace("\0", "")[:100]).values("pk")
        return found.filter(cities__in=cities).distinct()

    def filter_country(self, found, name, value):
        return found.filter(cities__country=value.strip().upper()[:2]).distinct()

    def filter_doubtful(self, found, name, value):
        return found.exclude(doubts=[])


class TickColumn(Column):
    """A box to tick, for the form with the buttons at the foot of the page."""

    cell_template_name = "admin/coordinator_desk/tick.html"

    def __init__(self):
        super().__init__("tick", label="", accessor="pk")


def cities_of(sign_up):
    return listed(city.display_name for city in sign_up.cities.all())


class SignUpsView(IndexView):
    model = SignUp
    permission_policy = ModelPermissionPolicy(SignUp)
    any_permission_required = ["view"]
    filterset_class = SignUpFilterSet
    template_name = "admin/coordinator_desk/sign_ups.html"
    index_url_name = "sign-ups:index"
    index_results_url_name = "sign-ups:index_results"
    inspect_url_name = "sign-ups:one"
    page_title = gettext_lazy("Sign-ups")
    header_icon = "group"
    default_ordering = "-created_at"
    paginate_by = 50
    list_display = [
        "__str__",
        Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
        Column("cities", label=gettext_lazy("Cities"), accessor=cities_of),
        Column("edition", label=gettext_lazy("Edition"), accessor="edition", sort_key="edition__year"),
        Column(
            "language", label=gettext_lazy("Language"), accessor=lambda each: name_for_reader(each.language)
        ),
        ASSIGNED_COLUMN,
        DateColumn("created_at", label=gettext_lazy("Sent"), sort_key="created_at"),
    ]

    def get_base_queryset(self):
        found = super().get_base_queryset().select_related("edition", "assigned_to")
        person = self.request.GET.get("person", "")
        if person.isascii() and person.isdigit() and len(person) < 19:
            found = found.filter(person=int(person))
        return found.prefetch_related("cities__names")

    def _get_title_column(self, field_name, column_class=TitleColumn, **kwargs):
        return column_class(
            "number", label=_("Number"), accessor=str, get_url=lambda each: self.get_inspect_url(each)
        )

    @property
    def columns(self):
        return [TickColumn(), *super().columns]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            may_change=self.request.user.has_perm("events.change_signup"),
            people=list(notes.desk_people()),
            **kwargs,
        )


class FindPersonView(WagtailAdminTemplateMixin, TemplateView):
    """By the whole address only, sent in the body: neither the address bar nor a log learns it."""

    http_method_names = ["post"]

    def post(self, request):
        if not request.user.has_perm("events.view_privatecontact"):
            raise PermissionDenied
        digest = lookup_hash(request.POST.get("email", "")[:254])
        person = PrivateContact.objects.filter(email_hash=digest).order_by("-confirmed_at", "pk").first()
        if person is None:
            messages.info(request, _("Nobody with this address is known here."))
            return redirect("sign-ups:index")
        return HttpResponseRedirect(f"{reverse('sign-ups:index')}?person={person.pk}")


class ManyView(WagtailAdminTemplateMixin, TemplateView):
    """The same for all that are ticked. What will happen is said first."""

    template_name = "admin/coordinator_desk/many.html"
    page_title = gettext_lazy("Several sign-ups")
    header_icon = "group"
    http_method_names = ["post"]

    def get_breadcrumbs_items(self):
        above = {"url": reverse("sign-ups:index"), "label": _("Sign-ups")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def post(self, request):
        if not request.user.has_perm("events.change_signup"):
            raise PermissionDenied
        deed, pks = request.POST.get("deed", ""), request.POST.getlist("tick")[:MOST_AT_ONCE]
        pks = [int(pk) for pk in pks if pk.isascii() and pk.isdigit() and len(pk) < 19]
        chosen = list(SignUp.objects.filter(pk__in=pks).select_related("edition", "person").order_by("pk"))
        if not chosen or deed not in {*sign_ups.DEEDS, "assign"}:
            messages.error(request, _("Tick the sign-ups first, then choose what to do with them."))
            return redirect("sign-ups:index")
        to = next((each for each in notes.desk_people() if str(each.pk) == request.POST.get("to", "")), None)
        if "sure" not in request.POST:
            return self.render_to_response(self.get_context_data(chosen=chosen, deed=deed, to=to))
        if deed == "assign":
            for each in chosen:
                notes.assign(each, to, request.user)
            done, left = len(chosen), 0
        else:
            done, left = sign_ups.do_many(deed, chosen, request.user)
        messages.success(request, ngettext("Done for %(n)d.", "Done for %(n)d.", done) % {"n": done})
        if left:
            messages.warning(
                request,
                ngettext(
                    "%(n)d was left alone, because it does not wait for that.",
                    "%(n)d were left alone, because they do not wait for that.",
                    left,
                )
                % {"n": left},
            )
        return redirect("sign-ups:index")
