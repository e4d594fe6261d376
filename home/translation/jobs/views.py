"""Big jobs in the admin: what runs, how far it is, what became of each thing; cancelling one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail_localize.models import Translation

from home.languages import name_for_reader
from home.models import TranslationJob, TranslationJobItem
from home.translation.coverage.people import languages_of, sends
from home.translation.jobs import cancel
from home.translation.jobs.standing import is_over, sentence, standings
from home.translation.workbench.addresses import address_of_translation

PER_PAGE = 50


def _visible(user):
    """Jobs that this person may look at: their own; who sends for translation sees all."""
    jobs = TranslationJob.objects.select_related("made_by")
    return jobs if sends(user) else jobs.filter(made_by=user)


class JobsView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "admin/translation/jobs.html"
    page_title = gettext_lazy("Big jobs")
    header_icon = "wagtail-localize-language"

    def dispatch(self, request, *args, **kwargs):
        if not languages_of(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        page = Paginator(_visible(self.request.user), PER_PAGE).get_page(self.request.GET.get("p"))
        found = standings(page)
        return super().get_context_data(page_obj=page, table=[(job, found[job.pk]) for job in page], **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, _desk(), {"url": "", "label": self.page_title}]


class JobView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "admin/translation/job.html"
    header_icon = "wagtail-localize-language"

    def dispatch(self, request, *args, **kwargs):
        self.job = get_object_or_404(_visible(request.user), pk=kwargs["pk"])
        self.page_title = self.job.label
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        jobs = {"url": reverse("translation_jobs"), "label": JobsView.page_title}
        return [*self.breadcrumbs_items, _desk(), jobs, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("state", "")
        items = self.job.items.select_related("locale")
        if asked in TranslationJobItem.State.values:
            items = items.filter(state=asked)
        page = Paginator(items, PER_PAGE).get_page(self.request.GET.get("p"))
        standing = standings([self.job])[self.job.pk]
        addresses = _addresses(page)
        return super().get_context_data(
            job=self.job,
            standing=standing,
            sentence=sentence(self.job, standing),
            over=is_over(self.job),
            page_obj=page,
            query=f"state={asked}" if asked in TranslationJobItem.State.values else "",
            table=[
                (
                    item,
                    item.locale and name_for_reader(item.locale.language_code),
                    addresses.get((item.translation_key, item.locale_id), ""),
                )
                for item in page
            ],
            states=TranslationJobItem.State.choices,
            state=asked,
            **kwargs,
        )


def _desk():
    return {"url": reverse("translation_desk"), "label": _("Translation desk")}


def _addresses(items):
    """{(translation key, locale pk): where the translation is worked on}. One query."""
    keys = {item.translation_key for item in items if item.translation_key and item.locale_id}
    rows = Translation.objects.filter(source__object_id__in=keys, enabled=True)
    return {
        (key, locale): address_of_translation(pk)
        for pk, key, locale in rows.exclude(source__locale_id=F("target_locale_id")).values_list(
            "pk", "source__object_id", "target_locale_id"
        )
    }


@never_cache
def state(request, pk):
    """What the page asks again and again while a job runs: {sentence, percent, over}."""
    job = get_object_or_404(_visible(request.user), pk=pk)
    standing = standings([job])[job.pk]
    return JsonResponse(
        {"sentence": sentence(job, standing), "percent": standing.percent, "over": is_over(job)}
    )


@require_POST
def cancel_job(request, pk):
    job = get_object_or_404(_visible(request.user), pk=pk)
    if cancel(job):
        left = standings([job])[job.pk].waiting
        messages.success(
            request,
            ngettext(
                "Cancelled. What was done stays done; %(count)d thing was left.",
                "Cancelled. What was done stays done; %(count)d things were left.",
                left,
            )
            % {"count": left},
        )
    else:
        messages.warning(request, _("This job was over already."))
    return redirect("translation_job", job.pk)
