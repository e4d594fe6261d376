"""Views that give texts out as PO files: of one thing, or of what was chosen in a language."""

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale
from wagtail_localize.models import Translation

from home.languages import name_for_reader
from home.translation.access import may_translate
from home.translation.coverage.views import TranslationView
from home.translation.machine.tools import tools_for
from home.translation.offline.archives import pack
from home.translation.offline.choosing import choices, reasons_against
from home.translation.offline.readme import readme
from home.translation.offline.writing import content_of, file_name, po_of


def translation_for(user, pk):
    """(Translation, its target) for somebody who may translate it."""
    translations = Translation.objects.select_related("source__locale", "target_locale")
    translation = get_object_or_404(translations, pk=pk, enabled=True)
    try:
        target = translation.get_target_instance()
    except models.ObjectDoesNotExist:
        raise Http404 from None
    if not may_translate(user, target):
        raise PermissionDenied
    return translation, target


def export(request, pk):
    """One PO file."""
    translation, _target = translation_for(request.user, pk)
    reasons = reasons_against(translation)
    if reasons:
        raise PermissionDenied(" ".join(reasons))
    title = str(translation.source.as_instance())
    return _download(
        content_of(po_of(translation, title)), file_name(translation, title), "text/x-gettext-translation"
    )


def _download(content, name, kind):
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = content_disposition_header(True, name)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


class ManyView(TranslationView):
    """What was sent into a language, to take along or to have drafted: all of it, what is not done, or a selection."""

    template_name = "admin/translation/offline.html"
    page_title = gettext_lazy("Translate offline")

    def language(self):
        return self.chosen() or self.languages[0]

    def get_context_data(self, **kwargs):
        locale = self.language()
        found = choices(self.request.user, locale)
        return super().get_context_data(
            choices=found,
            left=sum(1 for each in found if each.cell.left),
            languages=self.named(),
            language=locale.language_code,
            language_name=name_for_reader(locale.language_code),
            tools=_tools(locale),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        locale = next(
            (each for each in self.languages if each.language_code == request.POST.get("language")), None
        )
        if locale is None:
            raise PermissionDenied
        wanted = chosen_of(request, locale)
        if not wanted:
            return self.render_to_response(self.get_context_data(error=_("Choose something first.")))
        files, left_out = _files(wanted)
        if not files:
            return self.render_to_response(self.get_context_data(error=" ".join(left_out)))
        name = f"translations-{locale.language_code}-{timezone.localdate():%Y-%m-%d}.zip"
        return _download(pack(files, readme(locale, left_out)), name, "application/zip")


def chosen_of(request, locale):
    """[Choice] that a form asks for: `what` is "all", "left" or, for what is ticked, "chosen"."""
    found, what = choices(request.user, locale), request.POST.get("what", "chosen")
    if what == "all":
        return found
    if what == "left":
        return [each for each in found if each.cell.left]
    ticked = set(request.POST.getlist("pk"))
    return [each for each in found if str(each.pk) in ticked]


def _tools(locale):
    """The tools that can draft into a language from any of those that things began in."""
    begun_in = Translation.objects.filter(enabled=True, target_locale=locale).values("source__locale")
    found = {}
    for source in Locale.objects.filter(pk__in=begun_in).exclude(pk=locale.pk):
        found |= {tool.name: tool for tool in tools_for(source, locale)}
    return list(found.values())


def _files(wanted):
    """([(name, bytes)], [why something is missing]) of [Choice]"""
    translations = Translation.objects.select_related("source__locale", "target_locale").in_bulk(
        [each.pk for each in wanted]
    )
    files, left_out = [], []
    for each in wanted:
        translation = translations[each.pk]
        reasons = reasons_against(translation)
        if reasons:
            left_out.append(f"{each.title}: {' '.join(reasons)}")
            continue
        files.append((file_name(translation, each.title), content_of(po_of(translation, each.title))))
    return files, left_out
