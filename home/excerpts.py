"""What a list of results shows of a text: the piece around the words that were sought. Pure: no Django, no database."""

import re
from functools import lru_cache

from home.text import WORD, clean, kind_of, normalise, query_pieces

EXCERPT_SCAN = 20_000  # characters of a text in which an excerpt is sought
# One letter of the original as it may be spelt: decomposed Hangul, or a character with its accents.
_CLUSTER = re.compile(
    "[\u1100-\u115f]+[\u1160-\u11a7]*[\u11a8-\u11ff]*|.[\u0300-\u036f\u0653-\u0655\u3099\u309a\uff9e\uff9f]*",
    re.DOTALL,
)


@lru_cache(maxsize=20_000)
def _folded(cluster):
    return normalise(cluster)


def _matches(text, query):
    """[(start, end), …]: where words of the query stand in the original text, sorted, not overlapping."""
    wanted = query_pieces(query)
    starts, ends, letters = [], [], []
    for cluster in _CLUSTER.finditer(text):
        for letter in _folded(cluster.group()):
            letters.append(letter)
            starts.append(cluster.start())
            ends.append(cluster.end())
    folded = "".join(letters)
    spans = []
    for kind, piece in wanted:
        at = folded.find(piece)
        while at >= 0:
            after = at + len(piece)
            whole = kind != WORD or (
                (at == 0 or kind_of(folded[at - 1]) != WORD)
                and (after == len(folded) or kind_of(folded[after]) != WORD)
            )
            if whole:
                spans.append((starts[at], ends[after - 1]))
            at = folded.find(piece, after)
    merged = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _window(text, first, length):
    """(start, end) of about `length` characters around `first`, not cutting a word where spaces are near."""
    start = max(0, first - length // 4)
    if start:
        space = text.find(" ", start, min(first, start + 20))
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + length)
    if end < len(text):
        space = text.rfind(" ", max(start, first, end - 20), end)
        end = space if space > start else end
    return start, end


def excerpt(text, query, length=200):
    """[(str, is_match), …]: about `length` characters of the original text around the first match, cut where matches begin and end.

    "…" stands as a piece of its own where text was left away. Without a match: the beginning of the text. [] for an empty text.
    """
    whole = len(text) <= EXCERPT_SCAN
    text = " ".join(clean(text[:EXCERPT_SCAN]).split())
    if not text:
        return []
    matches = _matches(text, query)
    start, end = _window(text, matches[0][0] if matches else 0, length)
    pieces, at = [("…", False)] if start else [], start
    for first, last in matches:
        first, last = max(first, start), min(last, end)
        if first >= last:
            continue
        if first > at:
            pieces.append((text[at:first], False))
        pieces.append((text[first:last], True))
        at = last
    if at < end:
        pieces.append((text[at:end], False))
    if end < len(text) or not whole:
        pieces.append(("…", False))
    return pieces
