"""The card on which relations and wishes are typed: to whom, how it is, Enter; and the next from the same figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.kinds.palette import SECTOR_COLOURS
from app.kinds.registry import tie_kinds
from app.models.case import Case
from app.models.figure_search import find_figures
from app.models.records import ENERGIES
from app.widgets.canvas.card import Card, Field
from app.widgets.canvas.chips import Chip, Chips, Row
from app.widgets.canvas.choices import Choice, Choices
from app.widgets.canvas.energy import ENERGY_KEYS, energy_after
from app.widgets.canvas.sheet_view import SheetView
from app.widgets.canvas.tie_menu import ICON, WISH, line_icon, relation_kinds

NO_ENERGY = "none"
QUALITY, ENERGY = "quality", "energy"
_MOST = 5  # the map should be seen beside the card
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Tie:
    """A line to be: ``quality`` is how a relation is, or ``wish``; ``words`` stand on it, or are the wish."""

    from_: str
    to: str
    quality: str
    energy: str = NO_ENERGY
    words: str = ""


class TieCard(Card):
    """Typing relations and wishes from a figure. ``make`` makes one and returns whether it could be done.

    ``shown`` returns the case as it is shown now. ``aim`` is told which two figures the line would join now, the
    second None while nobody is meant.
    """

    def __init__(
        self,
        view: SheetView,
        shown: Callable[[], Case],
        source: str,
        among: Callable[[], Iterable[str]],
        *,
        choice: str,
        make: Callable[[Tie], bool],
        aim: Callable[[str, str | None], object],
        closed: Callable[[], object],
    ) -> None:
        super().__init__(view, None, closed)
        self._shown, self._among, self._make, self._aim = shown, among, make, aim
        self._source, self._target = source, ""
        self._first, self._quality, self._flows = choice, choice, NO_ENERGY
        self._stepped = False
        self.setAccessibleName(_("Ny relation eller nytt önskemål"))
        self.source = Field(_("Från"), self._key, self._tab)
        self.target = Field(_("Till vem?"), self._key, self._tab)
        self.words = Field("", self._key, self._tab)
        self.choices = Choices(_("Figurer på kartan"), _MOST)
        self.how = _qualities(self.devicePixelRatioF())
        self._lay_out()
        for each in (self.source, self.target):
            each.textEdited.connect(lambda _words: self._offer())
        self.how.chosen.connect(self._say)
        self.choices.picked.connect(self._picked)
        self.setFocusProxy(self.target)
        self.open(self.target)
        self._offer()

    def _lay_out(self) -> None:
        fields: dict[QWidget, int] = {self.source: 3, self.target: 4, self.words: 5}
        keys = _("Enter ritar · Tabb ord på linjen · Skift+Tabb annan figur · Esc klar")
        self.stack(fields, (self.choices, self.how), keys)
        self.widen(max(560, self.how.natural_width() + 30))

    # What is typed

    def tie(self) -> Tie | None:
        """Return the line that would be made now, or None while nobody is meant."""
        if not {self._source, self._target} <= set(self._standing()):
            return None
        return Tie(self._source, self._target, self._quality, self._flows, self.words.words())

    def _offer(self) -> None:
        """Offer the figures that the words in the field may mean."""
        at_source = self.source.hasFocus()
        field = self.source if at_source else self.target
        words = "" if at_source and field.words() == self._name(self._source) else field.words()
        among = [key for key in self._standing() if at_source or key != self._source]
        found = find_figures(self._shown(), words, among, () if at_source else self._joined())
        blank = not at_source and not words and not self._stepped
        self.choices.show_choices([] if blank else [self._line(key) for key in found])
        if at_source and self._source in found[:_MOST] and not words:
            self.choices.setCurrentRow(found.index(self._source))
        self._take_current()

    def _standing(self) -> list[str]:
        """Return who stands on the sheet now: an undo may have taken someone away."""
        figures = self._shown().figures
        return [key for key in self._among() if key in figures]

    def _joined(self) -> set[str]:
        """Return who has a relation with the source already: they are meant last."""
        ties = [each for each in self._shown().relations.values() if self._source in (each.from_, each.to)]
        return {end for each in ties for end in (each.from_, each.to)}

    def _take_current(self) -> None:
        choice = self.choices.current()
        key = choice.value if choice is not None and isinstance(choice.value, str) else ""
        if self.source.hasFocus():
            self._source = key or self._source
            self.source.setAccessibleDescription(self.choices.said())
        elif self.target.hasFocus():
            self._target = key
            self.target.setAccessibleDescription(self.choices.said())
        self._show()

    def _picked(self, value: object) -> None:
        """A figure was clicked: the line is to go there, or to come from there."""
        if self.source.hasFocus():
            self._source = str(value)
            self.target.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._target = str(value)
            self._finish()

    def _say(self, field: str, value: object) -> None:
        if field == ENERGY:
            self._flows = str(value)
        else:
            self._quality = str(value)
        self._show()

    def _show(self) -> None:
        wish = self._quality == WISH
        self.how.show_values({QUALITY: self._quality, ENERGY: None if wish else self._flows})
        asks = _("Vad behöver {role} av {other}?") if wish else _("Ord på linjen")
        labels = {key: each.label for key, each in self._shown().figures.items()}
        other = labels.get(self._target, "…")
        self.words.setPlaceholderText(asks.format(role=labels.get(self._source, "…"), other=other))
        self.words.setAccessibleName(self.words.placeholderText())
        if not self.source.hasFocus():
            self.source.setText(self._name(self._source))
        self._aim(self._source, self._target if self.tie() is not None else None)
        self.choices.setVisible(self.choices.count() > 0)
        self.grow()

    # Keys

    def _key(self, field: Field, event: QKeyEvent) -> bool:
        key, sign = event.key(), event.text()
        if key in _ENTER:
            self._finish()
        elif key == Qt.Key.Key_Escape:
            self.drop()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and field is not self.words:
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif field is self.target and sign in ENERGY_KEYS:
            self._say(ENERGY, energy_after(self._flows, sign))
        elif field is self.target and sign.isdigit() and not self._is_part_of_a_name(sign):
            self.how.press(sign)
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        """Go up or down the list; without a letter typed it is opened first."""
        if self.choices.count() == 0:
            self._stepped = True
            self._offer()
        else:
            self.choices.step(by)
            self._take_current()

    def _is_part_of_a_name(self, digit: str) -> bool:
        """Return whether someone's name goes on with the digit: then it is a letter like others."""
        begun = " ".join((self.target.text() + digit).casefold().split())
        names = (self._shown().figures[key] for key in self._standing())
        return len(begun) > 1 and any(
            words.casefold().startswith(begun) for each in names for words in (each.label, each.role or "")
        )

    def _tab(self, forward: bool) -> bool:
        order: list[QWidget] = [self.source, self.target, self.words]
        now = next((at for at, each in enumerate(order) if each.hasFocus()), 1)
        order[(now + (1 if forward else -1)) % len(order)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _focus_went(self, old: QWidget | None, new: QWidget | None) -> None:
        super()._focus_went(old, new)
        if new is None or not self._holds(new):
            return
        if isinstance(new, Field) and old is not None and self._holds(old):
            new.selectAll()
        if old is self.source:
            self.target.clear()
            self._target = ""
        if old is self.target and self._target:
            self.target.setText(self._name(self._target))
        if new is self.words:
            self.choices.show_choices([])
        if new in (self.source, self.target):
            self._stepped = False
            self._offer()
        self._show()

    # Making

    def _finish(self) -> None:
        """Make the line and ask for the next from the same figure; a wish needs its words first."""
        if self.source.hasFocus():
            self.target.setFocus(Qt.FocusReason.TabFocusReason)
            return
        tie = self.tie()
        if tie is None:
            self.target.setFocus(Qt.FocusReason.OtherFocusReason)
        elif tie.quality == WISH and not tie.words:
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._make(tie):
            self._quality, self._flows, self._target = self._first, NO_ENERGY, ""
            self.target.clear()
            self.words.clear()
            self._stepped = False
            self.target.setFocus(Qt.FocusReason.OtherFocusReason)
            self._offer()

    def _line(self, figure: str) -> Choice:
        record = self._shown().figures[figure]
        group = self._shown().groups[record.group]
        return Choice(figure, self._name(figure), group.label, SECTOR_COLOURS[group.sector].fill)

    def _name(self, figure: str) -> str:
        record = self._shown().figures.get(figure)
        if record is None:
            return ""
        return record.label if record.role in (None, record.label) else f"{record.label}, {record.role}"


def _qualities(ratio: float) -> Chips:
    """Return the rows of chips that say how the line is."""
    kinds = [*relation_kinds(), *(kind for kind in tie_kinds().values() if kind.id == WISH)]
    chips = [Chip(kind.id, _(kind.label), str(at), line_icon(kind, ratio)) for at, kind in enumerate(kinds, 1)]
    half = (len(chips) + 1) // 2
    signs = {"from": "<", "both": "=", "to": ">"}
    energies = [Chip(each, _(label), signs.get(each, "")) for each, label in ENERGIES.items()]
    rows = [
        Row(QUALITY, _("Hur den är"), chips[:half]),
        Row(QUALITY, "", chips[half:]),
        Row(ENERGY, _("Energi"), energies),
    ]
    return Chips(_("Hur linjen är"), rows, ICON)
