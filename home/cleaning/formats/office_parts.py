"""Relationships of an Office Open XML package: which parts belong to the document, and which only to its making.

What is in none of these tables is not taken over: a part that nobody has looked at can tell anything.
"""

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from home.cleaning.formats.markup import is_link, serialise

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"

MAIN = "officedocument"
PICTURE = "image"
FONT = "font"
PACKAGE = "package"

IMPLICIT = {
    MAIN,
    # text
    "endnotes",
    "fonttable",
    "footnotes",
    "numbering",
    "settings",
    "styles",
    "styleswitheffects",
    "theme",
    "themeoverride",
    "websettings",
    # tables
    "ctrlprop",
    "featurepropertybag",
    "pivotcachedefinition",
    "pivottable",
    "rdrichvalue",
    "rdrichvaluestructure",
    "rdrichvaluetypes",
    "rdsupportingpropertybag",
    "rdsupportingpropertybagstructure",
    "richvaluerel",
    "sharedstrings",
    "sheetmetadata",
    "table",
    # slides
    "notesmaster",
    "notesslide",
    "presprops",
    "slide",
    "slidelayout",
    "slidemaster",
    "tablestyles",
    "viewprops",
    # drawings
    "chartcolorstyle",
    "chartstyle",
    "diagramdrawing",
}
"""Kept, whether or not the source says the relationship's id."""

EXPLICIT = {
    PICTURE,
    FONT,
    PACKAGE,
    "chart",
    "chartex",
    "chartsheet",
    "chartusershapes",
    "diagramcolors",
    "diagramdata",
    "diagramlayout",
    "diagramquickstyle",
    "dialogsheet",
    "drawing",
    "footer",
    "handoutmaster",
    "header",
    "hyperlink",
    "pivotcacherecords",
    "slicer",
    "slicercache",
    "timeline",
    "timelinecache",
    "vmldrawing",
    "worksheet",
}
"""Kept where the source says the id: what was deleted from a text would else stay as a part."""

DROPPED = {
    "calcchain": None,  # the order of calculating; made anew where it is missing
    "core-properties": None,  # told by what they hold
    "extended-properties": None,
    "custom-properties": None,
    "thumbnail": "preview",
    "comments": "comments",
    "commentauthors": "comments",
    "authors": "comments",
    "commentsextended": "comments",
    "commentsextensible": "comments",
    "commentsids": "comments",
    "threadedcomment": "comments",
    "documenttasks": "comments",
    "person": "author",
    "people": "author",
    "usernames": "author",
    "origin": "author",  # signatures
    "signature": "author",
    "revisionheaders": "revisions",
    "revisionlog": "revisions",
    "changesinfo": "revisions",
    "revisioninfo": "revisions",
    "printersettings": "device",
    "glossarydocument": "hidden",
    "attachedtoolbars": "scripts",
    "extensibility": "scripts",
    "keymapcustomizations": "scripts",
    "taskpanes": "scripts",
    "usercustomization": "scripts",
    "webextension": "scripts",
    "webextensiontaskpanes": "scripts",
    "attachedtemplate": "external",
    "connections": "external",
    "externallink": "external",
    "externallinkpath": "external",
    "htmlpubsaveinfo": "external",
    "mailmergeheadersource": "external",
    "mailmergesource": "external",
    "powerpivotdata": "external",
    "querytable": "external",
    "rdrichvaluewebimage": "external",
    "recipientdata": "external",
    "slideupdateinfo": "external",
    "slideupdateurl": "external",
    "volatiledependencies": "external",
}
"""Not taken over, and what that means. Kinds in no table are "other"."""

REFUSED = {
    "vbaproject": "macros",
    "wordvbadata": "macros",
    "xlmacrosheet": "macros",
    "xlintlmacrosheet": "macros",
    "activexcontrolbinary": "embedded",
    "afchunk": "embedded",
    "audio": "embedded",
    "control": "embedded",
    "media": "embedded",
    "oleobject": "embedded",
    "video": "embedded",
}


@dataclass(frozen=True)
class Relationship:
    id: str
    type: str
    target: str
    """A part's name, or an address if `external`; empty if it leads nowhere."""
    external: bool

    @property
    def role(self):
        """Last word of the type: the same in all the namespaces that types come from."""
        return self.type.rpartition("/")[2].lower()

    @property
    def is_link_to_follow(self):
        return self.role == "hyperlink" and (is_link(self.target) or self.target.startswith("#"))


def relationships_name(part):
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def read_relationships(root, part, find):
    """Relationships of `part`; `find` gives the name of an entry as it is written, or None."""
    found = []
    for element in root:
        target = element.get("Target", "").strip()
        external = element.get("TargetMode") == "External" or (target.startswith("#") and target != "#")
        if not external:
            path = target.partition("#")[0]
            base = "" if path.startswith("/") else posixpath.dirname(part)
            name = posixpath.normpath(posixpath.join(base, path.lstrip("/")))
            target = find(name) or find(unquote(name)) or ""
        found.append(Relationship(element.get("Id", ""), element.get("Type", ""), target, external))
    return found


def write_relationships(relationships, part):
    root = etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS})
    for relationship in relationships:
        target = relationship.target
        if not relationship.external:
            target = posixpath.relpath(target, posixpath.dirname(part)) if part else target
        attributes = {"Id": relationship.id, "Type": relationship.type, "Target": target}
        if relationship.external:
            attributes["TargetMode"] = "External"
        etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", attributes)
    return serialise(root)
