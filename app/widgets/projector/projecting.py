"""When and where a case's map is on the projector: one window for each case, on the second screen if there is one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication

from app.i18n import _, ngettext
from app.kinds.registry import sheet_kinds
from app.models.deidentify.wall import on_wall
from app.widgets.deidentify.keeping import reviewed
from app.widgets.follow_up.page import FollowUpPage
from app.widgets.growth.page import GrowthPage
from app.widgets.meeting.on_wall import lead_on_wall
from app.widgets.meeting.running import running
from app.widgets.projector.board import BlocksLeaf
from app.widgets.projector.leaves import leaf_of
from app.widgets.projector.window import ProjectorWindow
from app.widgets.rounds.on_wall import ask_on_wall
from app.widgets.services import ServiceFailed

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


def projecting(window: CaseWindow) -> Projecting:
    """Return what puts a case on the projector, made when it is first asked for."""
    found = window.findChild(Projecting)
    return found if isinstance(found, Projecting) else Projecting(window)


class Projecting(QObject):
    """Puts the sheet of one case window on the projector and takes it away; follows the screens as they come and go."""

    def __init__(self, window: CaseWindow) -> None:
        super().__init__(window)
        self._case = window
        self.shown: ProjectorWindow | None = None
        self._second = False
        self._heard: list[SignalInstance] = []
        self._leaf_page = ""
        window.document.patched.connect(self._turn_leaf)
        window.document.shown_changed.connect(self._names_changed)
        window.closed.connect(self.leave)
        window.middle.currentChanged.connect(self._follow_page)
        window.outer.currentChanged.connect(self._follow_page)
        window.options_changed.connect(self._follow_page)
        application = QApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenRemoved.connect(self._screen_gone)
        application.screenAdded.connect(self._screen_come)

    def turn(self) -> None:
        """Show the map to the group, or stop showing it."""
        if self.shown is not None:
            self.leave()
        else:
            self.show()

    def show(self) -> None:
        """Fill the second screen, or the only one, with the sheet that is worked on."""
        window = self._case
        kind = window.sheet.kind if window.sheet is not None else next(iter(sheet_kinds()))
        other = self._other_screen()
        screen = other or window.screen()
        size = screen.geometry().size()
        room = size.width(), size.height()
        made = ProjectorWindow(window.document, kind, room, self._hide_names, window.options)
        self._second = other is not None
        self.shown = made
        made.closed.connect(self._gone)
        label = _("Avidentifiera")
        made.add_command("deidentify", label, ("I",), self.deidentify, checkable=True, after="names")
        lead_on_wall(window, made)
        ask_on_wall(window, made)
        made.showing.changed.connect(self._follow_past)
        self._hear(running(window).changed, self._turn_leaf)
        self._names_changed()
        self._follow_page()
        self._fill(screen)
        if self._second:
            window.toast.say(_("Kartan visas på den andra skärmen. F11 avslutar."))

    def deidentify(self) -> None:
        """Show the group the case de-identified from now on, as its texts have been reviewed until now.

        The names come back only from the case's own window: no key on the projector brings them.
        """
        window = self._case
        try:
            own = window.library_id
            review = reviewed(window.services, own, window.document.case)
        except ServiceFailed as problem:
            window.toast.say(str(problem))
            return
        window.document.deidentify_wall(lambda case: on_wall(case, review, own, date.today()).case)
        held = on_wall(window.document.case, review, own, date.today()).held
        said = [_("Gruppen ser ärendet avidentifierat.")]
        if held:
            words = ngettext(
                "{n} text är inte granskad och visas inte.", "{n} texter är inte granskade och visas inte.", held
            )
            said.append(words.format(n=held))
        window.toast.say(" ".join(said))

    def leave(self) -> None:
        """Stop showing the map to the group."""
        if self.shown is not None:
            self.shown.close()

    def _fill(self, screen: QScreen) -> None:
        assert self.shown is not None
        self.shown.setGeometry(screen.geometry())
        self.shown.setScreen(screen)
        self.shown.showFullScreen()
        self.shown.activateWindow()
        self.shown.setFocus()

    def _other_screen(self) -> QScreen | None:
        own = self._case.screen()
        return next((each for each in QGuiApplication.screens() if each is not own), None)

    def _names_changed(self) -> None:
        if self.shown is not None:
            command, safe = self.shown.commands["deidentify"], self._case.document.wall_deidentified
            command.setChecked(safe)
            command.setEnabled(not safe)
        self._turn_leaf()
        self._follow_past()

    def _hide_names(self) -> None:
        self._case.book.actions["hide_names"].trigger()

    def _follow_page(self) -> None:
        """Show the sheet that is worked on; the plan and the list of wishes leave the sheet where it is."""
        if self.shown is not None and self._case.sheet is not None:
            self.shown.show_sheet(self._case.sheet.kind, self._case.options)
        window, page = self._case, self._case.more_pages.widgets.get(self._case.page)
        if isinstance(page, GrowthPage):
            self._hear(page.looked, self._follow_past)
        elif isinstance(page, FollowUpPage):
            self._hear(page.table.picked, self._turn_leaf)
            self._hear(page.turned, self._turn_leaf)
        elif window.page == "plan":
            self._hear(window.plan.table.row_picked, self._turn_leaf)
        self._turn_leaf()
        self._follow_past()

    def _hear(self, signal: SignalInstance, do: Callable[..., None]) -> None:
        """Follow a signal from now on, once."""
        if signal not in self._heard:
            self._heard.append(signal)
            signal.connect(do)

    def _turn_leaf(self, *_what: object) -> None:
        """Show what is worked on where it is no map, in place of the map, or the map again."""
        if self.shown is not None:
            leaf = leaf_of(self._case)
            what = f"{self._case.page} {leaf.title}" if isinstance(leaf, BlocksLeaf) else self._case.page
            self.shown.board.show_leaf(leaf, same=leaf is not None and self._leaf_page == what)
            self._leaf_page = what

    def _follow_past(self) -> None:
        """Show the map as it was while its history is looked at; not where it tells days that are to be hidden."""
        if self.shown is None:
            return
        if self._case.document.wall_deidentified:
            self.shown.show_past(None)
            return
        page = self._case.more_pages.widgets.get("growth")
        past = None
        if isinstance(page, GrowthPage) and self._case.page == "growth":
            self.shown.show_sheet(page.kind, self._case.options)
            past = page.on_stage(self.shown.showing.picture)
        self.shown.show_past(past)

    def _screen_gone(self, screen: QScreen) -> None:
        """The projector was switched off: its window stands, smaller, on the screen that is left."""
        if self.shown is None or not self._second:
            return
        left = next((each for each in QGuiApplication.screens() if each is not screen), None)
        if left is None:
            return
        room = left.availableGeometry()
        self.shown.showNormal()
        self.shown.setScreen(left)
        self.shown.resize(room.width() * 3 // 4, room.height() * 3 // 4)
        self.shown.move(room.center() - self.shown.rect().center())
        self._case.toast.say(_("Den andra skärmen är borta. Kartan för gruppen står nu här. F11 stänger den."))

    def _screen_come(self, screen: QScreen) -> None:
        """The projector is back."""
        if self.shown is not None and self._second:
            self._fill(screen)

    def _gone(self) -> None:
        self.shown = None
        self._case.activateWindow()
