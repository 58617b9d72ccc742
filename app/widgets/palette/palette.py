"""The palette: a search field and the roles by sector."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.i18n import _
from app.models.records import SECTORS
from app.models.role_search import kin_of, meant
from app.models.roles import Role, roles
from app.widgets.common.flow import FlowLayout
from app.widgets.common.search import SearchField
from app.widgets.palette.tile import RoleTile


class Palette(QWidget):
    """The roles that can be set out. Emits ``wanted(Role)`` for a role that is to stand on the sheet."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = SearchField(_("Skriv för att ställa ut…"), _("Sök bland rollerna"))
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._place_first)
        self.own = QPushButton()
        self.own.setObjectName("ownRole")
        self.own.clicked.connect(self._place_own)
        self.own.hide()
        self._tiles: list[RoleTile] | None = None
        self._sections: list[tuple[QWidget, list[RoleTile]]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 4, 0)
        column.setSpacing(8)
        for widget in (self.search, self.own):
            column.addWidget(widget)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self._area, 1)
        column.setContentsMargins(14, 14, 6, 0)

    @property
    def tiles(self) -> list[RoleTile]:
        """The tiles of all roles, whether the search leaves them or not."""
        if self._tiles is None:
            self.refresh()
        assert self._tiles is not None
        return self._tiles

    def paintEvent(self, event: QPaintEvent) -> None:
        """Set the tiles out once the window has been seen: the map comes first."""
        super().paintEvent(event)
        if self._tiles is None:
            QTimer.singleShot(0, self, lambda: self.tiles)

    def refresh(self) -> None:
        """Show the roles that there are now: the program's and the user's own."""
        made: list[RoleTile] = []
        self._tiles, self._sections = made, []
        inside = QWidget()
        inside.setObjectName("paletteInside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(2)
        for sector, label in SECTORS.items():
            column.addWidget(self._section(sector, _(label)))
        column.addStretch(1)
        self._area.setWidget(inside)
        self._filter(self.search.text())

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
        assert self._tiles is not None
        self._tiles += tiles
        self._sections.append((section, tiles))
        return section

    def shown_tiles(self) -> list[RoleTile]:
        """Return the tiles that the search leaves, in order."""
        return [tile for tile in self.tiles if not tile.isHidden()]

    def _filter(self, words: str) -> None:
        wanted = words.strip()
        if self._tiles is None:
            self.refresh()
            return
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
        best = meant(words)
        if best is not None or shown:
            self.wanted.emit(best or shown[0].role)
            self.search.clear()
        else:
            self._place_own()

    def _place_own(self) -> None:
        name = self.search.text().strip()
        if name:
            self.wanted.emit(kin_of(name) or Role(role=name, english=name, sector="other", ring=3, kind="person"))
            self.search.clear()
