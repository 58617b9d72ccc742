"""The pages between the user and the library: a new password, the recovery code, the lock, the forgotten password."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.i18n import _
from app.widgets.unlock.fields import (
    Busy,
    PasswordLine,
    StrengthShown,
    Trouble,
    capitals_hint,
    caption,
    reveal_box,
    words,
)


class KeyPage(QWidget):
    """A heading, words, fields, a button that goes on and perhaps one to the side. Emits ``wanted()`` to go on, and
    ``grew()`` when its words may take another height.
    """

    wanted = Signal()
    grew = Signal()

    def __init__(self, heading: str, text: str, accept: str) -> None:
        super().__init__()
        self.heading = words(heading, "pageHeading")
        self.text = words(text, "keyText")
        self.trouble = Trouble()
        self.busy = Busy()
        self.yes = QPushButton(accept)
        self.yes.setObjectName("primary")
        self.yes.setAutoDefault(True)
        self.yes.clicked.connect(lambda _checked=False: self.want())
        self.row = QHBoxLayout()
        self.row.addStretch(1)
        self.row.addWidget(self.yes)
        self.fields = QVBoxLayout()
        self.fields.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addWidget(self.text)
        column.addLayout(self.fields)
        column.addWidget(self.trouble)
        column.addLayout(self.row)
        column.addWidget(self.busy)

    def add(self, text: str, field: QLineEdit) -> None:
        """Add a field with its caption; Enter in it goes on."""
        self.fields.addWidget(caption(text, field))
        self.fields.addWidget(field)
        field.returnPressed.connect(self.want)

    def aside(self, text: str, press: Callable[[], object], *, quiet: bool = True) -> QPushButton:
        """Add a button to the left of the one that goes on; one that is not ``quiet`` is seen as another way."""
        button = QPushButton(text)
        button.setObjectName("quiet" if quiet else "")
        button.setAutoDefault(True)
        button.clicked.connect(lambda _checked=False: press())
        self.row.insertWidget(0, button)
        return button

    def want(self) -> None:
        """Go on, if everything needed is there."""
        if self.yes.isEnabled() and self.complete():
            self.trouble.say("")
            self.wanted.emit()

    def complete(self) -> bool:
        """Return whether everything needed is there; say what is not."""
        return True

    def work(self, what: str) -> None:
        """Show that something is done, and take nothing meanwhile."""
        self._enable(False)
        self.busy.show_work(what)

    def rest(self, trouble: str = "") -> None:
        """Take things again; ``trouble`` says what went wrong."""
        self._enable(True)
        self.busy.rest()
        self.trouble.say(trouble)
        self.begin()

    def event(self, event: QEvent) -> bool:
        """Tell when something appears on the page or goes away."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.grew.emit()
        return super().event(event)

    def _enable(self, on: bool) -> None:
        for kind in (QLineEdit, QPushButton):
            for widget in self.findChildren(kind):
                widget.setEnabled(on)

    def begin(self) -> None:
        """Put the cursor where one begins."""
        self.yes.setFocus()


class ChoosePage(KeyPage):
    """A new password, written twice. A weak one is told of and taken; an empty one is not."""

    def __init__(self, heading: str, text: str, accept: str, name: str = "") -> None:
        super().__init__(heading, text, accept)
        self.password, self.again = PasswordLine(), PasswordLine()
        self.add(name or _("Lösenord"), self.password)
        self.strength = StrengthShown(self.password)
        self.fields.addWidget(self.strength)
        self.add(_("Samma lösenord igen"), self.again)
        self.capitals = capitals_hint(self.password, self.again)
        self.shown = reveal_box(self.password, self.again)
        self.fields.addWidget(self.capitals)
        self.fields.addWidget(self.shown)

    def complete(self) -> bool:
        """Return whether there is a password, twice the same."""
        if not self.password.text():
            self.trouble.say(_("Lösenordet är tomt. Skriv ett lösenord."))
            self.password.setFocus()
            return False
        if self.again.text() != self.password.text():
            empty = not self.again.text()
            self.trouble.say("" if empty else _("Lösenorden är inte lika. Skriv samma i båda fälten."))
            self.again.setFocus()
            return False
        return True

    def begin(self) -> None:
        """Put the cursor in the first field."""
        self.password.setFocus()


def about_password() -> str:
    """Return what is said of a first password."""
    return _(
        "Allt du skriver i Samkarta lagras krypterat på den här datorn, och lösenordet öppnar det. Det skickas "
        "ingenstans, och ingen kan ta fram det åt dig om du glömmer det."
    )


class WelcomePage(ChoosePage):
    """The very first page: the password of a library that is to be made, or the example without one. ``example()``
    when that is wanted.
    """

    example = Signal()

    def __init__(self, *, with_example: bool) -> None:
        text = _("Välj ett lösenord, så är du igång.") + " " + about_password()
        super().__init__(_("Välkommen till Samkarta"), text, _("Välj lösenordet"))
        if with_example:
            self.way_out = self.aside(_("Titta på exemplet först"), self.example.emit, quiet=False)
            self.way_out.setToolTip(_("Ett påhittat ärende, utan lösenord. Inget du gör där sparas."))


class UnlockPage(KeyPage):
    """The password of a library that is locked. ``forgotten()`` when the user has none."""

    forgotten = Signal()

    def __init__(self, heading: str, text: str) -> None:
        super().__init__(heading, text, _("Lås upp"))
        self.password = PasswordLine()
        self.add(_("Lösenord"), self.password)
        self.capitals = capitals_hint(self.password)
        self.shown = reveal_box(self.password)
        self.fields.addWidget(self.capitals)
        self.fields.addWidget(self.shown)
        self.way_out = self.aside(_("Jag har glömt lösenordet"), self.forgotten.emit)

    def complete(self) -> bool:
        """Return whether a password is written."""
        if not self.password.text():
            self.trouble.say(_("Skriv lösenordet."))
        return bool(self.password.text())

    def begin(self) -> None:
        """Put the cursor in the field, over what was written."""
        self.password.setFocus()
        self.password.selectAll()


class ForgottenPage(KeyPage):
    """The recovery code, as it was printed. ``back()`` to the password."""

    back = Signal()

    def __init__(self) -> None:
        text = _(
            "Skriv koden från papperet du skrev ut. Stora och små bokstäver, bindestreck och mellanrum spelar ingen "
            "roll. Sedan väljer du ett nytt lösenord."
        )
        super().__init__(_("Öppna med återställningskoden"), text, _("Fortsätt"))
        self.code = QLineEdit()
        self.code.setPlaceholderText(_("t.ex. {code}").format(code="7KQ2-M0XD-…"))
        self.add(_("Återställningskod"), self.code)
        self.fields.addWidget(
            words(_("Är både lösenordet och koden borta kan ingen öppna biblioteket, inte heller vi som gör Samkarta."))
        )
        self.way_back = self.aside(_("Tillbaka"), self.back.emit)

    def complete(self) -> bool:
        """Return whether a code is written."""
        if not self.code.text().strip():
            self.trouble.say(_("Skriv återställningskoden."))
        return bool(self.code.text().strip())

    def begin(self) -> None:
        """Put the cursor in the field."""
        self.code.setFocus()


class DonePage(KeyPage):
    """Something that is to be read before one goes on."""

    def __init__(self, heading: str, text: str) -> None:
        super().__init__(heading, text, _("Fortsätt"))
        self.heading.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)


def centred(label: QLabel) -> QLabel:
    """Return the label with its words in the middle."""
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
