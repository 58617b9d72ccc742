"""The form of the letterhead: who sends the papers, the logo, and how it looks."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.models.letterhead import Letterhead, LetterheadNotSaved, own_letterhead, read_logo, save_letterhead
from app.widgets.common.style import scaled
from app.widgets.letterhead.preview import LetterheadPreview

DOTS = 1200
"""A logo's longer side when it is kept."""


class HeadForm(QWidget):
    """The letterhead's fields. ``commit`` writes what is typed; ``said`` tells what went wrong, or nothing."""

    said = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        found = own_letterhead()
        self._stored, self._logo, self._new_logo = found.head, found.logo, False
        self.problem = found.problem
        self.lines = {
            "organisation": self._line(_("Organisation"), _("t.ex. Ekviks kommun")),
            "unit": self._line(_("Enhet"), _("t.ex. Barn och familj")),
            "reference": self._line(_("Ord före ärendenumret"), _("Ärendenummer")),
        }
        self.texts = {"address": self._text(_("Adress")), "contact": self._text(_("Telefon och e-post"))}
        self.preview = LetterheadPreview()
        self.choose = QPushButton(_("Välj logotyp…"))
        self.choose.clicked.connect(lambda _checked=False: self.ask_logo())
        self.without = QPushButton(_("Ta bort logotypen"))
        self.without.clicked.connect(lambda _checked=False: self._drop_logo())
        self._lay_out()
        self._fill()

    def _line(self, name: str, hint: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setPlaceholderText(hint)
        line.textChanged.connect(lambda _words: self._show())
        return line

    def _text(self, name: str) -> QPlainTextEdit:
        text = QPlainTextEdit()
        text.setAccessibleName(name)
        text.setTabChangesFocus(True)
        text.setFixedHeight(scaled(64))
        text.textChanged.connect(self._show)
        return text

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        fields = [self.lines["organisation"], self.lines["unit"], *self.texts.values(), self.lines["reference"]]
        for field in fields:
            caption = QLabel(field.accessibleName())
            caption.setObjectName("caption")
            caption.setBuddy(field)
            column.addSpacing(5)
            column.addWidget(caption)
            column.addWidget(field)
        row = QHBoxLayout()
        for button in (self.choose, self.without):
            row.addWidget(button)
        row.addStretch(1)
        column.addSpacing(8)
        column.addLayout(row)
        caption = QLabel(_("Så ser brevhuvudet ut"))
        caption.setObjectName("caption")
        column.addSpacing(8)
        column.addWidget(caption)
        column.addWidget(self.preview)
        column.addStretch(1)

    def _fill(self) -> None:
        for name, line in self.lines.items():
            line.setText(getattr(self._stored, name))
        for name, text in self.texts.items():
            text.setPlainText(getattr(self._stored, name))
        self._show()

    def value(self) -> Letterhead:
        """Return the letterhead as it is typed."""
        words = {name: line.text() for name, line in self.lines.items()}
        words |= {name: text.toPlainText() for name, text in self.texts.items()}
        return Letterhead(**words, logo=self._stored.logo if self._logo else "")

    def _show(self) -> None:
        self.preview.show_head(self.value() if not self._new_logo else self._with_logo(), self._logo)
        self.without.setEnabled(self._logo is not None)

    def _with_logo(self) -> Letterhead:
        return self.value().model_copy(update={"logo": "logo"})

    # The logo

    def ask_logo(self) -> None:
        """Ask for a picture and take it as the logo."""
        name, _kind = QFileDialog.getOpenFileName(self, _("Välj logotyp"), "", _("Bilder (*.png *.jpg *.jpeg)"))
        if name:
            self.take_logo(Path(name))

    def take_logo(self, path: Path) -> None:
        """Take a picture as the logo: at most `DOTS` dots wide or high, kept as PNG."""
        try:
            image = QImage.fromData(read_logo(path))
        except LetterheadNotSaved as problem:
            self.said.emit(str(problem))
            return
        if image.isNull():
            self.said.emit(_("Logotypen {path} går inte att läsa. Välj en annan bild.").format(path=path))
            return
        if max(image.width(), image.height()) > DOTS:
            smooth = Qt.TransformationMode.SmoothTransformation
            image = image.scaled(DOTS, DOTS, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        self._logo, self._new_logo = _png(image), True
        self.commit()

    def _drop_logo(self) -> None:
        self._logo, self._new_logo = None, False
        self.commit()

    def commit(self) -> bool:
        """Write what is typed; return whether it is stored."""
        head = self.value()
        if head != self._stored or self._new_logo:
            try:
                save_letterhead(head, self._logo if self._new_logo else None)
            except LetterheadNotSaved as problem:
                self.said.emit(str(problem))
                return False
            self._stored, self._new_logo = own_letterhead().head, False
        self.said.emit("")
        self._show()
        return True


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # a buffer is a device
    return bytes(data.data())
