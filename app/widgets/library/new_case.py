"""A new case: what it is called, what the child is called, whether it is real, and what it begins from."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.i18n import _
from app.models.templates import Template, all_templates
from app.widgets.common.asking import AskingDialog
from app.widgets.common.segmented import Segmented
from app.widgets.properties.editors import QuietCombo


class NewCaseDialog(AskingDialog):
    """Asks for a title and the child's name; both are needed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, _("Nytt ärende"), _("Skapa ärendet"))
        self.title = self._line(_("t.ex. Åk 5 – hög frånvaro"))
        self.child = self._line(_("Ett påhittat namn räcker"))
        self.begin = QuietCombo()
        self.about = QLabel()
        self.about.setObjectName("panelSubheading")
        self.about.setWordWrap(True)
        self.ask(_("Casenamn"), self.title)
        self.ask(_("Barnets namn eller alias"), self.child)
        self.sort = Segmented({"real": _("Verkligt ärende"), "type_case": _("Typfall")}, _("Slag av ärende"))
        self.sort.show_value("real")
        self.ask(_("Slag av ärende"), self.sort)
        self.ask(_("Börja från"), self.begin)
        self.add(self.about)
        self._offer()
        self._check()

    def _offer(self) -> None:
        """Offer an empty map and every template."""
        found = all_templates()
        self._templates = list(found.by_id.values())
        self.begin.addItem(_("En tom karta"), None)
        for at, template in enumerate(self._templates):
            self.begin.addItem(_("Mall: {name}").format(name=template.name), at)
        self.begin.currentIndexChanged.connect(lambda _index: self._tell())
        self._broken = found.broken
        self._tell()

    def _tell(self) -> None:
        """Say what the chosen template is for, and which ones cannot be read."""
        template = self.template()
        words = template.words if template is not None else _("Bara barnet i mitten och områdena runt om.")
        if self._broken:
            files = ", ".join(str(path) for path in self._broken)
            words += "\n" + _("Den här mallen går inte att läsa. Filen är orörd: {files}").format(files=files)
        self.about.setText(words)

    def template(self) -> Template | None:
        """Return the chosen template, None for an empty map."""
        at = self.begin.currentData()
        return None if at is None else self._templates[at]

    def kind(self) -> str:
        """Return what kind of case it is to be, by its key in `CASE_KINDS`."""
        return str(self.sort.value())

    def _line(self, hint: str) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(hint)
        line.textChanged.connect(self._check)
        return line

    def _check(self) -> None:
        self.make.setEnabled(bool(self.title.text().strip() and self.child.text().strip()))

    def values(self) -> tuple[str, str]:
        """Return title and name."""
        return self.title.text().strip(), self.child.text().strip()
