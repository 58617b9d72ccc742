"""The picture that the projector shows: kept like the case, without making those wait who work on it.

A sheet with large words takes half a second or more to lay out. Small changes are drawn at once on the layout there is;
others, and still larger words, are laid out beside the program's own work and shown when they are ready.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.document import Document
from app.kinds.options import Options
from app.kinds.sheet_picture import SheetPicture
from app.kinds.viewing import Wall, enlarged, larger, renewed, reworded, sketched
from app.models.case import Case
from app.models.patch import Patch
from app.widgets.canvas.background import Background
from app.widgets.canvas.pictures import concerns


class Showing(QObject):
    """One sheet of a document as large as a wall asks for. ``changed()`` when `picture` is another."""

    changed = Signal()

    def __init__(self, document: Document, kind: str, wall: Wall, options: Options, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._wall = wall
        self._sizes: dict[str, float] = {}
        self._aside: SheetPicture | None = None
        self._rough = False
        self._background = Background(self)
        self._background.done.connect(self._take)
        self.options = options
        self.picture = self._first(kind)
        document.patched.connect(self._patched)
        document.shown_changed.connect(self._reworded)
        self._enlarge()

    @property
    def settled(self) -> bool:
        """Whether nothing is being laid out."""
        return not self._background.busy

    @property
    def wall(self) -> Wall:
        """What the sheet fills."""
        return self._wall

    def show(self, kind: str, options: Options) -> None:
        """Show another kind of sheet, or the same one in another way."""
        if (kind, options) != (self.picture.kind, self.options):
            self.options = options
            self._lay_out(kind)

    def fill(self, wall: Wall) -> None:
        """Fill another wall from now on."""
        if wall != self._wall:
            self._wall = wall
            self._sizes.clear()
            self._lay_out(self.picture.kind)

    def close(self) -> None:
        """Follow the document no longer."""
        self._document.patched.disconnect(self._patched)
        self._document.shown_changed.disconnect(self._reworded)
        self._background.drop()

    def _patched(self, patch: Patch) -> None:
        if not concerns(patch):
            return
        drawn = renewed(self._document.on_wall, self.picture)
        if drawn is not None:
            self._put(drawn)
        else:
            self._work(self.picture.options.text)

    def _lay_out(self, kind: str) -> None:
        """Show a sheet now, and in larger words later if it needs them."""
        self._put(self._first(kind))
        self._enlarge()

    def _first(self, kind: str) -> SheetPicture:
        """Return what of a sheet can be shown at once: in words large enough the first time, a large sheet roughly."""
        case, size = self._document.on_wall, self._sizes.get(kind)
        rough = sketched(case, kind, self._wall, self.options)
        self._rough = rough is not None
        return rough or enlarged(case, kind, self._wall, self.options, text=size, tries=1)

    def _enlarge(self) -> None:
        size = larger(self.picture, self._wall)
        grows = size != self.picture.options.text and self.picture.kind not in self._sizes
        if grows or self._rough:
            self._work(size)

    def _work(self, text: float) -> None:
        """Lay the case out as it is now, beside everything else."""
        case = Case(self._document.on_wall.records())  # of its own: the document's goes on changing
        do = partial(enlarged, case, self.picture.kind, self._wall, self.options, text=text)
        self._background.ask(self.picture.kind, do)

    def _take(self, _kind: str, picture: SheetPicture | None) -> None:
        if picture is not None:
            self._sizes[picture.kind] = picture.options.text
            self._put(picture)

    def _reworded(self) -> None:
        """Names were hidden or shown: at once, and nothing moves."""
        aside, self._aside = self._aside, self.picture
        drawn = (
            renewed(self._document.on_wall, aside) if aside is not None and aside.kind == self.picture.kind else None
        )
        unfinished = not self.settled
        self._put(drawn or reworded(self._document.on_wall, self.picture))
        if unfinished:
            self._work(self.picture.options.text)

    def _put(self, picture: SheetPicture) -> None:
        self._background.drop()  # what is still being laid out is of yesterday
        self.picture = picture
        self.changed.emit()
