"""The card on which a new figure is typed: role, name, how it stands, area. Enter places it and asks for the next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.i18n import _
from app.kinds.palette import SECTOR_COLOURS
from app.kinds.registry import figure_kinds
from app.models.case import Case
from app.models.new_person import DEFAULT_RING, Person, understood
from app.models.records import FIGURE_STATUSES, LIVES, RINGS, SECTORS
from app.models.role_search import kin_of, meant, suggestions
from app.models.roles import Role
from app.widgets.canvas.card import Card, Field
from app.widgets.canvas.chips import Chip, Chips, Row
from app.widgets.canvas.choices import Choice, Choices
from app.widgets.canvas.sheet_view import SheetView

Put = Callable[[Person], bool]
_MOST = 12
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PersonCard(Card):
    """Typing new figures. ``put`` sets one out and returns whether it could be done.

    ``area`` and ``ring`` are where the first one stands who has none of their own, ``begun`` the letter that opened
    the card.
    """

    def __init__(
        self,
        view: SheetView,
        anchor: QPointF | None,
        case: Case,
        *,
        put: Put,
        closed: Callable[[], object],
        area: str | None = None,
        ring: int = DEFAULT_RING,
        begun: str = "",
    ) -> None:
        super().__init__(view, anchor, closed)
        self._case, self._put, self._area, self._ring = case, put, area, ring
        self._said: dict[str, object] = {}
        self._chosen_role: Role | None = None
        self.setAccessibleName(_("Ny figur"))
        self.role = Field(_("Roll, eller namn"), self._key, self._tab)
        self.name = Field(_("Namn"), self._key, self._tab)
        self.area = Field(_("Område"), self._key, self._tab)
        self.choices = Choices(_("Förslag"), _MOST)
        self.how = Chips(_("Hur figuren står"), _rows())
        self.how.on_tab = self._tab
        self.summary = QLabel()
        self.summary.setObjectName("caption")
        self.summary.setWordWrap(True)
        self._lay_out()
        for each in (self.role, self.name, self.area):
            each.textEdited.connect(lambda _words, field=each: self._typed(field))
        self.how.chosen.connect(self._say)
        self.choices.picked.connect(self._picked)
        self.setFocusProxy(self.role)
        self.open(self.role)
        self.role.setText(begun)
        self._typed(self.role)

    def _lay_out(self) -> None:
        fields: dict[QWidget, int] = {self.role: 4, self.name: 4, self.area: 3}
        keys = _("Enter ställer ut · Tabb nästa ruta · Esc klar")
        self.stack(fields, (self.choices, self.how, self.summary), keys)
        self.widen(max(560, self.how.natural_width() + 30))

    # Who is meant

    def person(self) -> Person | None:
        """Return who would be placed now, or None while nothing is typed."""
        found = understood(self._case, self.role.words(), self.name.words(), self._chosen_role)
        if found is None:
            return None
        if found.group is None and found.sector is None:
            found = found.with_field("group", self._area)
        if found.ring is None:
            found = found.with_field("ring", self._ring)
        for field, value in self._said.items():
            found = found.with_field(field, value)
        return found

    # Fields

    def _typed(self, field: Field) -> None:
        if field is self.role:
            self._offer_roles()
        elif field is self.area:
            self._offer_areas(field.words())
        self._show()

    def _offer_roles(self) -> None:
        words = self.role.words()
        found, taken = suggestions(words, 6), meant(words)
        lines = [_line(each, self._case) for each in found]
        if words:
            lines.append(_own_line(words, self._case))
        self.choices.show_choices(lines, found.index(taken) if taken in found else -1)
        self._take_current()

    def _offer_areas(self, words: str) -> None:
        wanted = words.casefold()
        areas = sorted(self._case.groups.values(), key=lambda each: not each.label.casefold().startswith(wanted))
        fitting = [each for each in areas if wanted in each.label.casefold()]
        self.choices.show_choices([Choice(each.id, each.label, "", _colour(each.sector)) for each in fitting])
        self._take_current()

    def _take_current(self) -> None:
        choice = self.choices.current()
        self._take(choice.value if choice is not None else None)
        field = self.area if self.area.hasFocus() else self.role
        field.setAccessibleDescription(self.choices.said())

    def _take(self, value: object) -> None:
        if self.area.hasFocus():
            self._said["group"] = value
        else:
            self._chosen_role = value if isinstance(value, Role) else None

    def _picked(self, value: object) -> None:
        """A choice was clicked: it is taken, and the next field asked for."""
        self._take(value)
        self._tab(True)

    def _say(self, field: str, value: object) -> None:
        self._said[field] = value
        self._show()

    def _tab(self, forward: bool) -> bool:
        order: list[QWidget] = [self.role, self.name, self.how, self.area]
        now = next((at for at, each in enumerate(order) if each.hasFocus()), 0)
        order[(now + (1 if forward else -1)) % len(order)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _focus_went(self, old: QWidget | None, new: QWidget | None) -> None:
        super()._focus_went(old, new)
        if old is self.role and self._chosen_role is not None:
            self.role.setText(self._chosen_role.name)
        if new is self.area:
            self._offer_areas_from_now()
        elif new is self.role:
            self._offer_roles()
        if new is None or not self._holds(new):
            return
        if isinstance(new, Field) and old is not None and self._holds(old):
            new.selectAll()
        self._show()

    def _offer_areas_from_now(self) -> None:
        """Offer every area, with the one that the figure would stand in as the current one."""
        person = self.person()
        areas = self._case.groups.values()
        lines = [Choice(each.id, each.label, "", _colour(each.sector)) for each in areas]
        now = [line.value for line in lines]
        self.choices.show_choices(lines, now.index(person.group) if person and person.group in now else 0)

    def _key(self, field: Field, event: QKeyEvent) -> bool:
        key = event.key()
        if key in _ENTER:
            self._finish()
        elif key == Qt.Key.Key_Escape:
            self.drop()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and field is not self.name:
            self.choices.step(1 if key == Qt.Key.Key_Down else -1)
            self._take_current()
            self._show()
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter places the figure from the chips too."""
        if event.key() in _ENTER:
            self._finish()
            event.accept()
        else:
            super().keyPressEvent(event)

    # Placing

    def _finish(self) -> None:
        """Place who is typed and ask for the next; with nothing typed, it is over."""
        person = self.person()
        if person is None:
            self.drop()
        elif self._put(person):
            self._area = person.group or self._area
            self._said = {}
            self._ring = DEFAULT_RING
            for each in (self.role, self.name, self.area):
                each.clear()
            self._chosen_role = None
            self.role.setFocus(Qt.FocusReason.OtherFocusReason)
            self._typed(self.role)

    def commit(self) -> None:
        """Place who is typed; the card stays for the next."""
        if self.person() is not None:
            self._finish()

    def accept(self) -> None:
        """The user has gone on to something else: who is typed is placed."""
        person = self.person()
        if self._once.close() and person is not None:
            self._put(person)

    def _show(self) -> None:
        person = self.person()
        asks = (self.role.hasFocus() or self.area.hasFocus()) and self.choices.count() > 0
        self.choices.setVisible(asks)
        self.how.setVisible(self.name.hasFocus() or self.how.hasFocus())
        shown = person or Person("")
        status = shown.value("status") or next(iter(FIGURE_STATUSES))
        self.how.show_values(
            {
                "ring": shown.ring,
                "status": status,
                "kind": shown.kind,
                "guardian": bool(shown.value("guardian")),
                "lives_with_child": shown.value("lives_with_child"),
            }
        )
        if not self.area.hasFocus():
            self.area.setText(_area_name(shown, self._case) if person is not None else "")
        self.summary.setText(_summary(person, self._case))
        self.summary.setVisible(person is not None)
        self.grow()


