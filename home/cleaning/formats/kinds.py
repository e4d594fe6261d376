"""What kind of file this is: told by its content, never by its name."""

import os
import re
import zipfile
from mmap import ACCESS_READ, mmap

from home.cleaning.formats.result import Refused

ENDINGS = {
    "jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "png": ("png", "apng"),
    "gif": ("gif",),
    "webp": ("webp",),
    "avif": ("avif", "avifs"),
    "tiff": ("tif", "tiff"),
    "heic": ("heic", "heif", "hif"),
    "pdf": ("pdf",),
    "docx": ("docx",),
    "xlsx": ("xlsx",),
    "pptx": ("pptx",),
    "odt": ("odt",),
    "ods": ("ods",),
    "odp": ("odp",),
    "mp4": ("mp4", "m4v"),
    "mov": ("mov", "qt"),
    "m4a": ("m4a",),
    "webm": ("webm",),
    "mp3": ("mp3",),
    "ogg": ("ogg", "oga", "opus", "ogv"),
    "wav": ("wav",),
    "flac": ("flac",),
    "vtt": ("vtt",),
    "srt": ("srt",),
    "txt": ("txt",),
}
"""Kind → the endings that a file of that kind may have, the usual one first."""

PICTURES = ("jpeg", "png", "gif", "webp", "avif", "tiff", "heic")
OFFICE = ("docx", "xlsx", "pptx")
OPEN_DOCUMENT = ("odt", "ods", "odp")
SOUND_AND_FILM = ("mp4", "mov", "m4a", "webm", "mp3", "ogg", "wav", "flac")
FILMS = ("mp4", "mov", "webm", "ogg")
SOUND = ("m4a", "mp3", "ogg", "wav", "flac", "webm")
TEXT = ("vtt", "srt", "txt")  # content can't tell these apart: here the name does

_HEAD = 4096
_MOST_ARCHIVE = (
    64 * 2**20
)  # bytes; no document is taken that is as big, and a list of names alone may fill it
_AVIF = {b"avif", b"avis"}
_HEIC = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs", b"mif1", b"msf1"}
_OLD_MOVIE = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")  # QuickTime before it named its brand
_PLAIN = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"II+\x00", "tiff"),
    (b"MM\x00+", "tiff"),
    (b"%PDF-", "pdf"),
    (b"OggS", "ogg"),
    (b"fLaC", "flac"),
    (b"ID3", "mp3"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"PK", "zip"),
    (b"BM", "bmp"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
)
_MARKUP = re.compile(rb"<(!doctype|html|head|body|script|svg|\?xml|\?php)\b", re.IGNORECASE)
_MAIN_PARTS = (
    ("word/", "docx"),
    ("xl/", "xlsx"),
    ("ppt/", "pptx"),
)


def _boxes(head):
    """Kind of a file of ISO boxes, by its brands."""
    size = int.from_bytes(head[:4], "big")
    brand = head[8:12]
    brands = {brand, *(head[at : at + 4] for at in range(16, min(size, len(head)), 4))}
    if brands & _AVIF:
        return "avif"
    if brands & _HEIC:
        return "heic"
    if brand == b"qt  ":
        return "mov"
    return "m4a" if brand in (b"M4A ", b"M4B ") else "mp4"


def _archive(path):
    if os.path.getsize(path) > _MOST_ARCHIVE:
        return "zip"
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if names[:1] == ["mimetype"] and archive.getinfo("mimetype").file_size < 200:
                kind = archive.read("mimetype").decode("ascii", "replace").rpartition(".")[2]
                return {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}.get(kind, "zip")
    except Exception:  # whatever a broken archive makes of it, the cleaner of that kind says what is wrong
        return "zip"
    if "[Content_Types].xml" in names:
        return next((kind for folder, kind in _MAIN_PARTS if any(n.startswith(folder) for n in names)), "zip")
    return "zip"


def _mp3(head):
    """Four bytes of a frame header that fits an MPEG layer III sound."""
    return len(head) > 3 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2 and head[2] & 0xF0 != 0xF0


def sniff(path):
    """Kind of the file at `path`: a key of ENDINGS, or a word for what is not taken ("ole", "markup", "program" …)."""
    with open(path, "rb") as stream:
        head = stream.read(_HEAD)
    if not head:
        return "empty"
    if head[:4] == b"RIFF":
        return {b"WEBP": "webp", b"WAVE": "wav"}.get(head[8:12], "unknown")
    if head[4:8] == b"ftyp":
        return _boxes(head)
    if head[4:8] in _OLD_MOVIE:
        return "mov"
    if head[:4] == b"\x1aE\xdf\xa3":
        return "webm" if b"webm" in head[:64] else "mkv"
    for magic, kind in _PLAIN:
        if head.startswith(magic):
            return _archive(path) if kind == "zip" else kind
    if _mp3(head):
        return "mp3"
    if _MARKUP.match(head.lstrip(b"\xef\xbb\xbf \t\r\n")):
        return "markup"
    return "unknown" if b"\x00" in head and head[:2] not in (b"\xff\xfe", b"\xfe\xff") else "text"


_ONE_CONTAINER = {"mp4", "mov", "m4a"}  # cameras and programs mix these names freely
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # how Office keeps a document that asks for a password


def _claimed(ending):
    return next((kind for kind, names in ENDINGS.items() if ending in names), None)


def _is_locked(path):
    with open(path, "rb") as stream, mmap(stream.fileno(), 0, access=ACCESS_READ) as data:
        return data.find(_LOCKED) >= 0


def decide(path, ending, accepted):
    """The kind of the file at `path` named with `ending`, one of `accepted`.

    Raises Refused where it is of another kind, or bears the name of another.
    """
    kind = sniff(path)
    if kind == "empty":
        raise Refused("empty")
    if kind == "ole" and _is_locked(path):
        raise Refused("encrypted")
    if kind == "text" and ending in TEXT:
        kind = ending
    if {kind, _claimed(ending)} <= _ONE_CONTAINER:
        kind = "m4a" if ending == "m4a" else kind
        ending = ENDINGS[kind][0]
    if kind == "zip" and ending in (*OFFICE, *OPEN_DOCUMENT) and ending in accepted:
        kind = ending  # broken or bare: its cleaner says what is wrong
    claimed = _claimed(ending)
    if kind not in accepted and (claimed not in accepted or claimed == kind):
        raise Refused("kind")
    if kind not in accepted or (ending and ending not in ENDINGS[kind]):
        raise Refused("ending", found=kind) if claimed else Refused("kind")
    return kind
