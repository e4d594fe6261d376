"""What a page tells of its files: by language, the reader's first. Asks the database nothing."""

from home.languages import fallbacks, name_for_reader, own_name, reader_language
from resources.downloads.addresses import address, preview_address


def _rank(language):
    """The reader's language first, then what they read instead, then the others by their own names."""
    ranked = fallbacks(reader_language())
    return ranked.index(language) if language in ranked else len(ranked), own_name(language)


def in_order(files):
    """Files as a reader looks for them: by language (`_rank`), then paper and format."""
    papers = {paper: place for place, paper in enumerate(["", *_papers()])}
    return sorted(files, key=lambda file: (_rank(file.language), papers.get(file.paper, 0), file.format))


def _papers():
    from resources.models import ResourceFile

    return ResourceFile.Paper.values


def _told(file, page, drafted):
    document = file.document
    return {
        "label": file.label,
        "language": file.language,
        "name_own": own_name(file.language),
        "url": document.url if drafted else address(file, page),
        "preview": "" if drafted else preview_address(file, page),
        "preview_width": document.preview_width,
        "preview_height": document.preview_height,
        "pages": document.pages,
        "size_bytes": document.file_size or 0,
        "date": document.uploaded_at,
    }


def file_rows(page, files, drafted=False):
    """[{code, name_own, name_reader, yours, files}] of files with their documents. `drafted`: links for staff, since the
    page's own addresses lead to nobody's draft."""
    rows = {}
    for file in in_order(files):
        rows.setdefault(file.language, []).append(_told(file, page, drafted))
    return [
        {
            "code": code,
            "name_own": own_name(code),
            "name_reader": name_for_reader(code),
            "yours": code == reader_language(),
            "files": told,
        }
        for code, told in rows.items()
    ]
