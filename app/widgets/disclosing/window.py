"""Lämna ut: who gets what and why, the recipients once more, the packages, what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, ngettext
from app.models.findings.base import listed
from app.widgets.common.style import scaled
from app.widgets.disclosing.confirm import ConfirmPage, DonePage, WorkingPage
from app.widgets.disclosing.copy_panel import HOW, CopyPanel
from app.widgets.disclosing.delivery import usual_folder
from app.widgets.disclosing.giver import Giver
from app.widgets.disclosing.handout import CaseAtHand, Handout
from app.widgets.disclosing.recipients_list import RecipientsList
from app.widgets.services import ServiceFailed, Services

_PAUSE_MS = 250
"""So long a rest in the typing, and what follows from it is shown."""


class DiscloseWindow(QDialog):
    """Hands out the plan of one case, or of several. ``done_page.paths`` are the packages that were made.

    ``laid_in`` is the folder that packages were last laid in. It may be called anything, so no file remembers it.
    """

    laid_in: ClassVar[Path | None] = None

    def __init__(self, parent: QWidget, services: Services, cases: Sequence[CaseAtHand]) -> None:
        super().__init__(parent)
        self.handout = Handout(services, cases, str(self.laid_in or usual_folder()))
        self._services = services
        self._giver: Giver | None = None
        self._later = QTimer(self)
        self._shown = ""
        self.setObjectName("message")
        self.setWindowTitle(_("Lämna ut planen"))
        self.heading, self.about = QLabel(), QLabel()
        self.heading.setObjectName("dialogHeading")
        self.about.setWordWrap(True)
        self.list = RecipientsList(_("Mottagare"))
        self.safe, self.waiting = QCheckBox(_("Avidentifiera kopiorna")), QLabel()
        self.waiting.setObjectName("panelSubheading")
        self.waiting.setWordWrap(True)
        self.waiting.hide()
        self.news = QPushButton(_("Bocka för alla som har nya rader"))
        self.news.setAutoDefault(False)
        self.news.setVisible(self.handout.several)
        self.copy = CopyPanel(self.handout.cases[0].case, self.handout.cases[0].seen, self.handout.day)
        self.confirm, self.working, self.done_page = ConfirmPage(), WorkingPage(), DonePage()
        self.stack = QStackedWidget()
        self.count, self.said = QLabel(), QLabel()
        self.count.setObjectName("panelSubheading")
        self.said.setObjectName("error")
        self.said.setWordWrap(True)
        self.back, self.forward, self.close_button = QPushButton(_("Tillbaka")), QPushButton(), QPushButton()
        self._lay_out()
        self._connect()
        self._fill()
        self._turn_to(self.choosing)

    # Building

    def _lay_out(self) -> None:
        self.choosing = QSplitter(Qt.Orientation.Horizontal)
        self.choosing.setChildrenCollapsible(False)
        self.choosing.setObjectName("plain")
        self.choosing.setHandleWidth(6)
        self.list.setMinimumWidth(scaled(220))
        area = QScrollArea()
        area.setObjectName("delivery")
        area.setAccessibleName(_("Mottagarens kopia"))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(scaled(330))
        area.setWidget(self.copy)
        left = QWidget()
        beneath = QVBoxLayout(left)
        beneath.setContentsMargins(0, 0, 0, 0)
        beneath.setSpacing(6)
        for widget in (self.list, self.news, self.safe, self.waiting):
            beneath.addWidget(widget)
        self.choosing.addWidget(left)
        self.choosing.addWidget(area)
        self.choosing.setStretchFactor(1, 1)
        for page in (self.choosing, self.confirm, self.working, self.done_page):
            self.stack.addWidget(page)
        self.forward.setObjectName("primary")
        for button in (self.back, self.close_button):
            button.setAutoDefault(False)
        self.forward.setDefault(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.said, 1)
        buttons.addWidget(self.count)
        for button in (self.back, self.close_button, self.forward):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 20, 26, 18)
        column.setSpacing(10)
        for widget in (self.heading, self.about):
            column.addWidget(widget)
        column.addWidget(self.stack, 1)
        column.addLayout(buttons)
        room = self.screen().availableGeometry()
        self.resize(min(scaled(1500), room.width() - 60), min(scaled(860), room.height() - 90))
        self.choosing.setSizes([min(scaled(310), self.width() * 2 // 5), self.width()])

    def _connect(self) -> None:
        self.list.shown.connect(self.look_at)
        self.list.ticked.connect(self._ticked)
        self.safe.toggled.connect(self._make_safe)
        self.news.clicked.connect(lambda _checked=False: self.tick_news())
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._renew)
        self.copy.changed.connect(lambda: self._later.start(0))
        self.copy.typed.connect(lambda: self._later.start(_PAUSE_MS))
        self.copy.delivery.changed.connect(self._delivered)
        self.confirm.changed.connect(self._enable)
        self.back.clicked.connect(lambda _checked=False: self._turn_to(self.choosing))
        self.forward.clicked.connect(lambda _checked=False: self._go_on())
        self.close_button.clicked.connect(lambda _checked=False: self._leave())

    def _fill(self) -> None:
        self.list.fill(self.handout.lines())
        for key in self.handout.wanted:
            self._judge(key)
        may = (key for key, found in self.handout.extracts.items() if found.refusal is None)
        self.list.look_at(next(may, next(iter(self.handout.wanted))))

    # Choosing

    def _judge(self, key: str) -> None:
        """Work out what goes to a recipient now; whoever may have nothing cannot be ticked."""
        found = self.handout.judge(key)
        self.list.allow(key, found.refusal is None, self.handout.wanted[key].chosen)

    def look_at(self, key: str) -> None:
        """Show a recipient's copy."""
        self._catch_up()
        self.copy.delivery.commit()
        self._shown = key
        self._show_copy()
        recipient, deliveries = self.handout.recipient(key), self.handout.deliveries(key)
        health = self.handout.extracts[key].trade == "health"
        self.copy.delivery.show_profile(deliveries.of(recipient), health=health, kept=deliveries.words(recipient))
        self._show_name()
        self._enable()

    def _catch_up(self) -> None:
        """Follow what was ticked or typed, if that is still to be done."""
        if self._later.isActive():
            self._later.stop()
            self._renew()

    def _renew(self) -> None:
        if self._shown:
            self._judge(self._shown)
            self._show_copy()
            self._enable()

    def _show_copy(self) -> None:
        key, handout = self._shown, self.handout
        case = handout.case_of(key)
        self.copy.turn_to(case.case, case.seen)
        self.copy.show_copy(
            handout.wanted[key],
            handout.extracts[key],
            handout.rests_on(key),
            handout.made(key),
            pdf=lambda: handout.plan_pdf(key),
        )
        self.copy.heading.setText(handout.who(key))

    def _make_safe(self, on: bool) -> None:
        """De-identify the copies, or no longer: with the texts that have been read, and without the others (R12)."""
        is_safe, told = self.handout.make_safe(on)
        self.waiting.setText(told)
        self.waiting.setVisible(bool(told))
        for key in self.handout.wanted:
            self._judge(key)
        self._renew()
        if on and not is_safe:
            self.safe.blockSignals(True)
            self.safe.setChecked(False)
            self.safe.blockSignals(False)

    def _ticked(self, key: str, on: bool) -> None:
        self.handout.wanted[key].chosen = on
        self.list.look_at(key)
        self._enable()

    def tick_news(self) -> None:
        """Choose everybody who may have plan rows that they have not had."""
        for key, wanted in self.handout.wanted.items():
            wanted.chosen = wanted.chosen or bool(self.handout.news(key))
            self._judge(key)
        self._enable()

    def _delivered(self) -> None:
        if not self._shown:
            return
        recipient = self.handout.recipient(self._shown)
        problem = self.handout.deliveries(self._shown).put(recipient, self.copy.delivery.value())
        self._enable()
        self._show_name()
        if problem:
            self.said.setText(problem)

    def _show_name(self) -> None:
        try:
            name = self.handout.package_name(self._shown)
        except ServiceFailed as problem:
            self.copy.delivery.show_name(str(problem))
        else:
            self.copy.delivery.show_name(_("Paketet kommer att heta {name}").format(name=name))

    # Going on

    def _turn_to(self, page: QWidget) -> None:
        self.stack.setCurrentWidget(page)
        heading, about = {
            self.choosing: (
                _("Lämna ut planen"),
                _("Bocka för vilka som ska få en kopia. Var och en får bara det som den får ha."),
            ),
            self.confirm: (_("Bekräfta mottagarna"), ""),
            self.working: (_("Lämnar ut"), ""),
            self.done_page: (_("Lämna ut planen"), ""),
        }[page]
        self.heading.setText(heading)
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self.back.setVisible(page is self.confirm)
        self.forward.setVisible(page in (self.choosing, self.confirm))
        self.forward.setText(_("Gå vidare") if page is self.choosing else _("Lämna ut"))
        self.close_button.setText(_("Stäng") if page is self.done_page else _("Avbryt"))
        self.close_button.setEnabled(True)
        (self.close_button if page in (self.working, self.done_page) else self.forward).setDefault(True)
        self._enable()
        {self.choosing: self.list, self.confirm: self.confirm.list}.get(page, self.close_button).setFocus()

    def _enable(self) -> None:
        """Say whether it can go on, and what it waits for."""
        if self.stack.currentWidget() is self.choosing:
            chosen, problem = self.handout.chosen(), self.handout.kept.problem
            self.forward.setEnabled(bool(chosen) and not problem)
            count = ngettext("{n} mottagare vald", "{n} mottagare valda", len(chosen))
            if self.handout.several:
                count = ngettext("{n} kopia vald", "{n} kopior valda", len(chosen))
            self.count.setText(count.format(n=len(chosen)) if chosen else "")
            self.said.setText(problem)
        else:
            self.forward.setEnabled(self.confirm.is_confirmed())
            self.count.setText("")
            self.said.setText("")

    def _go_on(self) -> None:
        self._catch_up()
        if self.stack.currentWidget() is self.choosing:
            self._ask_again()
        elif self.confirm.is_confirmed():
            self.give()

    def _ask_again(self) -> None:
        """Ask for the recipients once more, when where their packages are to stand is known."""
        self.copy.delivery.commit()
        if self.copy.delivery.refused:
            self.copy.show_view(HOW)
            return
        missing = [each for each in self.handout.chosen() if not _can_stand(self.handout.gift(each).target)]
        if missing:
            self.list.look_at(missing[0])
            self.copy.show_view(HOW)
            who = listed(self.handout.who(key) for key in missing)
            self.said.setText(_("Mappen för {who} finns inte. Välj en annan mapp.").format(who=who))
            return
        self.confirm.ask(*self.handout.asked())
        self._turn_to(self.confirm)

    def give(self) -> None:
        """Make the packages and write the log, beside the window."""
        gifts = self.handout.gifts()
        self.working.begin(len(gifts))
        self._turn_to(self.working)
        self._giver = Giver(self, self._services.giving(gifts))
        self._giver.progressed.connect(self.working.tell)
        self._giver.done.connect(self._given)
        self._giver.failed.connect(self._not_given)
        self._giver.start()

    def _given(self, paths: list[Path]) -> None:
        self._giver = None
        DiscloseWindow.laid_in = paths[-1].parent
        self.done_page.tell_done(paths)
        self._turn_to(self.done_page)

    def _not_given(self, sentence: str) -> None:
        self._giver = None
        self.done_page.tell_failed(sentence)
        self._turn_to(self.done_page)
        self.back.show()

    # Leaving

    def _leave(self) -> None:
        """Close the window, or stop what is being made and tell what became of it."""
        if self._giver is None:
            self.reject()
            return
        self._giver.cancel()
        self.working.cancelling()
        self.close_button.setEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc does as the button."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window does as the button."""
        if self._giver is not None:
            self._leave()
            event.ignore()
        else:
            super().closeEvent(event)

    def done(self, result: int) -> None:
        """Commit what is typed; what is being made is stopped, or has ended, before the window is gone."""
        if self._giver is not None:
            self._giver.end()
            self._giver = None
        self.copy.delivery.commit()
        super().done(result)


def _can_stand(folder: Path) -> bool:
    """Return whether packages can be laid in a folder: it is there, or only the last of its names is new."""
    return folder.is_dir() or (not folder.exists() and folder.parent.is_dir())
