"""Rows and files compared: files that no row names are put aside, rows whose file is missing are told."""

import logging
import posixpath
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField
from django.utils import timezone

logger = logging.getLogger("hub.files")

QUARANTINE = "quarantine"
GRACE = timedelta(hours=24)  # a transaction that is still open may be about to name its file
KEPT = timedelta(days=30)  # in quarantine


@dataclass
class Report:
    orphans: list = field(default_factory=list)  # names of files that no row names
    missing: list = field(default_factory=list)  # (model label, pk, field, name)
    ended: list = field(default_factory=list)  # left the quarantine for good

    def __str__(self):
        if not (self.orphans or self.missing or self.ended):
            return ""
        return f"orphans: {len(self.orphans)}, missing: {len(self.missing)}, ended: {len(self.ended)}"


def file_fields():
    """Every (model, field) of the site that keeps files in the default storage."""
    for model in apps.get_models():
        for each in model._meta.concrete_fields:
            if isinstance(each, FileField) and each.storage == default_storage and not model._meta.proxy:
                yield model, each


def named_files():
    """{name: [(model, pk, field), …]} of all files that rows name."""
    named = defaultdict(list)
    for model, each in file_fields():
        rows = model._base_manager.exclude(**{each.attname: ""}).values_list("pk", each.attname)
        for pk, name in rows.iterator(chunk_size=2000):
            if name:
                named[name].append((model, pk, each.name))
    return named


def stored_files(folder=""):
    """Names of all files in the storage, the quarantine's excepted."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        yield posixpath.join(folder, name)
    for name in folders:
        if folder or name != QUARANTINE:
            yield from stored_files(posixpath.join(folder, name))


def _old(name, age):
    try:
        return default_storage.get_modified_time(name) <= timezone.now() - age
    except FileNotFoundError:
        return False


def put_aside(name):
    """Move a file into the quarantine, where no address leads."""
    aside = posixpath.join(QUARANTINE, timezone.now().strftime("%Y-%m-%d"), name)
    with default_storage.open(name) as file:
        default_storage.save(aside, file)
    default_storage.delete(name)


def _end_quarantine(report, change):
    for name in list(stored_files(QUARANTINE)):
        if _old(name, KEPT):
            report.ended.append(name)
            if change:
                default_storage.delete(name)


def _forget_missing_rendition(model, pk):
    """What can be made again is: the row goes, and the picture wants its sizes anew."""
    from home.models import HubImage, HubRendition

    if model is not HubRendition:
        return
    rendition = HubRendition.objects.filter(pk=pk).first()
    if rendition:
        image = rendition.image
        rendition.delete()
        HubImage.objects.filter(pk=image.pk, token=image.token).update(made={"wanted": ["text"]})


def sweep(change=True, grace=GRACE):
    """Compare, and unless `change` is false put aside what no row names and is older than `grace`. → Report"""
    report = Report()
    # Files first: one that is written in between has a row by the time the rows are read.
    files = set(stored_files())
    named = named_files()
    for name in sorted(files - set(named)):
        if _old(name, grace):
            report.orphans.append(name)
            if change:
                put_aside(name)
    for name in sorted(set(named) - files):
        if default_storage.exists(name):
            continue
        for model, pk, each in named[name]:
            report.missing.append((model._meta.label, pk, each, name))
            if change:
                _forget_missing_rendition(model, pk)
    _end_quarantine(report, change)
    return report


def sweep_now_and_then():
    """For the scheduler; the log names models and numbers, no file, since a name may betray."""
    report = sweep()
    for label, pk, each, _name in report.missing:
        logger.warning("The file of %s %s (%s) is missing.", label, pk, each)
    return str(report)
