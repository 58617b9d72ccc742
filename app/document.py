"""An open case: the records, what can be undone, what is shown of them, and the signals that say what changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.i18n import _
from app.models.case import Case
from app.models.history import History, NotStored, Sink, Step
from app.models.patch import Patch
from app.models.pseudonyms import Mask


class _PatchCommand(QUndoCommand):
    """The one undo command. Qt calls `redo` when it is pushed."""

    def __init__(self, document: Document, patch: Patch) -> None:
        super().__init__(_(patch.label))
        self._document = document
        self.patch = patch
        self._done_before = False

    def redo(self) -> None:
        step: Step = "redo" if self._done_before else "do"
        self._done_before = True
        self._document._take(self.patch, step)

    def undo(self) -> None:
        self._document._take(self.patch.inverse(), "undo")


class Document(QObject):
    """One open case. Every edit, undo and redo goes through `push` and the stack, and is stored at once.

    Signals: ``patched(Patch)`` after the records changed; ``stored(datetime)`` after the step is durable;
    ``refused(str)`` with a sentence when a step could not be stored: the records are then as before it;
    ``shown_changed()`` when names are hidden or shown again, and everything that is shown must be read anew.

    Edits are made on `case`. Whatever people see, hear or hover is read from `shown`.

    Each of `guards` sees a new edit before it is made, and raises EditRefused to stop it; undo and redo pass by.
    """

    patched = Signal(object)
    stored = Signal(object)
    refused = Signal(str)
    shown_changed = Signal()

    def __init__(self, case: Case, sink: Sink | None = None, history: History | None = None) -> None:
        super().__init__()
        self.case = case
        self.names_hidden = False
        self._mask = Mask()
        self._masked: Case | None = None
        self.held = ""
        self.guards: list[Callable[[Patch], None]] = []
        self._sink = sink
        self._silent = True
        self._failed = False
        self.last_stored: datetime | None = None
        self.stack = QUndoStack(self)
        past = history or History()
        for patch in past.patches:
            self.stack.push(_PatchCommand(self, patch))
        self.stack.setIndex(past.index)
        self._silent = False

    @property
    def shown(self) -> Case:
        """The case as it is shown: itself, or with pseudonyms while names are hidden. Do not change it."""
        if not self.names_hidden:
            return self.case
        if self._masked is None:
            self._masked = self._mask.of(self.case)
        return self._masked

    def as_shown(self, earlier: Case) -> Case:
        """Return the case as it was once as it is shown now: itself, or with the same pseudonyms."""
        return self._mask.of(earlier) if self.names_hidden else earlier

    def hide_names(self, hide: bool) -> None:
        """Show pseudonyms instead of names everywhere, or the names again. The records stay as they are."""
        if hide != self.names_hidden:
            self.names_hidden = hide
            self._masked = None
            self.shown_changed.emit()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be edited: nobody stores it, or the case is held."""
        return self._sink is None or bool(self.held)

    def hold(self, why: str) -> None:
        """Refuse every edit with the sentence ``why`` until the case is let go with an empty one."""
        self.held = why

    def refuse(self) -> None:
        """Say why the case is held, if it is."""
        if self.held:
            self.refused.emit(self.held)

    def history(self) -> History:
        """Return what can be undone and redone."""
        commands = [self.stack.command(number) for number in range(self.stack.count())]
        patches = tuple(each.patch for each in commands if isinstance(each, _PatchCommand))
        return History(patches, self.stack.index())

    def push(self, patch: Patch) -> bool:
        """Make an edit, store it, and put it on the undo stack; return whether it was made.

        An empty patch does nothing. Raises PatchRefused if the patch does not fit the case, and EditRefused if a
        guard stops it.
        """
        if patch:
            self.refuse()
        if not patch or self.read_only:
            return False
        for guard in self.guards:
            guard(patch)
        self._failed = False
        self._take(patch, "do")
        if self._failed:
            return False
        self._silent = True
        try:
            self.stack.push(_PatchCommand(self, patch))
        finally:
            self._silent = False
        return True

    def undo(self) -> None:
        """Take the last edit back."""
        self._travel(-1)

    def redo(self) -> None:
        """Make the last undone edit again."""
        self._travel(1)

    def _travel(self, by: int) -> None:
        self.refuse()
        target = self.stack.index() + by
        if self.read_only or not 0 <= target <= self.stack.count():
            return
        self._failed = False
        self.stack.setIndex(target)
        if self._failed:
            self._silent = True
            self.stack.setIndex(target - by)
            self._silent = False

    def _take(self, patch: Patch, step: Step) -> None:
        """Apply to the records, store, tell. If storing fails the records are taken back and it is said."""
        if self._silent or self._sink is None:
            return
        self.case.apply(patch)
        try:
            self.last_stored = self._sink(patch, step)
        except NotStored as problem:
            self.case.apply(patch.inverse())
            self._failed = True
            self.refused.emit(str(problem))
            return
        renamed = self._masks_others()
        self.patched.emit(patch)
        if renamed:
            self.shown_changed.emit()
        self.stored.emit(self.last_stored)

    def _masks_others(self) -> bool:
        """Return whether, while names are hidden, other names are to be hidden than before the edit."""
        self._masked = None
        before = self._mask.turned
        return self.shown is not self.case and self._mask.turned != before
