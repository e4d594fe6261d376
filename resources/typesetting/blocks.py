"""Running text as data: blocks of runs, taken from the rich text that staff write. Never markup of Typst."""

from dataclasses import dataclass

from bs4 import BeautifulSoup, NavigableString

HEADINGS = {"h1": "heading", "h2": "heading", "h3": "minor", "h4": "minor", "h5": "minor", "h6": "minor"}
KINDS = {
    **HEADINGS,
    "p": "paragraph",
    "blockquote": "quote",
    "li": "item",
    "figcaption": "small",
    "dt": "minor",
    "dd": "paragraph",
}
BOLD, ITALIC = {"b", "strong"}, {"i", "em", "cite"}
UNSEEN = ("script", "style", "template", "svg", "nav", "form", "button", "noscript")


@dataclass(frozen=True)
class Run:
    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Block:
    """`kind`: paragraph, heading, minor (a lesser heading), quote, small, bullets or numbers; these have many items."""

    kind: str
    items: tuple  # of tuples of `Run`; one but for lists

    @property
    def texts(self):
        return ["".join(run.text for run in item) for item in self.items]


def paragraph(text):
    return Block("paragraph", ((Run(text),),))


def blocks(html):
    """Tuple of `Block` of HTML: rich text of a field, or a page's body as readers get it."""
    soup = BeautifulSoup(html or "", "lxml")
    for each in soup(UNSEEN):
        each.decompose()
    found = []
    for element in soup.find_all([*KINDS, "ul", "ol"]):
        if element.find_parent(list(KINDS)):
            continue  # told with what it stands in
        if element.name in ("ul", "ol"):
            items = tuple(filter(None, map(_runs, element.find_all("li", recursive=False))))
            if items:
                found.append(Block("bullets" if element.name == "ul" else "numbers", items))
        elif element.name != "li" and (runs := _runs(element)):
            found.append(Block(KINDS[element.name], (runs,)))
    return tuple(found)


def _runs(element):
    """Runs of an element, white space as a browser shows it."""
    runs = []
    for piece in element.descendants:
        if piece.name == "br":
            runs.append(Run("\n"))
        elif isinstance(piece, NavigableString):
            over = {parent.name for parent in piece.parents}
            runs.append(Run(" ".join(f"x{piece}x".split())[1:-1], bool(over & BOLD), bool(over & ITALIC)))
    if not "".join(run.text for run in runs).strip():
        return ()
    while not runs[0].text.strip():
        runs.pop(0)
    while not runs[-1].text.strip():
        runs.pop()
    return tuple(run for run in runs if run.text)
