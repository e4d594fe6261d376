"""One upload, cleaned: what forms, model fields and commands call."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile

from home.cleaning import process, words
from home.cleaning.child import cleaner
from home.cleaning.formats import kinds
from home.cleaning.formats.result import Cleaned, Refused

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

    def beside(self, name):
        """Another file that the cleaner left beside this one, as clean; None where there is none."""
        path = self.path.with_name(name)
        if not path.is_file():
            return None
        return CleanFile(Cleaned(path, path.suffix.lstrip(".")), name, self.folder)

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
        sentence = words.refusal(refused, FAMILIES[family], ending, _size(upload) or limit(family))
        error = ValidationError(sentence, code=refused.code)
        raise (ValidationError({field: error}) if field else error) from None


def clean_made(content, name, family):
    """Clean the bytes of a file that this site has made itself. → CleanFile, as `clean_upload`

    Nobody else had a hand in it, so it is read in this process: six times as fast as in a child.
    """

    def here(source, folder, ending, accepted):
        kind = kinds.decide(source, ending, accepted)
        return cleaner(kind)(source, folder, kind)

    ending = os.path.splitext(name)[1].lower().lstrip(".")
    return _clean(ContentFile(content), name, ending, family, here)


def _clean(upload, name, ending, family, clean=None):
    size = _size(upload)
    if size == 0:
        raise Refused("empty")
    if size and size > limit(family):
        raise Refused("size", limit=limit(family))
    folder = tempfile.TemporaryDirectory(prefix="hub-upload-", dir=settings.FILE_UPLOAD_TEMP_DIR)
    try:
        source = _on_disk(upload, Path(folder.name), ending, limit(family))
        out = Path(folder.name) / "out"
        out.mkdir()
        cleaned = (clean or process.clean)(source, out, ending, FAMILIES[family])
        if source.parent == Path(folder.name):
            source.unlink()
        return CleanFile(cleaned, f"{_stem(name)}.{cleaned.ending}", folder)
    except BaseException:
        folder.cleanup()
        raise


def _size(upload):
    """Bytes, where they are known beforehand; else None."""
    try:
        return upload.size
    except (AttributeError, OSError, ValueError):
        return None


def _stem(name):
    stem = os.path.splitext(os.path.basename((name or "").replace("\\", "/")))[0]
    return stem.strip(". ") or "file"


def _on_disk(upload, folder, ending, most):
    """Where the child can read it: where Django put it, or a copy of at most `most` bytes, named with `ending`."""
    if hasattr(upload, "temporary_file_path"):
        return Path(upload.temporary_file_path())
    source = folder / f"source.{ending if ending.isalnum() else ''}"
    size = 0
    with source.open("wb") as copy:
        for chunk in upload.chunks():
            size += len(chunk)
            if size > most:
                raise Refused("size", limit=most)
            copy.write(chunk)
    if not size:
        raise Refused("empty")
    with suppress(
        OSError, AttributeError, ValueError
    ):  # whoever reads it next begins at the start, where that is possible
        upload.seek(0)
    return source
