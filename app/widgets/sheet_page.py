"""A sheet with its tool bar, its zoom and its overview floating over the canvas."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.document import Document
from app.i18n import _
from app.kinds.options import PLAIN, Options
from app.widgets.canvas.hint import NARROWEST
from app.widgets.canvas.overview import Overview
from app.widgets.canvas.tools import tools
from app.widgets.canvas.view import CanvasView
from app.widgets.common.icons import icon
from app.widgets.common.style import scaled

_EDGE = 14


class Floating(QFrame):
    """A white, rounded bar that floats over something."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("floating")
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(18)
        shadow.setOffset(0, 3)
        shadow.setColor(QColor(60, 50, 30, 50))
        self.setGraphicsEffect(shadow)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(6, 5, 6, 5)
        self.row.setSpacing(4)


class ToolBar(Floating):
    """The tools of the canvas."""

    def __init__(self, canvas: CanvasView, parent: QWidget) -> None:
        super().__init__(parent)
        self.buttons: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        for name, tool in tools().items():
            button = QPushButton(_(tool.label))
            button.setObjectName("tab")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setAccessibleName(_(tool.label))
            button.clicked.connect(lambda _checked=False, each=name: canvas.set_tool(each))
            group.addButton(button)
            self.buttons[name] = button
            self.row.addWidget(button)
        arrange = QPushButton(_("Ordna"))
        arrange.setObjectName("tab")
        arrange.setToolTip(_("Låter programmet ställa alla figurer på nytt. Går att ångra."))
        arrange.clicked.connect(canvas.arrange)
        self.buttons["arrange"] = arrange
        self.row.addWidget(arrange)
        canvas.tool_changed.connect(self._changed)
        self._changed(canvas.tool())

    def _changed(self, name: str) -> None:
        self.buttons[name].setChecked(True)


class ZoomBar(Floating):
    """Smaller, how large, larger, and the whole sheet."""

    def __init__(self, canvas: CanvasView, parent: QWidget) -> None:
        super().__init__(parent)
        self.percent = QLabel()
        self.percent.setObjectName("zoom")
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._add("minus", _("Zooma ut"), canvas.zoom_out)
        self.row.addWidget(self.percent)
        self._add("plus", _("Zooma in"), canvas.zoom_in)
        self._add("fit", _("Visa hela kartan"), canvas.fit)
        canvas.zoom_changed.connect(self._changed)
        self._changed(canvas.zoom())

    def _add(self, picture: str, name: str, press: object) -> None:
        button = QPushButton(icon(picture), "")
        button.setObjectName("quiet")
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(press)
        self.row.addWidget(button)

    def _changed(self, zoom: float) -> None:
        self.percent.setText(_("{percent} %").format(percent=round(zoom * 100)))


class SheetPage(QWidget):
    """One sheet of the case to work on."""

    selection_changed = Signal(list)

    def __init__(self, document: Document, kind: str, options: Options = PLAIN) -> None:
        super().__init__()
        self.kind = kind
        self.canvas = CanvasView(document, kind, self, options=options)
        self.canvas.selection_changed.connect(self.selection_changed)
        self.tools = ToolBar(self.canvas, self)
        self.zoom = ZoomBar(self.canvas, self)
        self.overview = Overview(self.canvas, self)
        self.overview.resized.connect(self.set_bars)
        self.tools.setVisible(not document.read_only)
        for changed in (document.patched, document.shown_changed):
            changed.connect(self._changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas)

    def set_options(self, options: Options) -> None:
        """Look at the sheet in another way."""
        self.canvas.set_options(options)
        self._changed()

    def _changed(self, *_what: object) -> None:
        self.overview.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The bars keep to the lower edge; where they would meet, the zoom goes above the tools."""
        super().resizeEvent(event)
        self.set_bars()

    def set_bars(self) -> None:
        """Put the bars and the overview in their places."""
        for bar in (self.tools, self.zoom):
            bar.adjustSize()
        width, low = self.width(), self.height() - _EDGE
        tools, zoom = QSize(0, 0) if self.tools.isHidden() else self.tools.size(), self.zoom.size()
        left = max((width - tools.width()) // 2, 4)
        beside = left + tools.width() + _EDGE <= width - _EDGE - zoom.width()
        if not beside and tools.width() + zoom.width() + 3 * _EDGE <= width:
            left, beside = _EDGE, True
        top = low - zoom.height() - (0 if beside else tools.height() + 8)
        self.tools.move(left, low - tools.height())
        corner = QPoint(left - _EDGE, low)
        if corner.x() < _EDGE + scaled(NARROWEST):  # no room for words beside the tools
            corner = QPoint(width - _EDGE - (0 if beside else zoom.width() + _EDGE), low - tools.height() - 8)
        self.zoom.move(width - zoom.width() - _EDGE, top)
        self.overview.allow(self.size())
        self.overview.move(width - self.overview.width() - _EDGE, top - self.overview.height() - 8)
        self.canvas.set_room_below(self.height() - min(top, low - tools.height()) + _EDGE, corner)
