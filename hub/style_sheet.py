"""One style sheet for every public page: the parts in `static/css/`, joined and made small as they are collected.

Each part stays a file of its own to read and change; a reader fetches all of them once, with one request, and keeps
them. Layers hold the order between tokens, base, layout and components; among components first come those that others
stand in, then all by name. (rcssmin 1.3 is no help: inside a layer it takes the space of `.a :is(b)` for nothing.)
"""

import os
import posixpath
import re
import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "css/site.css"
FIRST = ("tokens", "base", "layout", "components/prose", "components/sections")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(
    r"\s*([{};])\s*|([:,])\s+"
)  # around these it means nothing; before a colon it does: `.a :not(.b)`
ADDRESS = re.compile(r'url\("(?!/|[a-z]+:)([^"]+)"\)')


def parts():
    """The files that readers' pages are styled with, in their order."""
    css = settings.BASE_DIR / "static" / "css"
    first = [css / f"{name}.css" for name in FIRST]
    return [*first, *sorted(set((css / "components").glob("*.css")) - set(first))]


def joined():
    """Text of the whole sheet; addresses in it are seen from its own place."""
    sheet = COMMENT.sub("", "\n".join(_moved(part) for part in parts()))
    return SPACE.sub(r"\1\2", sheet).replace(";}", "}").strip()


def _moved(part):
    root = settings.BASE_DIR / "static"
    folder = part.parent.relative_to(root).as_posix()

    def seen_from_here(match):
        target = posixpath.normpath(posixpath.join(folder, match[1]))
        return f'url("{posixpath.relpath(target, posixpath.dirname(NAME))}")'

    return ADDRESS.sub(seen_from_here, part.read_text())


class SheetFinder(BaseFinder):
    """Lets `collectstatic`, the development server and the tests find the joined sheet; made anew when a part changed."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.storage = FileSystemStorage(location=settings.DATA_DIR / "joined")

    def find(self, path, find_all=False, **kwargs):
        if path != NAME:
            return []
        found = str(self.made())
        return [found] if find_all or kwargs.get("all") else found

    def list(self, ignore_patterns):
        self.made()
        yield NAME, self.storage

    def made(self):
        file, sheet = Path(self.storage.path(NAME)), joined()
        if not file.exists() or file.read_text() != sheet:
            file.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=file.parent)  # two processes may be here at once
            with open(handle, "w") as stream:
                stream.write(sheet)
            os.replace(temporary, file)
        return file
