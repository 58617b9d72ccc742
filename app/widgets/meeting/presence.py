"""Who is present at a meeting: a box for every figure, area by area."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.document import Document
from app.i18n import _, ngettext
from app.models.edits.meetings import set_all_present
from app.models.patch import Patch
from app.models.records import Figure
from app.widgets.common.changes import change
from app.widgets.common.flow import FlowLayout
from app.widgets.common.names import full_name


class Presence(QWidget):
    """Boxes for the figures of a case. Emits ``refused(sentence)`` if a change could not be made."""

    refused = Signal(str)

    def __init__(self, document: Document, meeting: str) -> None:
        super().__init__()
        self._document, self._meeting = document, meeting
        self.boxes: dict[str, QCheckBox] = {}
        self.count = QLabel()
        self.count.setObjectName("caption")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.count)
        self._figures: dict[str, tuple[object, ...]] = {}
        self._areas: list[QWidget] = []
        self.refresh()

    def refresh(self) -> None:
        """Show who is there now; the boxes are made anew when figures came, went or are called something else."""
        case = self._document.shown
        meeting = case.meetings.get(self._meeting)
        if meeting is None:
            return
        areas = {key: (group.label,) for key, group in case.groups.items()}
        figures = {key: (f.group, full_name(f), f.status) for key, f in case.figures.items()}
        if self._figures != {**areas, **figures}:
            self._figures = {**areas, **figures}
            self._build()
        for key, box in self.boxes.items():
            box.setChecked(key in meeting.present)
        n = len(meeting.present)
        self.count.setText(ngettext("Närvarande: {n}", "Närvarande: {n}", n).format(n=n))

    def _build(self) -> None:
        for area in self._areas:
            self._column.removeWidget(area)
            area.hide()
            area.deleteLater()
        self.boxes, self._areas = {}, []
        case = self._document.shown
        for key, group in case.groups.items():
            figures = {each: figure for each, figure in case.figures.items() if figure.group == key}
            if figures:
                self._areas.append(self._area(group.label, figures))
                self._column.addWidget(self._areas[-1])

    def _area(self, label: str, figures: dict[str, Figure]) -> QWidget:
        area = QWidget()
        column = QVBoxLayout(area)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        name = QLabel(label)
        name.setObjectName("areaName")
        top.addWidget(name)
        seated = [key for key, figure in figures.items() if figure.status != "missing"]
        if len(seated) > 1:
            everyone = QPushButton(_("Alla"))
            everyone.setObjectName("quiet")
            everyone.setAccessibleName(_("Alla i {area} är här, eller ingen").format(area=label))
            everyone.setToolTip(everyone.accessibleName())
            everyone.clicked.connect(partial(self._turn_all, seated))
            everyone.setEnabled(not self._document.read_only)
            top.addWidget(everyone)
        top.addStretch(1)
        column.addLayout(top)
        flow = QWidget()
        boxes = FlowLayout(flow, gap=4)
        for key, figure in figures.items():
            boxes.addWidget(self._box(key, figure))
        column.addWidget(flow)
        return area

    def _box(self, key: str, figure: Figure) -> QCheckBox:
        words = full_name(figure)
        box = QCheckBox(_("{name} (saknas på kartan)").format(name=words) if figure.status == "missing" else words)
        box.setEnabled(not self._document.read_only)
        box.clicked.connect(lambda present: self._turn(key, present))
        self.boxes[key] = box
        return box

    def _turn(self, figure: str, present: bool) -> None:
        self._make(lambda: set_all_present(self._document.case, self._meeting, (figure,), present))

    def _turn_all(self, figures: list[str], _checked: bool = False) -> None:
        """Tick everyone of an area, or nobody if all are ticked already."""
        there = self._document.case.meetings[self._meeting].present
        come = not all(each in there for each in figures)
        self._make(lambda: set_all_present(self._document.case, self._meeting, figures, come))

    def _make(self, build: Callable[[], Patch]) -> None:
        problem = change(self._document, build)
        self.refresh()
        if problem is not None:
            self.refused.emit(problem)
