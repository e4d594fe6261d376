"""Pages and pictures set by Typst with the fonts that are installed with us, never the system's: the same everywhere."""

import importlib.resources
import re
from functools import cache
from pathlib import Path

import typst

PACKAGES = ("fontpkg_noto_sans", "fontpkg_noto_sans_arabic", "fontpkg_noto_sans_thai", "noto_cjk_sans_otc")
# Chinese, Japanese and Korean share characters that each writes in its own way.
HAN = {"ko": "KR", "ja": "JP", "zh-hans": "SC", "zh-hant": "TC"}
REGIONS = {"zh-hans": "CN", "zh-hant": "TW"}


@cache
def fonts():
    """Read once a process: the largest file has 19 MB."""
    folders = [str(importlib.resources.files(package)) for package in PACKAGES]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


@cache
def _long_word(longest):
    """A word of more letters than that, in scripts that don't break within words."""
    return re.compile(rf"[^\W\u0e00-\u0e7f\u3040-\u9fff\uac00-\ud7a3]{{{longest + 1},}}")


def breakable(text, longest):
    """The text with places to break in words of more than `longest` letters, which nothing they stand in may be wide enough for."""
    part = longest - 4
    return _long_word(longest).sub(
        lambda word: "\N{ZERO WIDTH SPACE}".join(
            word[0][at : at + part] for at in range(0, len(word[0]), part)
        ),
        text,
    )


def tongue(language):
    """{name: text}: what a document must know of the language it is in."""
    from home.languages import direction  # only here: drawings are made without Django

    return {
        "language": language.partition("-")[0],
        "region": REGIONS.get(language, ""),
        "direction": direction(language),
        "han": f"Noto Sans CJK {HAN.get(language, 'JP')}",
    }


def picture(source, words, ppi=72):
    """PNG of a one-page document of `ppi` pixels per inch. `words` {name: text} are its `sys.inputs`: text, never markup.

    Raises `typst.TypstError` where the document is wrong.
    """
    compiler = typst.Compiler(input=source, font_paths=fonts(), ignore_system_fonts=True, sys_inputs=words)
    return compiler.compile(format="png", ppi=ppi)


def document(source, root, words, format="pdf", ppi=72):
    """A PDF (tagged for screen readers as PDF/UA-1 asks, without a date, the same bytes for the same words), or PNG of the
    first page.

    `source` is a file below the folder `root`, from which it may take others; `words` {name: text} as in `picture`.
    Raises `typst.TypstError` where the document is wrong: without a title, or with a letter that no font has.
    """
    compiler = typst.Compiler(
        input=str(Path(source)),
        root=str(root),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs=words,
    )
    if format == "pdf":
        return compiler.compile(format="pdf", timestamp=0, pdf_standards="ua-1")
    made = compiler.compile(format=format, ppi=ppi)
    return made[0] if isinstance(made, list) else made
