"""Pages and pictures set by Typst with the fonts that are installed with us, never the system's: the same everywhere."""

import importlib.resources
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
    """A PDF (tagged, without a date, the same bytes for the same words), or PNG of a one-page document.

    `source` is a file below the folder `root`, from which it may take others; `words` {name: text} as in `picture`.
    Raises `typst.TypstError` where the document is wrong.
    """
    compiler = typst.Compiler(
        input=str(Path(source)),
        root=str(root),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs=words,
    )
    return compiler.compile(format=format, **({"ppi": ppi} if format == "png" else {"timestamp": 0}))
