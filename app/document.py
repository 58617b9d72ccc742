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
from app.models.protection import everyone_is_protected, protected_figures
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
    ``shown_changed()`` when names are hidden or shown again, and everything that is shown must be read anew, on the
    projector too.

    Edits are made on `case`. Whatever people see, hear or hover is read from `shown`, and what a group sees on the
    projector from `on_wall`; what is printed or copied out of the program from `on_paper`. Where somebody has protected
    identity all three have pseudonyms without anybody asking.

    Each of `guards` sees a new edit before it is made, and raises EditRefused to stop it; undo and redo pass by.
    """

    patched = Signal(object)
    stored = Signal(object)
    refused = Signal(str)
    shown_changed = Signal()

    def __init__(
        self, case: Case, sink: Sink | None = None, history: History | None = None, *, why_read_only: str = ""
    ) -> None:
        super().__init__()
        self.why_read_only = why_read_only  # a sentence, where nobody stores what is edited
        self.case = case
        self.all_hidden = False
        self.revealed = False
        self._mask = Mask()
        self._paper_mask = Mask(self._mask)
        self._masked: Case | None = None
        self._for_wall: Callable[[Case], Case] | None = None
        self._walled: Case | None = None
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
        """The case as it is shown: itself, or with pseudonyms for those whose names are hidden. Do not change it."""
        if self._masked is None:
            hidden = self._hidden_figures()
            self._masked = self._mask.of(self.case, hidden) if hidden else self.case
        return self._masked

    @property
    def on_wall(self) -> Case:
        """The case as a group sees it on the projector: as it is shown, or de-identified. Do not change it."""
        if self._for_wall is None:
            return self.shown
        if self._walled is None:
            self._walled = self._for_wall(self.case)
        return self._walled

    @property
    def wall_deidentified(self) -> bool:
        """Whether the projector shows the case de-identified."""
        return self._for_wall is not None

    @property
    def on_paper(self) -> Case:
        """The case as it may leave the program: with pseudonyms for those who have protected identity."""
        return self.as_on_paper(self.case)

    @property
    def protected(self) -> frozenset[str]:
        """The figures that have protected identity."""
        return protected_figures(self.case)

    @property
    def names_hidden(self) -> bool:
        """Whether pseudonyms are shown: for everybody, or for those who have protected identity."""
        return self.shown is not self.case

    def hides(self, family: str, key: str) -> bool:
        """Return whether a record is shown with pseudonyms in it, so that its texts must not be written over."""
        return self.all_hidden or self.shown.record(family, key) != self.case.record(family, key)

    def as_shown(self, earlier: Case) -> Case:
        """Return the case as it was once as it is shown now: itself, or with the same pseudonyms."""
        hidden = self._hidden_figures()
        return self._mask.of(earlier, self._also_then(hidden, earlier)) if hidden else earlier

    def as_on_paper(self, earlier: Case) -> Case:
        """Return the case as it was once as it may leave the program now."""
        hidden = self.protected
        return self._paper_mask.of(earlier, self._also_then(hidden, earlier)) if hidden else earlier

    def _hidden_figures(self) -> frozenset[str]:
        if self.all_hidden:
            return frozenset(self.case.figures)
        return frozenset() if self.revealed else self.protected

    def _also_then(self, hidden: frozenset[str], earlier: Case) -> frozenset[str] | None:
        """Return who is hidden in an earlier case: those who are now, and those who were protected then."""
        everyone = self.all_hidden or everyone_is_protected(self.case)
        return None if everyone else hidden | protected_figures(earlier)

    def hide_names(self, hide: bool) -> None:
        """Show pseudonyms instead of names everywhere, or the names again. The records stay as they are."""
        self._look(hide, self.revealed)

    def deidentify_wall(self, make: Callable[[Case], Case] | None) -> None:
        """Show the projector what ``make`` makes of the case as it is, from now on; None: what is shown here."""
        if make is not self._for_wall:
            self._for_wall, self._walled = make, None
            self.shown_changed.emit()

    def reveal(self, reveal: bool) -> None:
        """Show the protected names too, to edit them, or hide them again. What leaves the program keeps them hidden."""
        self._look(self.all_hidden, reveal)

    def _look(self, all_hidden: bool, revealed: bool) -> None:
        if (all_hidden, revealed) != (self.all_hidden, self.revealed):
            self.all_hidden, self.revealed = all_hidden, revealed
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
        """Say why the case is held, or only read, if it is."""
        if self.held or self.why_read_only:
            self.refused.emit(self.held or self.why_read_only)

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
        self._walled = None
        try:
            self.last_stored = self._sink(patch, step)
        except NotStored as problem:
            self.case.apply(patch.inverse())
            self._walled = None
            self._failed = True
            self.refused.emit(str(problem))
            return
        renamed = self._hides_others()
        self.patched.emit(patch)
        if renamed:
            self.shown_changed.emit()
        self.stored.emit(self.last_stored)

    def _hides_others(self) -> bool:
        """Return whether other names are hidden than before the edit."""
        hid, before = self._masked is not None and self._masked is not self.case, self._mask.turned
        self._masked = None
        return hid != self.names_hidden or (hid and self._mask.turned != before)
