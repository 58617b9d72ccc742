"""The whole library gone through, when the user asks for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.widgets.common.messages import Message
from app.widgets.common.working import Work
from app.widgets.recovery.care import Care
from app.widgets.services import ServiceFailed


class CheckDialog(Message):
    """Goes through the library beside the window, and says what it found."""

    def __init__(self, parent: QWidget | None, care: Care) -> None:
        begun = _("Går igenom biblioteket: varje sida av filen, varje ärende och dess historik. Det kan ta en stund.")
        super().__init__(parent, _("Kontrollera biblioteket"), begun, accept=_("Stäng"))
        self.setMinimumWidth(640)
        work = Work(self, lambda: care.check(), calm=ServiceFailed)
        work.done.connect(lambda found: self._tell(list(found)))
        work.failed.connect(lambda problem: self.say(str(problem)))
        self._work: Work | None = work
        work.done.connect(lambda _found: self._forget())
        work.failed.connect(lambda _problem: self._forget())
        work.start()

    def _forget(self) -> None:
        self._work = None

    def _tell(self, found: Sequence[str]) -> None:
        if not found:
            self.say(_("Biblioteket är helt. Varje sida, varje ärende och all historik gick att läsa."))
            return
        self.say(
            _("Något i biblioteket är skadat. Inget har ändrats. Gör inget mer i det: lägg tillbaka en säkerhetskopia.")
        )
        self.lines.setPlainText("\n".join(found))
        self.lines.setReadOnly(True)
        self.lines.setAccessibleName(_("Det här är fel"))
        self.lines.setMinimumHeight(min(300, 60 + 24 * len(found)))
        layout = self.layout()
        assert layout is not None
        layout.insertWidget(2, self.lines)  # type: ignore[attr-defined]

    def say(self, sentence: str) -> None:
        """Show a sentence in the place of the one before."""
        self.sentence.setText(sentence)
        self.sentence.setAccessibleName(sentence)

    def reject(self) -> None:
        """Close; while the library is gone through the window stays."""
        if self._work is None:
            super().reject()

    def accept(self) -> None:
        """Close; while the library is gone through the window stays."""
        if self._work is None:
            super().accept()
