"""Kontrollera paket: whether a package is as it was when it was handed out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.models.disclosure.entries import Entry
from app.widgets.common.announce import announce
from app.widgets.common.names import human_time
from app.widgets.common.pill import Pill
from app.widgets.common.style import scaled
from app.widgets.common.wrapping import Wrapping
from app.widgets.disclosing.asking import Checked
from app.widgets.services import ServiceFailed, Services

_MAY_BREAK = "\u200b"


class CheckWindow(QDialog):
    """Looks at a folder or a zip file, and says in words how it is."""

    def __init__(self, parent: QWidget | None, services: Services, case_id: str) -> None:
        super().__init__(parent)
        self._services, self._id = services, case_id
        self.setObjectName("message")
        self.setWindowTitle(_("Kontrollera paket"))
        self.setMinimumWidth(min(scaled(560), self.screen().availableGeometry().width() - 80))
        heading = QLabel(_("Kontrollera paket"))
        heading.setObjectName("dialogHeading")
        about = QLabel(
            _(
                "Välj ett paket: mappen eller zip-filen. Samkarta ser om alla filer är kvar och är som de var när "
                "paketet lämnades ut."
            )
        )
        about.setWordWrap(True)
        self.path, self.found, self.said = QLabel(), Pill(), QLabel()
        self.path.setObjectName("panelSubheading")
        for label in (self.path, self.said):
            label.setWordWrap(True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.list = QListWidget()
        self.list.setObjectName("handedList")
        self.list.setAccessibleName(_("Det som är fel"))
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(scaled(100))
        self.list.setItemDelegate(Wrapping(self.list))
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(12)
        for widget in (heading, about, self.path):
            column.addWidget(widget)
        column.addWidget(self.found, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.said)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        column.addLayout(self._buttons())
        for hidden in (self.path, self.found, self.said, self.list):
            hidden.hide()

    def _buttons(self) -> QHBoxLayout:
        folder, file, close = QPushButton(_("Välj mapp…")), QPushButton(_("Välj zip-fil…")), QPushButton(_("Stäng"))
        folder.clicked.connect(lambda _checked=False: self.ask_folder())
        file.clicked.connect(lambda _checked=False: self.ask_file())
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(folder)
        row.addWidget(file)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def ask_folder(self) -> None:
        """Ask which folder is the package, and look at it."""
        self._look(QFileDialog.getExistingDirectory(self, _("Välj paketets mapp")))

    def ask_file(self) -> None:
        """Ask which zip file is the package, and look at it."""
        kinds = _("Zip-filer (*.zip)")
        self._look(QFileDialog.getOpenFileName(self, _("Välj paketets zip-fil"), "", kinds)[0])

    def _look(self, chosen: str) -> None:
        if chosen:
            self.check(Path(chosen))

    def check(self, path: Path) -> None:
        """Look at a package and say how it is."""
        self.path.setText(str(path).replace("_", f"_{_MAY_BREAK}"))
        self.path.show()
        try:
            checked = self._services.check_package(self._id, path)
        except ServiceFailed as problem:
            self.found.say(_("Paketet kunde inte läsas"), "bad")
            self._tell(str(problem), [])
            return
        problems = list(checked.problems)
        if problems:
            self.found.say(_("Paketet är inte som det lämnades ut"), "bad")
        else:
            self.found.say(_("Paketet är helt"), "good")
        self._tell(_about_log(checked), problems)

    def _tell(self, sentence: str, problems: list[str]) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        self.list.clear()
        self.list.addItems(problems)
        self.list.setVisible(bool(problems))
        column = self.layout()
        assert column is not None
        self.resize(self.width(), max(self.height(), column.totalHeightForWidth(self.width())))
        announce(self, f"{self.found.text()}. {sentence}")


def _about_log(checked: Checked) -> str:
    """Return what the case's log says of a package, in a sentence or two."""
    if checked.given is not None:
        return _("Fillistan är den som står i ärendets logg: {what}.").format(what=given_words(checked.given))
    if checked.problems:
        count = len(checked.problems)
        return ngettext("{n} sak är fel.", "{n} saker är fel.", count).format(n=count)
    return _(
        "Det står inte i det här ärendets logg. Filerna stämmer med varandra, men Samkarta kan inte säga vem som har "
        "gjort paketet."
    )


def given_words(entry: Entry) -> str:
    """Return what was given, to whom and when, in a few words."""
    return _("{who}, version {version}, {when}").format(
        who=entry.recipient_words, version=entry.version, when=human_time(entry.at.astimezone().replace(tzinfo=None))
    )
