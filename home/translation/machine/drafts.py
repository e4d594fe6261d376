"""Drafts of a translation: made by a tool, kept apart from what people wrote, thrown away when asked."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment
from wagtail_localize.strings import StringValue

from home.models import MachineDraft
from home.translation.machine import originals
from home.translation.machine.gates import MachineRefused, refusals
from home.translation.machine.tools import OPENCC, service, tool_named
from home.translation.workbench import texts


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


def make(translation, tool, user=None):
    """Have a tool (its name) draft what is untranslated and has no draft of it yet → how many drafts were made.

    Raises `MachineRefused` where it may not, or the service does not answer: what came before that is kept. A service is
    asked outside of any transaction of ours, a batch after the other.
    """
    chosen = tool_named(tool, translation.source.locale, translation.target_locale)
    if chosen is None:
        raise MachineRefused([_("This tool can't translate between these languages.")])
    reasons = refusals(translation, chosen)
    if reasons:
        raise MachineRefused(reasons)
    wanted = _wanted(translation, tool)
    if tool == OPENCC:
        return _keep(translation, tool, wanted, originals.converted(translation, wanted, user))
    made = 0
    for found in _answers(translation, wanted):
        made += _keep(translation, tool, wanted, found)
    return made


def discard(translation, tool=None):
    """Throw away the drafts of a translation, or only those of one tool → how many."""
    drafts = MachineDraft.objects.filter(
        locale_id=translation.target_locale_id, context__object_id=translation.source.object_id
    )
    if tool:
        drafts = drafts.filter(tool=tool)
    return drafts.delete()[0]


def forget(page_ids):
    """An eraser: all drafts of these pages, in every language of theirs."""
    from wagtail.models import Page

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
    """{(context id, text id): html}, one of these for each batch that the service answered. A text is sent once."""
    places = {}
    for key, html in wanted.items():
        places.setdefault(html, []).append(key)
    outside = service()
    batches = getattr(outside, "batches", lambda values: [values])
    for batch in batches([StringValue(html) for html in places]):
        answers = outside.translate(translation.source.locale, translation.target_locale, batch)
        yield {
            key: answer.data
            for asked, answer in answers.items()
            if answer is not None and answer.data
            for key in places.get(asked.data, ())
        }


@transaction.atomic
def _keep(translation, tool, wanted, found):
    now = timezone.now()
    drafts = []
    for (context, text), html in found.items():
        html = usable(wanted[context, text], html)
        if html:
            drafts.append(
                MachineDraft(
                    context_id=context,
                    text_id=text,
                    locale_id=translation.target_locale_id,
                    data=html,
                    tool=tool,
                    made_at=now,
                )
            )
    MachineDraft.objects.bulk_create(
        drafts,
        update_conflicts=True,
        unique_fields=["text", "context", "locale"],
        update_fields=["data", "tool", "made_at"],
    )
    return len(drafts)


def usable(source, html):
    """What a machine made of `source` as it is stored, or "" where its tags did not survive."""
    try:
        html = StringValue.from_translated_html(html.strip()).data
    except ValueError:
        return ""
    return html if sorted(texts.tags(html)) == sorted(texts.tags(source)) else ""
