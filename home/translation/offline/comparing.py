"""What each entry of a file means for a translation as it is now: nothing is written here."""

from collections import defaultdict
from contextlib import suppress

from django.utils.translation import gettext as _
from wagtail_localize.models import String, StringSegment, StringTranslation, TranslationContext

from home.models import ChangedText
from home.translation.checks import WALL, check
from home.translation.glossary import terms_for
from home.translation.offline.lines import Kind, Line, alike, copied
from home.translation.offline.where import where
from home.translation.offline.writing import in_file
from home.translation.workbench import texts

LONGEST = 20_000  # characters of one text


class Comparison:
    """A file's entries beside one wagtail-localize Translation. About ten queries, however many entries."""

    def __init__(self, translation, entries, header=None):
        self.translation, self.entries = translation, entries
        self.exported = (header or {}).get("X-Exported-At", "")
        self.object_id = translation.source.object_id
        self.places = {}
        self._read()

    def lines(self):
        """[Line] in the order of the file; an entry that stands there twice is one."""
        self.instance = self.translation.source.as_instance()
        self.known = self._known()
        grouped = defaultdict(list)
        for entry in self.entries:
            grouped[entry.path, alike(entry.original)].append(entry)
        return [self._line(same) for same in grouped.values()]

    def _read(self):
        translation = self.translation
        segments = StringSegment.objects.filter(source_id=translation.source_id)
        rows = segments.order_by("order", "pk").values_list(
            "context_id", "context__path", "string_id", "string__data"
        )
        self.current, self.by_text, self.data = {}, defaultdict(set), {}
        for context, path, text, data in rows:
            self.data[text] = data
            for form in {alike(in_file(data)), alike(data)}:
                self.current[path, form] = context, text
                self.by_text[form].add((path, context, text))
        self.contexts = dict(
            TranslationContext.objects.filter(object_id=self.object_id).values_list("path", "pk")
        )
        self.rows = {
            (row.context_id, row.translation_of_id): row
            for row in StringTranslation.objects.filter(
                locale_id=translation.target_locale_id, context__object_id=self.object_id
            )
        }
        self.earlier = self._earlier()
        self.terms = terms_for(translation.source.locale, translation.target_locale)

    def _earlier(self):
        """{(context id, text): text id} of what has stood in a place and stands there no more."""
        changed = ChangedText.objects.filter(context__object_id=self.object_id)
        pairs = [
            *changed.values_list("context_id", "was_id", "was__data"),
            *changed.values_list("context_id", "text_id", "text__data"),
            *StringTranslation.objects.filter(context__object_id=self.object_id).values_list(
                "context_id", "translation_of_id", "translation_of__data"
            ),
        ]
        found = {}
        for context, text, data in pairs:
            self.data.setdefault(text, data)
            for form in {alike(in_file(data)), alike(data)}:
                found[context, form] = text
        return found

    def _known(self):
        """Hashes of those texts of the file that are not known in their place but somewhere on the site."""
        strays = [entry for entry in self.entries if not entry.plural and self._key(entry)[0] is None]
        hashes = list({each for entry in strays for each in _hashes(entry.original)})
        found = String.objects.filter(locale_id=self.translation.source.locale_id)
        return {
            each
            for first in range(0, len(hashes), 500)
            for each in found.filter(data_hash__in=hashes[first : first + 500]).values_list(
                "data_hash", flat=True
            )
        }

    def _line(self, same):
        entry = same[0]
        line = Line(Kind.SKIPPED, entry.original, entry.translation, path=entry.path or "")
        if len({each.translation.strip() for each in same if not each.fuzzy}) > 1:
            return self._invalid(line, _("It stands in the file twice, with different translations."))
        if entry.plural:
            return self._invalid(line, _("It has forms for several numbers. Texts of this site have one."))
        entry = next((each for each in same if not each.fuzzy), entry)
        line.translation = entry.translation
        key, is_current = self._key(entry)
        if key:
            line.context_id, line.text_id = key
            line.path = line.path or next(iter(self.by_text[alike(entry.original)]))[0]
        line.where = self._where(line.path)
        if not entry.translation.strip():
            line.kind = Kind.SKIPPED if self.rows.get(key) else Kind.UNCHANGED
            line.reason = _("not translated")
        elif entry.fuzzy:
            line.reason = _("marked as needing work")
        elif key is None:
            return self._stray(line)
        else:
            return self._judged(line, entry, is_current)
        return line

    def _key(self, entry):
        """((context id, text id) or None, whether it stands there now)"""
        form = alike(entry.original)
        if entry.path is None:  # some programs drop it: then only a text that stands in one place is told
            places = self.by_text.get(form, ())
            return next(((c, t) for _path, c, t in places), None) if len(places) == 1 else None, True
        if (entry.path, form) in self.current:
            return self.current[entry.path, form], True
        context = self.contexts.get(entry.path)
        text = self.earlier.get((context, form))
        return (context, text) if text else None, False

    def _stray(self, line):
        """A text that is not known in its place: one of an earlier version, or one that was changed in the file."""
        if line.path in self.contexts and _hashes(line.original) & self.known:
            line.kind = Kind.OUTDATED
            line.reason = _("This text is gone from its place.")
            return line
        return self._invalid(
            line, _("The page has no such text. The original or its context was changed in the file.")
        )

    def _judged(self, line, entry, is_current):
        source = self.data[line.text_id]
        row = self.rows.get((line.context_id, line.text_id))
        line.now = row.data if row else ""
        try:
            line.html = texts.stored(entry.translation)
        except ValueError as error:
            return self._invalid(line, str(error))
        if row and not row.has_error and alike(in_file(line.html)) == alike(in_file(row.data)):
            line.kind = Kind.UNCHANGED
            return line
        if not row and copied(source, line.html):
            line.reason = _("the same as the original, so not translated")
            return line
        walls = self._problems(line, source)
        if walls and is_current:
            return self._invalid(line, walls[0])
        if row and not self._was_seen(entry, row):
            line.kind, line.reason = Kind.CONFLICT, _("Somebody translated it differently meanwhile.")
        elif not is_current:
            line.kind = Kind.OUTDATED
            line.reason = (
                walls[0] if walls else _("The original has changed; this is kept as a starting point.")
            )
            line.html = "" if walls else line.html
        else:
            line.kind = Kind.APPLIED
        return line

    def _problems(self, line, source):
        """Sentences on walls; warnings are noted in the line."""
        if len(entry_text := line.html) > LONGEST:
            return [_("This is too long for one passage.")]
        languages = (
            self.translation.source.locale.language_code,
            self.translation.target_locale.language_code,
        )
        found = check(source, entry_text, *languages, self.terms)
        line.warnings = [str(each.message) for each in found if each.level != WALL]
        longest = self._place(line.path)[2]
        if longest and len(texts.plain(line.html)) > longest:
            return [_("This is too long: %(longest)d characters fit here.") % {"longest": longest}]
        return [str(each.message) for each in found if each.level == WALL]

    def _was_seen(self, entry, row):
        """Whether the file was made when this translation stood there already. A file that does not tell has not seen it."""
        if entry.seen is not None:
            return entry.seen == texts.token(row.data)
        return bool(self.exported) and row.updated_at.isoformat() < self.exported

    def _where(self, path):
        return self._place(path)[0] if path else ""

    def _place(self, path):
        if path not in self.places:
            self.places[path] = where(self.instance, path) if path in self.contexts else (path, "", None)
        return self.places[path]

    def _invalid(self, line, reason):
        line.kind, line.reason = Kind.INVALID, reason
        line.where = line.where or self._where(line.path)
        return line


def _hashes(text):
    """{hash} of a text as wagtail-localize may have stored it."""
    forms = {text}
    with suppress(ValueError):
        forms.add(texts.stored(text))
    return {String._get_data_hash(form) for form in forms}
