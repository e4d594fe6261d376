"""Uploads that stand in public pages, from the data directory: whole, or the range that a player asks for."""

import mimetypes
import re
import stat
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

BLOCK = 64 * 1024
RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)
YEAR = "public, max-age=31536000, immutable"  # a rendition's name changes with what it shows
HOUR = "public, max-age=3600"
mimetypes.add_type("text/vtt", ".vtt")  # captions are documents; Wagtail asks here what they are


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


def _range(header, size):
    """(first, last) byte; None where the whole file answers; () where no byte of it can."""
    asked = RANGE.fullmatch(header.strip())
    if not asked or asked.group() == "bytes=-" or len(header) > 60:
        return None
    first, last = asked.groups()
    if not first:
        first, last = max(0, size - int(last)), size - 1
        return (first, last) if first <= last else ()
    first = int(first)
    if last and int(last) < first:
        return None
    last = min(int(last), size - 1) if last else size - 1
    return (first, last) if first <= last else ()


def _read(file, first, length):
    with file.open("rb") as stream:
        stream.seek(first)
        while length > 0:
            block = stream.read(min(BLOCK, length))
            if not block:
                return
            length -= len(block)
            yield block


def _type(name):
    """Pictures, sound and video as what they are; anything else is only ever a download."""
    kind = mimetypes.guess_type(name)[0] or ""
    if kind.startswith(("image/", "audio/", "video/")) and kind != "image/svg+xml":
        return kind, {}
    return "application/octet-stream", {"Content-Disposition": "attachment"}


@require_safe
def public_upload(request, path):
    folder, file, found = _find(path)
    size = found.st_size
    kind, headers = _type(file.name)
    etag, changed = f'"{found.st_mtime_ns:x}-{size:x}"', http_date(found.st_mtime)
    headers |= {
        "Accept-Ranges": "bytes",
        "Cache-Control": YEAR if folder == "images" else HOUR,
        "ETag": etag,
        "Last-Modified": changed,
        "X-Content-Type-Options": "nosniff",
    }
    moment = int(found.st_mtime)
    unchanged = get_conditional_response(request, etag=etag, last_modified=moment)
    if unchanged:
        for name in ("Cache-Control", "ETag", "Last-Modified"):
            unchanged.headers[name] = headers[name]
        return unchanged
    asked = None
    if request.method == "GET" and request.headers.get("If-Range", etag) in (etag, changed):
        asked = _range(request.headers.get("Range", ""), size)
    if asked == ():
        return HttpResponse(status=416, headers=headers | {"Content-Range": f"bytes */{size}"})
    if asked:
        first, last = asked
        length = last - first + 1
        response = StreamingHttpResponse(_read(file, first, length), status=206, content_type=kind)
        headers |= {"Content-Range": f"bytes {first}-{last}/{size}", "Content-Length": str(length)}
    elif request.method == "HEAD":
        response = HttpResponse(content_type=kind, headers={"Content-Length": str(size)})
    else:
        response = FileResponse(file.open("rb"), content_type=kind)
    for name, value in headers.items():
        response.headers[name] = value
    return response
