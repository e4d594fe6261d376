"""Releases in the admin: the list, one with its check list, publishing it."""

from collections import defaultdict

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import FormView, TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from home.languages import name_for_reader
from home.models import Release
from home.releases import publishing
from home.releases.contents import makes_releases
from home.releases.forms import ReleaseForm
from home.releases.readiness import judge, missing, standings

PER_PAGE = 50


class ReleaseView(WagtailAdminTemplateMixin):
    header_icon = "calendar-check"

    def dispatch(self, request, *args, **kwargs):
        if not makes_releases(request.user):
            raise PermissionDenied
        if "pk" in kwargs:
            self.release = get_object_or_404(Release.objects.select_related("scheduled_by"), pk=kwargs["pk"])
            self.page_title = self.release.name
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        above = {"url": reverse("release_list"), "label": _("Releases")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]


class ReleasesView(ReleaseView, TemplateView):
    template_name = "admin/releases/list.html"
    page_title = gettext_lazy("Releases")

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        page = Paginator(Release.objects.all(), PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(page_obj=page, **kwargs)


class ReleaseFormView(ReleaseView, FormView):
    form_class = ReleaseForm
    template_name = "admin/releases/add.html"
    page_title = gettext_lazy("New release")
    release = None

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user, "instance": self.release}

    def form_valid(self, form):
        with transaction.atomic():
            release = form.save()
        messages.success(self.request, _("“%(name)s” is saved.") % {"name": release.name})
        return redirect("release_edit", release.pk)


class ReleaseEditView(ReleaseFormView):
    template_name = "admin/releases/edit.html"

    def post(self, request, *args, **kwargs):
        if self.release.state == Release.State.PUBLISHED:
            messages.error(request, _("This release is published. Make a new one for what comes next."))
            return redirect("release_edit", self.release.pk)
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        found = standings(self.release)
        page = Paginator(found, PER_PAGE).get_page(self.request.GET.get("p"))
        published = self.release.state == Release.State.PUBLISHED
        if not published:
            for each in page:
                judge(each, self.request.user)
        return super().get_context_data(
            release=self.release,
            published=published,
            page_obj=page,
            table=[(each, each.language and name_for_reader(each.language)) for each in page],
            languages=_by_language(found),
            ready=sum(each.is_ready for each in found),
            total=len(found),
            may_publish=bool(found) and not published,
            refusals=[
                (each, each["language"] and name_for_reader(each["language"]))
                for each in self.release.refusals
            ],
            **kwargs,
        )


def _by_language(found):
    """[(name, ready, of, [titles without a translation])] for each language in a release."""
    counts = defaultdict(lambda: [0, 0])
    for each in found:
        if each.language:
            counts[each.language][0] += each.is_ready
            counts[each.language][1] += 1
    absent = missing(found)
    return [(name_for_reader(code), *counts[code], absent.get(code, [])) for code in sorted(counts)]


class PublishView(ReleaseView, TemplateView):
    """What will happen is said first."""

    template_name = "admin/releases/publish.html"

    def get_context_data(self, **kwargs):
        found = standings(self.release)
        return super().get_context_data(
            release=self.release,
            count=sum(not each.nothing_to_do for each in found),
            languages=_by_language(found),
            not_ready=sum(not each.is_ready for each in found),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        release = self.release
        if release.state == Release.State.PUBLISHED:
            messages.error(request, _("This release is published already."))
        elif publishing.is_large(release):
            publishing.publish_soon(release, request.user)
            messages.success(request, _("It is being published now. This page says what came of it."))
        else:
            self._publish(release)
        return redirect("release_edit", release.pk)

    def _publish(self, release):
        release = publishing.publish(release, self.request.user)
        if release.state == Release.State.PUBLISHED:
            messages.success(self.request, _("“%(name)s” is live.") % {"name": release.name})
            return
        count = len(release.refusals)
        words = ngettext(
            "Nothing went live, because %(count)d thing isn't ready.",
            "Nothing went live, because %(count)d things aren't ready.",
            count,
        )
        messages.error(self.request, words % {"count": count})


class DeleteView(ReleaseView, TemplateView):
    template_name = "admin/releases/delete.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(release=self.release, **kwargs)

    def post(self, request, *args, **kwargs):
        self.release.delete()
        messages.success(request, _("The release is deleted. What it held stays as it is."))
        return redirect("release_list")


@require_POST
def remove(request, pk):
    """Take things out of a release; they stay as they are."""
    if not makes_releases(request.user):
        raise PermissionDenied
    release = get_object_or_404(Release.objects.exclude(state=Release.State.PUBLISHED), pk=pk)
    chosen = [item for item in request.POST.getlist("item") if item.isascii() and item.isdecimal()]
    count = release.items.filter(pk__in=[item for item in chosen if len(item) < 19]).delete()[0]
    words = ngettext(
        "%(count)d thing was taken out of the release. It stays as it is.",
        "%(count)d things were taken out of the release. They stay as they are.",
        count,
    )
    messages.success(request, words % {"count": count})
    return redirect("release_edit", release.pk)


class ReleasesMenuItem(MenuItem):
    def is_shown(self, request):
        return makes_releases(request.user)


def menu_item():
    return ReleasesMenuItem(
        gettext_lazy("Releases"),
        reverse_lazy("release_list"),
        name="releases",
        icon_name="calendar-check",
        order=155,
    )
