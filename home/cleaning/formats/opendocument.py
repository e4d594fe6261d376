"""OpenDocument files: text, spreadsheet, presentation.

The package is written anew: the document's XML, cleaned (opendocument_rules), the pictures, fonts and objects that it
shows, a file of properties that tells none, and a list of what is there.
"""

import posixpath
import re
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from home.cleaning.formats import opendocument_about as about
from home.cleaning.formats import opendocument_rules as rules
from home.cleaning.formats.archive import Archive, open_document_type, write
from home.cleaning.formats.inside import clean_picture
from home.cleaning.formats.markup import drop, local, parse, serialise, short
from home.cleaning.formats.office_types import kind_of
from home.cleaning.formats.result import Cleaned, Refused

MAX_DEPTH = 2  # objects in objects

_MANIFEST = "META-INF/manifest.xml"
_LIST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_VERSION = re.compile(r"1\.\d")
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)

_NOT_TAKEN_OVER = (
    ("Basic/", "scripts"),
    ("Configurations2/", "other"),
    ("Dialogs/", "scripts"),
    ("META-INF/documentsignatures.xml", "author"),
    ("META-INF/macrosignatures.xml", "author"),
    ("META-INF/packagesignatures.xml", "author"),
    ("ObjectReplacements/", None),  # drawn anew by what shows the object
    ("Scripts/", "scripts"),
    ("Thumbnails/", "preview"),
    ("VersionList.xml", "revisions"),
    ("Versions/", "revisions"),
    ("layout-cache", None),
)


def clean(source, folder, kind):
    """Clean the file at `source` ("odt", "ods" or "odp") into `folder`."""
    target = Path(folder) / f"clean.{kind}"
    with Path(source).open("rb") as file:
        archive = Archive(file)
        found = kind_of(archive)
        if found != kind:
            raise Refused("ending", found=found, ending=kind)
        package = _Package(archive)
        write(target, package.clean(), stored={"mimetype"})
    return Cleaned(target, kind, frozenset(package.removed))


class _Package:
    def __init__(self, archive):
        self.archive = archive
        self.removed = set()
        self._types, self._version = self._read_manifest()
        self._written, self._renamed = {}, {}
        self._objects = [""]

    def clean(self):
        """→ pairs of name and bytes. Afterwards `removed` is complete."""
        if "content.xml" not in self.archive:
            raise Refused("damaged")
        for folder in self._objects:  # grows on the way
            self._clean_document(folder)
        self._tell_the_rest()
        self.removed |= self.archive.removed
        self.removed.discard(None)
        yield "mimetype", open_document_type(self.archive).encode()
        yield from sorted(self._written.items())
        yield _MANIFEST, self._write_manifest()

    def _parse(self, name):
        root, remarks = parse(self.archive.read(name))
        if remarks:
            self.removed.add("comments")
        return root

    def _read_manifest(self):
        """→ ({path: media type}, version)"""
        if _MANIFEST not in self.archive:
            raise Refused("damaged")
        types, version = {}, ""
        root = self._parse(_MANIFEST)
        if any(local(element.tag) in ("encryption-data", "keyinfo") for element in root.iter()):
            raise Refused("encrypted")
        for element in root:
            path, kind = element.get(f"{{{_LIST}}}full-path", ""), element.get(f"{{{_LIST}}}media-type", "")
            types[path] = kind if _MEDIA_TYPE.fullmatch(kind) else ""
        version = root.get(f"{{{_LIST}}}version", "")
        return types, version if _VERSION.fullmatch(version) else "1.2"

    def _clean_document(self, folder):
        """The files of the document, or of an object in it."""
        for name in ("content.xml", "styles.xml"):
            if folder + name in self.archive:
                root = self._parse(folder + name)
                for use in rules.apply(root, lambda address: self._find(folder, address), self.removed):
                    self._take(use, folder)
                self._written[folder + name] = serialise(root)
        if f"{folder}settings.xml" in self.archive:
            root = self._parse(f"{folder}settings.xml")
            about.clean_settings(root, self.removed)
            self._written[f"{folder}settings.xml"] = serialise(root)
        if f"{folder}meta.xml" in self.archive:
            about.tell_properties(self._parse(f"{folder}meta.xml"), self.removed)
        if not folder:
            self._written["meta.xml"] = about.no_properties(self._version)

    def _find(self, folder, address):
        path = posixpath.normpath(posixpath.join(folder, address))
        for candidate in (path, unquote(path)):
            if candidate in self.archive:
                return "entry", candidate
            if f"{candidate}/content.xml" in self.archive:
                return "folder", f"{candidate}/"
        return None

    def _take(self, use, folder):
        if use.role == "object":
            if use.path.count("/") > MAX_DEPTH:
                raise Refused("embedded")
            if use.path not in self._objects:
                self._objects.append(use.path)
        elif use.role == "font":
            self._written[use.path] = self.archive.read(use.path)
        else:
            self._take_picture(use, folder)

    def _take_picture(self, use, folder):
        """Written under a name that tells nothing: some programs keep the one that the picture's file had."""
        if use.path not in self._renamed:
            try:
                data, removed = clean_picture(self.archive.read(use.path))
            except Refused:
                if not self._is_shown_otherwise(use.element):
                    raise
                drop(use.element)
                return
            ending = use.path.rpartition(".")[2].lower()
            ending = f".{ending}" if re.fullmatch(r"[a-z]{3,4}", ending) else ""
            name = f"{folder}Pictures/image{len(self._renamed) + 1}{ending}"
            self._renamed[use.path] = name
            self._types[name] = self._types.get(use.path, "")
            self._written[name] = data
            self.removed |= removed
        rules.lead_to(use.element, posixpath.relpath(self._renamed[use.path], folder or "."))

    def _is_shown_otherwise(self, element):
        """Does an object, or the same picture of another kind, stand beside it?"""
        around = element.getparent()
        others = [child for child in around if child is not element] if around is not None else []
        return any(short(child.tag) in ("drawing:object", "drawing:image") for child in others)

    def _tell_the_rest(self):
        for name in set(self.archive.names) - {"mimetype", _MANIFEST, *self._written, *self._renamed}:
            if name == "manifest.rdf":
                if any((element.text or "").strip() for element in self._parse(name).iter()):
                    self.removed.add("other")
            elif not name.endswith("meta.xml"):
                codes = [code for start, code in _NOT_TAKEN_OVER if name.startswith(start)]
                self.removed.add(codes[0] if codes else "hidden")

    def _write_manifest(self):
        root = etree.Element(f"{{{_LIST}}}manifest", nsmap={"manifest": _LIST})
        root.set(f"{{{_LIST}}}version", self._version)
        kind = open_document_type(self.archive)
        for path in ["/", *sorted([*self._written, *filter(None, self._objects)])]:
            element = etree.SubElement(root, f"{{{_LIST}}}file-entry")
            element.set(f"{{{_LIST}}}full-path", path)
            if path == "/":
                element.set(f"{{{_LIST}}}version", self._version)
            guess = "text/xml" if path.endswith(".xml") else ""
            element.set(f"{{{_LIST}}}media-type", kind if path == "/" else self._types.get(path) or guess)
        return serialise(root)
