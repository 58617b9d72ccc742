"""How a recipient's records system wants its packages: folder, name, formats, metadata; remembered for the next time.

The rules decide what goes; nothing here does.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError
from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.i18n import N_, _
from app.models.disclosure.profiles import Profile
from app.widgets.common.flow import FlowLayout
from app.widgets.common.style import scaled
from app.widgets.properties.editors import GrowingText

FORMATS = {
    "archive": N_("PDF för arkivet, utan bilagor"),
    "json": N_("Planen som data (JSON)"),
    "csv": N_("Raderna som tabell (CSV)"),
    "fhir": N_("FHIR, för hälso- och sjukvård"),
}
HEALTH_ONLY = "fhir"
_PARTS = ("{nr}", "{mottagare}", "{datum}", "{version}")


def usual_folder() -> str:
    """Return the folder that is offered where none is remembered."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


class DeliveryForm(QScrollArea):
    """Emits ``changed()`` when something is another way, and can be read."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._profile = Profile(name="-")
        self._showing = False
        self.setObjectName("delivery")
        self.setWidgetResizable(True)
        self.setMinimumHeight(scaled(230))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Hur det lämnas"))
        self.kept = QLabel()
        self.kept.setObjectName("panelSubheading")
        self.kept.setWordWrap(True)
        self.folder, choose = QLineEdit(), QPushButton(_("Välj mapp…"))
        choose.clicked.connect(lambda _checked=False: self._choose())
        self.zip = QCheckBox(_("Som en zip-fil"))
        self.formats = {key: QCheckBox(_(label)) for key, label in FORMATS.items()}
        self.pattern = QLineEdit()
        self.pattern.setPlaceholderText("SAMKARTA_{nr}_{mottagare}_{datum}_v{version}")
        self.name = QLabel()
        self.name.setWordWrap(True)
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.metadata = GrowingText()
        self.problem = QLabel()
        self.problem.setObjectName("error")
        self.problem.setWordWrap(True)
        self._lay_out(choose)
        for line in (self.folder, self.pattern):
            line.editingFinished.connect(self._commit)
        self.metadata.left.connect(self._commit)
        for box in (self.zip, *self.formats.values()):
            box.toggled.connect(lambda _on: self._commit())

    def _lay_out(self, choose: QPushButton) -> None:
        inside = QWidget()
        inside.setObjectName("deliveryInside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(5)
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(choose)
        column.addWidget(self.kept)
        column.addSpacing(6)
        column.addWidget(_caption(_("Mapp"), self.folder))
        column.addLayout(row)
        column.addWidget(self.zip)
        column.addSpacing(6)
        column.addWidget(
            _caption(_("Filer, utöver planen som PDF, samtyckestexten och fillistan"), self.formats["json"])
        )
        flow = FlowLayout()
        for box in self.formats.values():
            flow.addWidget(box)
        column.addLayout(flow)
        column.addSpacing(6)
        column.addWidget(_caption(_("Paketets namn. Byts ut: {parts}").format(parts=", ".join(_PARTS)), self.pattern))
        self.pattern.setAccessibleName(_("Paketets namn"))
        column.addWidget(self.pattern)
        column.addWidget(self.name)
        column.addSpacing(6)
        column.addWidget(_caption(_("Metadata som systemet vill ha, en på varje rad: Namn: värde"), self.metadata))
        column.addWidget(self.metadata)
        column.addWidget(self.problem)
        column.addStretch(1)
        self.setWidget(inside)

    def show_profile(self, profile: Profile, *, health: bool, kept: str) -> None:
        """Show how a recipient wants its packages. ``kept`` says in a sentence whether it is remembered."""
        self._showing = True
        self._profile = profile
        self.kept.setText(kept)
        self.folder.setText(profile.folder or "")
        self.zip.setChecked(profile.zip)
        for key, box in self.formats.items():
            box.setVisible(key != HEALTH_ONLY or health)
            box.setChecked(profile.formats is None or key in profile.formats)
        self.pattern.setText(profile.pattern or "")
        self.metadata.setPlainText("\n".join(f"{key}: {value}" for key, value in profile.metadata.items()))
        self._say("")
        self._showing = False

    def show_name(self, words: str) -> None:
        """Show what the package will be called, or why that cannot be said."""
        self.name.setText(words)
        self.name.setVisible(bool(words))

    def value(self) -> Profile:
        """Return what is chosen, as far as it can be read."""
        return self._profile

    def commit(self) -> None:
        """Take what is typed."""
        self._commit()

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Var ska paketet läggas?"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)
            self._commit()

    def _commit(self) -> None:
        if self._showing:
            return
        ticked = frozenset(key for key, box in self.formats.items() if box.isChecked())
        said = {
            "folder": self.folder.text().strip() or None,
            "zip": self.zip.isChecked(),
            "formats": None if ticked == frozenset(FORMATS) else ticked,
            "pattern": self.pattern.text().strip() or None,
        }
        try:
            made = Profile.model_validate({"name": self._profile.name, "metadata": self._metadata(), **said})
        except ValidationError as problem:
            self._say(_refused(problem))
            return
        except _NotALine as problem:
            self._say(_("Raden ”{line}” saknar kolon. Skriv Namn: värde.").format(line=problem))
            return
        self._say("")
        if made != self._profile:
            self._profile = made
            self.changed.emit()

    def _metadata(self) -> dict[str, str]:
        found = {}
        for line in self.metadata.toPlainText().splitlines():
            key, colon, value = line.partition(":")
            if not colon and line.strip():
                raise _NotALine(line.strip())
            if key.strip():
                found[key.strip()] = value.strip()
        return found

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    @property
    def refused(self) -> str:
        """Why what is typed cannot be taken, empty if it can."""
        return self.problem.text()


class _NotALine(Exception):
    """A line of metadata that cannot be read."""


def _refused(problem: ValidationError) -> str:
    field = str(problem.errors()[0]["loc"][0])
    if field == "pattern":
        return _("Namnet får bara ha {parts} inom klamrar. Det förra namnet gäller.").format(parts=", ".join(_PARTS))
    if field == "metadata":
        return _("Varje rad med metadata ska ha ett namn och ett värde. Det som gällde förut gäller.")
    return _("Det går inte att läsa. Det som gällde förut gäller.")


def _caption(text: str, field: QWidget) -> QLabel:
    caption = QLabel(text)
    caption.setObjectName("caption")
    caption.setWordWrap(True)
    caption.setBuddy(field)
    if not isinstance(field, QCheckBox):
        field.setAccessibleName(text)
    return caption


def folder_of(profile: Profile) -> Path:
    """Return where a package is to stand."""
    return Path(profile.folder or usual_folder()).expanduser()
