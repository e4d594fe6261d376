"""Excel workbooks: formulas that reach outside keep their value, notes leave their drawings, pivots of elsewhere go."""

import re

from home.cleaning.formats.markup import drop, local, short
from home.cleaning.formats.office_rules import remove

_OUTSIDE = re.compile(
    r"""\[[^\[\]]+\][^\[\]!,()"]*!"""  # [1]Sheet!A1, '[Book.xlsx]Sheet'!A1, [1]!Name
    r"""|\|"""  # program|topic!item
    r"""|file:|\\\\|\b[a-z]:\\"""
    r"""|\b(CALL|CUBE[A-Z]+|DDE|IMAGE|REGISTER\.ID|RTD|SQL\.REQUEST|STOCKHISTORY|WEBSERVICE)\s*\(""",
    re.IGNORECASE,
)
_BOOK = re.compile(r"(')?(?:[^'!,()]*[\\/])?\[[^\[\]]*\]")
_PLACE = re.compile(r"""\b(CELL\s*\(\s*"filename|INFO\s*\(\s*"directory)""", re.IGNORECASE)
_FORMULAS = {"calculatedColumnFormula", "f", "formula", "formula1", "formula2", "totalsRowFormula"}
_CONDITIONS = {"cfRule", "dataValidation"}


def reaches_outside(formula):
    return bool(_OUTSIDE.search(formula))


def clean_sheet(root, removed):
    """Formulas in cells, conditions and names of a sheet or a workbook."""
    shared = set()
    for element in list(root.iter()):
        name, text = short(element.tag), element.text or ""
        if name == "x:f" and short(element.getparent().tag) == "x:c":
            _clean_cell(element, text, shared, removed)
        elif name == "x:definedName":
            if reaches_outside(text) or element.get("xlm") == "1":
                removed.add("external")
                remove(element)
        elif local(element.tag) in _FORMULAS and reaches_outside(text):
            removed.add("external")
            _drop_condition(element)
        elif element.get("textlink") and reaches_outside(element.get("textlink")):
            removed.add("external")
            element.set("textlink", "")


def _drop_condition(formula):
    condition = next(
        (around for around in formula.iterancestors() if local(around.tag) in _CONDITIONS), formula
    )
    around = condition.getparent()
    remove(condition)
    if local(around.tag) == "conditionalFormatting" and all(local(rule.tag) != "cfRule" for rule in around):
        remove(around)


def _clean_cell(formula, text, shared, removed):
    """`shared`: numbers of formulas that stand in one cell, and mean others too."""
    if reaches_outside(text):
        removed.add("external")
        if formula.get("t") == "shared":
            shared.add(formula.get("si"))
        drop(formula)
    elif formula.get("t") == "shared" and formula.get("si") in shared:
        drop(formula)
    elif _PLACE.search(text):
        for value in [child for child in formula.getparent() if short(child.tag) == "x:v"]:
            if re.search(r"[\\/]", value.text or ""):
                removed.add("author")
                drop(value)


def clean_chart(root, removed):
    """A chart's formulas name the cells it was drawn from, which may be in a file on somebody's machine."""
    for element in root.iter():
        if local(element.tag) in ("f", "formula") and "[" in (element.text or ""):
            inside = _BOOK.sub(r"\1", element.text)
            if inside != element.text:
                element.text = inside
                removed.add("external")


def _is_note(shape):
    return any(short(data.tag) == "xvml:ClientData" and data.get("ObjectType") == "Note" for data in shape)


def _shapes(root):
    return [
        child for child in root if short(child.tag).startswith("v:") and short(child.tag) != "v:shapetype"
    ]


def drop_notes(root, removed):
    """Shapes of cell notes, in the drawing that they share with buttons."""
    for shape in _shapes(root):
        if _is_note(shape):
            drop(shape)
            removed.add("comments")


def has_only_notes(root):
    shapes = _shapes(root)
    return bool(shapes) and all(map(_is_note, shapes))


def comes_from_outside(root):
    """Is this the cache of a pivot table whose data is not in the workbook?"""
    for source in root:
        if short(source.tag) == "x:cacheSource":
            named = any(short(name).startswith("r:") for child in source.iter() for name in child.attrib)
            return named or source.get("type") not in ("worksheet", "consolidation", "scenario")
    return False
