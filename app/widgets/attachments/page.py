"""The page "Bilagor": the files kept with the case, the one that is chosen, and what can be done with it.

Nothing here is part of the case's records: it is stored and removed at once, and Ctrl+Z has nothing to do with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
)

from app.i18n import _, ngettext
from app.models.attached import KINDS, LARGEST, MEDIA, AttachedFile
from app.unfinished import write_out
from app.widgets.attachments.shown import ShownFile, first_page, picture_of
from app.widgets.common.icons import icon
from app.widgets.common.messages import ask
from app.widgets.common.style import colour, scaled
from app.widgets.dropping import local_files
from app.widgets.services import ServiceFailed

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

_FILES = ("*.png", "*.jpg", "*.jpeg", "*.pdf")
_THUMB = 48
_MB = 1024 * 1024


class AttachmentsPage(QFrame):
    """Reads the files when it comes up; what is in them is read when they are chosen."""

    def __init__(self, window: CaseWindow) -> None:
        super().__init__()
        self.setObjectName("planPage")
        self.setAcceptDrops(True)
        self._window, self._document = window, window.document
        self.files: list[AttachedFile] = []
        self._small: dict[str, QIcon] = {}
        self.heading = QLabel(_("Bilagor"))
        self.heading.setObjectName("pageHeading")
        self.about = QLabel(
            _(
                "Underskrivna samtycken och foton av kartor på papper. De är krypterade som allt annat i biblioteket. "
                "De följer aldrig med när du exporterar eller lämnar ut."
            )
        )
        self.empty = QLabel(_("Inga bilagor än. Välj Lägg till, eller släpp en bild eller en PDF här."))
        self.empty.setObjectName("empty")
        self.list = QListWidget()
        self.list.setObjectName("consentList")
        self.list.setAccessibleName(_("Bilagor"))
        self.list.setIconSize(QSize(scaled(_THUMB), scaled(_THUMB)))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda _now, _before: self._show_chosen())
        self.add = QPushButton(icon("plus"), _("Lägg till"))
        self.menu = QMenu(self.add)
        self.add.setMenu(self.menu)
        self._offer(self.menu, self.ask_files)
        self.file = ShownFile()
        self.kind, self.kind_words = QComboBox(), QLabel(_("Vad är det?"))
        self.kind.setAccessibleName(_("Vad är det?"))
        self.kind_words.setObjectName("caption")
        self.kind_words.setBuddy(self.kind)
        for kind, words in KINDS.items():
            self.kind.addItem(_(words), kind)
        self.kind.activated.connect(lambda _row: self.reclassify(str(self.kind.currentData())))
        self.save = QPushButton(_("Spara en kopia…"))
        self.save.clicked.connect(lambda _checked=False: self.save_copy())
        self.remove = QPushButton(icon("trash", "blocked"), _("Ta bort…"))
        self.remove.setObjectName("remove")
        self.remove.clicked.connect(lambda _checked=False: self.ask_remove())
        for label in (self.about, self.empty):
            label.setWordWrap(True)
        self.about.setObjectName("panelSubheading")
        self._lay_out()
        self.setFocusProxy(self.list)
        self._document.shown_changed.connect(self.refresh)

    def _lay_out(self) -> None:
        left, right, buttons = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        for widget in (self.heading, self.about, self.empty):
            left.addWidget(widget)
        left.addWidget(self.list, 1)
        left.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(0)
        buttons.addWidget(self.save)
        buttons.addStretch(1)
        buttons.addWidget(self.remove)
        what = QHBoxLayout()
        what.setSpacing(8)
        what.addWidget(self.kind_words)
        what.addWidget(self.kind)
        what.addStretch(1)
        right.addLayout(what)
        right.addWidget(self.file, 1)
        right.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 18, 24, 18)
        row.setSpacing(24)
        for column in (left, right):
            column.setSpacing(12)
        row.addLayout(left, 2)
        row.addLayout(right, 3)

    def _offer(self, menu: QMenu, then: Callable[[str], object]) -> None:
        for kind, label in KINDS.items():
            menu.addAction(_("{kind}…").format(kind=_(label))).triggered.connect(partial(self._act, then, kind))

    @staticmethod
    def _act(then: Callable[[str], object], kind: str, _checked: bool = False) -> None:
        then(kind)

    # What it shows

    def shown(self) -> None:
        """The page has come up: read what there is."""
        self.refresh()

    @property
    def hidden_names(self) -> bool:
        """Whether names are kept from the screen, so that no file may show them."""
        return self._document.shown is not self._document.case

    def refresh(self) -> None:
        """Read the list anew, and keep what is chosen."""
        chosen = self.chosen()
        try:
            self.files = list(self._window.services.attachments(self._window.library_id))
        except ServiceFailed as problem:
            self._window.toast.say(str(problem))
            return
        self.list.blockSignals(True)
        self.list.clear()
        for each in self.files:
            item = QListWidgetItem(self._icon(each), self._line(each), self.list)
            item.setData(Qt.ItemDataRole.UserRole, each.id)
        keys = [each.id for each in self.files]
        self.list.setCurrentRow(keys.index(chosen.id) if chosen is not None and chosen.id in keys else len(keys) - 1)
        self.list.blockSignals(False)
        self.list.setVisible(bool(self.files))
        self.empty.setVisible(not self.files)
        self.add.setEnabled(not self._document.read_only)
        self._show_chosen()

    def _line(self, each: AttachedFile) -> str:
        size = f"{each.size / _MB:.1f}".replace(".", ",") if each.size >= _MB else ""
        much = _("{n} MB").format(n=size) if size else _("{n} kB").format(n=max(1, each.size // 1024))
        told = [_(KINDS[each.kind]), MEDIA[each.media], much, each.added.strftime("%Y-%m-%d")]
        name = [] if self.hidden_names else [each.name]
        return "\n".join([*name, " · ".join(told)])

    def _icon(self, each: AttachedFile) -> QIcon:
        """Return a small picture of a file; while names are hidden none."""
        if self.hidden_names:
            return QIcon()
        if each.id not in self._small:
            side = round(2 * scaled(_THUMB) * self.devicePixelRatioF())
            small = (picture_of if each.is_picture else first_page)(self._contents(each), side)
            self._small[each.id] = _as_icon(small)
        return self._small[each.id]

    def _contents(self, each: AttachedFile) -> bytes:
        """Return what is in a file; nothing where that cannot be read, which then cannot be shown either."""
        try:
            return self._window.services.attachment(self._window.library_id, each.id)
        except ServiceFailed:
            return b""

    def chosen(self) -> AttachedFile | None:
        """Return the file that is chosen, or None."""
        item = self.list.currentItem()
        key = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return next((each for each in self.files if each.id == key), None)

    def _show_chosen(self) -> None:
        each = self.chosen()
        if each is None:
            self.file.tell("")
        elif self.hidden_names:
            self.file.tell(_("Namnen är dolda. Bilagan visas inte förrän namnen får synas igen."))
        else:
            self.file.show_file(self._contents(each), each.name, is_picture=each.is_picture)
        for widget in (self.save, self.remove, self.kind, self.kind_words):
            widget.setVisible(each is not None)
        if each is not None:
            self.kind.setCurrentIndex(self.kind.findData(each.kind))
        self.kind.setEnabled(not self._document.read_only)
        self.save.setEnabled(not self.hidden_names)
        self.remove.setEnabled(not self._document.read_only)

    # What is done

    def ask_files(self, kind: str) -> None:
        """Ask for files and keep them as one kind."""
        filters = _("Bilder och PDF ({endings})").format(endings=" ".join(_FILES))
        names, _kind = QFileDialog.getOpenFileNames(self, _("Lägg till bilagor"), "", filters)
        self.take([Path(name) for name in names], kind)

    def take(self, paths: Sequence[Path], kind: str) -> None:
        """Keep files with the case, each by itself; say which could not be, and why."""
        kept: list[AttachedFile] = []
        problems: list[str] = []
        for path in paths:
            try:
                data = _read(path)
                kept.append(self._window.services.attach(self._window.library_id, kind, path.name, data))
            except OSError:
                problems.append(_("{name} går inte att läsa. Den är inte inlagd.").format(name=path.name))
            except ServiceFailed as problem:
                problems.append(str(problem))
        self.refresh()
        if kept:
            self.list.setCurrentRow([each.id for each in self.files].index(kept[-1].id))
            said = ngettext("{n} bilaga är inlagd.", "{n} bilagor är inlagda.", len(kept)).format(n=len(kept))
            left = _("Originalet ligger kvar där det låg.")
            problems.insert(0, f"{said} {left}")
        if problems:
            self._window.toast.say("\n".join(problems))

    def reclassify(self, kind: str) -> None:
        """Say that the chosen file is of another kind."""
        each = self.chosen()
        if each is None or each.kind == kind:
            return
        try:
            self._window.services.reclassify(self._window.library_id, each.id, kind)
        except ServiceFailed as problem:
            self._window.toast.say(str(problem))
        self.refresh()

    def save_copy(self) -> None:
        """Write the chosen file where the user says."""
        each = self.chosen()
        if each is None or self.hidden_names:
            return
        suggested = re.sub(r'[\\/:*?"<>|]+', "-", each.name)
        name, _kind = QFileDialog.getSaveFileName(self, _("Spara en kopia"), suggested)
        if not name:
            return
        try:
            data = self._window.services.attachment(self._window.library_id, each.id)
            write_out(Path(name), data)
        except ServiceFailed as problem:
            self._window.toast.say(str(problem))
        except OSError:
            self._window.toast.say(_("Kopian kunde inte sparas i {path}. Bilagan är kvar i ärendet.").format(path=name))
        else:
            self._window.toast.say(_("Kopian är sparad. Den är inte krypterad: ta bort den när du är klar."))

    def ask_remove(self) -> None:
        """Ask, and remove the chosen file for good."""
        each = self.chosen()
        if each is None or self._document.read_only:
            return
        name = _(KINDS[each.kind]) if self.hidden_names else each.name
        sentence = _(
            "”{name}” tas bort ur ärendet för gott. Det går inte att ångra. Spara en kopia först om du är osäker."
        )
        if not ask(self, _("Ta bort bilagan?"), sentence.format(name=name), accept=_("Ta bort"), dangerous=True):
            return
        try:
            self._window.services.detach(self._window.library_id, each.id)
        except ServiceFailed as problem:
            self._window.toast.say(str(problem))
        else:
            self._window.toast.say(_("”{name}” är borttagen ur ärendet.").format(name=name))
        self.refresh()

    # Files that are dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures and PDFs; whatever else is dropped is the window's to judge."""
        if self._taken(event):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask what the files are, and keep them."""
        files = self._taken(event)
        if not files:
            event.ignore()
            return
        event.acceptProposedAction()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._offer(menu, partial(self.take, files))
        menu.popup(self.mapToGlobal(event.position().toPoint()))

    def _taken(self, event: QDropEvent) -> list[Path]:
        files = [] if self._document.read_only else local_files(event)
        return files if files and all(f"*{path.suffix.lower()}" in _FILES for path in files) else []


def _as_icon(image: QImage) -> QIcon:
    """Return a small picture as an icon with a thin edge, the same where its line is chosen; none of a null one."""
    if image.isNull():
        return QIcon()
    picture, made = QPixmap.fromImage(image), QIcon()
    painter = QPainter(picture)
    painter.setPen(colour("field"))
    painter.drawRect(0, 0, picture.width() - 1, picture.height() - 1)
    painter.end()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
        made.addPixmap(picture, mode)
    return made


def _read(path: Path) -> bytes:
    """Return a file's contents, of one that is too large only enough to tell. Raises OSError."""
    with path.open("rb") as file:
        return file.read(LARGEST + 1)
