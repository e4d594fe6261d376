"""Search and replace in the translated words: shown first, then done, each passage as if it had been typed."""

import re
from dataclasses import dataclass

from home.translation.workbench import texts
from home.translation.workbench.saving import Conflict, Impossible, save


@dataclass(frozen=True)
class Change:
    """One passage before and after, as people type it."""

    passage: object
    before: str
    after: str

    @property
    def shown(self):
        return texts.difference(self.before, self.after)


def changes(found, old, new, match_case=False):
    """[Change] of the passages whose translation holds `old`, outside of its tags."""
    if not old:
        return []
    pattern = re.compile(re.escape(old), 0 if match_case else re.IGNORECASE)
    planned = []
    for passage in found:
        before = texts.editable(passage.translation)
        parts = re.split(f"({texts.TAG.pattern})", before, flags=re.IGNORECASE)
        after = "".join(
            part if texts.TAG.fullmatch(part) else pattern.sub(lambda _m: new, part) for part in parts
        )
        if after != before:
            planned.append(Change(passage, before, after))
    return planned


def replace(translation, planned, user, terms=()):
    """Do it; returns (number changed, [passages that somebody changed meanwhile or whose words became impossible])."""
    done, left = 0, []
    for change in planned:
        passage = change.passage
        try:
            save(
                translation,
                passage.context_id,
                passage.text_id,
                change.after,
                passage.seen,
                user,
                terms=terms,
                longest=passage.place.longest,
            )
            done += 1
        except (Conflict, Impossible):
            left.append(passage)
    return done, left
