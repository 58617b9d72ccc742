"""The white bar at the top of a case: what case it is, its pages, undo, the group's screen, export and the menu.

Nothing in it is ever cut. Where it is narrow, or text is large, it does without one thing after the other: first what
is said elsewhere too, then words that have an icon, last the row of pages, which becomes a menu.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QLayout, QMenu, QPushButton, QWidget

from app.document import Document
from app.i18n import _
from app.models.consent_state import consent_state
from app.models.consent_words import draft_mark, sentence
from app.models.patch import Patch
from app.models.records import CASE_KINDS
from app.widgets.common.icons import icon
from app.widgets.common.pill import Pill, Tone

PROJECTOR, PROTECTED = "projector", "show_protected"
"""The ids of the actions that show the sheet to the group, and protected names to the one who edits."""
CONSENTS = "consents"
"""The page that the consent's state leads to."""
ALL, NO_KIND, ONE_PILL, NO_GROUP_WORDS, NO_MENU_WORDS, TIGHT, NO_PILL, SHORT_TITLE, FOLDED = range(9)
"""How much the bar does without; each step does without everything before it too."""


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
        for pill in (self.consent, self.missing):
            pill.leads_somewhere()
            pill.pressed.connect(lambda: self.page_wanted.emit(CONSENTS))
        self.shield = self._tool("shield", _("Skyddade personuppgifter"))
        self.shield.setCheckable(True)
        self.tabs: dict[str, QPushButton] = {}
        self.undo = self._tool("undo", _("Ångra"))
        self.redo = self._tool("redo", _("Gör om"))
        self.undo.clicked.connect(lambda _checked=False: document.undo())
        self.redo.clicked.connect(lambda _checked=False: document.redo())
        self.export = QPushButton(_("Exportera"))
        self.export.setObjectName("accent")
        self.export.setMenu(QMenu(self.export))
        self.more = self._worded("menu", _("Meny"))
        self.more.setMenu(QMenu(self.more))
        self.group = self._worded("group", _("Visa för gruppen"))
        self.fold = QPushButton()
        self.fold.setObjectName("tab")
        self.fold.setMenu(QMenu(self.fold))
        self.step = ALL
        self._words = ""
        row = QHBoxLayout(self)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.setContentsMargins(8, 8, 16, 8)
        row.setSpacing(8)
        self._parts = (self._left(), self._middle(pages), self._right())
        for part, share in zip(self._parts, (1, 0, 1), strict=True):
            row.addWidget(part, share)
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
        return self._row(back, self.shield, self.title, self.consent, self.missing, self.kind, stretch_last=True)

    def _middle(self, pages: Mapping[str, str]) -> QWidget:
        self._group = group = QButtonGroup(self)
        for number, (key, label) in enumerate(pages.items(), 1):
            tab = QPushButton(label)
            tab.setObjectName("tab")
            tab.setCheckable(True)
            tab.setAutoExclusive(True)
            tab.setToolTip(f"{label} (Ctrl+{number})")
            tab.setAccessibleName(label)
            tab.clicked.connect(lambda _checked=False, each=key: self.page_wanted.emit(each))
            group.addButton(tab)
            self.tabs[key] = tab
            self.fold.menu().addAction(label).triggered.connect(partial(self._want, key))
        return self._row(*self.tabs.values(), self.fold, gap=2)

    def _want(self, key: str, _checked: bool = False) -> None:
        self.page_wanted.emit(key)

    def _right(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addStretch(1)
        for button in (self.undo, self.redo, self.group, self.export, self.more):
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
        button.setObjectName("tool")
        button.setAccessibleName(name)
        return button

    def show_page(self, key: str) -> None:
        """Mark a page as the one shown; one without a tab leaves none marked."""
        self._group.setExclusive(key in self.tabs)
        for each, tab in self.tabs.items():
            tab.setChecked(each == key)
        shown = self.tabs[key].text() if key in self.tabs else _("Sidor")
        self.fold.setText(shown)
        self.fold.setAccessibleName(_("Sida: {page}").format(page=shown))
        self._fit()

    @staticmethod
    def _worded(picture: str, name: str) -> QPushButton:
        """Return a button whose words can be left out, since it has a picture."""
        button = QPushButton(icon(picture), name)
        button.setObjectName("worded")
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setProperty("words", name)
        return button

    def offer(self, actions: Mapping[str, QAction]) -> None:
        """Take the window's actions that have a button of their own in the bar."""
        protected = actions.get(PROTECTED)
        if protected is not None:
            self.shield.clicked.connect(protected.trigger)
        projector = actions.get(PROJECTOR)
        if projector is not None:
            self.group.clicked.connect(projector.trigger)
            keys = projector.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            self.group.setToolTip(f"{self.group.accessibleName()} ({keys})")
            self._fit()

    def _patched(self, patch: Patch) -> None:
        if any(family in ("case", "consents", "figures") for family, _key in patch.touched()):
            self.refresh()

    def _stack_moved(self, _index: int) -> None:
        self._show_undo()

    def refresh(self) -> None:
        """Show the case as it is now."""
        info = self.document.shown.info
        words = _("Ärende {number}").format(number=info.number) if info.number else info.title
        self.title.setAccessibleName(words)
        self._words = words
        kind = _(CASE_KINDS[info.kind])
        both = _("{kind}, påhittat").format(kind=kind) if info.fictional else kind
        self.kind.say(both if info.kind != "real" else "", "quiet")
        self._show_consent()
        self._show_shield()
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
        said = [pill.text() for pill in (self.consent, self.missing) if pill.text()]
        draft = sentence(draft_mark(case, date.today()))
        for widget in (self.consent, self.missing):
            widget.setToolTip("\n".join([*said, *([_("Barnets plan: {mark}").format(mark=draft)] if draft else [])]))
        self.title.setToolTip("\n".join([case.info.title, *said]))

    def _show_shield(self) -> None:
        """The shield stands as long as somebody has protected identity; it is down while their names are shown."""
        revealed = self.document.revealed
        self.shield.setVisible(bool(self.document.protected))
        self.shield.setChecked(revealed)
        said = _("Skyddade personuppgifter: skyddade namn är utbytta på skärmen, på papper och i filer.")
        shown = _("Skyddade namn visas på din skärm. Klicka för att dölja dem igen.")
        self.shield.setToolTip(shown if revealed else said)

    def _show_undo(self) -> None:
        stack, may = self.document.stack, not self.document.read_only
        self.undo.setEnabled(stack.canUndo() and may)
        self.redo.setEnabled(stack.canRedo() and may)
        undo, redo = _("Ångra (Ctrl+Z)"), _("Gör om (Ctrl+Skift+Z)")
        self.undo.setToolTip(f"{undo}: {stack.undoText()}" if stack.canUndo() else undo)
        self.redo.setToolTip(f"{redo}: {stack.redoText()}" if stack.canRedo() else redo)

    def _fit(self) -> None:
        """Do without as little as the width allows."""
        for step in range(ALL, FOLDED + 1):
            self._do_without(step)
            if self._needed() <= self.width():
                return

    def _do_without(self, step: int) -> None:
        self.step = step
        some, warned = bool(self.consent.text()), bool(self.missing.text())
        self.kind.setVisible(step < NO_KIND and bool(self.kind.text()))
        self.missing.setVisible(step < NO_PILL and warned)
        self.consent.setVisible(some and (step < ONE_PILL or (step < NO_PILL and not warned)))
        for button, without in ((self.group, NO_GROUP_WORDS), (self.more, NO_MENU_WORDS)):
            button.setText("" if step >= without else button.property("words"))
        for tab in self.tabs.values():
            tab.setVisible(step < FOLDED)
            if tab.property("tight") != (step >= TIGHT):
                tab.setProperty("tight", step >= TIGHT)
                tab.style().unpolish(tab)
                tab.style().polish(tab)
        self.fold.setVisible(step >= FOLDED)
        wide = 80 if step >= SHORT_TITLE else max(130, self.width() // (5 if step == ALL else 8))
        if step == FOLDED:  # the pages have become one button: their room is the title's
            self.title.setText("")
            wide = max(wide, self.width() - self._needed() - 40)
        self.title.setText(self.title.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, wide))

    def _needed(self) -> int:
        """Return how wide the bar must be for what it shows now."""
        found = 0
        for part in self._parts:
            inside = part.layout()
            assert inside is not None
            inside.invalidate()
            found += inside.minimumSize().width()
        row = self.layout()
        assert row is not None
        edges = row.contentsMargins()
        return found + 2 * row.spacing() + edges.left() + edges.right()

    def minimumSizeHint(self) -> QSize:
        """Fit in any window; what there is no room for is left out."""
        return QSize(320, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is."""
        super().resizeEvent(event)
        self._fit()
