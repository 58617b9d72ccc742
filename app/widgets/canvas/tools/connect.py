"""Draw a line from one figure to another: a relation or a wish."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPointF, Qt

from app.i18n import N_, _
from app.models.records import Wish
from app.widgets.canvas.card import then_say
from app.widgets.canvas.style import HANDLE_PX
from app.widgets.canvas.tie_card import Tie, TieCard
from app.widgets.canvas.tie_menu import WISH, TieMenu
from app.widgets.canvas.tools.base import Gesture, Modifiers, Tool
from app.widgets.canvas.tools.select import MoveTool

if TYPE_CHECKING:
    from app.widgets.canvas.view import CanvasView

AFTER_TIES = N_("Page Down går längs figurens linjer. Siffrorna ändrar den linje som är markerad.")
DEFAULT_QUALITY = "ordinary"
REACH_PX = HANDLE_PX + 5


class _LineTool(Tool):
    """A drag from a figure's body draws a line; everything else is as with the moving tool."""

    cursor = Qt.CursorShape.CrossCursor
    choice: ClassVar[str]

    def press(self, canvas: CanvasView, point: QPointF, modifiers: Modifiers) -> Gesture | None:
        """Begin a line at a figure."""
        figure = canvas.sheet.figure_at(point)
        if figure is None:
            return MoveTool().press(canvas, point, modifiers)
        return ConnectGesture(canvas, figure, self.choice)


class RelationTool(_LineTool):
    """Draws an ordinary relation; 1–7 change its quality afterwards."""

    name = "relation"
    label = N_("Relation")
    choice = DEFAULT_QUALITY


class WishTool(_LineTool):
    """Asks a wish."""

    name = "wish"
    label = N_("Önskemål")
    choice = WISH


class ConnectGesture(Gesture):
    """A line from ``source`` to wherever the pointer is. Without ``choice`` a menu asks what it is to be."""

    def __init__(self, canvas: CanvasView, source: str, choice: str | None = None) -> None:
        self._canvas, self._source, self._choice = canvas, source, choice
        self._begun = False

    def move(self, point: QPointF, modifiers: Modifiers) -> None:
        """Show the line, and mark the figure it would end at."""
        sheet = self._canvas.sheet
        if not self._begun:
            self._begun = True
            self._canvas.keep_still([sheet.rubber, *sheet.figures.values()])
        self._canvas.begin_step()
        target = self._target(point)
        sheet.show_rubber(sheet.middle_of(("figures", self._source)), point)
        sheet.set_target(target)

    def _target(self, point: QPointF) -> str | None:
        target = self._canvas.sheet.figure_at(point)
        return None if target == self._source else target

    def release(self, point: QPointF, modifiers: Modifiers) -> None:
        """Make the line, or ask what it is to be; let go on the ground nothing is made."""
        self._canvas.keep_still(None)
        target = self._target(point)
        if target is None:
            self.cancel()
            if self._canvas.sheet.figure_at(point) == self._source:
                self._canvas.select([("figures", self._source)])
            else:
                self._canvas.message.emit(_("Dra till en annan figur för att rita en linje."))
            return
        self._canvas.connecting.offer(self._source, target, self._choice)

    def cancel(self) -> None:
        """Take the line away."""
        self._canvas.keep_still(None)
        self._canvas.sheet.clear_momentary()


