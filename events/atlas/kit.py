"""What somebody needs in a city: the letter for its mission, and everything of the library that can be printed or shown.

Letters made for one mission will take the place of the library's: whoever makes them gives `Letter` other files.
"""

from dataclasses import dataclass

from django.db.models import Case, When

from home.languages import bcp47, listed, own_name, reader_language
from resources.downloads.addresses import address
from resources.downloads.rows import in_order
from resources.models import Resource, ResourcePage

MOST = 12  # things of the library
MOST_FILES = 4  # of the letter; all of them are on its page


@dataclass(frozen=True)
class File:
    url: str
    label: str  # "English, A4, PDF", the language in its own name
    lang: str


@dataclass(frozen=True)
class Letter:
    page: ResourcePage
    files: tuple  # of `File`, the reader's language first


def _library():
    """Pages of the library in its order, each in the reader's best language. Two queries."""
    kinds = [When(resource__kind=kind, then=place) for place, kind in enumerate(Resource.Kind.values)]
    return list(
        ResourcePage.objects.visible()
        .best_for(reader_language())
        .select_related("resource")
        .prefetch_related("resource__files")
        .order_by(Case(*kinds, default=len(kinds)), "pk")[:MOST]
    )


def _files(page):
    found = in_order(page.resource.files.all())[:MOST_FILES]
    return tuple(
        File(
            url=address(file, page),
            label=listed((own_name(file.language), file.get_paper_display(), file.format.upper())),
            lang=bcp47(file.language),
        )
        for file in found
    )


def kit():
    """(the `Letter` or None, the other pages of the library). Two queries."""
    pages = _library()
    letters = [page for page in pages if page.resource.kind == Resource.Kind.PETITION_LETTER]
    letter = Letter(letters[0], _files(letters[0])) if letters else None
    return letter, [page for page in pages if letter is None or page.pk != letter.page.pk]
