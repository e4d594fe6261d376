"""ZIP files of PO files: made with names that people can read, and opened without trusting what is in them."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, BadZipFile, LargeZipFile, ZipFile, is_zipfile

from django.utils.translation import gettext as _

from home.translation.offline.reading import LARGEST, Damaged

LARGEST_ARCHIVE = 20 * 1024 * 1024  # bytes as sent
LARGEST_TOGETHER = 60 * 1024 * 1024  # bytes of all files in it
MOST_PACKED = 200  # to one: text packs to a tenth, what is made to burst to a thousandth
MOST_FILES = 2_000
README = "README.txt"


@dataclass(frozen=True)
class Member:
    """A PO file of an archive: its bytes, or a sentence on why they can't be had."""

    name: str
    content: bytes = b""
    problem: str = ""


def pack(files, readme):
    """Bytes of a ZIP of [(name, bytes)] and a text for whoever opens it."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        # With a byte order mark: the plainest of editors would take it for something else than UTF-8.
        archive.writestr(README, readme.replace("\n", "\r\n").encode("utf-8-sig"))
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def is_archive(file):
    file.seek(0)
    found = is_zipfile(file)
    file.seek(0)
    return found


def unpack(file):
    """[Member] of an uploaded ZIP, in the order of their names; raises `Damaged`. Nothing is written to the disk, and no
    name in it is taken for a place.
    """
    try:
        with ZipFile(file) as archive:
            infos = [info for info in archive.infolist() if _is_po(info)]
            if not infos:
                raise Damaged(_("There is no PO file in this archive."))
            if len(infos) > MOST_FILES:
                raise Damaged(_("There are too many files in this archive."))
            if sum(info.file_size for info in infos) > LARGEST_TOGETHER:
                raise Damaged(_("The files in this archive are too big."))
            return [_member(archive, info) for info in sorted(infos, key=lambda info: info.filename)]
    except (BadZipFile, LargeZipFile, NotImplementedError, OSError, EOFError) as error:
        raise Damaged(_("This archive is damaged.")) from error


def _is_po(info):
    """Not the folders, and not what macOS adds."""
    path = PurePosixPath(info.filename.replace("\\", "/"))
    return (
        not info.is_dir()
        and path.suffix.lower() == ".po"
        and not path.name.startswith(".")
        and "__MACOSX" not in path.parts
    )


def _member(archive, info):
    name = PurePosixPath(info.filename.replace("\\", "/")).name[-200:]
    try:
        return Member(name, _content(archive, info))
    except Damaged as error:
        return Member(name, problem=str(error))


def _content(archive, info):
    """No more is unpacked than the entry claims, so its claim is judged first."""
    if info.flag_bits & 1:
        raise Damaged(_("This file is encrypted."))
    if info.file_size > LARGEST or info.file_size > MOST_PACKED * max(info.compress_size, 5000):
        raise Damaged(_("This file is too big to be a translation from here."))
    try:
        with archive.open(info) as member:
            return member.read(LARGEST)
    except (
        Exception
    ) as error:  # BadZipFile, zlib.error, LZMAError, …: each way of packing has errors of its own
        raise Damaged(_("This file is damaged.")) from error
