"""PDF: what is printed stays, what tells of its makers or acts by itself goes."""

from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Stream
from pikepdf.settings import set_qpdf_limits

from home.cleaning.formats import pdf_rules as rules
from home.cleaning.formats.pdf_content import clean_page
from home.cleaning.formats.pdf_notes import clean_form, clean_page_notes
from home.cleaning.formats.pdf_parts import (
    clean_intents,
    clean_layers,
    clean_object,
    clean_settings,
    clean_table,
)
from home.cleaning.formats.pdf_rules import keep_only
from home.cleaning.formats.pdf_streams import clean_stream
from home.cleaning.formats.pdf_walk import Walk
from home.cleaning.formats.result import Cleaned, Refused

MAX_PAGES = 2000
MAX_OBJECTS = 200_000
_LIMITS = {"flate_max_memory": 256 * 2**20, "run_length_max_memory": 256 * 2**20}
"""Bytes that qpdf may unpack of one stream."""

_INFO = {
    "/Author": "author",
    "/Creator": "software",
    "/Producer": "software",
    "/CreationDate": "dates",
    "/ModDate": "dates",
    "/Title": "description",
    "/Subject": "description",
    "/Keywords": "description",
}


def _open(source):
    try:
        pdf = pikepdf.open(source, attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise Refused("encrypted") from None
    except pikepdf.PdfError as error:
        if "password" in str(error) or "encrypt" in str(error):
            raise Refused("encrypted") from None
        raise
    if pdf.is_encrypted:
        raise Refused("encrypted")
    return pdf


def _clean_trailer(pdf, removed):
    info = pdf.trailer.get("/Info")
    if isinstance(info, Dictionary):
        removed |= {_INFO.get(str(key), "other") for key in info.keys()}  # noqa: SIM118  (not a dict)
    for key in [key for key in pdf.trailer.keys() if key not in ("/Root", "/Size")]:  # noqa: SIM118
        del pdf.trailer[key]


def _clean_root(root, removed):
    names = root.get("/Names")
    if isinstance(names, Dictionary):
        for key in [key for key in names.keys() if key != "/Dests"]:  # noqa: SIM118
            del names[key]
            removed.add("attachments" if key == "/EmbeddedFiles" else "scripts")
    keep_only(root, rules.ROOT, removed)
    clean_settings(root, removed)
    clean_layers(root, removed)
    clean_intents(root, removed)
    clean_form(root, removed)


def _clean(pdf):
    if len(pdf.objects) > MAX_OBJECTS or len(pdf.pages) > MAX_PAGES:
        raise Refused("heavy")
    walk = Walk(pdf)
    removed = set()
    _clean_trailer(pdf, removed)
    _clean_root(pdf.Root, removed)
    for page in pdf.pages:
        clean_page_notes(page.obj, removed)
        clean_page(pdf, page.obj, removed)
        clean_intents(page.obj, removed)
        keep_only(page.obj, rules.PAGE, removed)
    for thing, key in walk.things:
        table = walk.table_of(thing, key)
        if table:
            clean_table(thing, table, removed)
        else:
            clean_object(thing, removed)
        if isinstance(thing, Stream):
            clean_stream(pdf, thing, walk.draws(thing), removed)
    return removed


def _write(source, path):
    with _open(source) as pdf:
        if len(pdf.pages) < 1:
            raise Refused("damaged")
        removed = _clean(pdf)
        box = pdf.pages[0].mediabox
        facts = {
            "pages": len(pdf.pages),
            "width": round(float(abs(box[2] - box[0])), 2),
            "height": round(float(abs(box[3] - box[1])), 2),
        }
        pdf.remove_unreferenced_resources()
        pdf.save(
            path,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            fix_metadata_version=False,
        )
    return removed, facts


def clean(source, folder, kind="pdf"):
    """Clean the PDF at `source` into `folder`. → Cleaned with its pages and the size of the first in points."""
    path = Path(folder) / "clean.pdf"
    before = set_qpdf_limits(**_LIMITS)
    try:
        removed, facts = _write(source, path)
    except RecursionError:
        raise Refused("damaged") from None
    except (pikepdf.PdfError, RuntimeError) as error:  # a RuntimeError tells of a limit of qpdf
        raise Refused("heavy" if "limit" in str(error) else "damaged") from None
    except (ValueError, TypeError, KeyError):
        raise Refused("damaged") from None
    finally:
        set_qpdf_limits(**before)
    return Cleaned(path, "pdf", frozenset(removed), facts)
