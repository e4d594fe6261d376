"""Layers of a drawing: some of the groups of an SVG file, rendered by Typst at one pixel a unit."""

import re
from functools import cache
from io import BytesIO
from xml.etree import ElementTree

from PIL import Image

from home.typesetting import picture
from hub.demo.content import ART

SVG = "http://www.w3.org/2000/svg"
PAGE = """#set page(width: {0}pt, height: {1}pt, margin: 0pt, fill: none)
#image(bytes(sys.inputs.drawing), format: "svg", width: 100%)"""

ElementTree.register_namespace("", SVG)


@cache
def layer(name, only=(), hide=("grain",)):
    """RGBA picture of `art/<name>.svg`: its groups `only`, or all but `hide` (grain would flicker and cost bytes)."""
    root = _drawing(name)
    for group in list(root):
        identity = group.get("id")
        if identity and (identity in hide or (only and identity not in only)):
            root.remove(group)
    return _render(root)


@cache
def parts(name, group):
    """[(picture, left, top)]: each child of a group by itself, cropped to what is drawn."""
    found = []
    for index in range(len(_group(_drawing(name), group))):
        root = _drawing(name)
        for other in list(root):
            if other.get("id") and other.get("id") != group:
                root.remove(other)
        kept = _group(root, group)
        kept[:] = [kept[index]]
        drawn = _render(root)
        box = drawn.getbbox()
        found.append((drawn.crop(box), box[0], box[1]))
    return found


@cache
def places(name, group="lights"):
    """Where the children of a group stand, in their order: [(x, y)] from `transform="translate(x y)"`."""
    found = []
    for child in _group(_drawing(name), group):
        x, y = re.match(r"translate\(([-\d.]+) ([-\d.]+)\)", child.get("transform")).groups()
        found.append((float(x), float(y)))
    return found


def _drawing(name):
    return ElementTree.parse(ART / f"{name}.svg").getroot()


def _group(root, identity):
    return root.find(f"{{{SVG}}}g[@id='{identity}']")


def _render(root):
    width, height = root.get("viewBox").split()[2:]
    source = PAGE.format(width, height).encode()
    words = {"drawing": ElementTree.tostring(root, encoding="unicode")}
    return Image.open(BytesIO(picture(source, words))).convert("RGBA")
