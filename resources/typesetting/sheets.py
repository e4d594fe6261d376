"""What each kind of sheet says. Every text is plain; an empty one is left out or, where somebody writes by hand, a line to write on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sheet:
    language: str  # of the words
    title: str  # the document's; what readers of screens hear first
    day: str  # the name of the Day


@dataclass(frozen=True)
class Letter(Sheet):
    """A petition letter. `title` is its subject."""

    to: tuple = ()  # lines of the address
    open_lines: int = 0  # lines below `to` that are filled in by hand
    date: str = ""
    date_label: str = ""
    salutation: str = ""
    body: tuple = ()  # of `Block`
    closing: str = ""
    name: str = ""
    place: str = ""
    signature_label: str = ""
    name_label: str = ""
    place_label: str = ""
    enclosure: str = ""
    foot: str = ""

    template = "letter"


@dataclass(frozen=True)
class Poster(Sheet):
    """For an event, or to fill in by hand where `where` and `when` are empty."""

    art: str = "river"  # river, candle, letter
    line: str = ""
    date: str = ""
    when: str = ""
    where: tuple = ()  # lines
    when_label: str = ""
    where_label: str = ""
    notice: str = ""  # cancelled, postponed
    address: str = ""  # of the event's page, for the QR code
    address_label: str = ""
    foot: str = ""

    template = "poster"


@dataclass(frozen=True)
class SignatureSheet(Sheet):
    request: str = ""
    place: str = ""
    name_label: str = ""
    city_label: str = ""
    signature_label: str = ""
    sheet_label: str = ""
    place_label: str = ""
    careful: str = ""
    foot: str = ""

    template = "signatures"


@dataclass(frozen=True)
class Point:
    title: str
    text: str


@dataclass(frozen=True)
class Points(Sheet):
    """Prayer points: a verse, and short intentions to be read one by one."""

    lead: str = ""
    verse: str = ""
    source: str = ""
    items: tuple = ()  # of `Point`
    closing: str = ""
    foot: str = ""

    template = "points"


@dataclass(frozen=True)
class Article(Sheet):
    """An account or a page of the site, for print: as many sheets of paper as it needs."""

    lead: str = ""
    byline: str = ""
    notices: tuple = ()  # what is said before the text: content notes, that it is a sample
    body: tuple = ()  # of `Block`
    address: str = ""
    address_label: str = ""
    foot: str = ""

    template = "article"


@dataclass(frozen=True)
class Part:
    name: str
    note: str = ""


@dataclass(frozen=True)
class Section:
    title: str
    parts: tuple  # of `Part`


@dataclass(frozen=True)
class CoverSheet(Sheet):
    """The first sheet of a kit: for whom it is, and what is in it."""

    role: str = ""
    date: str = ""
    lead: str = ""
    sections: tuple = ()  # of `Section`
    address: str = ""
    address_label: str = ""
    foot: str = ""

    template = "cover"
