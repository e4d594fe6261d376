"""Fields in a Word text: instructions whose result stands in the text. Those that only place, count or refer to what
is in the text stay; of all others (they load, run, or carry data of other programs) the shown result stays."""

import re
from dataclasses import dataclass, field

from home.cleaning.formats.markup import drop, is_link, short, unwrap

HARMLESS = {
    "=",
    "ADVANCE",
    "AUTONUM",
    "AUTONUMLGL",
    "AUTONUMOUT",
    "COMPARE",
    "DATE",
    "EQ",
    "FORMCHECKBOX",
    "FORMDROPDOWN",
    "FORMTEXT",
    "GOTOBUTTON",
    "HYPERLINK",
    "IF",
    "INDEX",
    "LISTNUM",
    "MERGEFIELD",
    "NOTEREF",
    "NUMCHARS",
    "NUMPAGES",
    "NUMWORDS",
    "PAGE",
    "PAGEREF",
    "REF",
    "SECTION",
    "SECTIONPAGES",
    "SEQ",
    "STYLEREF",
    "SYMBOL",
    "TA",
    "TC",
    "TIME",
    "TOA",
    "TOC",
    "XE",
}
PERSONAL = {"AUTHOR", "FILENAME", "LASTSAVEDBY", "TEMPLATE", "USERADDRESS", "USERINITIALS", "USERNAME"}
"""Their result goes too: the program put it there, and it names a person or a folder."""

_LOADING = {
    "DATABASE",
    "DDE",
    "DDEAUTO",
    "EMBED",
    "HYPERLINK",
    "IMPORT",
    "INCLUDE",
    "INCLUDEPICTURE",
    "INCLUDETEXT",
    "LINK",
    "RD",
}
_KEYWORD = re.compile(r"\s*(=|[A-Za-z]+)")
_TARGET = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\"][^\s]*))', re.IGNORECASE)


@dataclass
class _Field:
    start: int
    separator: int | None = None
    end: int | None = None
    instruction: list = field(default_factory=list)  # places of its own w:instrText
    text: str = ""


def clean_fields(root, removed):
    for element in [child for child in root.iter() if short(child.tag) == "w:fldSimple"]:
        _clean_simple(element, removed)
    _clean_complex(root, removed)


def _judge(instruction):
    """→ (what to do: "keep", "unwrap" or "drop"; the code to tell)"""
    found = _KEYWORD.match(instruction)
    keyword = found[1].upper() if found else ""
    if keyword in PERSONAL:
        return "drop", "author"
    if keyword == "HYPERLINK" and (target := _TARGET.match(instruction)):
        address = target[1] if target[1] is not None else target[2]
        return ("keep", None) if not address or is_link(address) else ("unwrap", "external")
    if keyword in HARMLESS:
        return "keep", None
    return "unwrap", "external" if keyword in _LOADING else "other"


def _clean_simple(element, removed):
    instruction = next((value for name, value in element.attrib.items() if short(name) == "w:instr"), "")
    action, code = _judge(instruction)
    if action == "keep":
        return
    removed.add(code)
    for data in [child for child in element if short(child.tag) == "w:fldData"]:
        drop(data)
    (drop if action == "drop" else unwrap)(element)


def _clean_complex(root, removed):
    atoms = [
        child
        for run in root.iter()
        if short(run.tag) == "w:r"
        for child in run
        if short(child.tag) != "w:rPr"
    ]
    if not any(short(atom.tag) in ("w:fldChar", "w:instrText") for atom in atoms):
        return
    fields, stray = _read(atoms)
    doomed = set(stray)
    for each in fields:
        action, code = _judge(each.text)
        if action != "keep":
            removed.add(code)
            doomed.update(_places(each, action))
    for place in doomed:
        run = atoms[place].getparent()
        drop(atoms[place])
        if run is not None and all(short(child.tag) == "w:rPr" for child in run):
            drop(run)


def _read(atoms):
    """Fields may stand in each other, in the instruction or in the result."""
    fields, stack, stray = [], [], []
    for place, atom in enumerate(atoms):
        name = short(atom.tag)
        if name == "w:instrText":
            if stack and stack[-1].separator is None:
                stack[-1].instruction.append(place)
                stack[-1].text += "".join(atom.itertext())
            else:
                stray.append(place)
        elif name == "w:fldChar":
            kind = next((value for key, value in atom.attrib.items() if short(key) == "w:fldCharType"), "")
            if kind == "begin":
                if stack and stack[-1].separator is None and not stack[-1].text.strip():
                    stack[-1].text = "?"  # a keyword that another field builds: nobody can tell which
                fields.append(_Field(place))
                stack.append(fields[-1])
            elif not stack:
                stray.append(place)
            elif kind == "separate":
                stack[-1].separator = place
            else:
                stack.pop().end = place
    return fields, stray


def _places(each, action):
    """Places of what goes with the field."""
    if each.end is None:  # never closed: what stands behind it may be the text of the document
        return {each.start, *each.instruction} | ({each.separator} - {None})
    if action == "drop" or each.separator is None:
        return range(each.start, each.end + 1)
    return {*range(each.start, each.separator + 1), each.end}
