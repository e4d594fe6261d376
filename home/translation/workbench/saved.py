"""What is done to one passage: saved by itself, and told to scripts or to the page."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from home.translation.glossary import terms_for
from home.translation.workbench import texts
from home.translation.workbench.actions import offered
from home.translation.workbench.addresses import address_of_translation
from home.translation.workbench.opening import open_to_write
from home.translation.workbench.passages import counts, passages
from home.translation.workbench.saving import Conflict, Impossible, belongs, save
from home.translation.workbench.views import common, remember, summary, with_tries


@dataclass
class Try:
    """What somebody typed that could not be stored: it stands in their field again, with the reason."""

    words: str
    error: str = ""
    conflict: bool = False
    theirs: str = ""
    by: str = ""
    seen: str = ""


@require_POST
def save_passage(request, pk):
    """Save one passage. Scripts are told what changed; without them one comes back to the passage, or to one's words."""
    work = open_to_write(request, pk)
    translation, data = work.translation, request.POST
    try:
        context_id, text_id = int(data.get("context", "")), int(data.get("text", ""))
    except ValueError:
        raise Http404 from None
    if not belongs(translation, context_id, text_id):
        raise Http404
    terms = terms_for(translation.source.locale, translation.target_locale)
    before = {passage.pk: passage for passage in passages(translation, terms)}
    this = next(
        (one for one in before.values() if (one.context_id, one.text_id) == (context_id, text_id)), None
    )
    words, seen = data.get("take") or data.get("words", ""), data.get("seen", "")
    saved, failed = None, None
    try:
        saved = save(
            translation,
            context_id,
            text_id,
            words,
            seen,
            request.user,
            everywhere="everywhere" in data,
            tool=data.get("tool", "")[:60],
            terms=terms,
            longest=this.place.longest if this else None,
        )
    except Conflict as conflict:
        row = conflict.row
        failed = Try(
            words,
            conflict=True,
            theirs=texts.editable(row.data) if row else "",
            by=row.last_translated_by.get_full_name() if row and row.last_translated_by else "",
            seen=texts.token(row.data if row else ""),
        )
    except Impossible as error:
        failed = Try(words, error=str(error.args[0]), seen=seen)
    if request.headers.get("Accept", "").startswith("application/json"):
        return _tell(request, work, terms, this, saved, failed)
    if failed and this:
        return with_tries(request, work, {this.pk: failed})
    _say(request, saved, failed, words)
    return redirect(address_of_translation(pk, this and _next(before, this, data), **_asked(data)))


def _tell(request, work, terms, this, saved, failed):
    """The passages that changed, as they stand now, and how far the whole is."""
    found = passages(work.translation, terms)
    changed = {this.pk, *saved.filled} if this and saved else {this.pk} if this else set()
    changed |= _overtaken(found, request.POST.get("stand", ""))
    shown_now = [passage for passage in found if passage.pk in changed]
    remember(shown_now, work)
    context = common(work)
    html = {}
    for passage in shown_now:
        attempt = failed if this and passage.pk == this.pk else None
        html[passage.pk] = render_to_string(
            "admin/translation/passage.html", {**context, "passage": passage, "try": attempt}, request
        )
    gone = _("The original has other words there now. Yours are kept; load the page anew.")
    return JsonResponse(
        {
            "passages": html,
            "summary": summary(found),
            "filters": {name: number for name, _title, number in counts(found)},
            "actions": render_to_string(
                "admin/translation/workbench/actions.html",
                {**context, "offered": offered(work, found)},
                request,
            ),
            "problem": "conflict" if failed and failed.conflict else "impossible" if failed else "",
            "gone": gone if saved and saved.gone else "",
        },
        status=409 if failed and failed.conflict else 422 if failed else 200,
    )


def _overtaken(found, stand):
    """Passages that others have saved since: `stand` says what the page shows of each, as "pk:token pk:token"."""
    shown = dict(each.partition(":")[::2] for each in stand.split())
    return {passage.pk for passage in found if shown.get(str(passage.pk), passage.seen) != passage.seen}


def _say(request, saved, failed, words):
    if failed:
        text = _("The original has other words there now. Yours were not stored: %(words)s")
        messages.error(request, text % {"words": words})
    elif saved.gone:
        messages.warning(
            request, _("The original has other words there now. Yours are kept as a starting point.")
        )


def _next(before, this, data):
    """The segment to stand at afterwards: the next one that is to be done where somebody asked for it, else this one."""
    if "next" not in data:
        return this.pk
    found = list(before.values())
    place = found.index(this)
    return next((one.pk for one in [*found[place + 1 :], *found[:place]] if not one.done), this.pk)


def _asked(data):
    return {"show": data.get("show", ""), "q": data.get("q", "")}
