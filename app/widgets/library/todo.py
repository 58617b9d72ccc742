"""What there is to do over all cases: late, this week, consents that run out, the next meetings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from time import monotonic

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QListView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.models.todo import KINDS, PARTS, CaseDates, Part, Task, tasks
from app.widgets.common.style import LOOKS, font
from app.widgets.services import CaseCard, ServiceFailed, Services

_AT_ONCE = 0.012
"""Seconds that reading may hold the window up at a time."""
_KEPT_AT_ONCE = 100
"""Cases whose dates are kept in one go."""
_SHOWN = 40
"""Lines of one part that are shown until the user asks for the others."""

Target = tuple[str, str, str]
"""Where a line leads: the library's id of the case, family and key of the record."""


def day_words(day: date, today: date) -> str:
    """Return a day as people say it where it is near, else as a date."""
    near = {today: _("i dag"), today + timedelta(days=1): _("i morgon")}
    return f"{near[day]} ({day.isoformat()})" if day in near else day.isoformat()


def case_words(case: CaseDates) -> str:
    """Return what a case is called: its number, and its name unless it has protected identity."""
    parts = (case.number or "", "" if case.discreet and case.number else case.title)
    return " ".join(part for part in parts if part)


def task_words(task: Task, today: date) -> str:
    """Return a line of the list in two rows: when and what kind, then in which case and in whose words."""
    dated, case = task.dated, task.case
    words = "" if case.discreet else dated.text
    who = "" if case.discreet else dated.who or ""
    first = " · ".join(part for part in (day_words(dated.day, today), _(KINDS[dated.kind]), who) if part)
    return first + "\n" + " · ".join(part for part in (case_words(case), words) if part)


def lines(found: Sequence[Task], today: date) -> dict[Part, list[tuple[str, Target]]]:
    """Return the lines of each part. What is late is told once for each case: how much, and since when."""
    told: dict[Part, list[tuple[str, Target]]] = {part: [] for part in PARTS}
    late = Counter(task.case.id for task in found if task.part == "late")
    seen: set[str] = set()
    for task in found:
        target = (task.case.id, task.dated.family, task.dated.key)
        count = late[task.case.id]
        if task.part != "late" or count == 1:
            told[task.part].append((task_words(task, today), target))
        elif task.case.id not in seen:
            seen.add(task.case.id)
            words = ngettext("{n} sak, den äldsta från {day}", "{n} saker, den äldsta från {day}", count)
            first = words.format(n=count, day=task.dated.day.isoformat())
            told["late"].append((f"{first}\n{case_words(task.case)}", target))
    return told


class TodoPanel(QFrame):
    """The list. ``opened(case id, family, key)`` when a line is chosen; ``ready()`` when every case has been read."""

    opened = Signal(str, str, str)
    ready = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._waiting: list[CaseCard] = []
        self._found: list[CaseDates] = []
        self._unread = 0
        self._all: set[str] = set()
        heading = QLabel(_("Att göra"))
        heading.setObjectName("goalsHeading")
        self.list = QListWidget()
        self.list.setObjectName("takeUp")
        self.list.setAccessibleName(_("Att göra"))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.itemClicked.connect(self._open)
        self.list.itemActivated.connect(self._open)
        self.note = QLabel()
        self.note.setObjectName("panelSubheading")
        self.note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget, share in ((heading, 0), (self.note, 0), (self.list, 1)):
            column.addWidget(widget, share)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._read_some)
        LOOKS.changed.connect(self._show)

    def show_cases(self, cards: Iterable[CaseCard]) -> None:
        """Show the dates of the cases. Those that have been changed are read before, a few at a time while the window
        goes on answering.

        Raises ServiceFailed.
        """
        self._found, self._waiting = self._services.dates(cards)
        self._unread = 0
        self._timer.start()

    def _read_some(self) -> None:
        until = monotonic() + _AT_ONCE
        while self._waiting and monotonic() < until:
            try:
                self._found.append(self._services.dates_of(self._waiting.pop()))
            except ServiceFailed:
                self._unread += 1
            if len(self._waiting) % _KEPT_AT_ONCE == 0:
                self._services.keep_dates()
        if not self._waiting:
            self._timer.stop()
            self._show()
            self.ready.emit()

    def _show(self) -> None:
        today = date.today()
        found = tasks(self._found, today)
        told, count = lines(found, today), Counter(task.part for task in found)
        self.list.clear()
        for part, heading in PARTS.items():
            self._add(part, _("{heading} ({n})").format(heading=_(heading), n=count[part]), told[part])
        some = bool(self.list.count())
        self.list.setVisible(some)
        unread = ngettext(
            "{n} ärende gick inte att läsa. Öppna det för att se varför.",
            "{n} ärenden gick inte att läsa. Öppna dem för att se varför.",
            self._unread,
        ).format(n=self._unread)
        nothing = "" if some else _("Inget är försenat, och inget väntar de närmaste dagarna.")
        self.note.setText(" ".join(part for part in (unread if self._unread else "", nothing) if part))
        self.note.setVisible(bool(self.note.text()))

    def _add(self, part: Part, heading: str, found: Sequence[tuple[str, Target]]) -> None:
        if not found:
            return
        title = QListWidgetItem(heading, self.list)
        title.setFlags(Qt.ItemFlag.ItemIsEnabled)
        title.setFont(font(10.5, bold=True))
        shown = found if part in self._all else found[:_SHOWN]
        for words, target in shown:
            QListWidgetItem(words, self.list).setData(Qt.ItemDataRole.UserRole, target)
        if len(shown) < len(found):
            left = len(found) - len(shown)
            more = QListWidgetItem(ngettext("Visa {n} till", "Visa {n} till", left).format(n=left), self.list)
            more.setData(Qt.ItemDataRole.UserRole, part)

    def _open(self, item: QListWidgetItem) -> None:
        target = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(target, str):
            self._all.add(target)
            self._show()
        elif target is not None:
            self.opened.emit(*target)
