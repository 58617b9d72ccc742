"""Round 1: an actor's answers to how it can support the child. "Det är helt ok att passa.\""""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QLabel, QPushButton

from app.document import Document
from app.i18n import N_, _
from app.models.case import Case
from app.models.edits.fields import set_field
from app.models.edits.meetings import SUPPORT as WRITE
from app.models.edits.meetings import answer_support, ask_questions, set_passed
from app.models.edits.removal import remove
from app.models.patch import Patch
from app.models.records import Meeting, SupportAnswer
from app.widgets.canvas.changes import case_after
from app.widgets.common.changes import change
from app.widgets.common.icons import icon
from app.widgets.common.names import actor_name
from app.widgets.properties.editors import ChoiceField, LongField
from app.widgets.properties.form import Panel
from app.widgets.rounds.asking import SUPPORT
from app.widgets.rounds.body import Cards, RoundBody, beside, framed
from app.widgets.rounds.typing import QuickText, choice_open, teller_choice

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

HINT = N_("Enter skriver upp svaret. Ctrl+Enter går till nästa aktör.")


def spoken(case: Case, meeting: Meeting | None, figure: str, patch: Patch) -> Patch:
    """Return the patch with this as well: an actor that passed has had something to say after all."""
    if meeting is None or figure not in meeting.passed:
        return patch
    return Patch(patch.label, patch.then(set_passed(case_after(case, patch), meeting.id, figure, False)).changes)


class AnswerCard(Panel):
    """One answer: its words, and who told it on the actor's behalf."""

    def __init__(self, document: Document, key: str) -> None:
        super().__init__(document)
        framed(self)
        self.key = key
        self.heading.hide()
        case, record = document.shown, document.shown.support_answers[key]
        self.add_editor("text", LongField(_("Svar"), least=1), partial(self._set, "text"))
        others = {one: actor_name(case, one) for one in case.figures if one not in (record.figure, case.child)}
        teller = ChoiceField(_("Framfört av"), others, optional=True)
        self.add_editor("reported_by", teller, partial(self._set, "reported_by"))
        self.gone = QPushButton(icon("trash", "muted"), "")
        self.gone.setObjectName("quiet")
        self.gone.setAccessibleName(_("Ta bort svaret"))
        self.gone.setToolTip(_("Ta bort svaret"))
        self.gone.clicked.connect(lambda _checked=False: change(document, self._removed))
        self.column.removeWidget(teller)
        beside(self.column, teller, self.gone)
        if document.read_only:
            self.gone.hide()

    def _set(self, name: str, value: Any) -> Patch:
        return set_field(self.document.case, "support_answers", self.key, name, value)

    def _removed(self) -> Patch:
        return remove(self.document.case, [("support_answers", self.key)])

    def refresh(self) -> None:
        """Show the answer as it is now."""
        record: SupportAnswer = self.document.shown.support_answers[self.key]
        self.show_values({"text": record.text, "reported_by": record.reported_by})
        self.subheading.hide()


class SupportBody(RoundBody):
    """The actor's answers, and a field for the next one."""

    def __init__(self, window: CaseWindow) -> None:
        super().__init__(window)
        self.cards = Cards(lambda key: AnswerCard(self._document, key))
        self.text = QuickText(least=2)
        self.text.setObjectName("bigField")
        self.text.setAccessibleName(SUPPORT)
        self.text.setPlaceholderText(_("Skriv svaret…"))
        self.text.kept.connect(self.keep)
        self.text.installEventFilter(self)
        self.teller = teller_choice(self._document.shown, "")
        self.add = QPushButton(_("Skriv upp svaret"))
        self.add.clicked.connect(lambda _checked=False: self._add())
        hint = QLabel(_(HINT))
        hint.setObjectName("panelSubheading")
        hint.setWordWrap(True)
        self.column.addLayout(self.cards.column)
        self.column.addWidget(self.text)
        self._foot = beside(self.column, self.teller, self.add)
        self.column.addWidget(hint)
        self.column.addStretch(1)

    def build(self) -> None:
        """Make the choice of who tells for this actor; it is offered to all, since anyone may have had to go."""
        self.cards.clear()
        self.text.clear()
        old, self.teller = self.teller, teller_choice(self._document.shown, self.figure)
        self._foot.replaceWidget(old, self.teller)
        old.hide()
        old.deleteLater()
        self.teller.installEventFilter(self)
        for widget in (self.text, self.teller, self.add):
            widget.setEnabled(not self._document.read_only)

    def refresh(self) -> None:
        """Show the actor's answers as they are now."""
        answers = self._document.case.support_answers
        self.cards.show_keys([key for key, answer in answers.items() if answer.figure == self.figure])

    def focus_first(self) -> None:
        """Type the next answer."""
        self.text.setFocus()

    def commit(self) -> None:
        """Write up what is typed."""
        self.cards.commit()
        if self.text.toPlainText().strip():
            self.keep()

    def keep(self) -> None:
        """Write up the answer that is typed; what was refused stays in the field."""
        said, teller = self.text.toPlainText().strip(), self.teller.currentData()
        if not said or self._document.read_only:
            return
        self.text.clear()  # before the case tells that it has changed, so that nothing is written up twice
        if self.push(partial(self._answered, said, teller)):
            self.teller.setCurrentIndex(0)
        else:
            self.text.setPlainText(said)

    def _answered(self, said: str, teller: str | None) -> Patch:
        case = self._document.case
        patch = answer_support(case, self.figure, said, reported_by=teller)
        patch = patch.then(ask_questions(case, support=SUPPORT))
        return Patch(WRITE, spoken(case, self.meeting, self.figure, patch).changes)

    def _add(self) -> None:
        self.keep()
        self.text.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Who leaves the field and the choice beside it has said what there was to say."""
        if event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._left)
        return super().eventFilter(watched, event)

    def _left(self) -> None:
        inside = self.text.hasFocus() or self.teller.hasFocus() or self.add.hasFocus()
        if not inside and not choice_open(self.teller) and self.isVisible():
            self.keep()
