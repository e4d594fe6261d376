"""Files that there should be in every language: a poster without a Korean file is missing in Korean."""

from uuid import uuid5

from django.utils.translation import gettext as _
from wagtail.models import Locale

from home.models import TranslationDecision
from home.translation.coverage import Cell, Row, State, decisions
from resources.models import ResourcePage


def files_wanted(locale_ids):
    """[Row] for the files of every resource, with a cell for each language."""
    pages = [page for page in ResourcePage.with_files().order_by("path") if page.is_original]
    codes = dict(Locale.objects.values_list("pk", "language_code"))
    decided = decisions()
    rows = []
    for page in pages:
        key = uuid5(page.translation_key, "files")
        there = {file.language for file in page.resource.files.all()}
        row = Row(key, "files", _("Files"), page.title, page.pk, page.locale_id, page.live)
        row.file_of = (page._meta.label_lower, page.pk)
        for locale in locale_ids:
            decision = decided.get((key, locale))
            if codes[locale] in there:
                row.cells[locale] = Cell(State.LIVE)
            elif decision == TranslationDecision.Decision.LEFT_OUT:
                row.cells[locale] = Cell(State.LEFT_OUT)
            else:
                urgent = decision == TranslationDecision.Decision.URGENT
                row.cells[locale] = Cell(State.MISSING, urgent=urgent)
        rows.append(row)
    return rows
