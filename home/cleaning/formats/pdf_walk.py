"""Every dictionary of a PDF, and what it is there for."""

from pikepdf import Array, Dictionary, Stream

from home.cleaning.formats.pdf_rules import TABLES
from home.cleaning.formats.result import Refused

MAX_DICTIONARIES = 500_000
MAX_VALUES = 5_000_000
_LOOKS = {"/N", "/D", "/R"}  # appearances of an annotation
_DRAWN = {*_LOOKS, "/CharProcs"}


def _opens(keys):
    """Which of its keys lead to a table whose own keys are names chosen at will."""
    if keys <= _LOOKS:
        return keys
    if "/PatternType" in keys or "/ShadingType" in keys:
        return set()
    return keys & TABLES


class Walk:
    """`things`: every dictionary and stream once, those within others included. `table_of(thing)`: the key that leads
    to it if it is a table of names chosen at will, else None. `draws(thing)`: whether a stream is a letter of a font
    or how an annotation looks. Raises Refused where there are too many."""

    def __init__(self, pdf):
        self.things = []
        self._tables = {}
        self._drawings = set()
        self._values = 0
        for thing in pdf.objects:
            self._enter(thing)
        for thing, key in self.things:
            if self.table_of(thing, key) in _DRAWN:
                values = [thing[name] for name in thing.keys()]  # noqa: SIM118
                self._drawings |= {value.objgen for value in values if isinstance(value, Stream)}

    def _enter(self, thing):
        waiting = [(thing, None)]
        while waiting:
            each, key = waiting.pop()
            if isinstance(each, Dictionary | Stream):
                self.things.append((each, key))
                values = [(name, each[name]) for name in each.keys()]  # noqa: SIM118  (not a dict)
                tables = _opens({name for name, _value in values})
            elif isinstance(each, Array):
                if self._values + len(each) > MAX_VALUES:  # before they are all taken out
                    raise Refused("heavy")
                values = [(None, value) for value in each]
                tables = set()
            else:
                continue
            self._values += len(values)
            if len(self.things) > MAX_DICTIONARIES or self._values > MAX_VALUES:
                raise Refused("heavy")
            for name, value in values:
                if not isinstance(value, Dictionary | Array | Stream):
                    continue
                table = name if name in tables else None
                if not value.is_indirect:
                    waiting.append((value, table))
                elif table and isinstance(value, Dictionary):
                    self._tables[value.objgen] = table
                elif table in _LOOKS and isinstance(value, Stream):
                    self._drawings.add(value.objgen)

    def table_of(self, thing, key):
        """`key` as it stands beside `thing` in `things`."""
        if isinstance(thing, Stream):
            return None
        return self._tables.get(thing.objgen) if thing.is_indirect else key

    def draws(self, stream):
        return stream.objgen in self._drawings
