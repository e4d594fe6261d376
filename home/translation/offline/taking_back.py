"""Views that take files back: one at once, many in the background; and what became of them."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail_localize.models import String, Translation, TranslationContext

from home.models import TranslationJobItem
from home.translation.coverage.views import TranslationView
from home.translation.offline import work
from home.translation.offline.applying import apply, target_for
from home.translation.offline.forms import FileForm
from home.translation.offline.reading import FileEntry
from home.translation.offline.reports import report_context
from home.translation.offline.taking_along import translation_for
from home.translation.offline.writing import in_file


class ImportView(TranslationView):
    """A file of one translation (`pk`), or of any of them, or an archive of many."""

    template_name = "admin/translation/import.html"
    page_title = gettext_lazy("Take files back")

    def dispatch(self, request, *args, **kwargs):
        self.translation = None
        if request.user.is_authenticated and "pk" in kwargs:
            self.translation, _target = translation_for(request.user, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", FileForm(only_one=self.translation is not None))
        kwargs.setdefault("translation", self.translation)
        if kwargs["translation"]:
            kwargs["thing"] = str(kwargs["translation"].source.as_instance())
        return super().get_context_data(**kwargs)

    def post(self, request, *args, **kwargs):
        form = FileForm(request.POST, request.FILES, only_one=self.translation is not None)
        if not form.is_valid():
            return self.again(form)
        content = form.cleaned_data["file"]
        if isinstance(content, list):
            label = ngettext("%(count)d file taken back", "%(count)d files taken back", len(content)) % {
                "count": len(content)
            }
            return redirect("translation_job", work.begin(content, request.user, label).pk)
        try:
            translation = self.translation or work.translation_of(content, request.user)
            target_for(request.user, translation)
            work.refuse_foreign(content, translation)
        except ValidationError as error:
            form.add_error("file", error)
            return self.again(form)
        report = apply(translation, content.entries, request.user, content.header)
        return reported(self, translation, report.lines, report.stopped)

    def again(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


def reported(view, translation, lines, stopped):
    """The page that tells what became of each entry."""
    view.template_name = "admin/translation/import_report.html"
    thing = str(translation.source.as_instance())
    context = report_context(translation, lines, stopped)
    return view.render_to_response(view.get_context_data(thing=thing, **context))


class ConflictsView(TranslationView):
    """Takes over what was ticked of texts that somebody else had changed, seen beside what stands there."""

    http_method_names = ["post"]
    page_title = ImportView.page_title

    def post(self, request, pk):
        translation, _target = translation_for(request.user, pk)
        try:
            target_for(request.user, translation)
        except ValidationError as error:
            return reported(self, translation, [], " ".join(error.messages))
        report = apply(translation, list(_ticked(request.POST, translation)), request.user)
        return reported(self, translation, report.lines, report.stopped)


def _ticked(data, translation):
    """[FileEntry] of what a form ticks, as if a file had been made from what the form shows."""
    for number in data.getlist("take"):
        context, _dash, text = number.partition("-")
        if not (context.isdecimal() and text.isdecimal()):
            raise Http404
        place = get_object_or_404(TranslationContext, pk=context, object_id=translation.source.object_id)
        original = get_object_or_404(String, pk=text, locale_id=translation.source.locale_id)
        yield FileEntry(
            place.path,
            in_file(original.data),
            data.get(f"words-{number}", ""),
            seen=data.get(f"seen-{number}", ""),
        )


class ReportView(TranslationView):
    """What became of one file of a big job."""

    page_title = gettext_lazy("What became of the file")

    def get(self, request, pk):
        items = TranslationJobItem.objects.filter(job__kind=work.KIND, job__made_by=request.user)
        item = get_object_or_404(items, pk=pk, data__translation__isnull=False)
        translation = get_object_or_404(
            Translation.objects.select_related("source__locale", "target_locale"), pk=item.data["translation"]
        )
        try:
            target_for(request.user, translation)
        except PermissionDenied:
            raise Http404 from None
        except ValidationError:
            pass  # it is in review by now: the report may be read all the same
        result = item.result
        return reported(self, translation, result.get("lines", []), result.get("reason", ""))

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("translation_jobs"), "label": _("Big jobs")},
            {"url": "", "label": self.page_title},
        ]
