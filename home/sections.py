"""The home page composes itself: which sections it shows, and in which order, follows the state of the Day.

Months before: why, and how to take part. Weeks before: where. On the Day: what happens now. After it: what was done.
Staff may arrange, replace, leave out and pin sections; a section with nothing to show shows nothing.
Each is one template, templates/home/sections/<name>.html.
"""

from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SECTIONS = {
    "words": _("The text of this page (“Body”)"),
    "take_part": _("Two ways to take part"),
    "now": _("What happens now"),
    "map": _("World map"),
    "events": _("What is planned"),
    "numbers": _("Numbers of the Day"),
    "report": _("The report of the last Day"),
    "testimonies": _("Testimonies"),
    "resources": _("Letters, posters and other resources"),
    "year_by_year": _("The Day, year by year"),
    "organisations": _("Who stands behind the Day"),
}

PHASES = {
    "planned": pgettext_lazy("when a section is shown", "announced, sign-up not open yet"),
    "open": pgettext_lazy("when a section is shown", "open, more than eight weeks to go"),
    "near": pgettext_lazy("when a section is shown", "the last eight weeks before"),
    "today": pgettext_lazy("when a section is shown", "on the Day"),
    "reporting": pgettext_lazy("when a section is shown", "after it, while reports come in"),
    "archived": pgettext_lazy("when a section is shown", "closed, or no edition at all"),
}

COMPOSITION = {
    "planned": ("words", "take_part", "year_by_year", "testimonies", "resources", "organisations"),
    "open": (
        "words",
        "map",
        "take_part",
        "events",
        "testimonies",
        "resources",
        "year_by_year",
        "organisations",
    ),
    "near": ("map", "events", "take_part", "resources", "words", "testimonies", "organisations"),
    "today": ("now", "map", "resources", "words", "testimonies", "organisations"),
    "reporting": ("report", "numbers", "map", "testimonies", "words", "year_by_year", "organisations"),
    "archived": ("report", "words", "year_by_year", "testimonies", "resources", "organisations"),
}


IN_PHASE = "phase-"  # begins the name of a preview that shows the page in another time than now


def phase_previews():
    """Preview modes of a home page: [(name, label)], as it will stand in each time."""
    return [
        (
            IN_PHASE + phase,
            format_lazy("{}: {}", pgettext_lazy("preview of the home page", "When the Day is"), label),
        )
        for phase, label in PHASES.items()
    ]


def phase_previewed(request):
    """The phase that an editor wants to see, or ""."""
    mode = getattr(request, "preview_mode", None) or ""
    return mode.removeprefix(IN_PHASE) if mode.startswith(IN_PHASE) else ""


def section_choices():
    return list(SECTIONS.items())


def phase_choices():
    return list(PHASES.items())


@dataclass(frozen=True)
class Section:
    """One section of the page as it is shown: an automatic one by its name, or one that staff wrote."""

    name: str
    own: object = None

    @property
    def template(self):
        return f"home/sections/{self.name}.html"


def compose(arranged, phase):
    """The sections of a home page: [Section]. `arranged` is what staff arranged (an empty value: nothing).

    An arrangement without the block “by itself” shows what is arranged and nothing else.
    """
    automatic = COMPOSITION[phase if phase in COMPOSITION else "archived"]
    if not arranged:
        return [Section(name) for name in automatic]
    now = [block for block in arranged if not block.value.get("when") or phase in block.value["when"]]
    placed = {block.value["name"] for block in now if block.block_type == "section"}
    sections = []
    for block in now:
        if block.block_type == "section":
            sections.append(Section(block.value["name"]))
        elif block.block_type == "own":
            sections.append(Section("own", block.value))
        else:
            left_out = placed | set(block.value["leave_out"])
            sections += [Section(name) for name in automatic if name not in left_out]
    return sections
