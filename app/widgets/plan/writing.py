"""Texts of the case that are written where they stand."""

from __future__ import annotations

from app.document import Document
from app.models.edits.fields import set_field
from app.models.edits.voices import FAMILY, set_voice
from app.models.patch import Patch
from app.widgets.common.changes import change
from app.widgets.properties.editors import GrowingText

_ROOM = 14  # pixels over and under the lines, the frame that is drawn in writing included


class Words(GrowingText):
    """A text of the case that is written where it stands; commits when it is left."""

    def __init__(
        self, document: Document, family: str, key: str, field: str, name: str, *, least: int = 1, most: int = 5
    ) -> None:
        super().__init__(least, most)
        self.setObjectName("goalText")
        self.setAccessibleName(name)
        self._document, self._family, self._key, self._field = document, family, key, field
        self._last = ""
        self.refill()
        self.left.connect(self.commit)

    def _fit(self) -> None:
        """As high as the words: they stand among others, without the room that a field in a form has."""
        lines = max(self._least, min(self._most, int(self.document().size().height())))
        height = lines * self.fontMetrics().lineSpacing() + _ROOM
        if height != self.height():
            self.setFixedHeight(height)

    def _words(self) -> str:
        record = self._document.shown.record(self._family, self._key)
        return str(getattr(record, self._field, None) or "")

    def refill(self) -> None:
        """Show the words as they are now; words with pseudonyms in them are only read. What is being typed stays."""
        typing = self.hasFocus() and self.toPlainText() != self._last
        if not typing and self.toPlainText().strip() != self._words():
            self.setPlainText(self._words())
        if not typing:
            self._last = self.toPlainText()
        self.setReadOnly(self._document.read_only or self._document.hides(self._family, self._key))

    def commit(self) -> None:
        """Hand over the words if they have changed."""
        text = self.toPlainText().strip()
        there = self._document.case.record(self._family, self._key) is not None
        if there and not self.isReadOnly() and text != self._words():
            self._last = self.toPlainText()
            change(self._document, lambda: self._patch(text or None))

    def _patch(self, text: str | None) -> Patch:
        if self._family == FAMILY:
            return set_voice(self._document.case, self._key, **{self._field: text})
        return set_field(self._document.case, self._family, self._key, self._field, text)
