"""Wagtail's reference index for many things of one model at once: `ReferenceIndex.create_or_update_for_object` in bulk."""

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from wagtail.models import ReferenceIndex


def update(model, instances):
    """Note what these instances of `model` refer to, and forget what they no longer do. Four queries for any number."""
    kinds = [
        ContentType.objects.get_for_model(each, for_concrete_model=False)
        for each in (model, *model._meta.get_parent_list())
    ]
    wanted = {
        (str(each.pk), *reference)
        for each in instances
        for reference in ReferenceIndex._extract_references_from_object(each)
    }
    known = [kind.pk for kind in kinds]
    fields = ("object_id", "to_content_type", "to_object_id", "model_path", "content_path")
    rows = ReferenceIndex.objects.filter(
        base_content_type=kinds[-1], object_id__in=[str(each.pk) for each in instances]
    ).values_list("pk", "content_type_id", *fields)
    with transaction.atomic():
        there = {tuple(row[2:]): (row[0], row[1]) for row in rows}
        gone = [pk for key, (pk, kind) in there.items() if key not in wanted and kind in known]
        ReferenceIndex.objects.bulk_create(
            (_reference(kinds, *key) for key in sorted(wanted - set(there))),
            ignore_conflicts=connection.features.supports_ignore_conflicts,
        )
        if gone:
            ReferenceIndex.objects.filter(pk__in=gone).delete()


def _reference(kinds, object_id, to_kind, to_id, model_path, content_path):
    return ReferenceIndex(
        content_type=kinds[0],
        base_content_type=kinds[-1],
        object_id=object_id,
        to_content_type_id=to_kind,
        to_object_id=to_id,
        model_path=model_path,
        content_path=content_path,
        content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
    )
