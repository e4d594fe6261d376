"""Having machines draft one translation or many. OpenCC is done at once, a service is asked in the background."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail_localize.models import Translation

from home.languages import name_for_reader
from home.translation.access import lock_for
from home.translation.coverage.people import languages_of
from home.translation.machine import drafts, work
from home.translation.machine.gates import MachineRefused, refusals
from home.translation.machine.tools import tool_named, tools_for
from home.translation.offline.taking_along import chosen_of, translation_for


@require_POST
def draft(request, pk):
    """POST `tool`: have it draft what is untranslated."""
    translation, target = translation_for(request.user, pk)
    tool = tool_named(request.POST.get("tool", ""), translation.source.locale, translation.target_locale)
    reasons = _against(request.user, translation, target, tool)
    for reason in reasons:
        messages.error(request, reason)
    if reasons:
        return _back(translation)
    if tool.outside:
        title = str(translation.source.as_instance())
        return redirect("translation_job", work.begin([(translation, title)], tool, request.user, title).pk)
    try:
        _tell(request, drafts.make(translation, tool.name, request.user))
    except MachineRefused as error:
        messages.error(request, " ".join(error.messages))
    return _back(translation)


@require_POST
def discard(request, pk):
    """Throw the drafts of a translation away, or with POST `tool` only those of one tool."""
    translation, _target = translation_for(request.user, pk)
    count = drafts.discard(translation, request.POST.get("tool"))
    messages.success(
        request,
        ngettext("%(count)d draft thrown away.", "%(count)d drafts thrown away.", count) % {"count": count},
    )
    return _back(translation)


@require_POST
def draft_many(request):
    """POST `language`, `tool` and what to draft, as for taking files along: a big job that tells of each."""
    code = request.POST.get("language", "")
    locale = next((each for each in languages_of(request.user) if each.language_code == code), None)
    if locale is None:
        raise PermissionDenied
    back = redirect(f"{reverse('translation_export_many')}?language={code}")
    chosen = chosen_of(request, locale)
    found = Translation.objects.select_related("source__locale", "target_locale").in_bulk(
        [each.pk for each in chosen]
    )
    wanted = [(found[each.pk], each.title) for each in chosen]
    tools = {translation.source.locale: () for translation, _title in wanted}
    tools = {tool.name: tool for source in tools for tool in tools_for(source, locale)}
    tool = tools.get(request.POST.get("tool", ""))
    if tool is None:
        messages.error(request, _("Choose something first.") if not wanted else _no_tool())
        return back
    label = _("%(tool)s: drafts in %(language)s") % {
        "tool": tool.label,
        "language": name_for_reader(locale.language_code),
    }
    return redirect("translation_job", work.begin(wanted, tool, request.user, label).pk)


def _against(user, translation, target, tool):
    if tool is None:
        return [_no_tool()]
    if lock_for(user, target):
        return [_("It is locked or in review. Wait until that is over, then try again.")]
    return refusals(translation, tool)


def _no_tool():
    return _("This tool can't translate between these languages.")


def _tell(request, made):
    if made:
        message = ngettext(
            "%(count)d draft made. Each becomes a translation when you have read it and taken it over.",
            "%(count)d drafts made. Each becomes a translation when you have read it and taken it over.",
            made,
        )
        messages.success(request, message % {"count": made})
    else:
        messages.warning(
            request, _("No draft was made: there is nothing left to translate, or nothing to start from.")
        )


def _back(translation):
    """To the workbench."""
    try:
        return redirect("translation_workbench", translation.pk)
    except NoReverseMatch:
        return redirect("translation_desk")
