"""Which text of an original took the place of which: wagtail-localize forgets it, and with it the translation."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils import timezone
from wagtail_localize.models import StringSegment, StringTranslation

from home.models import ChangedText

ALIKE = 0.5  # of 1: texts of one place that have less in common are two texts, not one that was changed


@dataclass(frozen=True)
class Outdated:
    """A text whose translation is of an earlier wording: the pk of its segment, both wordings, the old translation."""

    segment_id: int
    text: str
    was: str
    translation: str


def texts(source):
    """{context: {string: text}} in reading order."""
    found = {}
    rows = StringSegment.objects.filter(source=source).order_by("order", "pk")
    for context, string, text in rows.values_list("context_id", "string_id", "string__data"):
        found.setdefault(context, {})[string] = text
    return found


def note(before, after):
    now = timezone.now()
    changes = [
        ChangedText(context_id=context, text_id=text, was_id=was, changed_at=now)
        for context, new in after.items()
        for text, was in pairs(before.get(context, {}), new)
    ]
    ChangedText.objects.bulk_create(
        changes,
        update_conflicts=True,
        unique_fields=["context", "text"],
        update_fields=["was", "changed_at"],
    )


def pairs(before, after):
    """[(new, old)] of texts in one place, {key: text} before and after: each new one with the one it most likely was."""
    gone = {key: text for key, text in before.items() if key not in after}
    new = {key: text for key, text in after.items() if key not in before}
    if len(before) == len(after) == 1:  # a title stays the title, whatever it says
        return [(key, old) for key in new for old in gone]
    likeness = sorted(
        (
            (-SequenceMatcher(None, text, old_text, autojunk=False).ratio(), key, old)
            for key, text in new.items()
            for old, old_text in gone.items()
        ),
    )
    found, taken = {}, set()
    for unlike, key, old in likeness:
        if -unlike >= ALIKE and key not in found and old not in taken:
            found[key] = old
            taken.add(old)
    return list(found.items())


def outdated(translation):
    """[Outdated] of a wagtail-localize Translation, in reading order: untranslated texts of which an earlier wording was
    translated. Three queries.
    """
    segments = list(
        StringSegment.objects.filter(source_id=translation.source_id)
        .annotate_translation(translation.target_locale)
        .filter(translation__isnull=True)
        .select_related("string")
        .order_by("order", "pk")
    )
    contexts = {each.context_id for each in segments}
    history = {
        (each.context_id, each.text_id): each.was
        for each in ChangedText.objects.filter(context__in=contexts).select_related("was")
    }
    translated = {
        (context, text): data
        for context, text, data in StringTranslation.objects.filter(
            context__in=contexts, locale_id=translation.target_locale_id
        ).values_list("context_id", "translation_of_id", "data")
    }
    found = []
    for each in segments:
        was = _last_translated(each.context_id, each.string_id, history, translated)
        if was is not None:
            old = translated[each.context_id, was.pk]
            found.append(Outdated(each.pk, each.string.data, was.data, old))
    return found


def _last_translated(context, text, history, translated):
    """The latest earlier wording that has a translation, or None. Words may have been changed back and forth."""
    seen = {text}
    was = history.get((context, text))
    while was is not None and was.pk not in seen:
        if (context, was.pk) in translated:
            return was
        seen.add(was.pk)
        was = history.get((context, was.pk))
    return None
