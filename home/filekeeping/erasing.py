"""What was uploaded for pages that are to be forgotten: pictures, films and documents, originals included."""

from collections import defaultdict

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import ProtectedError
from wagtail.models import Page, ReferenceIndex

from home.filekeeping.uses import MODELS, files_on
from home.models.uses import FileUse
from home.registries import file_uses


def files_ever_on(page):
    """(kind, id) of what stands in the page, in any of its versions, and in the record behind it."""
    found = set(files_on(page))
    for revision in page.revisions.all():
        found.update(files_on(revision.as_object()))
    for _name, files_of in file_uses.items():
        found.update(files_of(page))
    return found


def used_elsewhere(model, kind, ids, page_ids):
    """Which of these files other pages or things use, too."""
    found = set(
        FileUse.objects.filter(kind=kind, file_id__in=ids)
        .exclude(page_id__in=page_ids)
        .values_list("file_id", flat=True)
    )
    pages = ContentType.objects.get_for_model(Page)
    others = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model), to_object_id__in=[str(pk) for pk in ids]
    ).exclude(base_content_type=pages, object_id__in=[str(pk) for pk in page_ids])
    return found | {int(pk) for pk in others.values_list("to_object_id", flat=True)}


def erase_files(page_ids):
    """Delete the files that stand on these pages only. → how many"""
    ever = defaultdict(set)
    for page in Page.objects.filter(pk__in=page_ids).specific():
        for kind, pk in files_ever_on(page):
            ever[kind].add(pk)
    count = 0
    for name, kind in MODELS.items():
        model = apps.get_model("home", name)
        ids = ever[kind] - used_elsewhere(model, kind, ever[kind], page_ids) if ever[kind] else ()
        for thing in model.objects.filter(pk__in=ids):
            try:
                with transaction.atomic():
                    thing.delete()
            except ProtectedError:  # a record still needs it: it goes with that
                continue
            count += 1
    return count
