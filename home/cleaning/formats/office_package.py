"""Packages of Office Open XML.

A package is walked from its document along the relationships that belong to a document, and written anew from what was
met on the way: what is not met is not taken over. Every XML part is read, cleaned by name (office_rules) and by meaning
(office_text, office_tables), every picture is cleaned, every package inside is cleaned as a file of its own.
"""

import io
import posixpath
import re
from collections import deque
from dataclasses import replace

from home.cleaning.formats import office_parts as parts
from home.cleaning.formats import office_rules, office_tables, office_text
from home.cleaning.formats.archive import Archive, write
from home.cleaning.formats.inside import clean_picture
from home.cleaning.formats.markup import parse, serialise
from home.cleaning.formats.office_fields import clean_fields
from home.cleaning.formats.office_properties import told_by
from home.cleaning.formats.office_types import KINDS, TYPES, ContentTypes, kind_of
from home.cleaning.formats.result import Refused

MAX_DEPTH = 2  # packages in packages

_RENAMED = {parts.PICTURE: "media/image", parts.PACKAGE: "embeddings/package"}


class Package:
    def __init__(self, archive, depth=0):
        self.archive, self.depth = archive, depth
        self.removed = set()
        self._names = {name.casefold(): name for name in archive.names}
        self._types = ContentTypes(self._parse(TYPES))
        self._written, self._kinds = {}, {}
        self._renamed = {}
        self._accounted = {TYPES}
        self._notes = set()
        self._queue = deque()
        self._folder = ""  # of the document: "word", "xl", "ppt"
        self._seen, self._done = set(), set()
        self._dropped_pivots = False

    def clean(self):
        """→ pairs of name and bytes. Afterwards `removed` is complete."""
        self._write_relationships("", self._kept("")[0])
        if not self._queue:
            raise Refused("damaged")
        self._folder = posixpath.dirname(self._queue[0][0])
        while self._queue:
            self._clean_part(*self._queue.popleft())
        if self._dropped_pivots and any(role in ("slicercache", "timelinecache") for _, role in self._seen):
            raise Refused("embedded")  # filters would lead to tables that are gone
        if set(self.archive.names) - self._accounted:
            self.removed.add("hidden")
        self.removed |= self.archive.removed
        self.removed.discard(None)
        first = "_rels/.rels"
        rest = sorted(name for name in self._written if name != first)
        yield TYPES, self._types.write(self._kinds)
        for name in (first, *rest):
            yield name, self._written[name]

    def _parse(self, name):
        root, remarks = parse(self.archive.read(name))
        if remarks:
            self.removed.add("comments")
        return root

    def _relationships(self, part):
        """What the package says, unjudged."""
        name = self._names.get(parts.relationships_name(part).casefold())
        if name is None:
            return []
        self._accounted.add(name)
        return parts.read_relationships(
            self._parse(name), part, lambda path: self._names.get(path.casefold())
        )

    def _kept(self, part):
        """→ (relationships to keep, {id: code} of the others)"""
        kept, gone = [], {}
        for relationship in self._relationships(part):
            code = self._judge(part, relationship)
            if code == "kept":
                kept.append(relationship)
                continue
            gone[relationship.id] = code
            if code != "svg":
                self.removed.add(code)
            if relationship.target and not relationship.external:
                self._account(relationship.target)
        return kept, gone

    def _judge(self, part, relationship):
        """ "kept", or the code of what it means that it goes (None: nothing to tell)."""
        role, target = relationship.role, relationship.target
        if relationship.external:
            return "kept" if relationship.is_link_to_follow else "external"
        if not target:
            return None
        if role in parts.REFUSED:
            raise Refused(parts.REFUSED[role])
        if not part:
            return "kept" if role == parts.MAIN else self._judge_property(role, target)
        if role == parts.PICTURE and self._is_svg(target):
            return "svg"
        if role in ("pivottable", "pivotcachedefinition") and self._pivot_comes_from_outside(role, target):
            self._dropped_pivots = True
            return "external"
        if role == "vmldrawing" and office_tables.has_only_notes(self._parse(target)):
            return "comments"
        if role in parts.IMPLICIT | parts.EXPLICIT:
            return "kept"
        return parts.DROPPED.get(role, "other")

    def _judge_property(self, role, target):
        if not role.endswith("-properties"):
            return parts.DROPPED.get(role, "other")
        self.removed |= told_by(self._parse(target))
        return None

    def _is_svg(self, target):
        return "svg" in self._types.of(target) or target.lower().endswith((".svg", ".svgz"))

    def _pivot_comes_from_outside(self, role, target):
        if role == "pivotcachedefinition":
            return office_tables.comes_from_outside(self._parse(target))
        caches = [each.target for each in self._relationships(target) if each.role == "pivotcachedefinition"]
        return any(not cache or office_tables.comes_from_outside(self._parse(cache)) for cache in caches)

    def _account(self, part):
        """It goes, with all that only it leads to; that is told by its code, not as "hidden"."""
        waiting = [part]
        while waiting:
            name = waiting.pop()
            if name not in self._accounted:
                self._accounted.add(name)
                waiting += [
                    each.target for each in self._relationships(name) if not each.external and each.target
                ]

    def _write_relationships(self, part, kept):
        if kept:
            placed = [replace(each, target=self._place(each)) for each in kept]
            self._write(parts.relationships_name(part), parts.write_relationships(placed, part))
        for relationship in kept:
            target = (relationship.target, relationship.role)
            if not relationship.external and target not in self._seen:
                self._seen.add(target)
                self._queue.append(target)

    def _place(self, relationship):
        """Where the target is written to: pictures and packages under names that tell nothing."""
        target = relationship.target
        if relationship.external or relationship.role not in _RENAMED:
            return target
        folder = posixpath.join(self._folder, _RENAMED[relationship.role])
        if target not in self._renamed:
            number = 1 + sum(name.startswith(folder) for name in self._renamed.values())
            ending = target.rpartition(".")[2].lower()
            ending = ending if re.fullmatch(r"[a-z]{3,4}", ending) else "bin"
            self._renamed[target] = f"{folder}{number}.{ending}"
        return self._renamed[target]

    def _write(self, name, data):
        if name in self._written:
            raise Refused("damaged")
        self._written[name] = data

    def _clean_part(self, name, role):
        if name in self._done:
            return
        self._done.add(name)
        self._accounted.add(name)
        written = self._renamed.get(name, name)
        self._kinds[written] = self._types.of(name)
        if role == parts.PICTURE:
            data, removed = clean_picture(self.archive.read(name))
            self._write(written, data)
            self.removed |= removed
        elif role == parts.FONT:
            self._write(written, self.archive.read(name))
        elif role == parts.PACKAGE:
            self._write(written, self._clean_inside(self.archive.read(name)))
        else:
            self._clean_xml(name, role)

    def _clean_inside(self, data):
        if self.depth == MAX_DEPTH:
            raise Refused("embedded")
        out = io.BytesIO()
        try:
            archive = Archive(io.BytesIO(data), self.archive.budget)
            if kind_of(archive) not in KINDS.values():
                raise Refused("embedded")
            package = Package(archive, self.depth + 1)
            write(out, package.clean())
        except Refused as refused:
            raise Refused(refused.code if refused.code in ("bomb", "macros") else "embedded") from None
        self.removed |= package.removed
        return out.getvalue()

    def _clean_xml(self, name, role):
        root = self._parse(name)
        kept, gone = self._kept(name)
        office_text.accept_changes(root, self.removed)
        office_text.empty_filled_in(root, self.removed)
        office_rules.apply(root, gone, self.removed)
        clean_fields(root, self.removed)
        if role == parts.MAIN:
            self._notes |= office_text.note_references(root)
        if role in ("footnotes", "endnotes"):
            office_text.drop_unused_notes(root, self._notes, self.removed)
        if role == "vmldrawing":
            office_tables.drop_notes(root, self.removed)
        if role in ("chart", "chartex"):
            office_tables.clean_chart(root, self.removed)
        elif self._is_of_a_workbook(name):
            office_tables.clean_sheet(root, self.removed)
        self._write(name, serialise(root))
        self._write_relationships(name, self._said(root, kept))

    def _is_of_a_workbook(self, name):
        return "spreadsheetml" in self._types.of(name) or "drawing+xml" in self._types.of(name)

    def _said(self, root, kept):
        """Those whose id the part still says, where such a kind of part has to be named to be seen."""
        wanted = {each.id for each in kept if each.role not in parts.IMPLICIT}
        ids = (
            {id for element in root.iter() for id in element.attrib.values() if id in wanted}
            if wanted
            else ()
        )
        said = [each for each in kept if each.role in parts.IMPLICIT or each.id in ids]
        if len(said) < len(kept):
            self.removed.add("hidden")
        for each in kept:
            if each not in said and not each.external:
                self._account(each.target)
        return said
