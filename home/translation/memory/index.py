"""All that was ever translated between two languages, kept by the process as long as nothing changes.

Three ways lead from a text of one language to its words in another:

- it was translated (`direct`);
- it is itself the translation of an original in the other language: a Korean page, its English version (`inverse`);
- both are translations of the same original in a third language (`sibling`): Korean → English and Korean → French
  know what is French for the English words.
"""

from collections import OrderedDict, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Max
from wagtail_localize.models import StringTranslation

from home.translation.checks.texts import words_of

KEPT = 6  # pairs of languages that a process remembers

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


def entries(source_locale, target_locale):
    """{folded words: [Entry]} of a pair of languages. One query, and four more when something has changed since."""
    pair = (source_locale.pk, target_locale.pk)
    stamp = _stamp(pair)
    if pair not in _kept or _kept[pair][0] != stamp:
        _kept[pair] = (stamp, _load(*pair))
    _kept.move_to_end(pair)
    while len(_kept) > KEPT:
        _kept.popitem(last=False)
    return _kept[pair][1]


def forget():
    """What was read is read anew."""
    _kept.clear()


def fold(html):
    """A text as it is compared: its words alone, whatever their case."""
    return " ".join(words_of(html).split()).casefold()


def _stamp(pair):
    rows = StringTranslation.objects.filter(locale__in=pair)
    return tuple(rows.aggregate(Count("pk"), Max("updated_at"), Max("pk")).values())


def _load(source, target):
    found = defaultdict(list)
    for way in (_direct, _inverse, _siblings):
        for entry in way(source, target):
            found[fold(entry.text)].append(entry)
    found.pop("", None)
    return dict(found)


def _rows(**lookup):
    """Translations that a person made or confirmed, newest first."""
    rows = StringTranslation.objects.filter(has_error=False, **lookup)
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
