"""No untranslated word goes live: the gate that bulk publishing, workflows and schedules pass as well."""

from django.utils.translation import gettext, ngettext
from wagtail.models import Page
from wagtail_localize.models import String, StringTranslation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from home.translation.sources import translation_into
from home.translation.workbench.texts import plain


def complete_translation_gate(page):
    """A translation goes live in its own language only. An original costs no query."""
    if getattr(page, "is_original", True):
        return []
    if page.alias_of_id and Page.objects.filter(pk=page.alias_of_id).exclude(locale=page.locale_id).exists():
        return [gettext("This page is a copy of a page in another language. Translate it first.")]
    decided = set(getattr(page, "untranslated", None) or ())  # by a reviewer (home/translation/partial.py)
    missing = sum(plain(text) not in decided for _path, text in untranslated(page))
    if missing:
        return [
            ngettext(
                "%(count)d passage of this translation isn't translated yet.",
                "%(count)d passages of this translation aren't translated yet.",
                missing,
            )
            % {"count": missing}
        ]
    return []


complete_translation_gate.of_the_version = True


def untranslated(page):
    """Where this version of a translation, whichever it is, still holds words of its source: {(path, text)}.

    The version itself is judged, because an older one may hold words that have been translated since. A text that a
    translator wrote for the very place counts as translated, even if it is the same: a number, a name.
    """
    translation = translation_into(page)
    if translation is None:
        return set()
    texts = {
        (segment.path, segment.string.data)
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue)
    }
    hashes = [String._get_data_hash(text) for _path, text in texts]
    of_the_source = set(
        String.objects.filter(locale_id=translation.source.locale_id, data_hash__in=hashes).values_list(
            "data", flat=True
        )
    )
    written = set(
        StringTranslation.objects.filter(
            locale_id=page.locale_id, context__object_id=page.translation_key, has_error=False
        ).values_list("context__path", "data")
    )
    return {each for each in texts if each[1] in of_the_source} - written
