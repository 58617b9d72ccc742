"""The palette: a search field and the roles by sector."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.i18n import _
from app.models.records import SECTORS
from app.models.roles import Role, roles
from app.widgets.common.flow import FlowLayout
from app.widgets.common.icons import icon
from app.widgets.palette.tile import RoleTile


class Palette(QWidget):
    """The roles that can be set out. Emits ``wanted(Role)`` for a role that is to stand on the sheet."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = QLineEdit()
        self.search.setObjectName("search")
        self.search.setPlaceholderText(_("Skriv för att ställa ut…"))
        self.search.setAccessibleName(_("Sök bland rollerna"))
        self.search.addAction(icon("search", "faint"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._place_first)
        self.own = QPushButton()
        self.own.setObjectName("ownRole")
        self.own.clicked.connect(self._place_own)
        self.own.hide()
        self.tiles: list[RoleTile] = []
        self._sections: list[tuple[QWidget, list[RoleTile]]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 4, 0)
        column.setSpacing(8)
        for widget in (self.search, self.own):
            column.addWidget(widget)
        column.addWidget(self._scroll(), 1)
        column.setContentsMargins(14, 14, 6, 0)
        self._filter("")

    def _scroll(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("paletteInside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(2)
        for sector, label in SECTORS.items():
            column.addWidget(self._section(sector, _(label)))
        column.addStretch(1)
        area.setWidget(inside)
        return area

    def _section(self, sector: str, label: str) -> QWidget:
        section = QWidget()
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        heading = QLabel(label.upper())
        heading.setObjectName("paletteHeading")
        column.addWidget(heading)
        holder = QWidget()
        flow = FlowLayout(holder, gap=2)
        tiles = []
        for role in (each for each in roles() if each.sector == sector):
            tile = RoleTile(role)
            tile.wanted.connect(self.wanted)
            flow.addWidget(tile)
            tiles.append(tile)
        column.addWidget(holder)
        self.tiles += tiles
        self._sections.append((section, tiles))
        return section

    def shown_tiles(self) -> list[RoleTile]:
        """Return the tiles that the search leaves, in order."""
        return [tile for tile in self.tiles if not tile.isHidden()]

    def _filter(self, words: str) -> None:
        wanted = words.strip()
        for section, tiles in self._sections:
            found = False
            for tile in tiles:
                shown = tile.role.answers_to(wanted) if wanted else tile.role.common
                tile.setVisible(shown)
                found = found or shown
            section.setVisible(found)
        self.own.setVisible(bool(wanted))
        self.own.setText(_("Ställ ut ”{name}”").format(name=wanted))

    def _place_first(self) -> None:
        words = self.search.text().strip()
        shown = self.shown_tiles()
        if not words:
            return
        exact = [tile for tile in shown if tile.role.name.casefold().startswith(words.casefold())]
        if exact or shown:
            self.wanted.emit((exact or shown)[0].role)
            self.search.clear()
        else:
            self._place_own()

    def _place_own(self) -> None:
        name = self.search.text().strip()
        if name:
            self.wanted.emit(Role(role=name, english=name, sector="other", ring=3, kind="person"))
            self.search.clear()
