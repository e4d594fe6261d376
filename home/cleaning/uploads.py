"""One upload, cleaned: what forms, model fields and commands call."""

import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File

from home.cleaning import process, words
from home.cleaning.formats import kinds
from home.cleaning.formats.result import Refused

FAMILIES = {
    "picture": kinds.PICTURES,
    "document": ("pdf", *kinds.OFFICE, *kinds.OPEN_DOCUMENT, *kinds.PICTURES, *kinds.TEXT),
    "audio": kinds.SOUND,
    "video": kinds.FILMS,
    "media": kinds.SOUND_AND_FILM,
    "anything": tuple(kinds.ENDINGS),
}
"""What a field takes → the kinds of files."""


def endings(family):
    """Endings that files of a family may have, for the file chooser of a browser."""
    return [ending for kind in FAMILIES[family] for ending in kinds.ENDINGS[kind]]


def limit(family):
    """Most bytes that a field takes."""
    return settings.HUB_UPLOAD_LIMITS.get(family, max(settings.HUB_UPLOAD_LIMITS.values()))


class CleanFile(File):
    """A cleaned file in a folder of its own that goes when this goes. `removed`: codes; `facts`: what was learnt."""

    def __init__(self, cleaned, name, folder):
        super().__init__(cleaned.path.open("rb"), name=name)
        self.path = cleaned.path
        self.size = cleaned.path.stat().st_size
        self.ending = cleaned.ending
        self.removed = cleaned.removed
        self.facts = cleaned.facts
        self.folder = folder

    def open(self, mode=None):
        """Read it from the start, again and again, as Django does between a form and its model."""
        if self.closed:
            self.file = self.path.open("rb")
        self.seek(0)
        return self


def clean_upload(upload, name, family, field=None):
    """Clean a Django File. → CleanFile, named as it should be stored.

    Raises ValidationError, keyed to `field` where one is given. What the upload was written to in the meantime is gone
    afterwards, whatever happens.
    """
    ending = os.path.splitext(name or "")[1].lower().lstrip(".")
    try:
        return _clean(upload, name, ending, family)
    except Refused as refused:
        sentence = words.refusal(refused, FAMILIES[family], ending, upload.size or 0)
        error = ValidationError(sentence, code=refused.code)
        raise (ValidationError({field: error}) if field else error) from None


def _clean(upload, name, ending, family):
    if not upload.size:
        raise Refused("empty")
    if upload.size > limit(family):
        raise Refused("size", limit=limit(family))
    folder = tempfile.TemporaryDirectory(prefix="hub-upload-", dir=settings.FILE_UPLOAD_TEMP_DIR)
    try:
        source = _on_disk(upload, Path(folder.name))
        kind = _kind(source, ending, family)
        out = Path(folder.name) / "out"
        out.mkdir()
        cleaned = process.clean(source, out, kind)
        source = Path(folder.name) / "source"
        source.unlink(missing_ok=True)
        return CleanFile(cleaned, f"{_stem(name)}.{cleaned.ending}", folder)
    except BaseException:
        folder.cleanup()
        raise


def _stem(name):
    stem = os.path.splitext(os.path.basename((name or "").replace("\\", "/")))[0]
    return stem.strip(". ") or "file"


def _on_disk(upload, folder):
    """Where the child can read it: where Django put it, or a copy."""
    if hasattr(upload, "temporary_file_path"):
        return Path(upload.temporary_file_path())
    source = folder / "source"
    with source.open("wb") as copy:
        upload.open()
        for chunk in upload.chunks():
            copy.write(chunk)
    upload.seek(0)
    return source


_LOCKED = "EncryptedPackage".encode("utf-16-le")  # how Office keeps a document that asks for a password
_ONE_CONTAINER = {"mp4", "mov", "m4a"}  # cameras and programs mix these names freely


def _claimed(ending):
    return next((kind for kind, names in kinds.ENDINGS.items() if ending in names), None)


def _kind(source, ending, family):
    """The kind of the file by its content; refuses what is not taken and what bears another kind's name."""
    kind = kinds.sniff(source)
    if kind == "empty":
        raise Refused("empty")
    if kind == "ole" and _LOCKED in source.read_bytes():
        raise Refused("encrypted")
    if kind == "text" and ending in kinds.TEXT:
        kind = ending
    if {kind, _claimed(ending)} <= _ONE_CONTAINER:
        kind = "m4a" if ending == "m4a" else kind
        ending = kinds.ENDINGS[kind][0]
    known = FAMILIES[family]
    if kind == "zip" and ending in (*kinds.OFFICE, *kinds.OPEN_DOCUMENT) and ending in known:
        kind = ending  # broken or bare: its cleaner says what is wrong
    claimed = _claimed(ending)
    if kind not in known:
        if claimed in known and claimed != kind:
            raise Refused("ending", found=kind)
        raise Refused("kind")
    if ending and ending not in kinds.ENDINGS[kind]:
        if claimed is None:
            raise Refused("kind")
        raise Refused("ending", found=kind)
    return kind
