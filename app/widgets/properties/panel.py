"""The column on the right: shows what is selected and follows every edit and undo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea

from app.document import Document
from app.i18n import _
from app.models.edits.removal import remove
from app.models.patch import Patch
from app.widgets.common.changes import change
from app.widgets.properties.form import Panel
from app.widgets.properties.note_panel import NotePanel
from app.widgets.properties.panels import CasePanel, FigurePanel, ManyPanel, RelationPanel
from app.widgets.properties.wish_panel import WishPanel

_NAMED = frozenset({"figures", "organisations", "groups"})  # whose names stand in the panel's lists

Selection = Sequence[tuple[str, str]]


class PropertiesPanel(QScrollArea):
    """Shows the panel that suits the selection. Emits ``planned(row)`` when a wish became a plan row."""

    planned = Signal(str)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self.selection: list[tuple[str, str]] = []
        self._note: str | None = None
        self.setObjectName("properties")
        self.setAccessibleName(_("Egenskaper"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        document.patched.connect(self._patched)
        document.shown_changed.connect(self._show)
        self._show()

    @property
    def panel(self) -> Panel:
        """The panel shown now."""
        panel = self.widget()
        assert isinstance(panel, Panel)
        return panel

    def select(self, selection: Selection) -> None:
        """Show these (family, key); what was being typed is committed first."""
        note = selection[0][1] if len(selection) == 1 and selection[0][0] == "notes" else None
        if list(selection) == self.selection and note == self._note:
            return
        self._note = note
        self.commit_all()
        case = self.document.case
        self.selection = [each for each in selection if case.record(*each) is not None]
        self._show()

    def commit_all(self) -> None:
        """Hand over everything that is typed but not yet committed."""
        if self.widget() is not None:
            self.panel.commit_all()

    def focus_first(self) -> None:
        """Put the cursor in the panel's first field."""
        first = next(iter(self.panel.editors.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove_selected(self) -> None:
        """Take what is selected out of the case, with everything that refers to it."""
        keys = [each for each in self.selection if each != ("figures", self.document.case.child)]
        if keys:
            change(self.document, lambda: remove(self.document.case, keys))

    def _show(self) -> None:
        old = self.takeWidget()
        if old is not None:
            old.blockSignals(True)
            old.hide()
            old.deleteLater()
        panel = self._made()
        if isinstance(panel, WishPanel):
            panel.planned.connect(self.planned)
        self.setWidget(panel)
        self.verticalScrollBar().setValue(0)

    def _made(self) -> Panel:
        if self._note is not None:
            return NotePanel(self.document, self._note)
        if not self.selection:
            return CasePanel(self.document)
        if len(self.selection) > 1:
            return ManyPanel(self.document, self.selection, self.remove_selected)
        family, key = self.selection[0]
        if family == "figures":
            return FigurePanel(self.document, key, self.remove_selected)
        if family == "relations":
            return RelationPanel(self.document, key, self.remove_selected)
        if family == "wishes":
            return WishPanel(self.document, key, self.remove_selected)
        return CasePanel(self.document)

    def _typing(self) -> bool:
        """Return whether the cursor stands in one of the panel's fields."""
        focus = self.window().focusWidget()
        return focus is not None and self.panel.isAncestorOf(focus)

    def _patched(self, patch: Patch) -> None:
        newcomers = any(c.family in _NAMED and None in (c.before, c.after) for c in patch.changes)
        if not self.panel.still_there() or (newcomers and not self._typing()):
            self.selection = [each for each in self.selection if self.document.case.record(*each) is not None]
            self._show()
        else:
            self.panel.refresh()
