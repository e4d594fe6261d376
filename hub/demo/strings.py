"""What is translated of the demo: asked of wagtail-localize, which splits the loaded pages and snippets into strings."""

import polib
from wagtail_localize.models import StringSegment

from home.translation.sources import fresh_source, original_of
from hub.demo.content import catalog_path


def strings(source):
    """The strings of a translation source, once each, in reading order."""
    segments = StringSegment.objects.filter(source=source).order_by("order", "pk")
    return list(dict.fromkeys(segments.values_list("string__data", flat=True)))


def wanted(things, language):
    """(context, text) of everything in `things` = [(key, instance)] that is to be translated into `language`."""
    return [
        (key, text)
        for key, instance in things
        if instance.locale.language_code != language
        for text in strings(fresh_source(original_of(instance)))
    ]


def update_catalog(things, language):
    """Write the PO file of one language anew, in the order of the site: what is translated stays, what is new is empty,
    what is used no more goes. Returns {"strings", "new", "removed", "missing"}.
    """
    path = catalog_path(language)
    before = polib.pofile(str(path), encoding="utf-8") if path.exists() else []
    known = {(entry.msgctxt, entry.msgid): entry for entry in before}
    keys = wanted(things, language)
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
