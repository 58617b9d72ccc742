"""The window in which a handed-over case meets the one that is here: what comes along, and what both have changed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, ngettext
from app.kinds.edit_words import called, clash_sides, cut, field_name, record_name
from app.models.pseudonyms import for_paper
from app.models.threeway import Choice, Clash, Name, Sides, Taken
from app.widgets.common.opening import fit_on_screen

CHOICES: tuple[Choice, ...] = ("mine", "theirs", "both")
_MOST = 300
"""Letters of a value that are shown before the choice; the rest is read by pointing at it."""


class MergeCasesWindow(QDialog):
    """One question for each thing that both have changed; nothing is decided for the user.

    ``erased`` says what was erased here and would come back.
    """

    def __init__(self, sides: Sides, by: str, parent: QWidget | None, *, erased: str = "") -> None:
        super().__init__(parent)
        self._sides = sides
        self._mine, self._theirs = for_paper(sides.mine), for_paper(sides.theirs)
        self.groups: dict[Name, QButtonGroup] = {}
        self.setObjectName("message")
        self.setWindowTitle(_("Slå ihop ärendena"))
        fit_on_screen(self, 900, 640)
        heading = QLabel(_("Biblioteket har redan det här ärendet"))
        heading.setObjectName("dialogHeading")
        heading.setWordWrap(True)
        about = QLabel("\n\n".join(part for part in (self._about(by), erased) if part))
        about.setWordWrap(True)
        self.left = QLabel()
        self.left.setObjectName("caption")
        self.merge = QPushButton(_("Slå ihop"))
        self.merge.setObjectName("primary")
        self.merge.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(about)
        column.addWidget(self._body(), 1)
        column.addLayout(self._buttons())
        self._count()

    def _about(self, by: str) -> str:
        taken, clashes = len(self._sides.taken), len(self._sides.clashes)
        who = by or _("den andra")
        words = ngettext(
            "{n} uppgift har ändrats eller lagts till bara av {who}, och kommer med.",
            "{n} uppgifter har ändrats eller lagts till bara av {who}, och kommer med.",
            taken,
        ).format(n=taken, who=who)
        both = ngettext(
            "{n} sak har ni båda ändrat, olika. Välj vad som gäller.",
            "{n} saker har ni båda ändrat, olika. Välj vad som gäller, en i taget.",
            clashes,
        ).format(n=clashes)
        if self._sides.base is None:
            both = _("Det går inte att se var ni skildes åt, så allt som skiljer är en fråga.") + " " + both
        undone = _("Det du inte väljer står kvar i ändringsloggen, och ett enda Ångra tar tillbaka alltihop.")
        if not taken:
            words = _("Inget är ändrat bara av {who}.").format(who=who)
        return " ".join((words, both if clashes else _("Inget har ni båda ändrat."), undone))

    def _buttons(self) -> QHBoxLayout:
        cancel = QPushButton(_("Avbryt"))
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.left, 1)
        row.addWidget(cancel)
        row.addWidget(self.merge)
        return row

    def _body(self) -> QWidget:
        inside = QWidget()
        inside.setObjectName("merging")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(14)
        for number, clash in enumerate(self._sides.clashes, 1):
            column.addWidget(self._question(number, clash))
        if self._sides.taken:
            heading = QLabel(_("Kommer med"))
            heading.setObjectName("panelHeading")
            column.addWidget(heading)
            lines = QLabel("\n".join(self._taken_words()))
            lines.setWordWrap(True)
            column.addWidget(lines)
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("properties")
        area.setAccessibleName(_("Frågor"))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        return area

    def _taken_words(self) -> list[str]:
        return [self._taken(each) for each in self._sides.taken if each.family != "frame"]

    def _taken(self, each: Taken) -> str:
        name = record_name(each.family, each.key, self._theirs, self._mine)
        if each.before is None:
            return "– " + _("Nytt: {what}").format(what=name)
        if each.after is None:
            return "– " + _("Borta: {what}").format(what=name)
        old, new = each.before.to_data(), each.after.to_data()
        fields = [
            field_name(each.family, (key,)) for key in dict.fromkeys((*old, *new)) if old.get(key) != new.get(key)
        ]
        return "– " + _("Ändrat: {what}").format(what=f"{name} ({', '.join(fields)})")

    def _question(self, number: int, clash: Clash) -> QWidget:
        frame = QFrame()
        grid = QGridLayout(frame)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        name = record_name(clash.family, clash.key, self._mine, self._theirs) or called(clash.family)
        field = field_name(clash.family, clash.path) if clash.path else _("hela uppgiften")
        title = QLabel(f"{number}. {name} – {field}")
        title.setObjectName("caption")
        title.setWordWrap(True)
        grid.addWidget(title, 0, 0, 1, 2)
        group = self.groups[clash.name] = QButtonGroup(frame)
        group.idToggled.connect(lambda _id, _on: self._count())
        values = clash_sides(self._mine, self._theirs, clash)
        sides = [(_("Ditt"), values[0]), (_("Filens"), values[1])]
        if clash.joinable:
            sides.append((_("Båda"), _("det ena efter det andra")))
        for row, (whose, words) in enumerate(sides):
            button = QRadioButton(whose)
            button.setAccessibleName(f"{title.text()}. {whose}: {cut(words)}")
            group.addButton(button, row)
            said = QLabel(words if len(words) <= _MOST else words[:_MOST].rstrip() + "…")
            said.setWordWrap(True)
            said.setToolTip(words)
            said.setTextFormat(Qt.TextFormat.PlainText)
            grid.addWidget(button, row + 1, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, row + 1, 1)
        grid.setColumnStretch(1, 1)
        return frame

    def _count(self) -> None:
        waiting = sum(group.checkedId() < 0 for group in self.groups.values())
        self.merge.setEnabled(not waiting)
        words = ngettext("{n} val kvar", "{n} val kvar", waiting).format(n=waiting)
        self.left.setText(words if waiting else "")

    def choices(self) -> dict[Name, Choice]:
        """Return what was chosen, by what it is known by."""
        return {name: CHOICES[group.checkedId()] for name, group in self.groups.items() if group.checkedId() >= 0}
