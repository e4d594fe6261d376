"""What became of a file, as people see it."""

from home.languages import bcp47, direction
from home.translation.offline.lines import Kind
from home.translation.workbench import texts

# What needs somebody's eye comes first.
ORDER = (Kind.INVALID, Kind.CONFLICT, Kind.OUTDATED, Kind.APPLIED, Kind.HELD, Kind.SKIPPED, Kind.UNCHANGED)


def report_context(translation, lines, stopped):
    """What the template shows of a report: lines as dicts, as `Line.as_dict` gives them."""
    lines = [line if isinstance(line, dict) else line.as_dict() for line in lines]
    kinds = [line["kind"] for line in lines]
    source, target = translation.source.locale.language_code, translation.target_locale.language_code
    return {
        "translation": translation,
        "stopped": stopped,
        "counts": [(Kind(kind), kinds.count(kind)) for kind in ORDER if kind in kinds],
        "groups": [
            (kind, [_shown(line) for line in lines if line["kind"] == kind])
            for kind in ORDER
            if kind in kinds and kind != Kind.UNCHANGED
        ],
        "has_conflicts": Kind.CONFLICT in kinds and not stopped,
        "source_lang": bcp47(source),
        "source_dir": direction(source),
        "target_lang": bcp47(target),
        "target_dir": direction(target),
    }


def _shown(line):
    now = line.get("now", "")
    shown = {
        **line,
        "number": f"{line.get('context_id')}-{line.get('text_id')}",
        "now_typed": texts.editable(now),
        "seen": texts.token(now),
    }
    if line["kind"] == Kind.CONFLICT:
        shown["difference"] = texts.difference(now, line.get("html", ""))
    return shown
