"""What can be printed: no invisible characters, and of the letters those that the packaged fonts have.

A tagged PDF may hold no letter without a picture of it, so they are found before it is set.
"""

import unicodedata
from functools import lru_cache

import typst

from home.typesetting import fonts

# Scripts of the site's languages, which the fonts cover without a gap: asked of no font.
SURE = (
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x400, 0x45F),
    (0x621, 0x652),
    (0x660, 0x669),
    (0xE01, 0xE3A),
    (0xE3F, 0xE5B),
    (0x2010, 0x2027),
    (0x3041, 0x3096),
    (0x30A1, 0x30FE),
    (0x4E00, 0x9FA5),
    (0xAC00, 0xD7A3),
)
SOURCE = b"""#set document(title: "x")
#set text(font: ("Libertinus Serif", "Noto Sans Arabic", "Noto Sans Thai", "Noto Sans CJK JP", "Noto Sans"), lang: "en")
#sys.inputs.text"""
JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"  # Persian and the scripts of India write with them
INSTEAD = "\N{WHITE SQUARE}"


@lru_cache(maxsize=4096)
def printable(char):
    """Whether a character can be set. Some milliseconds for one of a rare script, once a process."""
    if any(first <= ord(char) <= last for first, last in SURE) or char in JOINERS:
        return True
    text = f"a{char}" if unicodedata.combining(char) else char
    inputs = {"text": text}
    compiler = typst.Compiler(input=SOURCE, font_paths=fonts(), ignore_system_fonts=True, sys_inputs=inputs)
    try:
        compiler.compile(format="pdf", pdf_standards="ua-1")
    except typst.TypstError:
        return False
    return True


def visible(text):
    """The text without NUL, control, directional and other invisible characters. Line breaks and kinds of spaces stay."""
    return "".join(map(_seen, text))


def _seen(char):
    if char in "\n " or char in JOINERS:
        return char
    kind = unicodedata.category(char)
    if char == "\t" or kind in ("Zl", "Zp"):
        return " "
    return "" if kind[0] == "C" else char


def missing(text):
    """Characters of a text that can't be printed, each once."""
    return [char for char in dict.fromkeys(visible(text)) if not char.isspace() and not printable(char)]


def settable(text):
    """The text with what can be printed only: a square for a letter of a script that no font of ours has, nothing for a picture."""
    return "".join(char if char.isspace() or printable(char) else _instead(char) for char in visible(text))


def _instead(char):
    return INSTEAD if unicodedata.category(char)[0] in "LN" else ""
