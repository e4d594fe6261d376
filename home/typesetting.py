"""Pages and pictures set by Typst with the fonts that are installed with us, never the system's: the same everywhere."""

import importlib.resources
from functools import cache

import typst

PACKAGES = ("fontpkg_noto_sans", "fontpkg_noto_sans_arabic", "fontpkg_noto_sans_thai", "noto_cjk_sans_otc")
# Chinese, Japanese and Korean share characters that each writes in its own way.
HAN = {"ko": "KR", "ja": "JP", "zh-hans": "SC", "zh-hant": "TC"}


@cache
def fonts():
    """Read once a process: the largest file has 19 MB."""
    folders = [str(importlib.resources.files(package)) for package in PACKAGES]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


def han_font(language):
    return f"Noto Sans CJK {HAN.get(language, 'JP')}"


def picture(source, words, ppi=72):
    """PNG of a one-page document of `ppi` pixels per inch. `words` {name: text} are its `sys.inputs`: text, never markup.

    Raises `typst.TypstError` where the document is wrong.
    """
    compiler = typst.Compiler(input=source, font_paths=fonts(), ignore_system_fonts=True, sys_inputs=words)
    return compiler.compile(format="png", ppi=ppi)
