"""Search and replace: asked for on the workbench, shown passage by passage, done where the tick was left."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from home.translation.glossary import terms_for
from home.translation.workbench.addresses import address_of_translation
from home.translation.workbench.opening import open_to_write
from home.translation.workbench.passages import passages
from home.translation.workbench.replacing import changes, replace
from home.translation.workbench.views import common


@require_POST
def replace_words(request, pk):
    """Show what would change, or change it."""
    work, data = open_to_write(request, pk), request.POST
    translation = work.translation
    terms = terms_for(translation.source.locale, translation.target_locale)
    planned = changes(
        passages(translation, terms), data.get("old", ""), data.get("new", ""), match_case="case" in data
    )
    if not planned:
        messages.warning(
            request,
            _("These words stand nowhere in the translation: %(words)s") % {"words": data.get("old", "")},
        )
        return redirect(address_of_translation(pk))
    if "do" not in data:
        return render(
            request,
            "admin/translation/workbench/replace.html",
            {
                **common(work),
                "changes": planned,
                "old": data.get("old", ""),
                "new": data.get("new", ""),
                "match_case": "case" in data,
                "header_title": work.title,
            },
        )
    chosen = set(data.getlist("passage"))
    ticked = [change for change in planned if f"{change.passage.pk}-{change.passage.seen}" in chosen]
    done, left = replace(translation, ticked, request.user, terms)
    messages.success(
        request, ngettext("%(count)d passage changed.", "%(count)d passages changed.", done) % {"count": done}
    )
    missed = len(chosen) - len(ticked) + len(left)
    if missed:
        text = ngettext(
            "%(count)d passage was left alone: somebody changed it meanwhile.",
            "%(count)d passages were left alone: somebody changed them meanwhile.",
            missed,
        )
        messages.warning(request, text % {"count": missed})
    return redirect(address_of_translation(pk))
