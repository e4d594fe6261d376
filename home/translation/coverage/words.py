"""How much there is left to translate, in words."""

import re
from collections import defaultdict

from django.db.models import Exists, OuterRef
from django.utils.html import strip_tags
from wagtail_localize.models import StringSegment, StringTranslation, Translation

# Chinese and Japanese write no spaces: every character counts as half a word, as translators' bureaus do.
CHARACTER = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def count_words(text):
    """Words of a text, without its tags."""
    text = strip_tags(text)
    characters = len(CHARACTER.findall(text))
    return len(WORD.findall(CHARACTER.sub(" ", text))) + (characters + 1) // 2


def words_left(keys, locale):
    """{translation key: words that are not translated yet into `locale`}. One query."""
    done = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=locale.pk,
        has_error=False,
    )
    jobs = Translation.objects.filter(enabled=True, target_locale=locale, source__object_id__in=keys)
    left = StringSegment.objects.filter(~Exists(done), source__in=jobs.values("source"))
    words = defaultdict(int)
    for key, text in left.values_list("source__object_id", "string__data"):
        words[key] += count_words(text)
    return words
