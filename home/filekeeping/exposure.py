"""A file that no visible page shows any more is no longer where it was.

Pictures for pages, films and sound have plain public addresses: a cache, a bucket or nginx hands them out without asking.
So the address itself is the key: it holds a random part, and when the last page that shows a file goes, the file moves
to a new one and what was made of it is deleted.
"""

import logging
import os
from pathlib import PurePosixPath

from django.apps import apps
from django.core.files.base import File
from django.db import transaction
from django.db.models import FileField
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from home.filekeeping.rollback import delete_on_commit, keep_if_committed
from home.filekeeping.uses import seen
from home.models.files import new_token
from home.models.uses import FileUse

logger = logging.getLogger("hub.files")


def _models():
    from home.models import HubImage, HubMedia

    return {FileUse.Kind.PICTURE: HubImage, FileUse.Kind.MEDIA: HubMedia}


def withdraw_unseen(kind, ids):
    """Give every one of these files that no visible page shows a new address. → how many."""
    model = _models().get(kind)
    if model is None or not ids:
        return 0
    hidden = set(ids) - seen(kind, ids)
    count = 0
    for thing in model.objects.filter(pk__in=hidden):
        with transaction.atomic():
            (_withdraw_picture if kind == FileUse.Kind.PICTURE else _withdraw_media)(thing)
        count += 1
    return count


def _withdraw_picture(image):
    from home.pictures import making

    for rendition in list(image.renditions.all()):
        rendition.delete()
    token = new_token()
    type(image).objects.filter(pk=image.pk).update(token=token, made={}, exposed=False)
    pk = image.pk
    transaction.on_commit(lambda: making.make_roles.enqueue(pk, ["text"]))  # drafts go on showing it


def _withdraw_media(media):
    changed = {"exposed": False}
    for field in media.upload_fields:
        file = getattr(media, field)
        if file:
            changed[field] = _moved(file)
    type(media).objects.filter(pk=media.pk).update(**changed)


def _moved(file):
    """The stored file under a name that nobody knows; the old one is gone once that is committed. → name"""
    storage, old = file.storage, file.name
    path = PurePosixPath(old)
    new = str(path.with_name(f"{new_token()}{path.suffix}"))
    try:
        os.link(storage.path(old), storage.path(new))
    except (NotImplementedError, OSError):
        if not storage.exists(old):
            return old
        with storage.open(old) as stream:
            new = storage.save(new, File(stream))
    keep_if_committed(storage, new)
    delete_on_commit(storage, old)
    return new


def _when_certain(kind, ids):
    transaction.on_commit(lambda: withdraw_unseen(kind, ids))


def _use_gone(sender, instance, **kwargs):
    _when_certain(instance.kind, [instance.file_id])


def recheck(pages):
    """Pages that may have become invisible in another way than by going offline: a restriction, a move."""
    uses = FileUse.objects.filter(page__in=pages)
    for kind in (FileUse.Kind.PICTURE, FileUse.Kind.MEDIA):
        ids = list(uses.filter(kind=kind).values_list("file_id", flat=True).distinct())
        if ids:
            _when_certain(kind, ids)


def _restricted(sender, instance, **kwargs):
    recheck(Page.objects.filter(path__startswith=instance.page.path))


def _moved_page(sender, instance, **kwargs):
    recheck(Page.objects.filter(path__startswith=instance.path))


def reconcile():
    """For the scheduler: what a process that died on the way has left in public. → a word on what was withdrawn"""
    count = 0
    for kind, model in _models().items():
        ids = list(model.objects.filter(exposed=True).values_list("pk", flat=True))
        for start in range(0, len(ids), 500):
            count += withdraw_unseen(kind, ids[start : start + 500])
    return f"{count}" if count else ""


def _files_go(sender, instance, **kwargs):
    for field in sender._meta.concrete_fields:
        if isinstance(field, FileField) and getattr(instance, field.attname):
            delete_on_commit(field.storage, getattr(instance, field.attname).name)


def connect():
    """Uses go with their page by cascade, restrictions and moves have no other door."""
    post_delete.connect(_use_gone, sender=FileUse, dispatch_uid="home.exposure.use")
    # Wagtail leaves it to a background task, which is not at once.
    for name in ("HubImage", "HubRendition", "HubDocument", "HubMedia"):
        post_delete.connect(
            _files_go, sender=apps.get_model("home", name), dispatch_uid=f"home.exposure.{name}"
        )
    post_save.connect(_restricted, sender=PageViewRestriction, dispatch_uid="home.exposure.restriction")
    post_page_move.connect(_moved_page, dispatch_uid="home.exposure.moved")
