"""Word, Excel and PowerPoint files (Office Open XML)."""

from pathlib import Path

from home.cleaning.formats.archive import Archive, write
from home.cleaning.formats.office_package import Package
from home.cleaning.formats.office_types import kind_of
from home.cleaning.formats.result import Cleaned, Refused


def clean(source, folder, kind):
    """Clean the file at `source` ("docx", "xlsx" or "pptx") into `folder`."""
    target = Path(folder) / f"clean.{kind}"
    with Path(source).open("rb") as file:
        archive = Archive(file)
        found = kind_of(archive)
        if found != kind:
            raise Refused("ending", found=found, ending=kind)
        package = Package(archive)
        write(target, package.clean())
    return Cleaned(target, kind, frozenset(package.removed))
