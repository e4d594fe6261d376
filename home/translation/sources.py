"""Where translations come from: the original of a thing, and wagtail-localize's copy of it."""

import json
from functools import cache

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource, get_schema_version

_ROW, _SHARED = "_row_of_original", "_shared_original"
# Of a page: its place, its versions, who works on it. `Page.with_content_json` takes these from the row.
BOOKKEEPING = {
    *("path", "depth", "numchild", "url_path", "draft_title", "live", "has_unpublished_changes", "expired"),
    *("latest_revision", "latest_revision_created_at", "live_revision"),
    *("first_published_at", "last_published_at"),
    *("locked", "locked_at", "locked_by", "owner", "wagtail_admin_comments"),
}


def translation_into(instance):
    """wagtail-localize's record of the work that leads to `instance`, or None."""
    return (
        Translation.objects.filter(
            source__object_id=instance.translation_key, target_locale_id=instance.locale_id, enabled=True
        )
        .exclude(source__locale_id=instance.locale_id)
        .select_related("source")
        .order_by("pk")
        .first()
    )


def original_of(instance):
    """The page or snippet that `instance` is translated from, or itself."""
    if isinstance(instance, Page):
        instance = instance.specific
        return (
            type(instance)
            ._base_manager.filter(
                translation_key=instance.translation_key,
                locale__language_code=getattr(instance, "original_language", ""),
            )
            .first()
            or instance
        )
    translation = translation_into(instance)
    if translation is None:
        return instance
    model = type(instance)
    return (
        model._base_manager.filter(
            translation_key=instance.translation_key, locale_id=translation.source.locale_id
        ).first()
        or instance
    )


@transaction.atomic
def fresh_source(instance):
    """wagtail-localize's copy of `instance`, brought up to date: its published version, or its latest draft.

    wagtail-localize itself never follows an edit, so that a language added later starts from an old copy.
    """
    row = type(instance)._base_manager.get(pk=instance.pk)
    if isinstance(row, Page):
        row = row.specific
    version = row if row.live else row.get_latest_revision_as_object()
    known = TranslationSource.objects.select_related("locale", "specific_content_type")
    # Locked, so that what follows the original meanwhile waits until this is done with it.
    source = (
        known.select_for_update(of=("self",))
        .filter(object_id=row.translation_key, locale_id=row.locale_id)
        .first()
    )
    if source is None or not _says_the_same(source, version):
        source, _created = TranslationSource.update_or_create_from_instance(version)
        source = known.get(pk=source.pk)
    source.__dict__[_ROW] = row
    return source


def is_fresh(source):
    """Whether this very object comes from `fresh_source`."""
    return _ROW in source.__dict__


def instance_of(source):
    """The original as this source has its words: an object of the caller's own."""
    row = source.__dict__.get(_ROW)
    if isinstance(row, Page):
        return row.with_content_json(json.loads(source.content_json))
    return source.as_instance()


def shared_instance_of(source):
    """The same, but one for all who only look at it."""
    if _SHARED not in source.__dict__:
        source.__dict__[_SHARED] = instance_of(source)
    return source.__dict__[_SHARED]


def _says_the_same(source, version):
    """Whether nothing that a translation takes over has changed since the source was written."""
    if source.specific_content_type.model_class() is not type(version):
        return False
    if source.schema_version != _schema_version(version._meta.app_label):
        return False
    now = json.loads(json.dumps(_data(version), cls=DjangoJSONEncoder))
    then = json.loads(source.content_json)
    return {name: now.get(name) for name in now if name not in BOOKKEEPING} == {
        name: then.get(name) for name in then if name not in BOOKKEEPING
    }


def _data(version):
    if isinstance(version, ClusterableModel):
        return version.serializable_data()
    return get_serializable_data_for_fields(version)


@cache
def _schema_version(app_label):
    """The latest migration of an app: another one comes with another process."""
    return get_schema_version(app_label)
