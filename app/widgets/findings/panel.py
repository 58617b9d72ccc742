"""The list "Kartan visar": what can be read off the case now, each a sentence whose figures and arrows light up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from app.document import Document
from app.i18n import _, ngettext
from app.models.findings.base import USUAL, Finding, findings
from app.models.patch import Patch
from app.models.retention import Terms, chosen_months
from app.settings import Settings
from app.widgets.common.icons import icon
from app.widgets.common.style import LOOKS
from app.widgets.findings.lines import FindingDelegate, FindingModel
from app.widgets.services import ServiceFailed, Services

SOON = 200
"""Milliseconds after an edit that the case is looked through: one look for a burst of edits."""


class FindingsPanel(QWidget):
    """Follows the document while somebody ``watches`` (the panel, or the count on its tab, is seen).

    Emits ``lit(keys)`` with the (family, key) to light while a finding is pointed at or has the focus, an empty tuple
    when none has; ``picked(keys)`` when one is pressed; ``counted(n)`` with how many there are; ``failed(sentence)``.
    """

    lit = Signal(object)
    picked = Signal(object)
    counted = Signal(int)
    failed = Signal(str)

    def __init__(
        self,
        document: Document,
        services: Services,
        library_id: str,
        watched: Callable[[], bool] | None = None,
        settings: Settings | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("palette")
        self.document = document
        self._services, self._id, self._settings = services, library_id, settings or Settings()
        self._watched = watched or self.isVisible
        self._waved: frozenset[str] | None = None
        self._stale = True
        self._lit: tuple[tuple[str, str], ...] = ()
        self.model = FindingModel()
        self.list = self._make_list()
        self._build()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._look_if_watched)
        document.patched.connect(self._patched)
        document.shown_changed.connect(self._forget)
        LOOKS.changed.connect(self._measure)

    def _make_list(self) -> QListView:
        view = QListView()
        view.setObjectName("cards")
        view.setAccessibleName(_("Kartan visar"))
        view.setModel(self.model)
        view.setItemDelegate(FindingDelegate(view, self.model))
        view.setMouseTracking(True)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # or lines would change width and height
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.entered.connect(self._point_at)
        view.clicked.connect(self._pick)
        view.activated.connect(self._pick)
        view.selectionModel().currentChanged.connect(lambda current, _before: self._current_changed(current))
        view.viewport().installEventFilter(self)
        view.installEventFilter(self)
        return view

    def _build(self) -> None:
        self.heading = QLabel()
        self.heading.setObjectName("panelHeading")
        self.heading.setWordWrap(True)
        self.hint = QLabel(_("Peka på en mening, så lyser den på kartan. Ta bort det ni redan har pratat om."))
        self.hint.setObjectName("panelSubheading")
        self.hint.setWordWrap(True)
        self.wave = QPushButton(icon("close"), _("Ta bort ur listan"))
        self.wave.setToolTip(_("Ta bort meningen ur listan (Delete). Den går att ta tillbaka."))
        self.wave.clicked.connect(lambda _checked=False: self._wave_current())
        self.show_waved = QCheckBox()
        self.show_waved.toggled.connect(lambda _on: self._show())
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 10, 12)
        column.setSpacing(8)
        for each in (self.heading, self.hint):
            column.addWidget(each)
        column.addWidget(self.list, 1)
        column.addWidget(self.wave, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.show_waved)
        self._found: list[Finding] = []
        self._say()

    # What is found

    def _patched(self, _patch: Patch) -> None:
        self._stale = True
        if self._watched():
            self._soon.start()

    def _forget(self) -> None:
        """Names were hidden or shown: no list, seen or not, keeps those it had."""
        self._stale = True
        self._found = []
        self._show()
        self.look()

    def look(self) -> None:
        """Look through the case again if it has changed and somebody watches."""
        if self._watched():
            self._look_if_watched()

    def _look_if_watched(self) -> None:
        if not self._stale or not self._watched():
            return
        self._stale = False
        self._found = findings(self.document.shown, self._terms())
        self._show()

    def _terms(self) -> Terms:
        """Return when the case is to be reviewed; only a closed one is asked about."""
        if self.document.case.info.status != "closed":
            return USUAL
        try:
            return Terms(chosen_months(self._settings.values), self._services.kept_until(self._id))
        except ServiceFailed as problem:
            self.failed.emit(str(problem))
            return Terms(chosen_months(self._settings.values))

    def _waved_away(self) -> frozenset[str]:
        if self._waved is None:
            try:
                self._waved = self._services.waved(self._id)
            except ServiceFailed as problem:
                self._waved = frozenset()
                self.failed.emit(str(problem))
        return self._waved

    def _show(self) -> None:
        at = self.list.currentIndex().row()
        mark = self.model.lines[at].mark if 0 <= at < len(self.model.lines) else ""
        if self.model.show(self._found, self._waved_away(), with_waved=self.show_waved.isChecked()):
            marks = [each.mark for each in self.model.lines]
            row = marks.index(mark) if mark in marks else min(at, len(marks) - 1)
            if at >= 0 and row >= 0:
                self.list.setCurrentIndex(self.model.index(row))
            elif not marks:
                self._light(())
        self._say()

    def _say(self) -> None:
        standing, away = len(self.model.standing()), len(self.model.away())
        said = ngettext("Kartan visar {n} sak", "Kartan visar {n} saker", standing).format(n=standing)
        self.heading.setText(said if standing else _("Inget att säga till om just nu"))
        self.hint.setVisible(bool(self.model.lines))
        self.show_waved.setText(ngettext("Visa {n} borttagen", "Visa {n} borttagna", away).format(n=away))
        self.show_waved.setVisible(bool(away))
        self._offer()
        self.counted.emit(standing)

    # Pointing, picking, waving away

    def _offer(self) -> None:
        """Let the button say what it does to the chosen line."""
        index = self.list.currentIndex()
        self.wave.setEnabled(index.isValid() and not self.document.read_only)
        away = index.isValid() and self.model.is_away(index)
        self.wave.setText(_("Ta tillbaka i listan") if away else _("Ta bort ur listan"))
        self.wave.setVisible(bool(self.model.lines))

    def _current_changed(self, current: QModelIndex) -> None:
        self._offer()
        if self.list.hasFocus():
            self._point_at(current)

    def _point_at(self, index: QModelIndex) -> None:
        self._light(self.model.lines[index.row()].lights if index.isValid() else ())

    def _light(self, keys: tuple[tuple[str, str], ...]) -> None:
        if keys != self._lit:
            self._lit = keys
            self.lit.emit(keys)

    def _pick(self, index: QModelIndex) -> None:
        self.picked.emit(self.model.lines[index.row()].lights)

    def _wave_current(self) -> None:
        index = self.list.currentIndex()
        if not index.isValid() or not self.wave.isEnabled():
            return
        mark, away = self.model.lines[index.row()].mark, not self.model.is_away(index)
        try:
            self._services.wave(self._id, mark, away)
        except ServiceFailed as problem:
            self.failed.emit(str(problem))
            return
        waved = self._waved_away()
        self._waved = waved | {mark} if away else waved - {mark}
        self._show()

    # Qt's events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Nothing is lit when the pointer or the focus has left the list; Delete waves away."""
        kind = event.type()
        if kind == QEvent.Type.Leave and watched is self.list.viewport():
            self._point_at(self.list.currentIndex() if self.list.hasFocus() else QModelIndex())
        elif kind == QEvent.Type.FocusOut and watched is self.list:
            self._light(())
        elif kind == QEvent.Type.FocusIn and watched is self.list:
            self._point_at(self.list.currentIndex())
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress and watched is self.list:
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self._wave_current()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.currentIndex().isValid():
                self._pick(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _measure(self) -> None:
        self.list.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Sentences break anew."""
        super().resizeEvent(event)
        self._measure()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with the case."""
        super().showEvent(event)
        self.look()
