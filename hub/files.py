"""Uploads that stand in public pages, from the data directory: whole, or the range that a player asks for."""

import mimetypes
import stat
from functools import partial
from pathlib import Path

from django.conf import settings
from django.http import Http404
from django.views.decorators.http import require_safe

from home.filekeeping.sending import Stored, answer, read

YEAR = "public, max-age=31536000, immutable"  # a rendition's name changes with what it shows
HOUR = "public, max-age=3600"


def _find(path):
    """(folder, file, stat) of a public upload. Only plain names below exactly the folders that the settings name."""
    folder, *parts = path.split("/")
    if f"{folder}/" not in settings.PUBLIC_UPLOADS or not parts:
        raise Http404
    if any(part in ("", ".", "..") or "\\" in part or "\0" in part for part in parts):
        raise Http404
    root = Path(settings.MEDIA_ROOT) / folder
    try:
        file = root.joinpath(*parts).resolve(strict=True)
        found = file.stat()
    except (OSError, ValueError, RuntimeError):
        raise Http404 from None
    if not file.is_relative_to(root.resolve()) or not stat.S_ISREG(found.st_mode):
        raise Http404
    return folder, file, found


def _type(name):
    """Pictures, sound and video as what they are; anything else is only ever a download."""
    kind = mimetypes.guess_type(name)[0] or ""
    if kind.startswith(("image/", "audio/", "video/")) and kind != "image/svg+xml":
        return kind, {}
    return "application/octet-stream", {"Content-Disposition": "attachment"}


@require_safe
def public_upload(request, path):
    folder, file, found = _find(path)
    kind, headers = _type(file.name)
    what = Stored(
        size=found.st_size,
        etag=f'"{found.st_mtime_ns:x}-{found.st_size:x}"',
        changed=int(found.st_mtime),
        blocks=partial(read, partial(file.open, "rb")),
    )
    return answer(request, what, kind, headers | {"Cache-Control": YEAR if folder == "images" else HOUR})
