"""Closed cases that have been kept long enough to be reviewed: kept until a day, handed over, or erased."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, ngettext
from app.models.retention import CHOICES, MONTHS, SETTING, chosen_months, later
from app.settings import Settings
from app.widgets.common.messages import tell
from app.widgets.common.opening import fit_on_screen
from app.widgets.erasing.whole_case import ask_erase_case
from app.widgets.handing_over.dialog import hand_over
from app.widgets.properties.editors import QuietCombo
from app.widgets.services import CaseCard, ServiceFailed, Services


class RetentionWindow(QDialog):
    """The list of cases that are due, and what can be done with the one that is chosen."""

    def __init__(self, services: Services, settings: Settings, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._services, self._settings = services, settings
        self._cards: dict[str, CaseCard] = {}
        self.setObjectName("message")
        self.setWindowTitle(_("Gallring"))
        fit_on_screen(self, 720, 520)
        heading = QLabel(_("Avslutade ärenden att gå igenom"))
        heading.setObjectName("dialogHeading")
        about = QLabel(
            _(
                "Hur länge ett ärende ska eller får sparas bestäms av lagen och av er egen plan för gallring. "
                "Samkarta raderar aldrig något av sig självt."
            )
        )
        about.setWordWrap(True)
        self.list = QListWidget()
        self.list.setObjectName("takeUp")
        self.list.setAccessibleName(_("Avslutade ärenden att gå igenom"))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda _now, _before: self._enable())
        self.empty = QLabel(_("Inget avslutat ärende behöver gås igenom nu."))
        self.empty.setObjectName("panelSubheading")
        self.empty.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(12)
        for widget in (heading, about):
            column.addWidget(widget)
        column.addLayout(self._months())
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        column.addLayout(self._doing())
        self.read()

    def _months(self) -> QHBoxLayout:
        caption = QLabel(_("Ett ärende kommer upp här så lång tid efter att det avslutades"))
        caption.setObjectName("caption")
        caption.setWordWrap(True)
        self.months = QuietCombo()
        self.months.setAccessibleName(caption.text())
        self.months.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for months in CHOICES:
            self.months.addItem(_span(months), months)
        self.months.setCurrentIndex(CHOICES.index(chosen_months(self._settings.values)))
        self.months.currentIndexChanged.connect(lambda _index: self._set_months())
        caption.setBuddy(self.months)
        row = QHBoxLayout()
        row.addWidget(caption, 1)
        row.addWidget(self.months)
        return row

    def _doing(self) -> QHBoxLayout:
        self.until = QDateEdit()
        self.until.setDisplayFormat("yyyy-MM-dd")
        self.until.setCalendarPopup(True)
        self.until.setAccessibleName(_("Spara till"))
        day = later(date.today(), MONTHS)
        self.until.setMinimumDate(QDate.currentDate().addDays(1))
        self.until.setDate(QDate(day.year, day.month, day.day))
        self.keep = self._button(_("Spara till"), self.keep_chosen)
        self.hand = self._button(_("Lämna över…"), self.hand_over_chosen)
        self.erase = self._button(_("Radera…"), self.erase_chosen)
        self.close_button = self._button(_("Stäng"), self.accept)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.keep, self.until, self.hand, self.erase):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.close_button)
        return row

    @staticmethod
    def _button(text: str, press: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: press())
        return button

    def read(self) -> None:
        """Read which cases are due."""
        self.list.clear()
        try:
            self._cards = {card.id: card for card in self._services.cases()}
            due = self._services.due_for_review(chosen_months(self._settings.values))
        except ServiceFailed as problem:
            due = []
            self.empty.setText(str(problem))
        for each in due:
            card = self._cards.get(each.case)
            if card is not None:
                name = " ".join(part for part in (card.number or "", card.title) if part)
                when = _("Avslutat {closed}, att gå igenom sedan {since}").format(closed=each.closed, since=each.since)
                QListWidgetItem(f"{name}\n{when}", self.list).setData(Qt.ItemDataRole.UserRole, card.id)
        self.empty.setVisible(not self.list.count())
        self.list.setVisible(bool(self.list.count()))
        self.list.setCurrentRow(0)
        self._enable()

    def chosen(self) -> CaseCard | None:
        """Return the case that is chosen, or None."""
        item = self.list.currentItem()
        return None if item is None else self._cards.get(item.data(Qt.ItemDataRole.UserRole))

    def _enable(self) -> None:
        for widget in (self.keep, self.until, self.hand, self.erase):
            widget.setEnabled(self.chosen() is not None)

    def _set_months(self) -> None:
        self._settings.values[SETTING] = self.months.currentData()
        self._settings.save()
        self.read()

    def keep_chosen(self) -> None:
        """Keep the chosen case until the day; it comes up again then."""
        card = self.chosen()
        if card is None:
            return
        chosen = self.until.date()
        try:
            self._services.keep_until(card.id, date(chosen.year(), chosen.month(), chosen.day()))
        except ServiceFailed as problem:
            tell(self, _("Inget har ändrats"), str(problem))
        self.read()

    def hand_over_chosen(self) -> None:
        """Hand the chosen case over as a file; it stays here until it is erased."""
        card = self.chosen()
        if card is not None:
            stem = _("Arende-{number}").format(number=card.number) if card.number else _("Arende")
            written = hand_over(self, self._services, card.id, stem.replace("/", "-"))
            if written:
                tell(
                    self,
                    _("Överlämnat"),
                    _("Filen är {path}. Ärendet är kvar här tills du raderar det.").format(path=written),
                )

    def erase_chosen(self) -> None:
        """Erase the chosen case, if the answer is yes."""
        card = self.chosen()
        if card is not None and ask_erase_case(self, self._services, card):
            self.read()


def _span(months: int) -> str:
    years = months // 12
    if months % 12:
        return ngettext("{n} månad", "{n} månader", months).format(n=months)
    return ngettext("{n} år", "{n} år", years).format(n=years)
