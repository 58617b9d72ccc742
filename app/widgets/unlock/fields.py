"""The fields of the pages: a password that can be seen or not, how strong it is, and that something is being done."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import _
from app.widgets.common.announce import announce
from app.widgets.common.style import colour, scaled

_REST_MS = 150
_TONES = ("blocked", "blocked", "partly", "can", "can")


def caption(text: str, field: QWidget) -> QLabel:
    """Return the words above a field, which are also its name to those who hear the window."""
    made = QLabel(text)
    made.setObjectName("caption")
    made.setBuddy(field)
    field.setAccessibleName(text)
    return made


def words(text: str = "", name: str = "panelSubheading") -> QLabel:
    """Return a paragraph."""
    made = QLabel(text)
    made.setObjectName(name)
    made.setWordWrap(True)
    return made


class Trouble(QLabel):
    """What went wrong, under the field it is about; nothing while all is well."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("error")
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence, or hide with an empty one."""
        self.setText(sentence)
        self.setAccessibleName(sentence or _("Inga fel"))
        self.setVisible(bool(sentence))
        announce(self, sentence)


class PasswordLine(QLineEdit):
    """A line for a password; what is written is hidden until `reveal`. Emits ``capitals(on)`` when it is seen from
    what is typed that Caps Lock is on, or no longer: Qt does not tell.
    """

    capitals = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._capitals: bool | None = None
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )

    def reveal(self, shown: bool) -> None:
        """Show what is written, or hide it."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Look whether the letter is one that only Caps Lock gives."""
        letter, shifted = event.text(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_CapsLock and self._capitals is not None:
            self._note_capitals(not self._capitals)
        elif len(letter) == 1 and letter.lower() != letter.upper():
            self._note_capitals(letter.isupper() != shifted)
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Know nothing of the keyboard while it is somebody else's."""
        super().focusOutEvent(event)
        self._note_capitals(None)

    def _note_capitals(self, on: bool | None) -> None:
        if bool(on) != bool(self._capitals):
            self.capitals.emit(bool(on))
        self._capitals = on


def reveal_box(*lines: PasswordLine) -> QCheckBox:
    """Return the box that shows or hides what is written in the lines."""
    box = QCheckBox(_("Visa det jag skriver"))
    for line in lines:
        box.toggled.connect(line.reveal)
    return box


def capitals_hint(*lines: PasswordLine) -> QLabel:
    """Return the words that are seen while Caps Lock is on in one of the lines."""
    hint = words(_("Caps Lock är på."))
    hint.hide()
    for line in lines:
        line.capitals.connect(hint.setVisible)
        line.capitals.connect(lambda on: announce(hint, hint.text() if on else ""))
    return hint


class _Bar(QWidget):
    """Five small fields of which so many are filled as the password is strong. The words say the same."""

    def __init__(self) -> None:
        super().__init__()
        self.level: int | None = None
        self.setFixedHeight(scaled(6))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the fields."""
        painter = QPainter(self)
        gap, count = 4, len(_TONES)
        each = (self.width() - gap * (count - 1)) / count
        for at in range(count):
            filled = self.level is not None and at <= self.level
            tone = _TONES[self.level] if filled and self.level is not None else "line"
            painter.fillRect(round(at * (each + gap)), 0, round(each), self.height(), colour(tone))
        painter.end()


class StrengthShown(QWidget):
    """Shows how strong the password in a line is, a moment after the last letter. Emits ``judged()`` then."""

    judged = Signal()

    def __init__(self, line: QLineEdit) -> None:
        super().__init__()
        self._line = line
        self.bar = _Bar()
        self.name = QLabel()
        self.name.setObjectName("caption")
        self.advice = words()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(4)
        for widget in (self.bar, self.name, self.advice):
            column.addWidget(widget)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.judge)
        line.textChanged.connect(lambda _text: self._rest.start())
        self.judge()

    def judge(self) -> None:
        """Judge what is written now."""
        password = self._line.text()
        if password:
            from app.widgets.unlock.strength import strength_of

            found = strength_of(password)
            if self.bar.level != found.level:
                announce(self, _("Styrka: {name}").format(name=found.name))
            self.bar.level = found.level
            self.name.setText(_("Styrka: {name}").format(name=found.name))
            self.advice.setText(found.advice)
        else:
            self.bar.level = None
            self.name.setText(_("Styrkan visas medan du skriver"))
            self.advice.setText(_("Fyra ord som inte hör ihop är lätta att minnas och svåra att gissa."))
        self.advice.setVisible(bool(self.advice.text()))
        self.setAccessibleName(" ".join((self.name.text(), self.advice.text())).strip())
        self.bar.update()
        self.judged.emit()


class Busy(QWidget):
    """A thin moving line and a word about what is done, while it is done. It keeps its room at rest."""

    def __init__(self) -> None:
        super().__init__()
        self.bar = QProgressBar()
        self.bar.setObjectName("busy")
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(scaled(4))
        self.bar.setAccessibleName(_("Vad som görs"))
        self.words = words()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.bar)
        column.addWidget(self.words)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.rest()

    def show_work(self, what: str) -> None:
        """Show that something is being done."""
        self.words.setText(what)
        self.bar.setRange(0, 0)
        self.show()
        announce(self, what)

    def rest(self) -> None:
        """Show nothing."""
        self.bar.setRange(0, 1)
        self.hide()
