"""What is translated of the demo: asked of wagtail-localize, which splits the loaded pages and snippets into strings."""

import polib
from wagtail_localize.models import StringSegment

from home.translation.sources import fresh_source, original_of
from hub.demo.content import COMPLETE, catalog_path


def strings(source):
    """The strings of a translation source, once each, in reading order."""
    segments = StringSegment.objects.filter(source=source).order_by("order", "pk")
    return list(dict.fromkeys(segments.values_list("string__data", flat=True)))


def split(things):
    """[(key, language of the original, its texts)] of `things` = [(key, instance)]."""
    return [
        (key, instance.locale.language_code, strings(fresh_source(original_of(instance))))
        for key, instance in things
    ]


def wanted(parts, words, language):
    """(context, text) of everything that is to be translated into `language`: in `parts`, things that are `split`, and in
    `words` = [(context, text)] of English files.
    """
    texts = [(key, text) for key, original, texts in parts if original != language for text in texts]
    return texts if language == "en" else [*texts, *words]


def update_catalog(parts, words, language):
    """Write the PO file of one language anew, in the order of the site: what is translated stays, what is new is empty,
    what is used no more goes; of a language that is not complete only what is begun stands there. Returns {"strings", "new", "removed", "missing"}.
    """
    path = catalog_path(language)
    before = polib.pofile(str(path), encoding="utf-8") if path.exists() else []
    known = {(entry.msgctxt, entry.msgid): entry for entry in before}
    keys = wanted(parts, words, language)
    if language not in COMPLETE:
        begun = {context for context, _text in known}
        keys = [(context, text) for context, text in keys if context in begun]
    after = polib.POFile()
    after.metadata = {
        "Project-Id-Version": "demo content",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for context, text in keys:
        old = known.get((context, text))
        after.append(
            polib.POEntry(
                msgctxt=context,
                msgid=text,
                msgstr=old.msgstr if old else "",
                tcomment=old.tcomment if old else "",
            )
        )
    if not path.exists() or path.read_text(encoding="utf-8") != f"{after}\n":
        path.write_text(f"{after}\n", encoding="utf-8")
    return {
        "strings": len(keys),
        "new": len(set(keys) - set(known)),
        "removed": len(set(known) - set(keys)),
        "missing": sum(not entry.msgstr for entry in after),
    }
