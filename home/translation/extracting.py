"""The texts of an original, taken out of it and stored: a dozen queries, however many there are."""

import json
import uuid

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    String,
    StringSegment,
    Template,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments

from home.translation import changes, segments
from home.translation.sources import instance_of


@transaction.atomic
def refresh_segments(source):
    """Segments as the source's words are now. Takes the place of `TranslationSource.refresh_segments`.

    What is gone or has changed is noted on the way (`changes`): afterwards nobody knows which text was which.
    """
    instance = instance_of(source)
    values = list(extract_segments(instance))
    contexts = _contexts(source, values, instance)
    before = changes.texts(source)
    for model, kind, keys_of in (
        (TemplateSegment, TemplateSegmentValue, _template_keys),
        (RelatedObjectSegment, RelatedObjectSegmentValue, _object_keys),
        (OverridableSegment, OverridableSegmentValue, _overridable_keys),
        (StringSegment, StringSegmentValue, _string_keys),
    ):
        mine = [value for value in values if type(value) is kind]
        _store(
            source,
            model,
            [
                {"context_id": contexts[value.path].pk, "order": value.order, **key}
                for value, key in zip(mine, keys_of(source, mine), strict=True)
            ],
        )
    segments.forget(source)
    if before:
        changes.note(before, changes.texts(source))


def _contexts(source, values, instance):
    """{path: TranslationContext} of everything that has a place in the original."""
    ids = {value.path: TranslationContext._get_path_id(value.path) for value in values}
    rows = TranslationContext.objects.filter(object_id=source.object_id)
    found = {row.path_id: row for row in rows}
    new = [
        TranslationContext(object_id=source.object_id, path_id=path_id, path=path)
        for path, path_id in ids.items()
        if path_id not in found
    ]
    for context in new:
        context.field_path = _field_path(context, instance)
    if new:
        TranslationContext.objects.bulk_create(new, ignore_conflicts=True)
        found = {row.path_id: row for row in rows.all()}
    without = [found[path_id] for path_id in ids.values() if not found[path_id].field_path]
    for context in without:
        context.field_path = _field_path(context, instance)
    TranslationContext.objects.bulk_update(without, ["field_path"])
    return {path: found[path_id] for path, path_id in ids.items()}


def _field_path(context, instance):
    """What wagtail-localize's own method finds, which would store it one by one."""
    context.save = lambda **kwargs: None
    try:
        return context.get_field_path(instance)
    finally:
        del context.save


def _string_keys(source, values):
    hashes = {value.string.data: String._get_data_hash(value.string.data) for value in values}
    found = _found(
        String,
        "data_hash",
        {each: {"data": data, "locale_id": source.locale_id} for data, each in hashes.items()},
        locale_id=source.locale_id,
    )
    return [
        {
            "string_id": found[hashes[value.string.data]],
            "attrs": json.dumps(value.attrs, cls=DjangoJSONEncoder),
        }
        for value in values
    ]


def _template_keys(source, values):
    ids = [
        uuid.uuid5(uuid.uuid5(Template.BASE_UUID_NAMESPACE, value.format), value.template) for value in values
    ]
    wanted = {
        each: {
            "template": value.template,
            "template_format": value.format,
            "string_count": value.string_count,
        }
        for each, value in zip(ids, values, strict=True)
    }
    found = _found(Template, "uuid", wanted)
    return [{"template_id": found[each]} for each in ids]


def _object_keys(source, values):
    for value in values:
        TranslatableObject.objects.get_or_create(
            content_type=value.content_type, translation_key=value.translation_key
        )
    return [{"object_id": value.translation_key} for value in values]


def _overridable_keys(source, values):
    return [{"data_json": json.dumps(value.data, cls=DjangoJSONEncoder)} for value in values]


def _found(model, key, wanted, **within):
    """{value of `key`: pk} of rows that are made where they are missing. `wanted`: {value of `key`: the other fields}."""
    rows = model.objects.filter(**within, **{f"{key}__in": list(wanted)}).values_list(key, "pk")
    found = dict(rows)
    missing = [model(**{key: each}, **fields) for each, fields in wanted.items() if each not in found]
    if missing:
        model.objects.bulk_create(missing, ignore_conflicts=True)  # another worker may be as quick
        found = dict(rows.all())
    return found


def _store(source, model, wanted):
    """The source has these segments and no other."""
    fields = list(wanted[0]) if wanted else []
    there = {}
    for pk, *key in model.objects.filter(source=source).values_list("pk", *(fields or ["order"])):
        there.setdefault(tuple(key), []).append(pk)
    by_key = {tuple(each.values()): each for each in wanted}
    kept = {pk for key in by_key for pk in there.get(key, ())}
    new = [model(source=source, **each) for key, each in by_key.items() if key not in there]
    gone = [pk for pks in there.values() for pk in pks if pk not in kept]
    if gone:
        model.objects.filter(pk__in=gone).delete()
    model.objects.bulk_create(new)
