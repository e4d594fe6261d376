"""What somebody typed, as the ways in which it may be meant: a name, or a name beside its country or region. Pure."""

import re
from dataclasses import dataclass

from events.finding.countries import called
from home.names import is_word_script, key, other_spellings, words

LENGTH = 100  # characters that are read
WORDS = 8
_COMMA = re.compile(r"[,،、，;；()（）\[\]/|·–—]| - ")


@dataclass(frozen=True)
class Query:
    text: str
    key: str
    spellings: tuple  # further keys of the same
    splits: tuple  # [(key of a name, (words beside it))], the likeliest first
    has_comma: bool

    @property
    def is_short(self):
        return len(self.key) == 1 and is_word_script(self.key)


def understand(text):
    """The `Query` of any text; its `key` is "" where there is nothing to look for."""
    text = text[:LENGTH]
    pieces = [found for found in map(words, _COMMA.split(text)) if found][:WORDS]
    all_words = [word for piece in pieces for word in piece][:WORDS]
    splits = []
    if len(pieces) > 1:
        splits.append(("".join(pieces[0]), tuple(word for piece in pieces[1:] for word in piece)[:WORDS]))
        splits.append(("".join(pieces[-1]), tuple(word for piece in pieces[:-1] for word in piece)[:WORDS]))
    for cut in range(len(all_words) - 1, 0, -1):
        splits.append(("".join(all_words[:cut]), tuple(all_words[cut:])))
    for cut in range(1, len(all_words)):
        splits.append(("".join(all_words[cut:]), tuple(all_words[:cut])))
    folded = key(text)
    if len(all_words) == 1 and not is_word_script(folded):
        splits.extend(_written_together(folded))
    return Query(
        text=text,
        key=folded,
        spellings=tuple(other_spellings(text)),
        splits=tuple(dict.fromkeys(split for split in splits if split[0])),
        has_comma=len(pieces) > 1,
    )


def _written_together(folded):
    """中国北京, 대한민국서울: scripts without spaces between a country and its city."""
    countries = called()
    for cut in range(2, len(folded) - 1):
        if folded[:cut] in countries:
            yield folded[cut:], (folded[:cut],)
        if folded[cut:] in countries:
            yield folded[:cut], (folded[cut:],)
