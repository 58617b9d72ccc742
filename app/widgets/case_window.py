"""The window of one open case: its sheets, its plan, its wishes, and what is selected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.document import Document
from app.i18n import _
from app.kinds.options import Options
from app.kinds.registry import sheet_kinds
from app.models.edits.groups import add_group
from app.models.patch import Patch
from app.models.pseudonyms import neutral_title
from app.models.roles import Role
from app.settings import Settings
from app.widgets.actions.base import ActionBook
from app.widgets.canvas.keyboard import type_letter
from app.widgets.common.banner import Banner, Toast
from app.widgets.common.changes import change
from app.widgets.common.opening import open_where_it_was
from app.widgets.common.room import sides
from app.widgets.common.style import LOOKS, appearance_of, apply_style
from app.widgets.dropping import CaseFileDrop
from app.widgets.exporting import Exporter
from app.widgets.findings.side import PROPERTIES, SidePanel
from app.widgets.map_list.beside import MapBeside
from app.widgets.meeting.running import resume
from app.widgets.pages.base import Pages
from app.widgets.pages.base import pages as more_pages
from app.widgets.palette.palette import Palette
from app.widgets.plan.page import PlanDock, PlanPage
from app.widgets.properties.panel import PropertiesPanel
from app.widgets.remembering import Panels
from app.widgets.rounds.lock import offer_to_open
from app.widgets.services import ServiceFailed, Services
from app.widgets.sheet_page import SheetPage
from app.widgets.status_bar import StatusBar
from app.widgets.top_bar import TopBar
from app.widgets.wishes.page import WishesPage

PLAN, WISHES = "plan", "wishes"
FIRST_PAGE = "collaboration_map"
_LOW = 800  # pixels: in a lower window the map gets the room of the plan until the user chooses
Keys = Sequence[tuple[str, str]]


def options_of(settings: Settings) -> Options:
    """Return how the user last chose to look at maps; what cannot be understood is as on paper."""
    found = settings.values.get("options")
    chosen = found if isinstance(found, dict) else {}
    return Options(genogram=chosen.get("genogram") is True, households=chosen.get("households") is True)


class CaseWindow(QMainWindow):
    """One case. Emits ``closed()`` when it is closed; everything is stored before that.

    ``library_id`` is the library's id of the case.
    """

    closed = Signal()
    options_changed = Signal()

    def __init__(self, document: Document, services: Services, settings: Settings, library_id: str) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply_style(application, appearance_of(settings))
        super().__init__()
        self.document, self.services, self.settings, self.library_id = document, services, settings, library_id
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("caseWindow")
        self._library: QWidget | None = None
        self.page = ""
        self.options = options_of(settings)
        self._selecting = False
        self._dock_choice: bool | None = settings.values.get("plan_folded")
        self._build()
        self._connect()
        self._add_shortcuts()
        self._retitle()
        self._recall()

    # Building

    def _build(self) -> None:
        pages = {kind: _(each.label) for kind, each in sheet_kinds().items()}
        tabs = {key: _(each.label) for key, each in more_pages().items() if each.tab}
        self.pages = {**pages, PLAN: _("Plan"), WISHES: _("Önskemålen"), **tabs}
        self.top = TopBar(self.document, self.pages)
        self.banner = Banner()
        self.palette_panel = Palette()
        self.properties = PropertiesPanel(self.document)
        self.side = SidePanel(self.properties, self)
        self.sheets: dict[str, SheetPage] = {}
        self.wishes = WishesPage(self.document)
        self.dock = PlanDock(self.document)
        self.status = StatusBar(self.document)
        self.exporter = Exporter(self, self.document, self.services, lambda: self.options)
        self.more_pages = Pages(self)
        self.book = ActionBook(self)
        self.book.fill(self.top.more.menu())
        self.top.offer(self.book.actions)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.wishes)
        self.above = QSplitter(Qt.Orientation.Vertical)
        self.beside = MapBeside(self.middle, self.document)
        self.above.addWidget(self.beside)
        self.above.addWidget(self.dock)
        self.body = QSplitter(Qt.Orientation.Horizontal)
        for widget in (self.palette_panel, self.above, self.side):
            self.body.addWidget(widget)
        for splitter, main in ((self.above, 0), (self.body, 1)):
            splitter.setStretchFactor(main, 1)
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)
        self.outer = QStackedWidget()
        self.outer.addWidget(self.body)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for each, share in ((self.top, 0), (self.banner, 0), (self.outer, 1), (self.status, 0)):
            column.addWidget(each, share)
        self.setCentralWidget(whole)
        self.toast = Toast(whole)
        self.panels = Panels(self.body, self.above, self.settings)
        self.drop = CaseFileDrop(self, self.services, self.toast.say)
        self.setMinimumSize(1024, 640)

    def _connect(self) -> None:
        offer_to_open(self)
        self.top.page_wanted.connect(self.show_page)
        self.top.library_wanted.connect(self.go_to_library)
        self.palette_panel.wanted.connect(self.set_out)
        self.palette_panel.setEnabled(not self.document.read_only)
        self.properties.planned.connect(self._planned)
        self.beside.pane.picked.connect(self.select)
        self.beside.pane.opened.connect(lambda _key: self.properties.focus_first())
        self.wishes.picked.connect(lambda wish: self.select([("wishes", wish)]))
        self._connect_plan(self.dock)
        self.dock.folded.connect(self._dock_folded)
        LOOKS.changed.connect(self._share)
        self.document.refused.connect(self.banner.say)
        self.document.refuse()
        self.document.patched.connect(self._patched)
        self.document.shown_changed.connect(self._retitle)
        self.document.shown_changed.connect(self.toast.hide)
        self.top.export.menu().aboutToShow.connect(lambda: self.export_actions)

    @cached_property
    def plan(self) -> PlanPage:
        """The plan as a page of its own, made when it is first asked for."""
        plan = PlanPage(self.document)
        self._connect_plan(plan)
        self.outer.addWidget(plan)
        return plan

    @property
    def plans(self) -> tuple[PlanDock | PlanPage, ...]:
        """The plan beneath the map, and the plan's page if it has been made."""
        return (self.dock, self.plan) if "plan" in self.__dict__ else (self.dock,)

    def _connect_plan(self, plan: PlanDock | PlanPage) -> None:
        plan.pointed.connect(self._light)
        plan.said.connect(self.toast.say)

    @cached_property
    def export_actions(self) -> dict[str, QAction]:
        """What the case can be written as, by kind, in the button's menu: found when it is first opened, with all
        that writing takes."""
        menu = self.top.export.menu()
        menu.addAction(self.book.actions["disclose"])
        menu.addSeparator()
        actions = self.exporter.fill(menu)
        for action in actions.values():
            action.triggered.connect(self._exported)
        menu.addSeparator()
        menu.addAction(_("Skriv ut…"), self.print_sheet)
        return actions

    def _add_shortcuts(self) -> None:
        for number, page in enumerate(self.pages, 1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self).activated.connect(partial(self.show_page, page))

    def print_sheet(self) -> None:
        """Show what the page prints as it will be printed; on a page that has nothing of its own, the first map."""
        from app.widgets.printing.dialog import print_case

        self.commit_all()
        if self.more_pages.print(self.page):
            return
        maps = {kind.id: kind.command for kind in sheet_kinds().values()}
        own = {PLAN: "plan", WISHES: "collaboration-map", **maps}
        print_case(self, [own.get(self.page, next(iter(maps.values())))])

    # Pages

    @property
    def sheet(self) -> SheetPage | None:
        """The sheet shown now, or None on the plan and the list of wishes."""
        return self.sheets.get(self.page)

    def show_page(self, key: str) -> None:
        """Show a sheet (by its kind), ``plan``, ``wishes`` or a page of `app.widgets.pages`.

        What is being typed is committed first.
        """
        if key == self.page:
            return
        self.commit_all()
        if key in sheet_kinds() and key not in self.sheets:
            self.sheets[key] = SheetPage(self.document, key, self.options)
            self.sheets[key].selection_changed.connect(self._picked_on_sheet)
            self.sheets[key].canvas.message.connect(self.status.say)
            self.sheets[key].canvas.offer_more = self.book.offer
            self.middle.addWidget(self.sheets[key])
        self.page = key
        own = self.more_pages.widget(key)
        self.outer.setCurrentWidget(own or (self.plan if key == PLAN else self.body))
        sheet = self.sheets.get(key)
        self.middle.setCurrentWidget(sheet or self.wishes)
        self.beside.show_map(sheet.canvas if sheet is not None else None)
        self.palette_panel.setVisible(sheet is not None)
        self.dock.setVisible(sheet is not None)
        self.top.show_page(key)
        self.status.say("")
        self.select(self.properties.selection)
        if sheet is not None:
            self.beside.focus_map()
        elif own is not None:
            self.more_pages.shown(key)
        elif key == PLAN:
            self.plan.table.setFocus()
        else:
            self.wishes.first_seen()

    def select(self, keys: Keys) -> None:
        """Select on the sheet, in the list of wishes and in the properties at once."""
        if self._selecting:
            return
        self._selecting = True
        try:
            self.properties.select(keys)
            if self.sheet is not None:
                self.sheet.canvas.select(keys)
            self.beside.select(keys)
            chosen = [key for family, key in keys if family == "wishes"]
            self.wishes.select(chosen[0] if len(chosen) == 1 else "")
            for plan in self.plans:
                plan.follow(keys)
        finally:
            self._selecting = False

    def _picked_on_sheet(self, keys: Keys) -> None:
        if self.sender() is self.sheet and not self._selecting:
            self.side.turn_to(PROPERTIES if keys else self.side.leaf)
            self.select(list(keys))

    def set_out(self, role: Role) -> None:
        """Set a role out on the sheet shown, in its own ring and group; a case without such a group gets one."""
        if self.sheet is None:
            return
        case = self.document.case
        if role.home_in(case) is None:
            change(self.document, lambda: add_group(case, role.sector))
        self.sheet.canvas.place_figure(role.kind, role.group_in(case).id, role.ring, role.name, role.name)

    def _planned(self, row: str) -> None:
        self.dock.set_folded(False)
        self.dock.table.choose(row)
        self.toast.say(_("Raden står i planen."))

    def _light(self, keys: Keys) -> None:
        if self.sheet is not None:
            self.sheet.canvas.light(keys)
            absent = [key for family, key in keys if family == "figures" and key not in self.sheet.canvas.sheet.figures]
            words = _("Den som erbjuder det står inte på den här kartan. Ctrl+Skift+U visar var.")
            self.status.say(words if absent else "")

    def _dock_folded(self, folded: bool) -> None:
        height = self.above.height()
        low = self.dock.minimumSizeHint().height() if folded else self._dock_height()
        self.above.setSizes([height - low, low])
        self.above.handle(1).setEnabled(not folded)

    def _dock_chosen(self, folded: bool) -> None:
        self._dock_choice = folded

    def _dock_height(self) -> int:
        return self.panels.below(self.height(), 218 if self.height() >= 960 else 150)

    def set_options(self, options: Options) -> None:
        """Look at every sheet in another way, and remember it."""
        self.options = options
        self.settings.values["options"] = asdict(options)
        self.options_changed.emit()
        for sheet in self.sheets.values():
            sheet.set_options(options)

    # Editing

    def undo(self) -> None:
        """Take the last edit back; what is being typed counts as one."""
        self.commit_all()
        self.document.undo()

    def redo(self) -> None:
        """Make the last undone edit again."""
        self.document.redo()

    def commit_all(self) -> None:
        """Hand over everything that is typed but not yet committed."""
        if self.sheet is not None and self.sheet.canvas.editor is not None:
            self.sheet.canvas.editor.commit()
        self.properties.commit_all()
        for plan in self.plans:
            plan.commit()
        self.more_pages.commit()

    def _patched(self, patch: Patch) -> None:
        if any(family == "case" for family, _key in patch.touched()):
            self._retitle()

    def _retitle(self) -> None:
        self.setWindowTitle(neutral_title(self.document.shown.info.number))  # the desktop keeps and shows it

    def _exported(self) -> None:
        path: Path | None = self.exporter.written
        if path is not None:
            self.toast.say(_("Sparad: {path}").format(path=path))
            self.exporter.written = None

    # The window

    def go_to_library(self) -> None:
        """Close the case and show the library, also where the case was opened without one."""
        if self.receivers("2closed()") == 0:
            from app.widgets.library.window import LibraryWindow

            try:
                self._library = LibraryWindow(self.services, self.settings)
            except ServiceFailed as problem:
                self.banner.say(str(problem))
                return
            self._library.show()
        self.close()

    def _recall(self) -> None:
        open_where_it_was(self, 1440, 900, self.settings.recall("case"), whole=True)
        self._share()
        self.dock.set_folded(bool(self._dock_choice))
        self.dock.fold.clicked.connect(self._dock_chosen)
        self.beside.set_mode(self.settings.values.get("map_as"))
        page = str(self.settings.values.get("page", FIRST_PAGE))
        if not self.document.case.wishes and page == FIRST_PAGE:
            page = next(iter(self.pages))  # nothing is asked yet: begin where everyone is set out
        self.show_page(page if page in self.pages else next(iter(self.pages)))
        resume(self)

    def _share(self) -> None:
        """Give the side panels the room that suits the window's width."""
        usual = sides(self.width())
        self.palette_panel.setMinimumWidth(usual[0] - 20)
        self.properties.setMinimumWidth(usual[1] - 20)
        left, right = self.panels.sides(self.width(), usual)
        self.body.setSizes([left, self.width() - left - right, right])
        if self._dock_choice is None:
            self.dock.set_folded(self.height() < _LOW)
        if not self.dock.fold.isChecked():
            self.above.setSizes([self.height() - self._dock_height(), self._dock_height()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter that nothing else has taken begins a figure on the map that is shown."""
        if self.sheet is None or not self.sheet.canvas.isVisible() or not type_letter(self.sheet.canvas, event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew when the window becomes much wider or narrower."""
        super().resizeEvent(event)
        if event.oldSize().width() < 0 or abs(event.oldSize().width() - event.size().width()) > 60:
            self._share()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Commit what is typed, remember the window, say that it closes."""
        self.commit_all()
        if self._dock_choice is not None:
            self.settings.values["plan_folded"] = self._dock_choice
        self.settings.values |= {"page": self.page, "map_as": self.beside.mode}
        self.settings.remember("case", self.saveGeometry().data())
        self.closed.emit()
        super().closeEvent(event)
