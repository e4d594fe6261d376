"""What cleaning a file gives: a new file, what is no longer in it, or a reason why it is refused."""

from dataclasses import dataclass, field
from pathlib import Path

REMOVED = (
    "location",  # where it was made
    "author",  # names, companies, e-mail addresses of who made or changed it
    "device",  # camera, telephone, serial numbers
    "dates",  # when it was made or changed
    "software",
    "description",  # titles, captions, keywords written into the file
    "comments",
    "revisions",  # what was deleted or changed, and by whom
    "preview",  # a small picture of the file as it once was
    "scripts",  # and macros, and what acts by itself
    "attachments",  # files inside the file
    "external",  # what loads something from elsewhere
    "hidden",  # bytes that belong to no part of the file
    "embedded",  # such data in a picture inside the file
    "profile",  # of colours; the colours themselves are counted over
    "pages",  # other pictures in the same file
    "other",
)
"""Codes of what may be gone, in the order they are told."""

REFUSED = (
    "kind",  # of no kind that is accepted here
    "codec",  # film or sound written in a way that browsers don't play: param `found` (names of codecs)
    "polyglot",  # two files in one: what opens or runs behind a picture
    "ending",  # the name says another kind: params `found` (a kind), `ending`
    "empty",
    "damaged",  # cut off or broken
    "encrypted",
    "size",  # params `limit` (bytes)
    "pixels",  # params `limit`
    "frames",  # params `limit`
    "bomb",  # unpacks to too much
    "entities",  # XML that declares entities
    "macros",
    "embedded",  # a file inside that cannot be cleaned
    "text",  # not UTF-8
    "tool",  # the program that would clean it is missing
    "heavy",  # took too long, or too much memory
)
"""Codes of why a file is refused."""


@dataclass(frozen=True)
class Cleaned:
    """`path`: the new file; `ending`: without the dot, what its name should end with; `removed`: of REMOVED; `facts`:
    what was learnt on the way (width, height, duration in seconds …), plain values only."""

    path: Path
    ending: str
    removed: frozenset = frozenset()
    facts: dict = field(default_factory=dict)


class Refused(Exception):
    """This file is not taken. `code` is of REFUSED; `params` are plain values for the sentence."""

    def __init__(self, code, **params):
        super().__init__(code)
        self.code = code
        self.params = params
