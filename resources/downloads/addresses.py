"""Addresses that say what a file is: /<reader's language>/resources/<slug>/<language of the file>/<paper>.<format>.

They hang on what the file is, not on the document behind it, so replacing that keeps them.
"""

from urllib.parse import quote

from django.utils import translation

from home.filekeeping.sending import file_name
from home.languages import locales
from home.routing import page_address

ANY_PAPER = "file"
FILE = r"(?P<language>[^/]{1,20})/(?P<paper>[a-z0-9]{1,10})\.(?P<ending>[A-Za-z0-9]{1,10})"
"""A file below its page, as a pattern."""


def address(file, page, language=None):
    """The address of a file (ResourceFile) of a page, under a language's prefix (the reader's by default)."""
    paper = file.paper or ANY_PAPER
    return f"{page_address(page, language)}{quote(file.language)}/{paper}.{file.format.lower()}"


def preview_address(file, page):
    """Where the picture of its first page is; "" while there is none."""
    return f"{address(file, page)}.webp" if file.document.preview else ""


def find(resource_id, language, paper, ending):
    """The ResourceFile that an address names, with its document; None where there is none."""
    from resources.models import ResourceFile

    return (
        ResourceFile.objects.filter(resource_id=resource_id, language=language, format__iexact=ending)
        .filter(paper="" if paper == ANY_PAPER else paper)
        .select_related("document__collection")
        .first()
    )


def name(file, page):
    """What the file is called on somebody's computer: “촛불 포스터 A3.pdf”, the title in the file's own language if it has one."""
    in_its_language = (
        type(page)
        .objects.visible()
        .filter(translation_key=page.translation_key, locale_id=locales().get(file.language))
        .values_list("title", flat=True)
    )
    title = in_its_language.first() or page.title
    with translation.override(file.language):
        paper = str(file.get_paper_display() or "")
    return file_name(f"{title} {paper}", file.document.file_extension.lower() or file.format)
