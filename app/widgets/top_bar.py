"""The white bar at the top of a case: what case it is, its pages, undo and export."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from app.document import Document
from app.i18n import _
from app.models.consent_state import consent_state
from app.models.patch import Patch
from app.models.records import CASE_KINDS
from app.widgets.common.icons import icon
from app.widgets.common.pill import Pill, Tone


class TopBar(QFrame):
    """Emits ``page_wanted(str)`` with a page's key, and ``library_wanted()``."""

    page_wanted = Signal(str)
    library_wanted = Signal()

    def __init__(self, document: Document, pages: Mapping[str, str]) -> None:
        super().__init__()
        self.document = document
        self.setObjectName("topBar")
        self.title = QLabel()
        self.title.setObjectName("caseTitle")
        self.consent, self.missing, self.kind = Pill(), Pill(), Pill()
        self.tabs: dict[str, QPushButton] = {}
        self.undo = self._tool("undo", _("Ångra"))
        self.redo = self._tool("redo", _("Gör om"))
        self.undo.clicked.connect(lambda _checked=False: document.undo())
        self.redo.clicked.connect(lambda _checked=False: document.redo())
        self.export = QPushButton(_("Exportera"))
        self.export.setObjectName("accent")
        self.export.setMenu(QMenu(self.export))
        self.more = QPushButton(_("Meny"))
        self.more.setMenu(QMenu(self.more))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self._left(), 1)
        row.addWidget(self._middle(pages), 0)
        row.addWidget(self._right(), 1)
        document.patched.connect(self._patched)
        document.shown_changed.connect(self.refresh)
        document.stack.indexChanged.connect(self._stack_moved)
        self.refresh()

    def _left(self) -> QWidget:
        back = QPushButton(icon("back", "muted"), "")
        back.setObjectName("quiet")
        back.setAccessibleName(_("Till biblioteket"))
        back.setToolTip(_("Till biblioteket (Ctrl+W)"))
        back.clicked.connect(lambda _checked=False: self.library_wanted.emit())
        return self._row(back, self.title, self.consent, self.missing, self.kind, stretch_last=True)

    def _middle(self, pages: Mapping[str, str]) -> QWidget:
        group = QButtonGroup(self)
        for number, (key, label) in enumerate(pages.items(), 1):
            tab = QPushButton(label)
            tab.setObjectName("tab")
            tab.setCheckable(True)
            tab.setToolTip(f"{label} (Ctrl+{number})")
            tab.setAccessibleName(label)
            tab.clicked.connect(lambda _checked=False, each=key: self.page_wanted.emit(each))
            group.addButton(tab)
            self.tabs[key] = tab
        return self._row(*self.tabs.values(), gap=2)

    def _right(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addStretch(1)
        for button in (self.undo, self.redo, self.more, self.export):
            row.addWidget(button)
        return holder

    @staticmethod
    def _row(*widgets: QWidget, gap: int = 8, stretch_last: bool = False) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap)
        for widget in widgets:
            row.addWidget(widget)
        if stretch_last:
            row.addStretch(1)
        return holder

    @staticmethod
    def _tool(picture: str, name: str) -> QPushButton:
        button = QPushButton(icon(picture), "")
        button.setIconSize(QSize(18, 18))
        button.setObjectName("tool")
        button.setAccessibleName(name)
        return button

    def show_page(self, key: str) -> None:
        """Mark a page as the one shown."""
        self.tabs[key].setChecked(True)

    def _patched(self, patch: Patch) -> None:
        if any(family in ("case", "consents", "figures") for family, _key in patch.touched()):
            self.refresh()

    def _stack_moved(self, _index: int) -> None:
        self._show_undo()

    def refresh(self) -> None:
        """Show the case as it is now."""
        info = self.document.shown.info
        words = _("Ärende {number}").format(number=info.number) if info.number else info.title
        self.title.setToolTip(info.title)
        self.title.setAccessibleName(words)
        self._words = words
        kind = _(CASE_KINDS[info.kind])
        both = _("{kind}, påhittat").format(kind=kind) if info.fictional else kind
        self.kind.say(both if info.kind != "real" else "", "quiet")
        self._show_consent()
        self._show_undo()
        self._fit()

    def _show_consent(self) -> None:
        case = self.document.shown
        found = consent_state(case, date.today())
        until = found.until.isoformat() if found.until is not None else ""
        words: dict[str, tuple[str, Tone]] = {
            "none": (_("Samtycke saknas"), "warn"),
            "valid": (_("Samtycke till {day}").format(day=until) if until else _("Samtycke finns"), "good"),
            "expired": (_("Samtycket gick ut {day}").format(day=until), "bad"),
            "withdrawn": (_("Samtycket är återkallat"), "bad"),
        }
        self.consent.say(*words[found.state])
        names = ", ".join(case.figures[each].label for each in found.missing)
        self.missing.say(_("{names} saknas i samtycket").format(names=names) if names else "", "warn")

    def _show_undo(self) -> None:
        stack, may = self.document.stack, not self.document.read_only
        self.undo.setEnabled(stack.canUndo() and may)
        self.redo.setEnabled(stack.canRedo() and may)
        undo, redo = _("Ångra (Ctrl+Z)"), _("Gör om (Ctrl+Skift+Z)")
        self.undo.setToolTip(f"{undo}: {stack.undoText()}" if stack.canUndo() else undo)
        self.redo.setToolTip(f"{redo}: {stack.redoText()}" if stack.canRedo() else redo)

    def _fit(self) -> None:
        """Cut the title to the room there is; where it is narrow the status bar alone says the kind."""
        wide = self.width() >= 1600
        self.kind.setVisible(wide and bool(self.kind.text()))
        room = max(120, self.width() // (5 if wide else 8))
        self.title.setText(self.title.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the title anew."""
        super().resizeEvent(event)
        self._fit()
