"""Case files let go over a window: put in the library, all or none, and what became of them is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from app.widgets.common.messages import tell
from app.widgets.keeping import HANDED
from app.widgets.services import ServiceFailed, Services

_TAKEN = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


def local_files(event: QDropEvent) -> list[Path]:
    """Return the files of this computer that a drag carries; none if it carries anything else too."""
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls] if all(url.isLocalFile() for url in urls) else []


def tell_refused(window: QWidget, problem: ServiceFailed) -> None:
    """Say that nothing was imported, and why, line by line."""
    sentence, _gap, lines = str(problem).partition("\n")
    tell(window, _("Inget importerades"), sentence, [line for line in lines.splitlines() if line.strip()])


class CaseFileDrop(QObject):
    """Takes files over a case's window: the open case stays, the files' cases stand in the library beside it."""

    def __init__(self, window: QWidget, services: Services, say: Callable[[str], object]) -> None:
        super().__init__(window)
        self._window, self._services, self._say = window, services, say
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take drags of files; leave everything else to the window."""
        if event.type() not in _TAKEN or not isinstance(event, QDropEvent):
            return False
        files = local_files(event)
        if not files:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self.take(files)
        return True

    def take(self, files: Sequence[Path]) -> None:
        """Import the files and say where the cases are, or why there are none."""
        if any(path.suffix.lower() == HANDED for path in files):
            self._say(_("Gå till biblioteket (Ctrl+W) och släpp det överlämnade ärendet där."))
            return
        try:
            made = self._services.import_files(files)
        except ServiceFailed as problem:
            tell_refused(self._window, problem)
            return
        titles = {card.id: card.title for card in self._services.cases()}
        sentence = ngettext(
            "Ärendet ”{title}” ligger nu i biblioteket (Ctrl+W).",
            "{n} ärenden ligger nu i biblioteket (Ctrl+W).",
            len(made),
        )
        self._say(sentence.format(n=len(made), title=titles.get(made[0], "") if made else ""))
