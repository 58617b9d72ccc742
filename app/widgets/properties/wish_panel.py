"""The wish that is selected: what is needed, whether it can be met, and if not, why and what would unlock it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from app.document import Document
from app.i18n import N_, _
from app.models.edits.fields import set_field
from app.models.edits.plan import row_from_wish
from app.models.edits.ties import answer_wish
from app.models.patch import Patch
from app.models.records import ANSWERS, Answer, Wish
from app.widgets.common.changes import change
from app.widgets.common.names import actor_name, ends
from app.widgets.properties.choosing import editor_for
from app.widgets.properties.editors import LongField, SegmentedField
from app.widgets.properties.form import Panel, remove_button
from app.widgets.rounds.lock import lock_of
from app.widgets.rounds.locked import LockedNotice

TITLES = {
    "unanswered": N_("Önskemål {number} – inte besvarat"),
    "can": N_("Önskemål {number} – kan mötas"),
    "partly": N_("Önskemål {number} – delvis"),
    "blocked": N_("Önskemål {number} – blockerat"),
}
_WITH_CAUSE = ("partly", "blocked")


class WishPanel(Panel):
    """Everything about one wish. Emits ``planned(row)`` when it was made a row of the plan."""

    planned = Signal(str)

    def __init__(self, document: Document, key: str, remove: Callable[[], None]) -> None:
        super().__init__(document)
        self.key = key
        case, wish = document.shown, document.shown.wishes[key]
        asked = actor_name(case, wish.to)
        self.add_editor("text", LongField(self._question(asked)), self._field("text"))
        self.locked = LockedNotice(document)
        self.column.addWidget(self.locked)
        statuses = {status: _(label) for status, label in ANSWERS.items() if status != "unanswered"}
        question = _("Kan {asked} möta det?").format(asked=asked)
        self.add_editor("status", SegmentedField(question, statuses, optional=True, answers=True), self._status)
        for name in ("cause", "text", "unlock", "answered_by"):
            self._add_answer(name)
        self.add_editor("raised_to", editor_for(Wish, "raised_to", case), self._field("raised_to"))
        self.to_plan = QPushButton(_("Gör till rad i planen"))
        self.to_plan.setObjectName("primary")
        self.to_plan.clicked.connect(self._make_row)
        self.column.addWidget(self.to_plan)
        self.to_plan.setVisible(not document.read_only)
        self.add_fold()
        self._add_answer("answered_on")
        for name in ("unlocked_on", "helps", "category"):
            self.add_editor(name, editor_for(Wish, name, case), self._field(name))
        self.end_fold()
        if not document.read_only:
            self.column.addWidget(remove_button(_("Ta bort önskemålet"), remove))
        self.column.addStretch(1)
        lock_of(document).changed.connect(self._lock_changed)
        self.refresh()

    def _question(self, asked: str) -> str:
        questions = self.document.shown.record("questions", "questions")
        need = getattr(questions, "need", None)
        if not need:
            return _("Vad behöver du/ni av {asked} för att kunna stödja barnet?").format(asked=asked)
        return str(need).replace("de andra aktörerna", asked)

    def _add_answer(self, name: str) -> None:
        editor = editor_for(Answer, name, self.document.shown)
        self.add_editor(f"answer.{name}", editor, partial(self._answer, name))

    def _field(self, name: str) -> Callable[[Any], Patch]:
        return lambda value: set_field(self.document.case, "wishes", self.key, name, value)

    def _answer(self, name: str, value: Any) -> Patch:
        return answer_wish(self.document.case, self.key, **{name: value})

    def _status(self, value: Any) -> Patch:
        values: dict[str, Any] = {"status": value or "unanswered"}
        answer = self.document.case.wishes[self.key].answer
        if value not in _WITH_CAUSE and answer is not None and answer.cause is not None:
            values["cause"] = None
        return answer_wish(self.document.case, self.key, **values)

    def _make_row(self) -> None:
        self.commit_all()
        before = set(self.document.case.plan)
        if change(self.document, lambda: row_from_wish(self.document.case, self.key)) is None:
            for row in set(self.document.case.plan) - before:
                self.planned.emit(row)

    def shows_pseudonyms(self) -> bool:
        """Return whether the wish is shown with pseudonyms in it."""
        return self.document.hides("wishes", self.key)

    def still_there(self) -> bool:
        """Return whether the wish still exists."""
        return self.key in self.document.case.wishes

    def _lock_changed(self) -> None:
        if self.still_there():
            self.refresh()

    def refresh(self) -> None:
        """Show the wish as it is now; cause and unlock are asked when something stands in the way."""
        case = self.document.shown
        wish = case.wishes[self.key]
        answer = wish.answer or Answer()
        self.say(_(TITLES[answer.status]).format(number=case.wish_number(self.key)), ends(case, wish))
        self.heading.setProperty("status", answer.status)
        self.heading.style().polish(self.heading)
        plain = ("text", "raised_to", "unlocked_on", "helps", "category")
        values: dict[str, Any] = {name: getattr(wish, name) for name in plain}
        values["status"] = None if answer.status == "unanswered" else answer.status
        for name in ("cause", "text", "unlock", "answered_by", "answered_on"):
            values[f"answer.{name}"] = getattr(answer, name)
        self.show_values(values)
        held = lock_of(self.document).holds(self.key)
        self.locked.setVisible(held)
        for name, editor in self.editors.items():
            if name == "status" or name.startswith("answer."):
                editor.setEnabled(not held and not self.document.read_only)
        hindered = answer.status in _WITH_CAUSE
        self.editors["answer.cause"].setVisible(hindered)
        self.editors["answer.unlock"].setVisible(hindered or bool(answer.unlock))
        self.editors["raised_to"].setVisible(hindered or wish.raised_to != "none")
        planned = any(self.key in row.origin for row in case.plan.values())
        self.to_plan.setEnabled(not held)
        self.to_plan.setText(_("Gör till en rad till i planen") if planned else _("Gör till rad i planen"))
