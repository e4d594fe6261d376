"""When an original is published its translations follow in the background: their texts at once, readers when all is translated."""

import logging

from django.core.exceptions import ValidationError
from django.db import models, transaction
from wagtail_localize.models import Translation, TranslationSource

from home.background.indexing import indexed_together
from home.background.tasks import durable_task
from home.models import RetiredLanguage
from home.together import at_the_end
from home.translation.mirroring import left_along
from home.translation.sources import fresh_source

logger = logging.getLogger("hub.translation")

AT_ONCE = 400  # originals that are looked for together


def on_published(sender, instance, **kwargs):
    """A page or snippet was published: whatever is translated from it has work to do."""
    key, locale = getattr(instance, "translation_key", None), getattr(instance, "locale_id", None)
    if key is not None:
        at_the_end(_have_followed, (key, locale))


def _have_followed(originals):
    """`originals`: [(translation key, locale pk)]."""
    wanted, found = set(originals), []
    keys = sorted({key for key, _locale in wanted})
    for first in range(0, len(keys), AT_ONCE):
        sources = TranslationSource.objects.filter(
            object_id__in=keys[first : first + AT_ONCE], translations__enabled=True
        ).distinct()
        rows = sources.values_list("pk", "object_id", "locale_id")
        found += [pk for pk, key, locale in rows if (key, locale) in wanted]
    if len(originals) > 1 and found:
        follow_all.enqueue(sorted(found))  # one row in the transaction; the many are written afterwards
        return
    for source_id in found:
        transaction.on_commit(lambda source_id=source_id: follow.enqueue(source_id))


@durable_task()
def follow_all(source_ids):
    for source_id in source_ids:
        follow.enqueue(source_id)


@durable_task()
def follow(source_id):
    """Bring everything that is translated from a source up to date, each translation in a transaction of its own."""
    source = TranslationSource.objects.filter(pk=source_id).first()
    if source is None:
        return
    try:
        source = fresh_source(source.get_source_instance())
    except models.ObjectDoesNotExist:
        return
    there = source.translations.exclude(target_locale__in=RetiredLanguage.objects.locales())
    for translation in there.filter(enabled=True).order_by("pk"):
        bring_up_to_date(translation, source)


def bring_up_to_date(translation, source=None):
    """Put the original's present texts into the draft of a translation. It is published if it was live, or had left the
    site with its original, nothing else was waiting to be published, and every text of it is translated; otherwise readers
    keep what they have. Whether anything was written. `source`: what `fresh_source` has just given.
    """
    with transaction.atomic(), indexed_together():
        known = Translation.objects.select_related("target_locale").select_for_update(of=("self",))
        translation = known.get(pk=translation.pk)
        if source is not None:
            translation.source = source
        try:
            row = translation.get_target_instance()
        except models.ObjectDoesNotExist:
            return False  # deleted; whoever sends for translation again makes it anew
        publish = left_along(row) or (row.live and not row.has_unpublished_changes)
        try:
            return translation.save_target(publish=publish)
        except ValidationError as error:
            # The draft stays as it was; the editor shows the reason at the field.
            logger.info("translation %s cannot follow: %s", translation.pk, sorted(error.message_dict))
            return False
