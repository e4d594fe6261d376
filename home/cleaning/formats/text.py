"""Plain text and subtitles: only what is read or shown stays."""

import re
from pathlib import Path

from . import subtitles
from .result import Cleaned, Refused

LIMIT = 2 * 2**20
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
MARKUP = ("<!doctype", "<html", "<head", "<body", "<script", "<svg", "<?xml")
"""How a page or a drawing begins that is called a text."""


def clean(source, folder, kind):
    """`kind` is "vtt", "srt" or "txt"; writes `clean.<kind>`, in UTF-8 with line feeds. Facts: `cues`, of subtitles."""
    text = _decoded(Path(source))
    target = Path(folder) / f"clean.{kind}"
    codes, facts = set(), {}
    if kind != "txt":
        text, codes, number = subtitles.CLEANERS[kind](text)
        facts = {"cues": number}
    target.write_text(text, encoding="utf-8", newline="\n")
    return Cleaned(target, kind, frozenset(codes), facts)


def _decoded(source):
    with open(source, "rb") as file:
        data = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise Refused("size", limit=LIMIT)
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise Refused("text") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Refused("empty")
    if CONTROL.search(text) or text.lstrip().lower().startswith(MARKUP):
        raise Refused("kind")
    return text
