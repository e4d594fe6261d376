"""The home page composes itself from the state of the Day; staff pin, replace and leave out."""

import pytest

from home.blocks.arrangement import ArrangementBlock
from home.sections import COMPOSITION, PHASES, SECTIONS, compose


def arranged(*blocks):
    return ArrangementBlock().to_python(
        [{"type": kind, "value": value, "id": str(n)} for n, (kind, value) in enumerate(blocks)]
    )


def names(sections):
    return [section.name for section in sections]


OWN = {"title": "Ours", "lead": "", "tone": "paper", "when": [], "body": []}


def test_every_phase_has_a_composition_of_known_sections():
    assert set(COMPOSITION) == set(PHASES)
    assert all(name in SECTIONS for found in COMPOSITION.values() for name in found)


@pytest.mark.parametrize("phase", [*PHASES, "", "unheard of"])
def test_nothing_arranged_is_the_composition_of_the_phase(phase):
    assert names(compose(arranged(), phase)) == list(COMPOSITION.get(phase, COMPOSITION["archived"]))


@pytest.mark.parametrize(
    ("phase", "first"), [("planned", "words"), ("near", "map"), ("today", "now"), ("reporting", "report")]
)
def test_what_matters_most_in_a_phase_comes_first(phase, first):
    assert names(compose(arranged(), phase))[0] == first


def test_a_pinned_section_stands_where_it_is_placed_and_only_there():
    found = names(
        compose(
            arranged(
                ("section", {"name": "resources", "when": []}), ("automatic", {"leave_out": [], "when": []})
            ),
            "near",
        )
    )
    assert found[0] == "resources"
    assert found.count("resources") == 1
    assert found[1:] == [name for name in COMPOSITION["near"] if name != "resources"]


def test_a_section_is_replaced_by_one_of_staffs_own():
    found = names(compose(arranged(("own", OWN), ("automatic", {"leave_out": ["map"], "when": []})), "near"))
    assert found[0] == "own"
    assert "map" not in found


def test_a_section_shows_only_in_the_phases_it_is_meant_for():
    blocks = arranged(("own", {**OWN, "when": ["today"]}), ("automatic", {"leave_out": [], "when": []}))
    assert "own" in names(compose(blocks, "today"))
    assert "own" not in names(compose(blocks, "near"))


def test_an_arrangement_without_the_automatic_part_is_all_there_is():
    assert names(compose(arranged(("own", OWN)), "near")) == ["own"]
