"""How few keys it takes to enter a whole case: case A, from an empty case with the child in the middle.

Counted are all presses and clicks but the letters of labels, roles and words on lines: Tab, Enter, arrows, digits and
signs too; a key held with Shift or Ctrl is one press. The new case has the areas that every new case has. Case A has
the same ones but for “Andra”, under its own ids: areas are compared by name. Figures are compared by name, relations
by the names at their ends.
"""

from __future__ import annotations

import sys

import pytest
from key_counting import Typist, enter
from pytestqt.qtbot import QtBot
from window_driving import EXAMPLES, open_case

from app.application import LibraryServices
from app.case_files import read_cases
from app.models.case import Case
from app.settings import Settings

MOST_PRESSES = 220


def figures_of(case: Case) -> dict[str, tuple[object, ...]]:
    """Role, area, ring, status and more of every figure, by its label."""
    return {
        each.label: (
            each.role, case.groups[each.group].label, each.ring, each.status, each.kind, each.guardian,
            each.lives_with_child,
        )
        for each in case.figures.values()
    }  # fmt: skip


def relations_of(case: Case) -> list[tuple[str, ...]]:
    """Ends, quality, energy and words of every relation."""
    names, relations = {key: each.label for key, each in case.figures.items()}, case.relations.values()
    return sorted((names[r.from_], names[r.to], r.quality, r.energy, r.label or "") for r in relations)


def test_case_a_is_entered_in_under_220_presses(
    services: LibraryServices, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    (wanted,) = read_cases([EXAMPLES / "case_a.yaml"])
    own = services.create("Tuva, åk 5", wanted.figures[wanted.child].label)
    window = open_case(services, qtbot, own, Settings(values={"page": "case_map"}))
    typist = Typist(window)
    enter(typist, wanted)
    made = window.document.case
    assert figures_of(made) == figures_of(wanted)
    assert relations_of(made) == relations_of(wanted)
    assert typist.presses < MOST_PRESSES
    with capsys.disabled():
        sys.stdout.write(f"\ncase A: {typist.presses} presses, {typist.letters} letters of labels, roles and words\n")
