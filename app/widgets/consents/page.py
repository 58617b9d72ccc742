"""The page "Samtycke": how it stands, what is stopped, every consent, and the one that is chosen to read and change."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.models.consent_state import consent_state, state_of
from app.models.consent_words import draft_mark, named, sentence, what_stops
from app.models.edits.consents import add_consent
from app.models.patch import Patch
from app.widgets.common.changes import change
from app.widgets.common.icons import icon
from app.widgets.common.pill import Pill, Tone
from app.widgets.consents.form import ConsentForm, state_words

if TYPE_CHECKING:
    from app.widgets.case_window import CaseWindow

_FORM_WIDTH = 640
TONES: dict[str, Tone] = {"none": "warn", "valid": "good", "expired": "bad", "withdrawn": "bad"}
_CONCERNING = frozenset({"consents", "figures", "organisations", "case"})


class ConsentsPage(QWidget):
    """Follows the document. The list names who gave each consent and how it stands."""

    def __init__(self, window: CaseWindow) -> None:
        super().__init__()
        self._window = window
        self.document = window.document
        self.form: ConsentForm | None = None
        self.heading = QLabel(_("Samtycke"))
        self.heading.setObjectName("pageHeading")
        self.state, self.draft = Pill(), Pill()
        self.stopped = QLabel()
        self.stopped.setObjectName("stopped")
        self.stopped.setWordWrap(True)
        self.empty = QLabel(
            _("Inget samtycke är antecknat. Välj Nytt samtycke och skriv av blanketten, eller det ni kom överens om.")
        )
        self.empty.setObjectName("empty")
        self.empty.setWordWrap(True)
        self.list = self._make_list()
        self.new = QPushButton(icon("plus"), _("Nytt samtycke"))
        self.new.clicked.connect(lambda _checked=False: self.add())
        self.room = QScrollArea()
        self.room.setObjectName("properties")
        self.room.setAccessibleName(_("Det valda samtycket"))
        self.room.setWidgetResizable(True)
        self.room.setFrameShape(QFrame.Shape.NoFrame)
        self.room.setMaximumWidth(_FORM_WIDTH * 2)
        self._lay_out()
        self.setFocusProxy(self.list)
        self.document.patched.connect(self._patched)
        self.document.shown_changed.connect(self._anew)
        self._anew()

    def _make_list(self) -> QListWidget:
        found = QListWidget()
        found.setObjectName("consentList")
        found.setAccessibleName(_("Samtycken"))
        found.setWordWrap(True)
        found.setTextElideMode(Qt.TextElideMode.ElideNone)
        found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        found.currentItemChanged.connect(lambda _now, _before: self._choose())
        return found

    def _lay_out(self) -> None:
        pills = QHBoxLayout()
        pills.setSpacing(8)
        for pill in (self.state, self.draft):
            pills.addWidget(pill)
        pills.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.heading)
        left.addLayout(pills)
        for each in (self.stopped, self.empty):
            left.addWidget(each)
        left.addWidget(self.list, 1)
        left.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        self.below = QWidget()  # takes the room that the list leaves where nothing is listed
        left.addWidget(self.below, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 18, 0, 0)
        row.setSpacing(24)
        left.setContentsMargins(0, 0, 0, 18)
        row.addLayout(left, 2)
        row.addWidget(self.room, 3)

    # What it shows

    def _patched(self, patch: Patch) -> None:
        if any(family in _CONCERNING for family, _key in patch.touched()):
            self._refresh()

    def _anew(self) -> None:
        """Read everything again, names too."""
        self._put_form(None)
        self._refresh()

    def _refresh(self) -> None:
        case, today = self.document.shown, date.today()
        self._show_state()
        chosen = self.chosen()
        self.list.blockSignals(True)
        self.list.clear()
        for key, consent in case.consents.items():
            by = named(case, consent.given_by) or _("Ingen har lämnat det än")
            item = QListWidgetItem(f"{by}\n{state_words(case, consent, today)}", self.list)
            item.setData(Qt.ItemDataRole.UserRole, key)
            if state_of(case, consent, today) in ("expired", "withdrawn"):
                faded = item.font()
                faded.setStrikeOut(False)
                faded.setItalic(True)
                item.setFont(faded)
        keys = list(case.consents)
        self.list.setCurrentRow(keys.index(chosen) if chosen in keys else len(keys) - 1)
        self.list.blockSignals(False)
        self._choose()

    def _show_state(self) -> None:
        case, today = self.document.shown, date.today()
        found = consent_state(case, today)
        day = found.until.isoformat() if found.until is not None else ""
        words = {
            "none": _("Samtycke saknas"),
            "valid": _("Samtycke till {day}").format(day=day) if day else _("Samtycke finns"),
            "expired": _("Samtycket gick ut {day}").format(day=day),
            "withdrawn": _("Samtycket är återkallat"),
        }[found.state]
        self.state.say(words, TONES[found.state])
        self.draft.say(_("Barnets plan är ett utkast") if draft_mark(case, today) else "", "warn")
        stops = what_stops(case, today)
        self.stopped.setText("\n\n".join(sentence(each) for each in stops))
        self.stopped.setVisible(bool(stops))
        self.empty.setVisible(not case.consents)
        self.list.setVisible(bool(case.consents))
        self.below.setVisible(not case.consents)
        self.room.setVisible(bool(case.consents))
        self.new.setEnabled(not self.document.read_only)

    def chosen(self) -> str:
        """Return the consent that is chosen, or nothing."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def choose(self, key: str) -> None:
        """Choose a consent; one that there is not is passed over."""
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == key:
                self.list.setCurrentRow(row)

    def _choose(self) -> None:
        key = self.chosen()
        if self.form is not None and self.form.key == key and self.form.still_there():
            self.form.refresh()
        else:
            self.commit()
            self._put_form(key if key in self.document.case.consents else None)

    def _put_form(self, key: str | None) -> None:
        old = self.room.takeWidget()
        if old is not None:
            old.blockSignals(True)
            old.hide()
            old.deleteLater()
        self.form = None
        if key is not None:
            self.form = ConsentForm(self.document, key)
            self.form.refused.connect(self._window.toast.say)
            self.room.setWidget(self.form)

    # What is done

    def add(self) -> None:
        """Write down a consent of today, and go to who gives it."""
        self.commit()
        before = set(self.document.case.consents)
        problem = change(self.document, lambda: add_consent(self.document.case, date.today()))
        if problem is not None:
            self._window.toast.say(problem)
        for key in set(self.document.case.consents) - before:
            self.choose(key)
            if self.form is not None:
                self.form.editors["given_by"].setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Hand over what is typed but not yet committed."""
        if self.form is not None and self.form.still_there():
            self.form.commit_all()

    def shown(self) -> None:
        """The page has come up: another day may have come since."""
        self._show_state()
