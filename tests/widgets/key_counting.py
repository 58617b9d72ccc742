"""A documenter at the keyboard: every press that is no letter of a label, a role or a wish is counted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from canvas_driving import type_letters
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.models.case import Case
from app.models.records import Figure, Relation
from app.widgets.case_window import CaseWindow

Key = Qt.Key
STATUS_KEYS = {"active": "4", "waiting": "5", "dormant": "6", "missing": "7"}
QUALITY_KEYS = {
    quality: str(at)
    for at, quality in enumerate(("strong", "ordinary", "tenuous", "stressful", "conflict", "cutoff", "missing"), 1)
}
ENERGY_KEYS = {"none": "", "from": "<", "both": "=", "to": ">"}
LIVES_PRESSES = {None: 0, "always": 1, "partly": 2, "never": 3}
"""How often B is pressed."""
ASSUMED_RINGS = {"Joakim": 1, "Emil": 2, "Resurspedagog (vakant)": 1, "Johan": 2}
"""Where case A has a figure in another ring than its role usually stands in: the usual one."""


class Typist:
    """Types in whatever has the focus in a window. ``presses`` is the count: keys and clicks, letters apart."""

    def __init__(self, window: CaseWindow) -> None:
        self.window = window
        self.presses = 0
        self.letters = 0

    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the focus"
        assert focus.window() is self.window
        return focus

    def write(self, words: str) -> None:
        """Type the letters of a label, a role or a wish, one by one, each where the focus then is. Not counted."""
        for letter in words:
            type_letters(self._focus(), letter)
            self.letters += 1

    def sign(self, signs: str) -> None:
        """Type digits and signs that are not words. Counted."""
        for sign in signs:
            type_letters(self._focus(), sign)
            self.presses += 1

    def press(self, *keys: Key, mods: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys. Counted; a key together with Shift, Ctrl or Alt is one press."""
        for key in keys:
            QTest.keyClick(self._focus(), key, mods)
            self.presses += 1

    def person(self, figure: Figure, *, ring: int, kind: str = "person") -> None:
        """Type a figure on the open card. ``ring`` and ``kind`` are what the card assumes for its role."""
        said = str(figure.ring) if figure.ring != ring else ""
        said += STATUS_KEYS[figure.status] if figure.status != "active" else ""
        said += "b" * LIVES_PRESSES[figure.lives_with_child] + ("v" if figure.guardian else "")
        said += "s" if figure.kind != kind else ""
        self.write(figure.role or "")
        self.press(Key.Key_Tab)
        self.write(figure.label)
        if said:
            self.press(Key.Key_Tab)
            self.sign(said)
        self.press(Key.Key_Return)

    def relation(self, case: Case, relation: Relation) -> None:
        """Type a relation on the open card: to whom, how it is if not ordinary, its energy and words if it has any."""
        self.write(case.figures[relation.to].label)
        quality = QUALITY_KEYS[relation.quality] if relation.quality != "ordinary" else ""
        self.sign(quality + ENERGY_KEYS[relation.energy])
        if relation.label:
            self.press(Key.Key_Tab)
            self.write(relation.label)
        self.press(Key.Key_Return)

    def source(self, case: Case, figure: str) -> None:
        """Let the open card go on from another figure."""
        self.press(Key.Key_Backtab, mods=Qt.KeyboardModifier.ShiftModifier)
        self.write(case.figures[figure].label)
        self.press(Key.Key_Tab)


def by_source(case: Case) -> Iterator[tuple[str, list[Relation]]]:
    """The relations of a case, those of one figure together."""
    order = sorted(case.relations.values(), key=lambda each: each.from_)
    for source, relations in groupby(order, key=lambda each: each.from_):
        yield source, list(relations)


def set_out(typist: Typist, case: Case) -> None:
    """Set out the figures of case A, whose child stands in the middle already."""
    for figure in case.figures.values():
        if figure.id != case.child:
            typist.person(figure, ring=ASSUMED_RINGS.get(figure.label, figure.ring))


def enter(typist: Typist, case: Case) -> None:
    """Enter the figures and relations of case A."""
    set_out(typist, case)
    typist.press(Key.Key_Escape, Key.Key_Up, Key.Key_Return)
    for source, relations in by_source(case):
        typist.source(case, source)
        for relation in relations:
            typist.relation(case, relation)
    typist.press(Key.Key_Escape)
