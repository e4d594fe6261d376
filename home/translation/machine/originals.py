"""What OpenCC starts from: the original where it is Chinese, else the other Chinese translation of the same text."""

from django.db import models
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from home.translation.access import may_translate
from home.translation.machine import chinese


def converted(translation, wanted, user=None):
    """{(context id, text id): html} of `wanted`, as far as there is the other Chinese of it."""
    target = translation.target_locale.language_code
    other = chinese.OTHER[target]
    known = wanted if translation.source.locale.language_code == other else _written(translation, other, user)
    return {key: chinese.convert(known[key], target) for key in wanted if key in known}


def _written(translation, code, user):
    """{(context id, text id): html} in another language that `user` may read: all of it where they translate there, else
    what readers see. Without a user, all.
    """
    locale = Locale.objects.filter(language_code=code).first()
    if locale is None:
        return {}
    rows = StringTranslation.objects.filter(
        locale=locale, context__object_id=translation.source.object_id, has_error=False
    ).values_list("context_id", "translation_of_id", "data", "context__path")
    public = None if user is None else _public(translation, locale, user)
    return {
        (context, text): html
        for context, text, html, path in rows
        if public is None or (path, html) in public
    }


def _public(translation, locale, user):
    """{(path, html)} that stand before readers, or None where this person may see the drafts too."""
    try:
        row = translation.source.get_translated_instance(locale)
    except models.ObjectDoesNotExist:
        return set()
    if may_translate(user, row):
        return None
    if not row.live:
        return set()
    return {
        (segment.path, segment.string.data)
        for segment in extract_segments(row)
        if isinstance(segment, StringSegmentValue)
    }
