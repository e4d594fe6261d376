"""One stored file as an answer: whole, or the range that is asked for, under a name that people recognise.

Nothing is read before it is sent, and never more than a block at a time.
"""

import hashlib
import mimetypes
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

BLOCK = 64 * 1024
MOST_OF_A_NAME = 180  # bytes; file systems take 255, and a browser may add "(1)"
_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)
# What no file system takes, and what only seems to be there or turns the rest of a name around.
_UNNAMEABLE = re.compile(
    r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]'
)
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
for ending, kind in {
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "pptx": f"{_OFFICE}presentationml.presentation",
    "odt": f"{_OPEN_DOCUMENT}text",
    "ods": f"{_OPEN_DOCUMENT}spreadsheet",
    "odp": f"{_OPEN_DOCUMENT}presentation",
    "avif": "image/avif",
    "webp": "image/webp",
    "srt": "application/x-subrip",
    "vtt": "text/vtt",
}.items():
    mimetypes.add_type(kind, f".{ending}")  # not every system knows them, and Wagtail asks here as well


@dataclass(frozen=True)
class Stored:
    """What there is to send. `blocks(first, length)` gives its bytes; `etag` changes whenever they do."""

    size: int
    etag: str
    changed: int  # seconds since 1970
    blocks: Callable


def read(open_file, first, length):
    """Blocks of `length` bytes from `first` on of what `open_file()` opens."""
    with open_file() as stream:
        stream.seek(first)
        while length > 0:
            block = stream.read(min(BLOCK, length))
            if not block:
                return
            length -= len(block)
            yield block


def stored(file, content_hash=""):
    """The `Stored` of a model's file. Raises Http404 where it is gone.

    A storage that gives parts of a file without fetching all of it has a method `blocks(name, first, length)`.
    """
    storage, name = file.storage, file.name
    try:
        size, changed = storage.size(name), storage.get_modified_time(name)
    except FileNotFoundError:
        raise Http404 from None
    blocks = getattr(storage, "blocks", None)
    return Stored(
        size=size,
        # No two uploads share a name, see home.models.files.
        etag=f'"{content_hash or hashlib.sha256(name.encode()).hexdigest()}"',
        changed=int(changed.timestamp()),
        blocks=partial(blocks, name) if blocks else partial(read, partial(storage.open, name)),
    )


def _range(header, size):
    """(first, last) byte; None where the whole file answers; () where no byte of it can."""
    asked = _RANGE.fullmatch(header.strip())
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


def answer(request, what, content_type, headers):
    """A `Stored` as the request wants it: 200, 206, 304, 412 or 416; of a HEAD the headers alone."""
    changed = http_date(what.changed)
    headers = {
        **headers,
        "Accept-Ranges": "bytes",
        "ETag": what.etag,
        "Last-Modified": changed,
        "X-Content-Type-Options": "nosniff",
    }
    short = get_conditional_response(request, etag=what.etag, last_modified=what.changed)
    if short:
        for name in ("Cache-Control", "ETag", "Last-Modified"):
            short.headers[name] = headers[name]
        return short
    asked = None
    if request.method == "GET" and request.headers.get("If-Range", what.etag) in (what.etag, changed):
        asked = _range(request.headers.get("Range", ""), what.size)
    if asked == ():
        return HttpResponse(status=416, headers=headers | {"Content-Range": f"bytes */{what.size}"})
    first, last = asked or (0, what.size - 1)
    length = last - first + 1
    headers["Content-Length"] = str(length)
    if request.method == "HEAD":
        return HttpResponse(content_type=content_type, headers=headers)
    if asked:
        headers["Content-Range"] = f"bytes {first}-{last}/{what.size}"
    return StreamingHttpResponse(
        what.blocks(first, length),
        status=206 if asked else 200,
        content_type=content_type,
        headers=headers,
    )


def file_name(stem, ending):
    """A name for somebody's computer, in any script: what no system takes is left out, and it isn't too long."""
    stem = " ".join(_UNNAMEABLE.sub(" ", stem).split()).strip(". ")
    stem = stem.encode()[: MOST_OF_A_NAME - len(ending)].decode(errors="ignore").strip(". ")
    return f"{stem or 'file'}.{ending}"


def send(request, document, name, cache):
    """A document of the site, called `name`; `cache` is its Cache-Control. What browsers show opens in them."""
    kind = mimetypes.guess_type(document.file.name)[0] or "application/octet-stream"
    shown = kind == "application/pdf" or (kind.startswith("image/") and kind != "image/svg+xml")
    headers = {
        "Cache-Control": cache,
        "Content-Disposition": content_disposition_header(not shown, name),
        "Content-Security-Policy": "default-src 'none'",  # nothing in a file runs or loads anything
    }
    what = stored(document.file, document.file_hash)
    return answer(request, what, f"{kind}; charset=utf-8" if kind == "text/plain" else kind, headers)
