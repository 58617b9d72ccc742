"""The answers: the one who was asked says of each wish whether it can be met, and if not, what would unlock it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel

from app.document import Document
from app.i18n import N_, _
from app.models.edits.fields import set_field
from app.models.edits.ties import WITHOUT_CAUSE, answer_wish
from app.models.patch import Patch
from app.models.records import ANSWERS, Answer, Wish
from app.models.rounds import asked_in_turn
from app.widgets.canvas.keyboard import ANSWER_KEYS, CAUSE_KEYS
from app.widgets.common.names import actor_name
from app.widgets.properties.choosing import editor_for
from app.widgets.properties.editors import FieldEditor, SegmentedField
from app.widgets.properties.form import Panel
from app.widgets.rounds.body import Cards, RoundBody, framed
from app.widgets.rounds.lock import lock_of
from app.widgets.rounds.locked import LockedNotice

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

HINT = N_("1 kan, 2 delvis, 3 blockerat, 4 inte besvarat. 5–7 varför. Ctrl+Enter går vidare.")
_OF_ANSWER = ("cause", "text", "unlock", "answered_by", "answered_on")
_OF_WISH = ("raised_to", "unlocked_on")


class AnswerTo(Panel):
    """A wish to answer. It takes the keyboard: a digit answers. Emits ``entered()`` when it is the one written in."""

    entered = Signal()

    def __init__(self, document: Document, key: str) -> None:
        super().__init__(document)
        framed(self)
        self.key = key
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.words = QLabel()
        self.words.setObjectName("wishWords")
        self.words.setWordWrap(True)
        self.column.addWidget(self.words)
        statuses = {status: _(ANSWERS[status]) for status in ANSWER_KEYS}
        asked = SegmentedField(_("Kan ni möta det?"), statuses, optional=False, answers=True)
        self.add_editor("status", asked, partial(self._answered, "status"))
        for name in _OF_ANSWER[:-1]:
            self._add(Answer, name, partial(self._answered, name))
        self._add(Answer, "answered_on", partial(self._answered, "answered_on"))
        self._add(Wish, "raised_to", partial(self._set, "raised_to"))
        self._add(Wish, "unlocked_on", partial(self._set, "unlocked_on"))
        for pair in (("answered_by", "answered_on"), ("raised_to", "unlocked_on")):
            self._beside(*pair)
        for editor in self.editors.values():
            editor.committed.connect(lambda _value: self.entered.emit())

    def _add(self, cls: type[Answer] | type[Wish], name: str, build: Any) -> None:
        self.add_editor(name, editor_for(cls, name, self.document.shown), build)

    def _beside(self, *names: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        for name in names:
            self.column.removeWidget(self.editors[name])
            row.addWidget(self.editors[name], 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)

    def _answered(self, name: str, value: Any) -> Patch:
        return answer_wish(self.document.case, self.key, **{name: value})

    def _set(self, name: str, value: Any) -> Patch:
        return set_field(self.document.case, "wishes", self.key, name, value)

    def still_there(self) -> bool:
        """Return whether the wish still exists."""
        return self.key in self.document.case.wishes

    def refresh(self) -> None:
        """Show the wish as it is now; what stands in the way is asked for when something does."""
        case = self.document.shown
        wish = case.wishes[self.key]
        answer = wish.answer or Answer()
        heading = _("Önskemål {number} från {name}")
        self.say(heading.format(number=case.wish_number(self.key), name=actor_name(case, wish.from_)))
        self.words.setText(wish.text)
        self.setAccessibleName(f"{self.heading.text()}: {wish.text} – {_(ANSWERS[answer.status])}")
        self.show_values(
            {"status": answer.status}
            | {name: getattr(answer, name) for name in _OF_ANSWER}
            | {name: getattr(wish, name) for name in _OF_WISH}
        )
        said, hindered = answer.status != "unanswered", answer.status not in WITHOUT_CAUSE
        self.editors["cause"].setVisible(hindered)
        self.editors["unlock"].setVisible(hindered or bool(answer.unlock))
        self.editors["raised_to"].setVisible(hindered or wish.raised_to != "none")
        self.editors["unlocked_on"].setVisible(answer.status == "blocked" or wish.unlocked_on is not None)
        for name in ("text", "answered_by", "answered_on"):
            self.editors[name].setVisible(said or bool(getattr(answer, name)))
        held = lock_of(self.document).holds(self.key)
        for name, editor in self.editors.items():
            if name not in _OF_WISH:
                editor.setEnabled(not held and not self.document.read_only)
        if self.property("status") != answer.status:
            self.setProperty("status", answer.status)
            for widget in (self, self.heading):
                widget.setProperty("status", answer.status)
                widget.style().unpolish(widget)
                widget.style().polish(widget)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit answers, or says why; Enter goes to the words."""
        sign = event.text()
        if sign.isdigit() and 1 <= int(sign) <= len(ANSWER_KEYS):
            self._press("status", ANSWER_KEYS[int(sign) - 1])
        elif sign in CAUSE_KEYS and self.editors["cause"].isVisible():
            self._press("cause", CAUSE_KEYS[sign])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.editors["text"].isVisible():
            self.editors["text"].setFocus()
        else:
            super().keyPressEvent(event)

    def _press(self, name: str, value: str) -> None:
        editor: FieldEditor = self.editors[name]
        if editor.isEnabled():
            editor.committed.emit(value)
        else:
            lock_of(self.document).knock()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that this is the wish that is talked about."""
        super().focusInEvent(event)
        self.entered.emit()


class AnswersBody(RoundBody):
    """The wishes that one actor was asked, unanswered ones first."""

    def __init__(self, window: CaseWindow) -> None:
        super().__init__(window)
        self.locked = LockedNotice(self._document)
        self.none = QLabel(_("Ingen har önskat något än. Önskemålen skrivs i runda 2."))
        self.none.setObjectName("panelSubheading")
        self.none.setWordWrap(True)
        self.hint = QLabel(_(HINT))
        self.hint.setObjectName("panelSubheading")
        self.hint.setWordWrap(True)
        self.cards = Cards(self._card)
        self._keys: list[str] = []
        for widget in (self.locked, self.none, self.hint):
            self.column.addWidget(widget)
        self.column.addLayout(self.cards.column)
        self.column.addStretch(1)
        lock_of(self._document).changed.connect(self.refresh)

    def _card(self, key: str) -> AnswerTo:
        card = AnswerTo(self._document, key)
        card.entered.connect(lambda: self.aimed.emit([("wishes", key)]))
        return card

    def build(self) -> None:
        """Put the actor's wishes in order, once: a card does not move when it is answered."""
        self.cards.clear()
        asked = dict(asked_in_turn(self._document.case, self.meeting)) if self.meeting is not None else {}
        self._keys = asked.get(self.figure, [])

    def refresh(self) -> None:
        """Show the wishes as they are now."""
        wishes = self._document.case.wishes
        now = [key for key, wish in wishes.items() if wish.to == self.figure]
        self._keys = [key for key in self._keys if key in now] + [key for key in now if key not in self._keys]
        self.cards.show_keys(self._keys)
        lock = lock_of(self._document)
        self.locked.refresh()
        self.locked.setVisible(lock.locked or lock.opened)
        self.none.setVisible(not wishes)
        self.hint.setVisible(bool(now))

    def focus_first(self) -> None:
        """Go to the first wish that is not answered, else to the first."""
        wishes = self._document.case.wishes
        waiting = [key for key in self._keys if wishes[key].status == "unanswered"]
        for key in [*waiting, *self._keys][:1]:
            self.cards.by_key[key].setFocus()

    def commit(self) -> None:
        """Hand over what is typed."""
        self.cards.commit()

    def step(self) -> bool:
        """Go on to the next of the actor's wishes that is not answered, after the one that is written in."""
        focus = self.focusWidget()
        cards = [self.cards.by_key[key] for key in self._keys]
        at = next((n for n, card in enumerate(cards) if focus is card or card.isAncestorOf(focus or self)), -1)
        wishes = self._document.case.wishes
        later = [key for key in self._keys[at + 1 :] if wishes[key].status == "unanswered"]
        if later:
            self.cards.by_key[later[0]].setFocus()
        return bool(later)
