"""A sheet → its bytes. The same words give the same bytes: no date of making, no author, no system fonts."""

import json
from dataclasses import fields, is_dataclass
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore

from PIL import Image

from home.typesetting import breakable, document, tongue
from resources.codes import squares
from resources.typesetting.glyphs import settable
from resources.typesetting.letter_docx import letter_docx
from resources.typesetting.papers import Paper

ROOT = Path(__file__).parent
TEMPLATES, DRAWINGS = ROOT / "templates", ROOT / "drawings"
AT_ONCE = BoundedSemaphore(2)  # being set in a process: each takes a core, and memory for its drawing
LONGEST = 30  # letters without a place to break


def make(sheet, paper=Paper.A4, format="pdf", ppi=72):
    """The bytes of a sheet on a paper: PDF, PNG of the first page (with `ppi` 72, a pixel for each point) or, of a letter, DOCX."""
    paper = Paper(paper)
    if format == "docx":
        return letter_docx(plain(sheet, breaking=False), sheet.language, paper)
    return typeset(TEMPLATES / f"{sheet.template}.typ", plain(sheet), sheet.language, paper, format, ppi=ppi)


def typeset(template, words, language, paper, format="pdf", root=ROOT, ppi=72):
    """The bytes of a template filled with `words`, plain data. `root` is the folder that it may take others from."""
    width, height = Paper(paper).size
    inputs = {
        **tongue(language),
        "words": json.dumps(words, ensure_ascii=False),
        "paper": str(paper),
        "width": str(width),
        "height": str(height),
    }
    with AT_ONCE:
        made = document(template, root, inputs, format=format, ppi=ppi)
    return _opaque(made) if format == "png" else made


def plain(value, breaking=True):
    """A sheet as plain data that can be set: dicts, lists and texts without invisible characters."""
    if isinstance(value, str):
        text = settable(value)
        return breakable(text, LONGEST) if breaking else text
    if is_dataclass(value):
        data = {
            each.name: plain(getattr(value, each.name), breaking)
            if each.name not in ("language", "address", "art")
            else getattr(value, each.name)
            for each in fields(value)
        }
        return {**data, "qr": squares(value.address)} if "address" in data else data
    if isinstance(value, dict):
        return {name: plain(each, breaking) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain(each, breaking) for each in value]
    return value


def _opaque(png):
    """Smaller by a fifth, and the same in every viewer."""
    out = BytesIO()
    Image.open(BytesIO(png)).convert("RGB").save(out, "PNG")
    return out.getvalue()
