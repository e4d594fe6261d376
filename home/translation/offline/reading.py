"""What comes back: bytes of a PO file → its entries, or a sentence on why it can't be read. It knows no database."""

import codecs
import re
from dataclasses import dataclass, field

import polib
from django.utils.translation import gettext as _

from home.translation.offline.writing import LINE_ENDS, SEEN

LARGEST = 5 * 1024 * 1024  # bytes of one file: the longest page of the site takes less than a tenth
MOST_ENTRIES = 3_000
CHARSET = re.compile(rb"charset=([\w.:-]+)", re.IGNORECASE)
# What translators' programs have written; everything else is refused rather than guessed.
CHARSETS = {
    *(
        "utf8",
        "utf16",
        "ascii",
        "iso88591",
        "iso885915",
        "cp1252",
        "cp1251",
        "cp1256",
        "cp949",
        "cp932",
        "cp874",
    ),
    *(
        "euckr",
        "eucjp",
        "shiftjis",
        "gbk",
        "gb2312",
        "gb18030",
        "big5",
        "koi8r",
        "tis620",
        "iso88595",
        "iso88596",
    ),
}
STRING_LINE = re.compile(r'\s*(?:#[~|]\s*)?(?:msg(?:ctxt|id|id_plural|str(?:\[\d+\])?)\b\s*)?"')
WHOLE_LINE = re.compile(
    r'\s*(?:#[~|]\s*)?(?:msg(?:ctxt|id|id_plural|str(?:\[\d+\])?)\s*)?"(?:[^"\\]|\\.)*"\s*'
)


class Damaged(ValueError):
    """The file can't be read; the message says why, to whoever sent it."""


@dataclass(frozen=True)
class FileEntry:
    """`seen`: token of the translation that the file was made with, "" for none; None where the file does not tell."""

    path: str | None
    original: str
    translation: str
    fuzzy: bool = False
    seen: str | None = None
    plural: bool = False


@dataclass
class FileContent:
    header: dict
    entries: list = field(default_factory=list)


def read(content):
    """FileContent of bytes; raises `Damaged`."""
    if len(content) > LARGEST:
        raise Damaged(_("This file is too big to be a translation from here."))
    if not content.strip():
        raise Damaged(_("This file is empty."))
    text = LINE_ENDS.sub(" ", decoded(content).replace("\r\n", "\n").replace("\r", "\n"))
    if "\x00" in text:
        raise Damaged(_("This is not a PO file."))
    for number, line in enumerate(text.split("\n"), 1):
        if STRING_LINE.match(line) and not WHOLE_LINE.fullmatch(line):
            raise Damaged(
                _("Line %(line)d is damaged: a text does not end where it should.") % {"line": number}
            )
    try:
        # The first line keeps polib from taking what was sent for the name of a file to open.
        po = polib.pofile("# \n" + text, encoding="utf-8")
    except (OSError, ValueError, IndexError, TypeError) as error:
        found = re.search(r"line (\d+)", str(error))
        if found and int(found[1]) > 2:
            message = _("Line %(line)d is damaged.") % {"line": int(found[1]) - 1}
            raise Damaged(message) from error
        raise Damaged(_("This is not a PO file.")) from error
    if len(po) > MOST_ENTRIES:
        raise Damaged(_("This file has too many entries to be a translation from here."))
    if not len(po) and not po.metadata:
        raise Damaged(_("This is not a PO file."))
    return FileContent(dict(po.metadata), [_entry(each) for each in po if not each.obsolete])


def decoded(content):
    """The text of a file in whatever a translators' program has written; raises `Damaged`."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode(content, "utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = CHARSET.search(content[:4096])
        return _decode(content, named[1].decode("ascii", "replace") if named else "")


def _decode(content, name):
    try:
        codec = codecs.lookup(name).name if name else ""
        if codec.replace("-", "").replace("_", "") in CHARSETS:
            return content.decode(codec)
    except (LookupError, UnicodeDecodeError):
        pass
    raise Damaged(_("The letters of this file can't be read. Save it as UTF-8."))


def _entry(each):
    tokens = [name[len(SEEN) :] for name, _line in each.occurrences if name.startswith(SEEN)]
    seen = tokens[0] if len(tokens) == 1 else None
    return FileEntry(
        each.msgctxt,
        each.msgid,
        each.msgstr,
        "fuzzy" in each.flags,
        "" if seen == "nothing" else seen,
        bool(each.msgid_plural or each.msgstr_plural),
    )
