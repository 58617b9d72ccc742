"""The user's own settings: the name in the log, when the program locks itself, and this computer's keyring."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from app.i18n import _, ngettext
from app.settings import IDLE_MINUTES, LONGEST_NAME, Settings
from app.widgets.properties.editors import QuietCombo
from app.widgets.unlock.dialogs import KeyDialog
from app.widgets.unlock.fields import PasswordLine, caption, words
from app.widgets.unlock.keys import Keys
from app.widgets.unlock.pages import KeyPage


class SettingsPage(KeyPage):
    """The fields of the settings. Where there is nothing to lock only the name is asked for."""

    def __init__(self, settings: Settings, keys: Keys | None) -> None:
        super().__init__(_("Inställningar"), _("De gäller dig på den här datorn, i alla ärenden."), _("Spara"))
        self.name = QLineEdit(settings.user_name)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText(_("t.ex. Kim Ek, processledare"))
        self.add(_("Ditt namn"), self.name)
        about = _("Står i ärendets historik bredvid det du ändrar. Det lämnar inte datorn på något annat sätt.")
        self.fields.addWidget(words(about))
        self.idle: QComboBox = QuietCombo()
        for minutes in IDLE_MINUTES:
            after = ngettext("Efter {count} minut i vila", "Efter {count} minuter i vila", minutes)
            self.idle.addItem(after.format(count=minutes) if minutes else _("Aldrig av sig självt"), minutes)
        self.idle.setCurrentIndex(self.idle.findData(settings.idle_minutes))
        self.remember = QCheckBox(_("Kom ihåg lösenordet på den här datorn"))
        self.was_remembered = keys is not None and keys.remembered
        self.remember.setChecked(self.was_remembered)
        self.password = PasswordLine()
        self.password.setPlaceholderText(_("Lösenordet, en gång"))
        self.password.setAccessibleName(_("Lösenordet, en gång"))
        self.password.returnPressed.connect(self.want)
        self.password.hide()
        self.remember.toggled.connect(lambda on: self.password.setVisible(on and not self.was_remembered))
        if keys is not None:
            self.fields.addSpacing(6)
            self.fields.addWidget(caption(_("Lås Samkarta"), self.idle))
            for widget in (self.idle, self.remember, self.password):
                self.fields.addWidget(widget)
            self.fields.addWidget(
                words(
                    _(
                        "Då öppnar den som är inloggad på datorn biblioteket utan lösenord. Låt rutan vara tom på en "
                        "dator som fler använder."
                    )
                )
            )

    def complete(self) -> bool:
        """Return whether the password is written, where it is needed."""
        if self.remember.isChecked() and not self.was_remembered and not self.password.text():
            self.trouble.say(_("Skriv lösenordet, så läggs en nyckel i datorns nyckelring."))
            self.password.setFocus()
            return False
        return True

    def begin(self) -> None:
        """Put the cursor in the name."""
        (self.password if self.trouble.text() else self.name).setFocus()


class SettingsDialog(KeyDialog):
    """The dialog of the settings; ``keys`` is None where there is nothing to lock."""

    def __init__(self, parent: QWidget | None, settings: Settings, keys: Keys | None) -> None:
        super().__init__(parent, keys, _("Inställningar"))
        self._settings = settings
        self.form = SettingsPage(settings, keys)
        self.form.wanted.connect(self._save)
        self.show_page(self.form)

    def _save(self) -> None:
        form = self.form
        self._settings.values |= {
            "user_name": " ".join(form.name.text().split()),
            "idle_minutes": form.idle.currentData(),
        }
        if not self._settings.save():
            form.rest(_("Inställningarna kunde inte skrivas till disken. De gäller tills Samkarta stängs."))
            return
        on, password = form.remember.isChecked(), form.password.text()
        if on == form.was_remembered:
            self.accept()
            return
        what = _("Lägger en nyckel i nyckelringen…") if on else _("Tar bort nyckeln ur nyckelringen…")
        self.do(what, lambda: self.keys.remember(on, password), lambda _none: self.accept())
