"""A translation as a PO file: every text with its place, what is known of it, and what stood there when it was written."""

import re

import polib
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import to_locale
from wagtail_localize.models import StringSegment, StringTranslation

from home.translation.changes import outdated
from home.translation.glossary import found_in, terms_for
from home.translation.offline.where import where
from home.translation.workbench import texts

ID = "X-WagtailLocalize-TranslationID"  # wagtail-localize's own, so that its files are understood as well
EXPORTED = "X-Exported-At"
SEEN = "seen-"  # in "#:" lines: proof of the translation that the file holds, see `texts.token`
NOTHING = "nothing"
LINE_ENDS = re.compile("[\r\u000b\u000c\u001c-\u001e\u0085\u2028\u2029]")


def po_of(translation, title):
    """polib.POFile of a wagtail-localize Translation, in reading order. About ten queries."""
    po = polib.POFile(wrapwidth=100)
    po.metadata = _header(translation, title)
    source = translation.source
    known = _translations(translation)
    before = {each.segment_id: each for each in outdated(translation)}
    terms = terms_for(source.locale, translation.target_locale)
    instance = source.as_instance()
    seen = set()
    segments = StringSegment.objects.filter(source_id=source.pk).select_related("string", "context")
    for segment in segments.order_by("order", "pk"):
        key = segment.context_id, segment.string_id
        if key in seen:
            continue  # a text that stands twice in one place has one translation
        seen.add(key)
        notes = [*_notes(where(instance, segment.context.path)), *_glossary(segment.string.data, terms)]
        po.append(_entry(segment, known.get(key), before.get(segment.pk), notes))
    return po


def content_of(po):
    """Bytes of a PO file."""
    return str(po).encode()


def file_name(translation, title):
    """A name that people can read and every system can store: "deliver-the-letter-ko-12.po"."""
    words = slugify(title, allow_unicode=True)[:50].strip("-") or "translation"
    return f"{words}-{translation.target_locale.language_code}-{translation.pk}.po"


def in_file(html):
    """A stored text as it stands in files. Line ends that only some programs take for such would cut it."""
    return LINE_ENDS.sub(" ", texts.editable(html))


def _header(translation, title):
    now, source = timezone.now(), translation.source
    return {
        "Project-Id-Version": " ".join(title.split()),
        "POT-Creation-Date": f"{source.last_updated_at:%Y-%m-%d %H:%M%z}",
        "PO-Revision-Date": f"{now:%Y-%m-%d %H:%M%z}",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": to_locale(translation.target_locale.language_code),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": to_locale(source.locale.language_code),
        ID: str(translation.uuid),
        "X-Source-Revision": source.last_updated_at.isoformat(),
        EXPORTED: now.isoformat(),
    }


def _translations(translation):
    """{(context id, text id): StringTranslation}"""
    rows = StringTranslation.objects.filter(
        locale_id=translation.target_locale_id, context__object_id=translation.source.object_id
    )
    return {(row.context_id, row.translation_of_id): row for row in rows}


def _entry(segment, row, before, notes):
    entry = polib.POEntry(
        msgctxt=segment.context.path,
        msgid=in_file(segment.string.data),
        msgstr=in_file(row.data) if row else "",
        occurrences=[(SEEN + (texts.token(row.data) if row else NOTHING), "")],
    )
    if row and row.has_error:
        entry.flags = ["fuzzy"]
        notes = [*notes, row.get_error() or _("It can't be used as it is.")]
    if before and not row:
        entry.flags = ["fuzzy"]
        entry.previous_msgid = in_file(before.was)
        entry.msgstr = in_file(before.translation)
        notes = [*notes, _("The original has changed. This is the translation of what it said before.")]
    entry.comment = "\n".join(" ".join(str(note).split()) for note in notes if note)
    return entry


def _notes(found):
    place, help_text, longest = found
    yield place
    yield help_text
    if longest:
        yield _("At most %(count)d characters.") % {"count": longest}


def _glossary(html, terms):
    for term in found_in(html, terms):
        if term.word:
            yield _("Glossary: %(concept)s – %(word)s") % {"concept": term.concept, "word": term.word}
        for note in (term.note, term.usage_note):
            if note:
                yield f"{term.concept}: {note}"
