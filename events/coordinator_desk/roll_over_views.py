"""The next edition, and asking last time's coordinators."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput

from events.coordinator_desk import asking_again, rolling_over
from events.coordinator_desk.desk_views import DeskMixin
from events.models import Edition


class NextEditionForm(forms.Form):
    year = forms.IntegerField(
        label=gettext_lazy("Year"),
        min_value=2000,
        max_value=2199,
        help_text=gettext_lazy("There is one edition a year."),
    )
    date = forms.DateField(
        label=gettext_lazy("Date of the Day"),
        required=False,
        widget=AdminDateInput,
        help_text=gettext_lazy("Suggested: the Friday on or before 24 September. Empty: not known yet."),
    )
    close_last_as = forms.ChoiceField(
        label=gettext_lazy("The edition before it becomes"),
        required=False,
        choices=[
            ("", gettext_lazy("what it is")),
            (Edition.State.REPORTING, Edition.State.REPORTING.label),
            (Edition.State.ARCHIVED, Edition.State.ARCHIVED.label),
        ],
        help_text=gettext_lazy("Reporting takes reports; archived is closed. Both show it as past."),
    )

    def clean_year(self):
        year = self.cleaned_data["year"]
        if Edition.objects.filter(year=year).exists():
            raise ValidationError(_("There is an edition of this year already."))
        return year

    def clean(self):
        cleaned = super().clean()
        date, year = cleaned.get("date"), cleaned.get("year")
        if date and year and date.year != year:
            self.add_error("date", _("This date is in another year."))
        return cleaned


class NextEditionView(WagtailAdminTemplateMixin, FormView):
    """Pages are made, so it takes the right to publish everywhere; the desk asks its people afterwards."""

    form_class = NextEditionForm
    template_name = "admin/coordinator_desk/next_edition.html"
    page_title = gettext_lazy("Begin the next edition")
    header_icon = "calendar"

    def dispatch(self, request, *args, **kwargs):
        if not may_begin(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_initial(self):
        year, date = rolling_over.suggestion()
        return {"year": year, "date": date}

    def get_context_data(self, **kwargs):
        return super().get_context_data(last=rolling_over.last_page(), **kwargs)

    def form_valid(self, form):
        try:
            page = rolling_over.begin(
                form.cleaned_data["year"],
                form.cleaned_data["date"],
                self.request.user,
                form.cleaned_data["close_last_as"],
            )
        except rolling_over.CannotBegin as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("The edition is begun. Its pages are drafts: go through their words, then publish them."),
        )
        return redirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))


def may_begin(user):
    from wagtail.models import Page
    from wagtail.permissions import page_permission_policy

    root = Page.get_first_root_node()
    may_publish = root and page_permission_policy.user_has_permission_for_instance(user, "publish", root)
    return bool(may_publish) and user.has_perm("events.add_edition")


class AskAgainView(DeskMixin, TemplateView):
    template_name = "admin/coordinator_desk/ask_again.html"
    page_title = gettext_lazy("Ask last time's coordinators")
    header_icon = "mail"
    rights = ("events.view_signup", "events.change_coordinator")

    def found(self):
        if self.edition is None:
            return None, Edition.objects.none()
        last = Edition.objects.filter(year__lt=self.edition.year, coordinators__isnull=False)
        last = last.order_by("-year").first()
        if last is None or self.edition.is_past:
            return last, ()
        return last, asking_again.to_ask(last, self.edition)

    def get_context_data(self, **kwargs):
        last, people = self.found()
        number = people.count() if people else 0
        return super().get_context_data(edition=self.edition, last=last, number=number, **kwargs)

    def post(self, request, *args, **kwargs):
        _last, people = self.found()
        asked = sum(bool(asking_again.ask(each, self.edition)) for each in people)
        messages.success(
            request, ngettext("%(n)d person is asked.", "%(n)d people are asked.", asked) % {"n": asked}
        )
        return redirect("coordinator-desk:index")
