"""Changing the password, and a new recovery code, by the present password: one dialog, one page at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.i18n import _
from app.widgets.common.style import scaled
from app.widgets.common.working import Work
from app.widgets.unlock.code_page import CodePage
from app.widgets.unlock.fields import PasswordLine, caption
from app.widgets.unlock.keys import KeyProblem, Keys
from app.widgets.unlock.pages import ChoosePage, DonePage, KeyPage, UnlockPage


class KeyDialog(QDialog):
    """A dialog that shows one page after another. It stays open while something is being done."""

    def __init__(self, parent: QWidget | None, keys: Keys | None, title: str) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.setWindowTitle(title)
        self._given = keys
        self.page: KeyPage
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.addWidget(self.area)

    @property
    def keys(self) -> Keys:
        """The library's lock."""
        assert self._given is not None
        return self._given

    def show_page(self, page: KeyPage, *, last: bool = False) -> None:
        """Show a page with a way out, unless it is the ``last``, and as much of it as the screen has room for."""
        self.page = page
        page.setObjectName("keyPage")
        if not last:
            page.aside(_("Avbryt"), self.reject)
        earlier = self.area.takeWidget()
        if earlier is not None:
            earlier.hide()
            earlier.deleteLater()  # it may be in the middle of telling what led here
        self.area.setWidget(page)
        most = self.screen().availableSize()
        wide = min(scaled(560), most.width() - 40)
        page.setFixedWidth(wide - 70)
        page.grew.connect(self._fit)
        self._fit()
        self.resize(wide, self._wanted_height())
        page.begin()

    def _wanted_height(self) -> int:
        return min(self.page.minimumHeight() + 70, self.screen().availableSize().height() - 80)

    def _fit(self) -> None:
        """Give the page all the height that its words take at its width."""
        layout = self.page.layout()
        if layout is not None:
            layout.invalidate()
            self.page.setMinimumHeight(max(0, layout.heightForWidth(self.page.width())))
            self.resize(self.width(), max(self.height(), self._wanted_height()))

    def do(self, what: str, do: Callable[[], object], then: Callable[[object], None]) -> None:
        """Do something beside the window, then go on; what goes wrong is said on the page."""
        page = self.page
        page.work(what)
        work = Work(self, do, calm=KeyProblem)
        work.done.connect(lambda _found: page.busy.rest())
        work.done.connect(then)
        work.failed.connect(lambda problem: page.rest(str(problem)))
        work.start()

    def reject(self) -> None:
        """Close, unless something is being done."""
        if self.findChild(Work) is None:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field is the page's own; the dialog would press a button once more."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (enter and isinstance(self.focusWidget(), QLineEdit)):
            super().keyPressEvent(event)


class PasswordDialog(KeyDialog):
    """Asks for the present password and for a new one."""

    def __init__(self, parent: QWidget | None, keys: Keys) -> None:
        super().__init__(parent, keys, _("Byt lösenord"))
        text = _("Bara nyckelfilen skrivs om, biblioteket rörs inte. Återställningskoden är densamma som förut.")
        page = ChoosePage(_("Byt lösenord"), text, _("Byt lösenord"), _("Nytt lösenord"))
        self.present = PasswordLine()
        page.fields.insertWidget(0, caption(_("Nuvarande lösenord"), self.present))
        page.fields.insertWidget(1, self.present)
        self.present.returnPressed.connect(page.password.setFocus)
        page.shown.toggled.connect(self.present.reveal)
        self.present.capitals.connect(page.capitals.setVisible)
        page.wanted.connect(self._change)
        self.choice = page
        self.show_page(page)
        QWidget.setTabOrder(self.present, page.password)
        self.present.setFocus()

    def _change(self) -> None:
        old, new = self.present.text(), self.choice.password.text()
        self.do(_("Byter lösenord…"), lambda: self.keys.change_password(old, new), self._done)

    def _done(self, _none: object) -> None:
        text = _("Nästa gång biblioteket låses upp är det med det nya lösenordet. Gamla säkerhetskopior har det gamla.")
        page = DonePage(_("Lösenordet är bytt"), text)
        page.yes.setText(_("Stäng"))
        page.wanted.connect(self.accept)
        self.show_page(page, last=True)


class NewCodeDialog(KeyDialog):
    """Asks for the password, and shows a new recovery code."""

    def __init__(self, parent: QWidget | None, keys: Keys) -> None:
        super().__init__(parent, keys, _("Ny återställningskod"))
        text = _(
            "Den gamla koden slutar gälla i samma stund. Skriv lösenordet, skriv ut den nya koden och riv det gamla "
            "papperet."
        )
        page = UnlockPage(_("Ny återställningskod"), text)
        page.yes.setText(_("Gör en ny kod"))
        page.way_out.hide()
        page.wanted.connect(self._make)
        self.asking = page
        self.show_page(page)

    def _make(self) -> None:
        password = self.asking.password.text()
        self.do(_("Gör en ny kod…"), lambda: self.keys.new_code(password), self._show)

    def _show(self, code: object) -> None:
        page = CodePage(str(code), self.keys)
        page.wanted.connect(self.accept)
        self.show_page(page, last=True)
