"""Drafts of a translation: made by a tool, kept apart from what people wrote, thrown away when asked."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringSegment
from wagtail_localize.strings import StringValue

from home.models import MachineDraft
from home.translation.checks import WALL, check
from home.translation.machine import originals
from home.translation.machine.gates import MachineRefused, refusals
from home.translation.machine.tools import OPENCC, service, tool_named


def draft_for(translation):
    """{(context id, text id): MachineDraft} for what nobody has translated yet. None where machines may not translate,
    so that what was made before a consent was narrowed is not offered after.
    """
    segments = _untranslated(translation)
    keys = set(segments.values_list("context_id", "string_id"))
    drafts = MachineDraft.objects.filter(
        locale_id=translation.target_locale_id, context__in={context for context, _text in keys}
    )
    found = {(each.context_id, each.text_id): each for each in drafts}
    found = {key: draft for key, draft in found.items() if key in keys}
    return found if found and not refusals(translation) else {}


@dataclass
class Answers:
    """{(context id, text id): html} of a tool, and the `MachineRefused` that ended it early, or None."""

    found: dict = field(default_factory=dict)
    error: MachineRefused | None = None


def make(translation, tool, user=None):
    """Have a tool (its name) draft what is untranslated and has no draft of it yet → how many drafts were made.

    Raises `MachineRefused` where it may not, or the service does not answer: what came before that is kept. Not for use
    inside a transaction: a service may take its time.
    """
    answers = ask(translation, tool, user)
    made = keep(translation, tool, answers)
    if answers.error:
        raise answers.error
    return made


def ask(translation, tool, user=None):
    """The first half of `make`, which writes nothing and may take long → Answers."""
    chosen = tool_named(tool, translation.source.locale, translation.target_locale)
    if chosen is None:
        raise MachineRefused([_("This tool can't translate between these languages.")])
    reasons = refusals(translation, chosen)
    if reasons:
        raise MachineRefused(reasons)
    wanted = _wanted(translation, tool)
    if tool == OPENCC:
        return Answers(originals.converted(translation, wanted, user))
    return _answers(translation, wanted)


@transaction.atomic
def keep(translation, tool, answers):
    """The second half: store what can be used of the answers → how many drafts that were."""
    wanted, now = _wanted(translation, tool), timezone.now()
    languages = translation.source.locale.language_code, translation.target_locale.language_code
    drafts = []
    for (context, text), html in answers.found.items():
        source = wanted.get((context, text))  # None: translated, or changed, while we waited
        html = source and usable(source, html, *languages)
        if html:
            place = {"context_id": context, "text_id": text, "locale_id": translation.target_locale_id}
            drafts.append(MachineDraft(**place, data=html, tool=tool, made_at=now))
    MachineDraft.objects.bulk_create(
        drafts,
        update_conflicts=True,
        unique_fields=["text", "context", "locale"],
        update_fields=["data", "tool", "made_at"],
    )
    return len(drafts)


def discard(translation, tool=None):
    """Throw away the drafts of a translation, or only those of one tool → how many."""
    drafts = MachineDraft.objects.filter(
        locale_id=translation.target_locale_id, context__object_id=translation.source.object_id
    )
    if tool:
        drafts = drafts.filter(tool=tool)
    return drafts.delete()[0]


def forget(page_ids):
    """Delete all drafts of these pages, each in its own language → how many."""
    pages = Page.objects.filter(pk__in=page_ids).values_list("translation_key", "locale_id")
    count = 0
    for key, locale in pages:
        count += MachineDraft.objects.filter(context__object_id=key, locale_id=locale).delete()[0]
    return count


def _untranslated(translation):
    return (
        StringSegment.objects.filter(source_id=translation.source_id)
        .annotate_translation(translation.target_locale)
        .filter(translation__isnull=True)
    )


def _wanted(translation, tool):
    """{(context id, text id): html}, in reading order."""
    rows = _untranslated(translation).order_by("order", "pk")
    texts_here = {
        (context, text): html
        for context, text, html in rows.values_list("context_id", "string_id", "string__data")
    }
    there = MachineDraft.objects.filter(
        tool=tool,
        locale_id=translation.target_locale_id,
        context__object_id=translation.source.object_id,
    ).values_list("context_id", "text_id")
    for key in set(there):
        texts_here.pop(key, None)
    return texts_here


def _answers(translation, wanted):
    """Answers of the service. A text is sent once, however often it stands there."""
    places, answers = {}, Answers()
    for key, html in wanted.items():
        places.setdefault(html, []).append(key)
    outside = service()
    batches = getattr(outside, "batches", lambda values: [values] if values else [])
    for batch in batches([StringValue(html) for html in places]):
        try:
            translated = outside.translate(translation.source.locale, translation.target_locale, batch)
        except MachineRefused as error:
            answers.error = error
            break
        for asked, answer in translated.items():
            if answer is not None and answer.data:
                answers.found.update(dict.fromkeys(places.get(asked.data, ()), answer.data))
    return answers


def usable(source, html, source_language, target_language):
    """What a machine made of `source` as it is stored, or "" where its tags did not survive or it would break the page."""
    try:
        html = StringValue.from_translated_html(html.strip()).data
    except ValueError:
        return ""
    problems = check(source, html, source_language, target_language)
    return "" if any(problem.level == WALL for problem in problems) else html
