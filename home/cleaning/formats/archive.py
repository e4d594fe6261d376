"""ZIP packages, which office files are: read without trusting a word of them, and written anew."""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

from home.cleaning.formats.result import Refused

MAX_ENTRIES = 2_000
MAX_UNPACKED = 200_000_000  # bytes, of all entries together, those of packages inside included
MAX_RATIO = 200  # unpacked to packed …
RATIO_FROM = 10_000_000  # … of entries above so many bytes
MAX_DIRECTORY = 1_000_000  # bytes of the list of entries: read as a whole before anything can be counted

_EPOCH = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1 << 16
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_HAS_DESCRIPTOR = 0x8
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
)

OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}


@dataclass
class Budget:
    """What may still be unpacked, shared by a package and the packages inside it."""

    entries: int = MAX_ENTRIES
    unpacked: int = MAX_UNPACKED

    def spend(self, *, entries=0, unpacked=0):
        self.entries -= entries
        self.unpacked -= unpacked
        if self.entries < 0 or self.unpacked < 0:
            raise Refused("bomb")


class Archive:
    """An open ZIP of which `names` are told and `read` gives the bytes. `removed`: codes of what a ZIP itself tells
    (bytes outside its entries, times), none of which `write` takes over."""

    def __init__(self, file, budget=None):
        self.budget = budget or Budget()
        self.removed = set()
        self._file = file
        self._counted = set()  # some entries are looked at before they are cleaned
        try:
            self._check_start_and_directory()
            self._zip = zipfile.ZipFile(file)
            self._check_layout()
        except _BROKEN:
            raise Refused("damaged") from None
        self._entries = self._checked_entries()

    @property
    def names(self):
        return list(self._entries)

    def __contains__(self, name):
        return name in self._entries

    def read(self, name):
        """The entry's bytes, counted while they are unpacked."""
        info = self._entries[name]
        data = io.BytesIO()
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    if name not in self._counted:
                        self.budget.spend(unpacked=len(chunk))
                    data.write(chunk)
                    if _is_bomb(data.tell(), info.compress_size):
                        raise Refused("bomb")
        except _BROKEN:
            raise Refused("damaged") from None
        self._counted.add(name)
        return data.getvalue()

    def _at(self, offset, size):
        self._file.seek(offset)
        return self._file.read(size)

    def _check_start_and_directory(self):
        if self._at(0, 4) != b"PK\x03\x04":
            raise Refused("kind")
        self._size = self._file.seek(0, io.SEEK_END)
        offset = max(0, self._size - _END.size - 0xFFFF)
        tail = self._at(offset, self._size - offset)
        self._end = tail.rfind(b"PK\x05\x06")
        if self._end < 0:
            raise Refused("damaged")
        directory = _END.unpack_from(tail, self._end)[5]
        self._end += offset
        if directory > MAX_DIRECTORY:  # also a 64-bit one's placeholder: only what is too big needs it
            raise Refused("bomb")

    def _check_layout(self):
        """Entries one after the other from the first byte on, then their list, then nothing."""
        place = 0
        for info in sorted(self._zip.infolist(), key=lambda info: info.header_offset):
            if info.header_offset < place:
                raise Refused("damaged")
            if info.header_offset > place:
                if not place:
                    raise Refused("kind")
                self.removed.add("hidden")
            place = self._end_of(info)
        if place > self._zip.start_dir:
            raise Refused("damaged")
        if place < self._zip.start_dir or self._end_of_directory() != self._size:
            self.removed.add("hidden")

    def _end_of(self, info):
        header = _LOCAL.unpack(self._at(info.header_offset, _LOCAL.size))
        if header[0] != b"PK\x03\x04":
            raise Refused("damaged")
        place = info.header_offset + _LOCAL.size + header[9] + header[10] + info.compress_size
        return place + (self._descriptor(place, info) if header[2] & _HAS_DESCRIPTOR else 0)

    def _descriptor(self, place, info):
        """Length of the sizes that may follow an entry's data, with or without a signature, 32 or 64 bits wide."""
        data = self._at(place, 24)
        for signature in (b"PK\x07\x08", b""):
            for sizes in ("<LLL", "<LQQ"):
                expected = signature + struct.pack(sizes, info.CRC, info.compress_size, info.file_size)
                if data.startswith(expected):
                    return len(expected)
        return 0

    def _end_of_directory(self):
        place = self._zip.start_dir
        while (data := self._at(place, _CENTRAL.size))[:4] == b"PK\x01\x02":
            header = _CENTRAL.unpack(data)
            place += _CENTRAL.size + sum(header[10:13])
            if header[12]:
                self.removed.add("hidden")
        return place + _END.size if place == self._end else -1

    def _checked_entries(self):
        infos = self._zip.infolist()
        self.budget.spend(entries=len(infos))
        if sum(info.file_size for info in infos) > self.budget.unpacked:
            raise Refused("bomb")
        entries, seen = {}, set()
        for info in infos:
            if info.flag_bits & _ENCRYPTED:
                raise Refused("encrypted")
            if not _is_plain_name(info) or info.compress_type not in (
                zipfile.ZIP_STORED,
                zipfile.ZIP_DEFLATED,
            ):
                raise Refused("damaged")
            if info.filename.casefold() in seen:
                raise Refused("damaged")
            if _is_bomb(info.file_size, info.compress_size):
                raise Refused("bomb")
            seen.add(info.filename.casefold())
            if info.date_time != _EPOCH and info.date_time[1:3] != (0, 0):
                self.removed.add("dates")
            if not info.filename.endswith("/"):
                entries[info.filename] = info
            elif info.file_size:
                self.removed.add("hidden")
        return entries


def _is_bomb(unpacked, packed):
    return unpacked > RATIO_FROM and unpacked > MAX_RATIO * packed


def _is_plain_name(info):
    name = info.filename
    if name != info.orig_filename or "\\" in name or ":" in name or not name.isprintable():
        return False
    return all(part not in ("", ".", "..") for part in name.removesuffix("/").split("/"))


def write(target, parts, *, stored=()):
    """Write `parts` (pairs of name and bytes, in this order) as a ZIP that tells nothing of when and where it was made.
    `target` is a path or a file; names in `stored` are not compressed."""
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in parts:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system = 0
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, data, compresslevel=6)


def open_document_type(archive):
    """The media type that an OpenDocument package tells, or an empty string."""
    return archive.read("mimetype").decode("ascii", "replace").strip() if "mimetype" in archive else ""
