"""Round 2: what one actor needs of each of the others. Each wish is an arrow as soon as it is written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.document import Document
from app.i18n import N_, _
from app.models.case import Case
from app.models.edits.fields import set_field
from app.models.edits.meetings import ask_questions
from app.models.edits.removal import remove
from app.models.edits.ties import ASK, ask_wish
from app.models.patch import Patch
from app.models.records import HELPS, Wish
from app.models.rounds import order
from app.widgets.common.changes import change
from app.widgets.common.icons import icon
from app.widgets.common.names import actor_name
from app.widgets.properties.editors import ChoiceField, LongField, QuietCombo
from app.widgets.properties.form import Panel
from app.widgets.rounds.asking import question
from app.widgets.rounds.body import Cards, RoundBody, beside, framed
from app.widgets.rounds.lock import lock_of
from app.widgets.rounds.support import spoken
from app.widgets.rounds.typing import QuickLine, choice_open

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

HINT = N_("Enter drar pilen och går till nästa. Pil upp och ner går mellan raderna. Ingen svarar än.")
FOR_WHOM = N_("Vem behöver hjälpen?")


class WishCard(Panel):
    """One wish that has been asked: its words and who it is that needs the help."""

    def __init__(self, document: Document, key: str) -> None:
        super().__init__(document)
        framed(self)
        self.key = key
        self.heading.hide()
        self.words = LongField("", least=1)
        self.add_editor("text", self.words, partial(self._set, "text"))
        helps = {value: _(label) for value, label in HELPS.items()}
        who = ChoiceField(_(FOR_WHOM), helps, optional=True)
        self.add_editor("helps", who, partial(self._set, "helps"))
        gone = QPushButton(icon("trash", "muted"), "")
        gone.setObjectName("quiet")
        gone.setAccessibleName(_("Ta bort önskemålet"))
        gone.setToolTip(_("Ta bort önskemålet"))
        gone.clicked.connect(lambda _checked=False: change(document, self._removed))
        self.column.removeWidget(who)
        beside(self.column, who, gone)
        if document.read_only:
            gone.hide()

    def _set(self, name: str, value: Any) -> Patch:
        return set_field(self.document.case, "wishes", self.key, name, value)

    def _removed(self) -> Patch:
        return remove(self.document.case, [("wishes", self.key)])

    def refresh(self) -> None:
        """Show the wish as it is now."""
        case = self.document.shown
        wish: Wish = case.wishes[self.key]
        number = _("Önskemål {number}").format(number=case.wish_number(self.key))
        self.words.caption.setText(number)
        self.words.text.setAccessibleName(number)
        self.show_values({"text": wish.text, "helps": wish.helps})
        self.subheading.hide()


class Other(QWidget):
    """One of the others: what it has been asked for, and a line for the next wish to it."""

    def __init__(self, body: NeedsBody, figure: str) -> None:
        super().__init__()
        self.figure = figure
        self._body = body
        case = body.shown
        name = actor_name(case, figure)
        self.name = QLabel(name)
        self.name.setObjectName("otherName")
        self.name.setWordWrap(True)
        self.cards = Cards(lambda key: WishCard(body.document, key))
        self.line = QuickLine()
        asks = _("Vad behöver {role} av {other}?")
        labels = {each: case.figures[each].label for each in (body.figure, figure)}
        self.line.setPlaceholderText(asks.format(role=labels[body.figure], other=labels[figure]))
        self.line.setAccessibleName(_("Önskemål till {name}").format(name=name))
        self.helps = QuietCombo()
        self.helps.setAccessibleName(_("{question} {name}").format(question=_(FOR_WHOM), name=name))
        self.helps.setToolTip(_(FOR_WHOM))
        self.helps.addItem(_("Hjälper …"), None)
        for value, label in HELPS.items():
            self.helps.addItem(_(label), value)
        for widget in (self.line, self.helps):
            widget.setEnabled(not body.document.read_only)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        column.addWidget(self.name)
        column.addLayout(self.cards.column)
        row = beside(column, self.line, self.helps)
        row.setStretch(0, 5)
        row.setStretch(1, 2)
        self.line.kept.connect(self._kept)
        self.line.moved.connect(lambda step: body.go_from(self, step))
        self.line.entered.connect(lambda: body.aimed.emit([("figures", figure)]))
        self.line.editingFinished.connect(self._left)
        self.helps.activated.connect(lambda _index: self.line.setFocus())

    def refresh(self) -> None:
        """Show what has been asked of this one as it is now."""
        wishes = self._body.document.case.wishes
        pair = (self._body.figure, self.figure)
        self.cards.show_keys([key for key, wish in wishes.items() if (wish.from_, wish.to) == pair])

    def keep(self) -> bool:
        """Ask the wish that is typed; return whether nothing was refused."""
        text, helps = self.line.text().strip(), self.helps.currentData()
        if not text:
            return True
        self.line.clear()  # before the case tells that it has changed, so that nothing is asked twice
        kept = self._body.ask_for(self.figure, text, helps)
        if kept:
            self.helps.setCurrentIndex(0)
        else:
            self.line.setText(text)
        return kept

    def _kept(self) -> None:
        if self.keep():
            self._body.go_from(self, 1)

    def _left(self) -> None:
        """Who leaves the line has asked; who only chooses whom it helps has not left it."""
        if not self.line.hasFocus():
            self._body.aimed.emit([])
        if not self.line.hasFocus() and not self.helps.hasFocus() and not choice_open(self.helps):
            self.keep()


class NeedsBody(RoundBody):
    """A line for each of the others, in the order they are asked."""

    def __init__(self, window: CaseWindow) -> None:
        super().__init__(window)
        self.hint = QLabel(_(HINT))
        self.hint.setObjectName("panelSubheading")
        self.hint.setWordWrap(True)
        self.others: list[Other] = []
        self.column.addWidget(self.hint)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.column.addLayout(self._rows)
        self.column.addStretch(1)

    @property
    def document(self) -> Document:
        """The document that is written in."""
        return self._document

    @property
    def shown(self) -> Case:
        """The case as it is shown."""
        return self._document.shown

    def build(self) -> None:
        """Make a line for each of the others."""
        for other in list(self.others):
            other.keep()
        for other in self.others:
            self._rows.removeWidget(other)
            other.hide()
            other.deleteLater()
        self.others = []
        if self.meeting is None or not self.figure:
            return
        for key in order(self._document.case, self.meeting):
            if key != self.figure:
                other = Other(self, key)
                self.others.append(other)
                self._rows.addWidget(other)

    def refresh(self) -> None:
        """Show what has been asked of each as it is now; newcomers get their line."""
        there = {other.figure for other in self.others}
        case = self._document.case
        if there != set(case.figures) - {self.figure, case.child}:
            self.build()
        for other in self.others:
            other.refresh()

    def focus_first(self) -> None:
        """Write to the first of the others."""
        if self.others:
            self.others[0].line.setFocus()

    def go_from(self, other: Other, step: int) -> None:
        """Go to the line after, or before; after the last one the actor has had its turn."""
        at = self.others.index(other) + step
        if at >= len(self.others):
            self.done.emit()
        elif at >= 0:
            self.others[at].line.setFocus()

    def commit(self) -> None:
        """Ask what is typed."""
        for other in self.others:
            other.cards.commit()
            other.keep()

    def ask_for(self, to: str, text: str, helps: str | None) -> bool:
        """Ask a wish of one of the others; the map gets its arrow at once. Return whether nothing was refused."""
        if self.meeting is not None and self.meeting.id in self._document.case.meetings:
            lock_of(self._document).begin(self.meeting.id)
        ask = partial(self._asked, to, text, helps)
        if self.canvas is None or not self.canvas.isVisible():
            return self.push(lambda: ask(self._document.case))
        return self.canvas.changes.push_with_places(ASK, lambda case, _sheet: ask(case))

    def _asked(self, to: str, text: str, helps: str | None, case: Case) -> Patch:
        patch = ask_wish(case, self.figure, to, text, helps=helps)
        patch = patch.then(ask_questions(case, need=question(case, self.meeting, "round_2")))
        return Patch(ASK, spoken(case, self.meeting, self.figure, patch).changes)