class Connecting:
    """What happens between a drawn line and a stored tie: the menu, and the words of a wish."""

    def __init__(self, canvas: CanvasView) -> None:
        self._canvas = canvas
        self.menu: TieMenu | None = None

    def at_handle(self, point: QPointF) -> ConnectGesture | None:
        """Return the gesture of a press on the round handle, or None if ``point`` is not on it."""
        sheet = self._canvas.sheet
        figure = sheet.handle_of
        if figure is None or self._canvas.pixels(point - sheet.handle.pos()) > REACH_PX:
            return None
        return ConnectGesture(self._canvas, figure)

    def begin(self, source: str, choice: str = DEFAULT_QUALITY) -> None:
        """Open the card for relations and wishes from a figure; ``choice`` is a quality or ``wish``."""
        canvas = self._canvas
        if not canvas.changes.may_edit() or source not in canvas.sheet.figures:
            return
        canvas.select([("figures", source)])
        canvas.take_editor(
            lambda closed: TieCard(
                canvas,
                lambda: canvas.document.shown,
                source,
                lambda: canvas.sheet.figures,
                choice=choice,
                make=self._make,
                aim=self._aim,
                closed=then_say(closed, canvas.message.emit, _(AFTER_TIES)),
            )
        )

    def begin_wish(self, source: str) -> None:
        """Open the card for wishes of a figure."""
        self.begin(source, WISH)

    def reword(self, key: tuple[str, str]) -> None:
        """Open a field for the words of a relation or a wish."""
        canvas, record = self._canvas, self._canvas.changes.tie(key)
        if record is None:
            return
        wish = isinstance(record, Wish)
        canvas.edit_words(
            canvas.sheet.middle_of(key),
            width=420 if wish else 300,
            text=record.text if isinstance(record, Wish) else record.label or "",
            hint=_("Önskemål") if wish else _("Ord på linjen"),
            keep=lambda words: canvas.changes.set_field(*key, "text" if wish else "label", words),
        )

    def _aim(self, source: str, target: str | None) -> None:
        """Show the line that is being typed."""
        sheet = self._canvas.sheet
        sheet.set_target(target)
        if target is None:
            sheet.rubber.hide()
            return
        sheet.show_rubber(*(sheet.middle_of(("figures", each)) for each in (source, target)))

    def _make(self, tie: Tie) -> bool:
        canvas = self._canvas
        if tie.quality == WISH:
            made = canvas.changes.ask(tie.from_, tie.to, tie.words)
            sentence = _("Önskemålet är ställt till {name}. Skriv nästa, eller tryck Esc.")
        else:
            made = canvas.changes.relate(tie.from_, tie.to, tie.quality, energy=tie.energy, label=tie.words or None)
            sentence = _("Relationen till {name} är ritad. Skriv nästa, eller tryck Esc.")
        if made is None:
            return False
        canvas.sheet.clear_momentary()
        canvas.select([("figures", tie.from_)])
        canvas.message.emit(sentence.format(name=canvas.document.shown.figures[tie.to].label))
        return True

    def offer(self, source: str, target: str, choice: str | None = None) -> None:
        """Make a tie between two figures: ``choice`` is a quality, ``wish``, or None to ask with a menu."""
        canvas, sheet = self._canvas, self._canvas.sheet
        if not canvas.changes.may_edit():
            sheet.clear_momentary()
            return
        if choice is not None:
            self._chosen(source, target, choice)
            return
        start, end = (sheet.middle_of(("figures", each)) for each in (source, target))
        sheet.show_rubber(start, end)
        self.menu = TieMenu(
            canvas.viewport(),
            canvas.mapFromScene(end),
            chosen=lambda answer: self._chosen(source, target, answer),
            closed=self._menu_closed,
        )

    def _menu_closed(self) -> None:
        self.menu = None
        self._canvas.sheet.clear_momentary()
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self, source: str, target: str, choice: str) -> None:
        if choice == WISH:
            self._ask(source, target)
            return
        self._canvas.sheet.clear_momentary()
        made = self._canvas.changes.relate(source, target, choice)
        if made is not None:
            self._canvas.select([("relations", made)])
            self._canvas.message.emit(_("Relationen är ritad. Tryck 1–7 för att byta hur den är."))

    def _ask(self, source: str, target: str) -> None:
        canvas, sheet = self._canvas, self._canvas.sheet
        start, end = (sheet.middle_of(("figures", each)) for each in (source, target))
        sheet.show_rubber(start, end)
        hint = _("Vad behöver {role} av {other}?")
        canvas.edit_words(
            (start + end) / 2,
            width=420,
            hint=hint.format(role=canvas.changes.name(source), other=canvas.changes.name(target)),
            keep=lambda words: self._asked(source, target, words),
        )

    def _asked(self, source: str, target: str, words: str) -> None:
        made = self._canvas.changes.ask(source, target, words)
        if made is not None:
            self._canvas.select([("wishes", made)])
