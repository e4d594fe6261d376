"""What a source's texts are in a language, as it is put into a page. A source's own rows are read once for all languages."""

import json

from wagtail_localize.models import (
    MissingRelatedObjectError,
    MissingTranslationError,
    OverridableSegment,
    RelatedObjectSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    TemplateSegment,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.strings import StringValue

_ROWS = "_segment_rows"


def segments_for_translation(source, locale, fallback=False):
    """[segment value]. Takes the place of `TranslationSource._get_segments_for_translation`."""
    return in_language(source, locale, fallback)[0]


def in_language(source, locale, fallback=True):
    """([segment value], whether any of it is the language's own)"""
    rows = _rows(source)
    words = _words(source, locale)
    values, own = [], False
    for segment in rows[StringSegment]:
        text = words.get((segment.string_id, segment.context_id))
        if not text and not fallback:
            raise MissingTranslationError(segment, locale)
        own = own or bool(text)
        value = StringSegmentValue(
            segment.context.path,
            StringValue(text or segment.string.data),
            attrs=json.loads(segment.attrs),
        )
        values.append(value.with_order(segment.order))
    for segment in rows[TemplateSegment]:
        template = segment.template
        values.append(
            TemplateSegmentValue(
                segment.context.path,
                template.template_format,
                template.template,
                template.string_count,
                order=segment.order,
            )
        )
    others = [*_related(rows, locale, fallback), *_overridden(source, rows, locale)]
    return values + others, own or bool(others)


def forget(source):
    """The rows have changed."""
    source.__dict__.pop(_ROWS, None)


def _rows(source):
    """{model: its segments of this source}. Four queries, once for this object."""
    if _ROWS not in source.__dict__:
        source.__dict__[_ROWS] = {
            model: list(model.objects.filter(source=source).select_related("context", *also))
            for model, also in (
                (StringSegment, ["string"]),
                (TemplateSegment, ["template"]),
                (RelatedObjectSegment, ["object"]),
                (OverridableSegment, []),
            )
        }
    return source.__dict__[_ROWS]


def _words(source, locale):
    """{(string pk, context pk): translation} of what is translated without an error"""
    rows = StringTranslation.objects.filter(
        context__object_id=source.object_id, locale_id=getattr(locale, "pk", locale), has_error=False
    )
    return {
        (string, context): data
        for string, context, data in rows.values_list("translation_of_id", "context_id", "data")
    }


def _related(rows, locale, fallback):
    for segment in rows[RelatedObjectSegment]:
        if segment.object.has_translation(locale):
            yield RelatedObjectSegmentValue(
                segment.context.path,
                segment.object.content_type,
                segment.object.translation_key,
                order=segment.order,
            )
        elif not fallback:  # else what is in the database stays
            raise MissingRelatedObjectError(segment, locale)


def _overridden(source, rows, locale):
    if not rows[OverridableSegment]:
        return
    overrides = dict(
        SegmentOverride.objects.filter(
            context__object_id=source.object_id, locale_id=getattr(locale, "pk", locale), has_error=False
        ).values_list("context_id", "data_json")
    )
    for segment in rows[OverridableSegment]:
        if segment.context_id in overrides:
            yield OverridableSegmentValue(
                segment.context.path, json.loads(overrides[segment.context_id]), order=segment.order
            )
