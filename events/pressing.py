"""What presses on the translators' desk: first the pages of a Day that is coming, last those of a Day long past."""

from events.models import EditionPage

RANK = {"open": -2, "today": -2, "planned": -1, "reporting": -1, "archived": 1}


def pressing(rows):
    """{translation key: rank} of the edition pages and all that stands below them, by the phase of their edition. One query."""
    pages = EditionPage.objects.select_related("edition")
    ranks = {page.path: RANK[page.edition.phase()] for page in pages.only("path", "edition")}
    depths = {len(path) for path in ranks}
    found = {}
    for row in rows:
        rank = next((ranks[row.path[:end]] for end in depths if row.path[:end] in ranks), None)
        if rank is not None:
            found[row.key] = rank
    return found
