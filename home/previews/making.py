"""Having previews made: after an upload, and by the scheduler for whatever has none yet.

`preview_height` of a document says how far it is: None until somebody tried, 0 where there is nothing to draw.
"""

import logging
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from home.background.tasks import durable_task
from home.cleaning import process
from home.cleaning.formats.result import Refused

logger = logging.getLogger("hub.previews")

PRIORITY = -10  # after what somebody waits for
AT_ONCE = 200  # that the scheduler asks for at a time
DRAWN = ("pdf", "png", "jpg", "jpeg", "webp", "gif", "avif")


def is_drawn(document):
    return document.file_extension.lower() in DRAWN


def want(document):
    """Have it made in the background, once the row is certain."""
    if document.preview_height is None and is_drawn(document):
        transaction.on_commit(lambda: make_preview.enqueue(document.pk), robust=True)


@durable_task(retries=2, priority=PRIORITY)
def make_preview(document_id):
    """Draw the first page of a document; does nothing where that is done."""
    from home.models import HubDocument

    document = HubDocument.objects.filter(pk=document_id, preview_height=None).first()
    if document is None:
        return
    with tempfile.TemporaryDirectory(prefix="hub-preview-", dir=settings.FILE_UPLOAD_TEMP_DIR) as folder:
        try:
            picture, facts = _draw(document, Path(folder))
        except FileNotFoundError:  # replaced or deleted meanwhile
            logger.info("Document %s can't be drawn now; the scheduler asks again.", document_id)
            return
        except Refused as refused:
            logger.warning("Document %s has no preview (%s).", document_id, refused.code)
            picture, facts = None, {"width": 0, "height": 0, "pages": None}
    _keep(document, picture, facts)


def _draw(document, folder):
    """(bytes of the picture, what the child says of it)"""
    source, target = folder / f"source.{document.file_extension.lower()}", folder / "preview.webp"
    with document.file.storage.open(document.file.name) as kept, source.open("wb") as copy:
        shutil.copyfileobj(kept, copy)
    said = process.answer_of("home.previews.child", [source, target], folder)
    if not target.is_file():
        raise Refused("damaged")
    return target.read_bytes(), {
        name: int(said[name]) if said.get(name) else None for name in ("width", "height", "pages")
    }


def _keep(document, picture, facts):
    """Write it into the row, unless the file was replaced meanwhile."""
    with transaction.atomic():
        row = (
            type(document).objects.select_for_update().filter(pk=document.pk, file=document.file.name).first()
        )
        if row is None or row.preview_height is not None:
            return
        row.preview_width, row.preview_height = facts["width"], facts["height"]
        row.pages = row.pages or facts["pages"]
        if picture:
            row.preview.save("preview.webp", ContentFile(picture), save=False)
        type(row).objects.filter(pk=row.pk).update(
            preview=row.preview.name or "",
            preview_width=row.preview_width,
            preview_height=row.preview_height,
            pages=row.pages,
        )


def complete():
    """For the scheduler: documents that came before there were previews, or whose task was lost."""
    from home.models import HubDocument

    endings = rf"\.({'|'.join(DRAWN)})$"
    waiting = HubDocument.objects.filter(preview_height=None, file__iregex=endings).order_by("pk")
    for pk in waiting.values_list("pk", flat=True)[:AT_ONCE]:
        make_preview.enqueue(pk)
