"""The decision by which health care and social services exchange without consent (rule R7): who, paragraph, why."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.i18n import _
from app.widgets.disclosing.wanted import Wanted


class DecisionForm(QWidget):
    """Emits ``changed()`` when there is a decision or not, ``typed()`` at every letter; what is written stands in the
    `Wanted` that is shown.
    """

    changed = Signal()
    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._wanted: Wanted | None = None
        self.decided = QCheckBox(_("Lämna utan samtycke, efter beslut"))
        self.about = QLabel(
            _(
                "Hälso- och sjukvård och socialtjänst får lämna uppgifter till varandra om den som är under 18 år, om "
                "någon har beslutat det. Beslutet skrivs i loggen och i paketet."
            )
        )
        self.about.setObjectName("panelSubheading")
        self.about.setWordWrap(True)
        self.by = self._line(_("Vem har beslutat?"), _("Namn och befattning"))
        self.paragraph = self._line(_("Vilken paragraf vilar beslutet på?"), _("Lag, kapitel och paragraf"))
        self.because = self._line(_("Varför behövs det?"), _("Vad barnet behöver, och varför just nu"))
        self._fields = QWidget()
        inside = QVBoxLayout(self._fields)
        inside.setContentsMargins(26, 0, 0, 0)
        inside.setSpacing(4)
        for line in (self.by, self.paragraph, self.because):
            caption = QLabel(line.accessibleName())
            caption.setObjectName("caption")
            caption.setBuddy(line)
            inside.addWidget(caption)
            inside.addWidget(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.about)
        column.addWidget(self.decided)
        column.addWidget(self._fields)
        column.addStretch(1)
        self.decided.toggled.connect(lambda _on: self._take(self.changed))

    def _line(self, name: str, hint: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setPlaceholderText(hint)
        line.textEdited.connect(lambda _words: self._take(self.typed))
        return line

    def show_wanted(self, wanted: Wanted) -> None:
        """Show what is decided about a recipient."""
        self._wanted = None
        self.decided.setChecked(wanted.decided)
        for line, text in ((self.by, wanted.by), (self.paragraph, wanted.paragraph), (self.because, wanted.because)):
            if line.text() != text:
                line.setText(text)
        self._fields.setVisible(wanted.decided)
        self._wanted = wanted

    def _take(self, tell: SignalInstance) -> None:
        if self._wanted is None:
            return
        self._wanted.decided = self.decided.isChecked()
        self._wanted.by, self._wanted.paragraph = self.by.text(), self.paragraph.text()
        self._wanted.because = self.because.text()
        self._fields.setVisible(self._wanted.decided)
        tell.emit()
