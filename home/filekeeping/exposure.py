"""A file that no visible page shows any more is no longer where it was.

Pictures for pages, films and sound have plain public addresses: a cache, a bucket or nginx hands them out without asking.
So the address itself is the key: it holds a random part, and when the last page that shows a file goes, the file moves
to a new one and what was made of it is deleted.
"""

import logging
import os
from collections import defaultdict
from pathlib import PurePosixPath

from django.core.files.base import File
from django.db import transaction
from django.db.models import Q

from home.filekeeping.rollback import delete_on_commit, keep_if_committed
from home.filekeeping.visibility import seen, visible_uses
from home.models.files import new_token
from home.models.uses import FileUse

logger = logging.getLogger("hub.files")


def _models():
    from home.models import HubImage, HubMedia

    return {
        FileUse.Kind.PICTURE: (HubImage, _withdraw_picture),
        FileUse.Kind.MEDIA: (HubMedia, _withdraw_media),
    }


def withdraw_later(files):
    """Have those of `files` ((kind, id), …) that nobody sees any more leave, once the transaction is committed."""
    files = sorted(files)
    transaction.on_commit(lambda: withdraw(files), robust=True)


def withdraw(files):
    """Give every one of these files that no visible page shows a new address. → how many"""
    count = 0
    for kind, pk in files:
        model, leave = _models().get(kind, (None, None))
        with transaction.atomic():
            # The row is locked before it is asked whether anybody sees the file: who comes second finds it done.
            thing = model.objects.select_for_update().filter(pk=pk).first() if model else None
            if not seen(kind, [pk]):
                due = FileUse.objects.filter(kind=kind, file_id=pk, withdrawn=False)
                if thing and due.exists():
                    leave(thing)
                    count += 1
                due.update(withdrawn=True)
        FileUse.objects.filter(kind=kind, file_id=pk, gone=True).delete()
    return count


def _withdraw_picture(image):
    from home.pictures import making

    roles = [*image.made.get("wanted", []), *(name for name in making.ROLES if name in image.made)] or [
        "text"
    ]
    image.renditions.all().delete()
    roles = sorted(set(roles))
    type(image).objects.filter(pk=image.pk).update(token=new_token(), made={"wanted": roles})
    making.make_later(image.pk, roles)  # drafts go on showing it


def _withdraw_media(media):
    changed = {}
    for field in media.upload_fields:
        name = _moved(getattr(media, field))
        if name:
            changed[field] = name
    if changed:
        type(media).objects.filter(pk=media.pk).update(**changed)


def _moved(file):
    """The stored file under a name that nobody knows; the old one is gone once that is committed. → name, or None"""
    if not file:
        return None
    storage, old = file.storage, file.name
    path = PurePosixPath(old)
    new = str(path.with_name(f"{new_token()}{path.suffix}"))
    try:
        os.link(storage.path(old), storage.path(new))
    except (NotImplementedError, OSError):
        if not storage.exists(old):
            return None
        with storage.open(old) as stream:
            new = storage.save(new, File(stream))
    keep_if_committed(storage, new)
    delete_on_commit(storage, old)
    return new


def recheck(uses):
    """Pages have become visible or hidden in another way than by being published: a restriction, a move."""
    back = visible_uses().filter(pk__in=uses.values("pk"))
    FileUse.objects.filter(pk__in=list(back.values_list("pk", flat=True)), withdrawn=True).update(
        withdrawn=False
    )
    due = uses.filter(withdrawn=False).exclude(pk__in=visible_uses().values("pk"))
    files = set(due.values_list("kind", "file_id"))
    if files:
        withdraw_later(files)


def reconcile():
    """For the scheduler: what a process that died on the way has left in public. → a word on what was withdrawn"""
    visible_now = visible_uses().values("pk")
    FileUse.objects.filter(withdrawn=True, pk__in=list(visible_now.values_list("pk", flat=True))).update(
        withdrawn=False
    )
    due = FileUse.objects.filter(Q(withdrawn=False) | Q(gone=True)).exclude(pk__in=visible_now)
    grouped = defaultdict(set)
    for kind, pk in due.values_list("kind", "file_id"):
        grouped[kind].add(pk)
    count = withdraw([(kind, pk) for kind, ids in sorted(grouped.items()) for pk in sorted(ids)])
    return f"{count}" if count else ""
