"""The page "SIP": who coordinates it, how it is and what is needed, who has approved, where it failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.models.edits.removal import remove
from app.models.edits.sip import BEGIN, ENTRIES, FAMILY, begin_sip
from app.widgets.common.changes import change
from app.widgets.common.columns_page import ColumnsPage
from app.widgets.common.flow import FlowLayout
from app.widgets.common.scrolling import fill_scrolling
from app.widgets.properties.form import RecordPanel, remove_button
from app.widgets.sip.entries import EntryList

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow


class SipPage(ColumnsPage):
    """Who answers for it to the left, what was said and agreed to the right; or a button to begin a SIP."""

    offered = frozenset({"figures", "organisations"})
    told = frozenset({FAMILY, "plan", "long_term", "short_term"})

    def __init__(self, window: CaseWindow) -> None:
        super().__init__(window.document)
        self._window = window
        self.fields: RecordPanel | None = None
        self.begin = QPushButton(_(BEGIN))
        self.begin.setObjectName("primary")
        self.begin.clicked.connect(lambda _checked=False: self._begin())
        self.hint = QLabel(
            _(
                "Här skriver ni vem som samordnar, hur det är och vad som behövs i allas röster, vilka som har godkänt "
                "och var det brast. Målen och insatserna tas från barnets plan."
            )
        )
        self.hint.setWordWrap(True)
        self.drop = remove_button(_("Ta bort SIP"), self._drop)
        self.lists = {part: EntryList(self.document, part) for part in ENTRIES}
        for each in self.lists.values():
            each.refused.connect(window.toast.say)
        self.planned = self._planned()
        self._lay_out()
        self.follow()
        self.refresh()

    # Building

    def _lay_out(self) -> None:
        self.about = QLabel(
            _("Samordnad individuell plan: när barnet behöver insatser från flera som ska stämma ihop.")
        )
        self.about.setObjectName("panelSubheading")
        self.about.setWordWrap(True)
        self.no_one = QLabel(
            _("Ärendet har inga organisationer än. Skriv dem på sidan Ärendet, så kan ni välja vem som är ansvarig.")
        )
        self.no_one.setObjectName("panelSubheading")
        self.no_one.setWordWrap(True)
        self.left = QFrame()
        self.left.setObjectName("goals")
        self._fields = QVBoxLayout(self.left)
        self._fields.setContentsMargins(14, 10, 14, 12)
        self._fields.setSpacing(8)
        self._fields.addWidget(self.no_one)
        self._fields.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignLeft)
        right = QVBoxLayout()
        right.setSpacing(12)
        for widget in (self.lists["needs"], self.planned, self.lists["approvals"], self.lists["deviations"]):
            right.addWidget(widget)
        right.addStretch(1)
        self.both.addWidget(self.left, 2, Qt.AlignmentFlag.AlignTop)
        self.both.addLayout(right, 3)
        inside = QWidget()
        inside.setObjectName("factsInside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._top())
        column.addWidget(self.about)
        column.addWidget(self.hint)
        column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self.both)
        column.addStretch(1)
        fill_scrolling(self, inside)

    def _top(self) -> QWidget:
        heading = QLabel(_("SIP"))
        heading.setObjectName("pageHeading")
        self.printer = QPushButton(_("Skriv ut…"))
        self.printer.clicked.connect(lambda _checked=False: self.print_shown())
        top = QWidget()
        flow = FlowLayout(top, gap=12)
        for widget in (heading, self.printer):
            flow.addWidget(widget)
        return top

    def _planned(self) -> QFrame:
        """Return the place that says where the SIP's goals and measures stand."""
        heading = QLabel(_("Mål och insatser"))
        heading.setObjectName("goalsHeading")
        self.plan_words = QLabel()
        self.plan_words.setObjectName("panelSubheading")
        self.plan_words.setWordWrap(True)
        self.to_plan = QPushButton(_("Till planen"))
        self.to_plan.clicked.connect(lambda _checked=False: self._window.show_page("plan"))
        holder = QFrame()
        holder.setObjectName("goals")
        column = QVBoxLayout(holder)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        column.addWidget(heading)
        column.addWidget(self.plan_words)
        column.addWidget(self.to_plan, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    # Showing

    def refresh(self) -> None:
        """Show the SIP as it is now; what is being typed stays."""
        there = self.document.case.record(FAMILY, FAMILY) is not None
        if there and self.fields is None:
            self._put(RecordPanel(self.document, FAMILY, FAMILY))
        elif there and self.fields is not None:
            self.fields.refresh()
        elif not there:
            self._put(None)
        if self.fields is not None:
            self.fields.heading.hide()  # the page has it
        for each in self.lists.values():
            each.refresh()
        for widget in (self.left, self.planned, self.printer, *self.lists.values()):
            widget.setVisible(there)
        may = not self.document.read_only
        self.hint.setVisible(not there)
        self.no_one.setVisible(may and not self.document.case.organisations)
        self.begin.setVisible(may and not there)
        self.drop.setVisible(may and there)
        self._say_plan()

    def _say_plan(self) -> None:
        case = self.document.case
        goals = len(case.long_term) + len(case.short_term)
        rows = sum(row.kind == "child" for row in case.plan.values())
        told_goals = ngettext("{n} mål", "{n} mål", goals).format(n=goals)
        told_rows = ngettext("{n} insats", "{n} insatser", rows).format(n=rows)
        words = _("SIP:en tar sina mål och insatser från barnets plan: {goals} och {measures}.")
        self.plan_words.setText(words.format(goals=told_goals, measures=told_rows))

    def _put(self, fields: RecordPanel | None) -> None:
        old, self.fields = self.fields, fields
        if old is not None:
            self._fields.removeWidget(old)
            old.hide()
            old.deleteLater()
        if fields is not None:
            fields.column.setContentsMargins(0, 0, 0, 0)
            self._fields.insertWidget(0, fields)

    def make_anew(self) -> None:
        """Make the fields anew: who can be chosen is another, or names are hidden or shown."""
        self.commit()
        self._put(None)
        for each in self.lists.values():
            each.read_anew()

    # What is done

    def _begin(self) -> None:
        problem = change(self.document, lambda: begin_sip(self.document.case))
        if problem is not None:
            self._window.toast.say(problem)
        elif self.fields is not None:
            self.fields.editors["coordinator"].setFocus()

    def _drop(self) -> None:
        problem = change(self.document, lambda: remove(self.document.case, [(FAMILY, FAMILY)]))
        if problem is not None:
            self._window.toast.say(problem)

    # What the window asks of a page

    def shown(self) -> None:
        """Take the keyboard: where to begin, or the first field."""
        if self.fields is None:
            self.begin.setFocus()
        else:
            self.fields.editors["coordinator"].setFocus()

    def print_shown(self) -> None:
        """Show the SIP as it will be printed, and print it."""
        from app.widgets.printing.dialog import print_case

        self.commit()
        print_case(self._window, [FAMILY])

    def commit(self) -> None:
        """Hand over what is being typed."""
        if self.fields is not None and self.fields.still_there():
            self.fields.commit_all()
        for each in self.lists.values():
            each.commit()
