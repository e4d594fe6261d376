"""What has to come through word for word: placeholders, marks of footnotes, addresses.

A placeholder that is missing or invented shows readers a gap or a brace, and a mark that is missing takes the source
from a figure that must have one: walls; a word in brackets is only a warning. An invented mark is shown as it is typed,
which can be meant: a warning. So are addresses, because a page of another language may be the better one.
"""

import re
from collections import Counter

from django.utils.translation import gettext as _

from home.notes import folded
from home.translation.checks.problems import WALL, WARNING, Problem
from home.translation.checks.texts import ADDRESS, MARK, PLACEHOLDER, quoted, words_of

SHORT = re.compile(r"\d+\w?|\w\d*")  # 1, 12a, b, b2; “[sic]” is more likely a word of the text


def content(source, translation):
    """[Problem] of what has to stand there unchanged."""
    texts = words_of(source), words_of(translation)
    yield from _placeholders(*texts)
    yield from _marks(*texts)
    yield from _addresses(*texts)


def _placeholders(source, translation):
    wanted, there = (Counter(PLACEHOLDER.findall(text)) for text in (source, translation))
    if missing := wanted - there:
        sentence = _(
            "Missing from the translation: %(found)s. The site puts a name or a number there; keep it as it is."
        )
        yield Problem(WALL, "missing-placeholder", sentence % {"found": quoted(missing.elements())})
    if extra := there - wanted:
        sentence = _("Not in the original: %(found)s. Readers would see it as it is; delete it.")
        yield Problem(WALL, "extra-placeholder", sentence % {"found": quoted(extra.elements())})


def _marks(source, translation):
    wanted, there = ({folded(mark): mark for mark in MARK.findall(text)} for text in (source, translation))
    if missing := [mark for key, mark in wanted.items() if key not in there]:
        level = WALL if any(map(SHORT.fullmatch, missing)) else WARNING
        sentence = _(
            "The footnote marks %(marks)s are missing. Put each behind the words that it proves, brackets included."
        )
        yield Problem(level, "missing-mark", sentence % {"marks": quoted(f"[{mark}]" for mark in missing)})
    if extra := [mark for key, mark in there.items() if key not in wanted]:
        sentence = _(
            "The original doesn't have %(marks)s. Delete it, or write the footnote mark as in the original."
        )
        yield Problem(WARNING, "extra-mark", sentence % {"marks": quoted(f"[{mark}]" for mark in extra)})


def _addresses(source, translation):
    wanted, there = ({_bare(found) for found in ADDRESS.findall(text)} for text in (source, translation))
    if missing := sorted(wanted - there):
        sentence = _(
            "This address of the original is missing or different: %(found)s. Copy it letter for letter."
        )
        yield Problem(WARNING, "address", sentence % {"found": quoted(missing)})
    elif extra := sorted(there - wanted):
        sentence = _("This address isn't in the original: %(found)s. Make sure that it is right.")
        yield Problem(WARNING, "address", sentence % {"found": quoted(extra)})


def _bare(address):
    return address.rstrip(".,;:!?)]}'\"").casefold()
