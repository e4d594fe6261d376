"""All that was ever translated between two languages, kept by the process as long as nothing changes.

Three ways lead from a text of one language to its words in another:

- it was translated (`direct`);
- it is itself the translation of an original in the other language: a Korean page, its English version (`inverse`);
- both are translations of the same original in a third language (`sibling`): Korean → English and Korean → French
  know what is French for the English words.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, Max
from wagtail_localize.models import StringTranslation

from home.translation.checks.texts import words_of

KEPT = 6  # pairs of languages that a process remembers
# A row is stamped when it is written and seen when its transaction ends: who asks for what is new looks back that far.
LATE = timedelta(minutes=5)

_kept = OrderedDict()


@dataclass(frozen=True, slots=True)
class Entry:
    """A text with its translation as stored; `row` is the pk of the StringTranslation, `key` whose words they are."""

    text: str
    translation: str
    row: int
    text_id: int | None
    context: int
    key: object
    way: str = "direct"


@dataclass(frozen=True)
class Index:
    """What is known of a pair of languages at a moment. Never changed, because several threads read it: see `_followed`."""

    stamp: tuple
    rows: frozenset  # pks of all that the stamp counts
    entries: dict = field(default_factory=dict)  # {folded words: (Entry, …)}
    words: dict = field(default_factory=dict)  # {row: folded words}


def entries(source_locale, target_locale):
    """{folded words: (Entry, …)} of a pair of languages. One query; one more when something was written since, six when
    something was deleted.
    """
    pair = (source_locale.pk, target_locale.pk)
    stamp, known = _stamp(pair), _kept.get(pair)
    if known is None or known.stamp != stamp:
        known = (known and _followed(known, stamp, *pair)) or _read(stamp, *pair)
        _kept[pair] = known
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return known.entries


def forget():
    """What was read is read anew."""
    _kept.clear()


def fold(html):
    """A text as it is compared: its words alone, whatever their case."""
    return " ".join(words_of(html).split()).casefold()


def _stamp(pair):
    counted = StringTranslation.objects.filter(locale__in=pair).aggregate(
        count=Count("pk"), written=Max("updated_at"), last=Max("pk")
    )
    return counted["count"], counted["written"], counted["last"]


def _read(stamp, source, target):
    rows = StringTranslation.objects.filter(locale__in=[source, target]).values_list("pk", flat=True)
    index = Index(stamp, frozenset(rows))
    found = {}
    for way in (_direct, _inverse, _siblings):
        for entry in way(source, target):
            words = fold(entry.text)
            if words:
                found.setdefault(words, []).append(entry)
                index.words[entry.row] = words
    index.entries.update((words, tuple(there)) for words, there in found.items())
    return index


def _followed(known, stamp, source, target):
    """The index with what was written since, or None where that is not enough: something is gone, or stands between
    other languages and concerns this pair only with its counterpart.
    """
    if not known.stamp[1] or not stamp[1]:
        return None
    since = StringTranslation.objects.filter(
        locale__in=[source, target], updated_at__gte=known.stamp[1] - LATE
    )
    changed = list(since.select_related("translation_of", "context"))
    rows = known.rows | {row.pk for row in changed}
    if len(rows) != stamp[0] or any(row.translation_of.locale_id not in (source, target) for row in changed):
        return None
    found, words = dict(known.entries), dict(known.words)
    for row in changed:
        _forget_row(row.pk, found, words)
        entry = _entry(row, source) if _is_told(row) else None
        if entry and fold(entry.text):
            words[row.pk] = fold(entry.text)
            found[words[row.pk]] = (entry, *found.get(words[row.pk], ()))
    return Index(stamp, rows, found, words)


def _forget_row(pk, found, words):
    there = words.pop(pk, None)
    if there is not None:
        found[there] = tuple(entry for entry in found[there] if entry.row != pk)
        if not found[there]:
            del found[there]


def _is_told(row):
    """Whether a person made or confirmed it, in a place that is known."""
    by_machine = row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
    return not row.has_error and not by_machine and row.context_id is not None


def _entry(row, source):
    text, key = row.translation_of, row.context.object_id
    if text.locale_id == source:
        return Entry(text.data, row.data, row.pk, text.pk, row.context_id, key)
    return Entry(row.data, text.data, row.pk, None, row.context_id, key, "inverse")


def _rows(**lookup):
    """Translations that are told (`_is_told`), newest first."""
    rows = StringTranslation.objects.filter(has_error=False, context__isnull=False, **lookup)
    return rows.exclude(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE).order_by(
        "-updated_at", "-pk"
    )


FIELDS = ("translation_of__data", "data", "pk", "translation_of_id", "context_id", "context__object_id")


def _direct(source, target):
    for row in _rows(locale=target, translation_of__locale=source).values_list(*FIELDS):
        yield Entry(*row)


def _inverse(source, target):
    for original, text, pk, _text_id, context, key in _rows(
        locale=source, translation_of__locale=target
    ).values_list(*FIELDS):
        yield Entry(text, original, pk, None, context, key, "inverse")


def _siblings(source, target):
    fields = ("translation_of_id", "context_id", "data")
    others = _rows(locale=source).exclude(translation_of__locale__in=[source, target])
    texts = {(text_id, context): text for text_id, context, text in others.values_list(*fields)}
    if not texts:
        return
    there = _rows(locale=target).exclude(translation_of__locale__in=[source, target])
    for translation, pk, text_id, context, key in there.values_list(
        "data", "pk", "translation_of_id", "context_id", "context__object_id"
    ):
        if (text_id, context) in texts:
            yield Entry(texts[text_id, context], translation, pk, None, context, key, "sibling")
