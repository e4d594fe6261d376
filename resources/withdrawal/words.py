"""The words by which an account is known again: passages, titles and names, as they stand in a text of any kind."""

import html
import json
import re
import unicodedata
from collections import defaultdict

from wagtail.models import Revision
from wagtail_localize.models import String, StringSegment, StringTranslation

from home.text import clean

TAG = re.compile(r"<[^>]*>")
LONGEST = 120  # letters of a passage that are looked for
# Letters; those of scripts whose words are a letter or two long count for three.
SHORTEST, SHORTEST_NAME = 16, 3
ALONE = 10  # shorter ones are found only where they stand alone
_NAMES = {"title", "draft_title", "display_name", "seo_title"}
_NOT_WORDS = {
    "slug",
    "url_path",
    "path",
    "type",
    "id",
    "language",
    "locale",
    "content_type",
    "translation_key",
}


def weight(text):
    return sum(3 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def normal(text):
    """As texts are compared: mark-up gone, entities read, white space as one space."""
    return " ".join(clean(html.unescape(TAG.sub("\n", text))).split())


def words_of(pages, keys):
    """Every passage and name of these pages: now, in drafts, in any version, and in every translation of them."""
    found = set()
    for page in pages:
        _collect(page.serializable_data(), found)
        for content in Revision.objects.for_instance(page).values_list("content", flat=True):
            _collect(content, found)
    segments = StringSegment.objects.filter(source__object__in=keys)
    _collect(list(String.objects.filter(segments__in=segments).values_list("data", flat=True)), found)
    translations = StringTranslation.objects.filter(context__object__in=keys)
    for path, text in translations.values_list("context__path", "data"):
        _collect({path: text}, found)
    return found - said_by_others(found, keys)


def said_by_others(words, keys):
    """Those that other things say as well, such as a heading that stands everywhere: they are not the account's."""
    others = StringSegment.objects.exclude(source__object__in=keys).values("string")
    own = String.objects.filter(segments__source__object__in=keys, pk__in=others)
    return words & {passage for text in own.values_list("data", flat=True) for passage in _passages(text)}


def _collect(value, found, name=""):
    """Add the words in a value as JSON has it: a body is a text in a text, as Wagtail keeps it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in _NOT_WORDS:
                _collect(inner, found, key)
    elif isinstance(value, list | tuple):
        for inner in value:
            _collect(inner, found, name)
    elif isinstance(value, str) and value:
        if value[:1] in "[{":
            try:
                return _collect(json.loads(value), found, name)
            except ValueError:
                pass
        found.update(_passages(value, SHORTEST_NAME if name in _NAMES else SHORTEST))
    return None


def _passages(text, shortest=SHORTEST):
    """Runs of words between mark-up that are long enough to be nobody else's."""
    for run in TAG.split(text):
        passage = normal(run)[:LONGEST]
        if weight(passage) >= shortest and any(char.isalpha() for char in passage):
            yield passage


def finder(words):
    """function(text) -> those of these words that it holds. A short one, such as a title of one word, must be all of it."""
    whole = {each for each in words if weight(each) < ALONE}
    starts = defaultdict(list)
    length = min((len(each) for each in words - whole), default=0)
    for each in words - whole:
        starts[each[:length]].append(each)

    def held(text):
        text = normal(text)
        if text in whole:
            return {text}
        places = range(len(text) - length + 1) if starts else ()
        return {
            each
            for place in places
            for each in starts.get(text[place : place + length], ())
            if text.startswith(each, place)
        }

    return held