def _rows() -> list[Row]:
    rings = [Chip(ring, _(label), str(ring)) for ring, label in RINGS.items() if ring]
    states = [Chip(status, _(label), str(at)) for at, (status, label) in enumerate(FIGURE_STATUSES.items(), 4)]
    return [
        Row("ring", _("Hur ofta"), rings),
        Row("status", _("Läge"), states),
        Row("lives_with_child", _("Bor med barnet"), [Chip(k, _(each)) for k, each in LIVES.items()], "B", True),
        Row("guardian", _("Vårdnadshavare"), [Chip(False, _("Nej")), Chip(True, _("Ja"))], "V"),
        Row("kind", _("Slag"), [Chip(key, _(kind.label)) for key, kind in figure_kinds().items()], "S"),
    ]


def _colour(sector: str) -> str:
    return SECTOR_COLOURS[sector].fill


def _line(role: Role, case: Case) -> Choice:
    home = role.home_in(case)
    area = home.label if home is not None else _(SECTORS[role.sector])
    return Choice(role, role.name, f"{area} · {_(RINGS[role.ring]).lower()}", _colour(role.sector))


def _own_line(words: str, case: Case) -> Choice:
    """The words as they are: in the place of their kin, if they have any."""
    kin = kin_of(words)
    where = _line(kin, case) if kin is not None else None
    detail = where.detail if where is not None else _("som det står")
    return Choice(None, f"”{words}”", detail, where.colour if where is not None else None)


def _area_name(person: Person, case: Case) -> str:
    if person.group is not None and person.group in case.groups:
        return case.groups[person.group].label
    return _(SECTORS[person.sector]) if person.sector is not None else ""


def _summary(person: Person | None, case: Case) -> str:
    if person is None:
        return ""
    parts = [person.label if person.role in (None, person.label) else f"{person.role} {person.label}"]
    if isinstance(person.ring, int):
        parts.append(_(RINGS[person.ring]).lower())
    status = person.value("status")
    if isinstance(status, str):
        parts.append(_(FIGURE_STATUSES[status]).lower())
    age = person.value("age")
    if isinstance(age, int):
        parts.append(_("{age} år").format(age=age))
    return " · ".join(parts)
