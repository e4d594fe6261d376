"""The matrix as a spreadsheet. Every cell is text or a number: a title that begins like a formula stays a title."""

from io import BytesIO

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from home.languages import name_for_reader
from home.translation.coverage.cells import State


def spreadsheet(rows, locales):
    """Bytes of an XLSX file: a row for each thing, a column for each language."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Translations")[:31])

    def text(value):
        cell = WriteOnlyCell(sheet, value=str(value))
        cell.data_type = "s"
        return cell

    names = [name_for_reader(locale.language_code) for locale in locales]
    sheet.append([text(each) for each in (_("Title"), _("Kind"), *names)])
    for row in rows:
        cells = [_words(row.cells[locale.pk]) for locale in locales]
        sheet.append([text(each) for each in (row.title, row.kind_name, *cells)])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _words(cell):
    if cell.state in (State.PROGRESS, State.OUTDATED, State.REVIEW, State.PARTIAL):
        return f"{capfirst(cell.state.label)} ({cell.done}/{cell.total})"
    return capfirst(cell.state.label)
