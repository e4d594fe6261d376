"""Lists to take away as a spreadsheet. Every cell is text, a number or a date: nothing that people wrote is ever a formula."""

import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

LONGEST = 32_767  # characters that a cell can hold


def plain(value):
    """Text as a cell can hold it: without the characters that XML knows none of, and no longer than there is room."""
    text = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", str(value))
    text = "".join("\N{REPLACEMENT CHARACTER}" if _is_lost(char) else char for char in text)
    return text[:LONGEST]


def _is_lost(char):
    return 0xD800 <= ord(char) <= 0xDFFF or ord(char) in {0xFFFE, 0xFFFF}


def cell(sheet, value):
    if isinstance(value, bool) or value is None:
        value = "" if value is None else str(value)
    if isinstance(value, datetime.datetime):
        value = value.astimezone(datetime.UTC).replace(tzinfo=None)
    if isinstance(value, (int, float, datetime.date)):
        return WriteOnlyCell(sheet, value=value)
    made = WriteOnlyCell(sheet, value="")
    made.value = plain(value)
    # As text, whatever it begins with; the apostrophe that is shown nowhere keeps it so when somebody edits the cell.
    made.data_type = "s"
    made.quotePrefix = True
    made.alignment = Alignment(vertical="top", wrap_text=False)
    return made


def write(title, heads, rows):
    """The spreadsheet as a file, at its beginning. Rows are taken one by one."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(plain(title)[:31].translate(dict.fromkeys(map(ord, "[]:*?/\\"), " ")))
    sheet.freeze_panes = "A2"
    named = []
    for head in heads:
        made = cell(sheet, head)
        made.font = Font(bold=True)
        named.append(made)
    sheet.append(named)
    for row in rows:
        sheet.append([cell(sheet, value) for value in row])
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file
