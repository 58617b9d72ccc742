"""A sentence across the window that stays until it is dismissed, and one that goes by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from app.i18n import _
from app.widgets.common.icons import icon


class Banner(QFrame):
    """A bar with a sentence: something could not be stored or done. It stays until dismissed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.offered = QPushButton()
        self.offered.hide()
        self.offered.clicked.connect(self._take)
        self._do: Callable[[], object] | None = None
        close = QPushButton(icon("close", "blocked"), "")
        close.setObjectName("quiet")
        close.setAccessibleName(_("Stäng meddelandet"))
        close.setToolTip(_("Stäng meddelandet"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 6, 10, 6)
        row.addWidget(self._label, 1)
        row.addWidget(self.offered)
        row.addWidget(close)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence."""
        self.offered.hide()
        self._put(sentence)

    def offer(self, sentence: str, label: str, do: Callable[[], object]) -> None:
        """Show a sentence with a button that does what it calls for."""
        self._do = do
        self.offered.setText(label)
        self.offered.show()
        self._put(sentence)

    def _take(self) -> None:
        self.hide()
        if self._do is not None:
            self._do()

    def _put(self, sentence: str) -> None:
        self._label.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()

    def text(self) -> str:
        """Return the sentence shown."""
        return self._label.text() if not self.isHidden() else ""


class Toast(QLabel):
    """A short sentence at the lower edge of its parent, gone after some seconds."""

    SECONDS = 5

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self.setWordWrap(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence for a while."""
        self.setText(sentence)
        self.setAccessibleName(sentence)
        self.adjustSize()
        parent = self.parentWidget()
        if parent is not None:
            self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - 92)
        self.raise_()
        self.show()
        self._timer.start(self.SECONDS * 1000)
