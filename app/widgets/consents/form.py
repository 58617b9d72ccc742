"""One consent: its fields, who has not given it, and its withdrawal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton

from app.document import Document
from app.i18n import _
from app.models.case import Case
from app.models.choices import CONSENTABLE
from app.models.consent_state import guardians, kinds_of, state_of
from app.models.consent_words import named, what_it_stops
from app.models.edits.consents import cover, give_consent, leave_out, restore_consent, withdraw_consent
from app.models.edits.removal import remove
from app.models.fields import Record
from app.models.findings.base import SERVICES
from app.models.patch import Patch
from app.models.records import Consent
from app.widgets.common.changes import change
from app.widgets.common.names import actor_name
from app.widgets.properties.editors import DayField, LongField, PicksField
from app.widgets.properties.form import RecordPanel, remove_button


class ConsentForm(RecordPanel):
    """The fields of one consent. Emits ``refused(sentence)`` with what could not be done."""

    refused = Signal(str)

    def __init__(self, document: Document, key: str) -> None:
        super().__init__(document, "consents", key)

    def _build(self, cls: type[Record]) -> None:
        organisations = {each: actor_name(self.document.shown, each) for each in self.document.case.organisations}
        self.missing, self.stopped = QLabel(), QLabel()
        for label, look in ((self.stopped, "stopped"), (self.missing, "missingConsent")):
            label.setObjectName(look)
            label.setWordWrap(True)
            self.column.addWidget(label)
        self.add_editor("given_by", PicksField(_("Lämnat av"), self._people()), self._give)
        self.add_editor(
            "organisations", PicksField(_("Får dela med varandra"), organisations), partial(self._set, "organisations")
        )
        kinds = {each: _(label) for each, label in CONSENTABLE.items()}
        self.add_editor("categories", PicksField(_("Gäller uppgifter om"), kinds), self._cover)
        for name in ("purpose", "scope"):
            self._add(cls, name)
        self.add_editor("not_covered", LongField(_("Gäller inte – en sak på varje rad")), self._leave_out)
        for name in ("given_on", "valid_until", "form", "child_informed"):
            self._add(cls, name)
        self.add_editor(
            "stored_at", PicksField(_("Blanketten finns hos"), organisations), partial(self._set, "stored_at")
        )
        self._add_withdrawal()

    def _add_withdrawal(self) -> None:
        self.withdraw = QPushButton(_("Återkalla samtycket"))
        self.withdraw.setToolTip(_("Gäller från i dag. Dagen går att ändra sedan."))
        self.withdraw.clicked.connect(
            lambda _checked=False: self._do(partial(withdraw_consent, self.document.case, self.key, date.today()))
        )
        self.column.addWidget(self.withdraw)
        self.add_editor("withdrawn_on", DayField(_("Återkallat från och med")), self._withdraw)
        self.restore = QPushButton(_("Ta bort återkallelsen"))
        self.restore.clicked.connect(
            lambda _checked=False: self._do(partial(restore_consent, self.document.case, self.key))
        )
        self.column.addWidget(self.restore)
        self.drop = remove_button(
            _("Ta bort samtycket"), lambda: self._do(lambda: remove(self.document.case, [("consents", self.key)]))
        )
        self.drop.setToolTip(_("För ett samtycke som blev fel. Ett som inte gäller längre återkallas."))
        self.column.addWidget(self.drop)

    def _people(self) -> dict[str, str]:
        """Return who can give a consent: the guardians first, then the child, then whoever is there in private."""
        case = self.document.case
        near = (key for key, f in case.figures.items() if case.groups[f.group].sector not in SERVICES)
        order = dict.fromkeys((*guardians(case), case.child, *case.consents[self.key].given_by, *near))
        return {each: actor_name(self.document.shown, each) for each in order}

    # Edits

    def _give(self, value: tuple[str, ...]) -> Patch:
        return give_consent(self.document.case, self.key, value)

    def _cover(self, value: tuple[str, ...]) -> Patch:
        return cover(self.document.case, self.key, value)

    def _leave_out(self, value: str | None) -> Patch:
        return leave_out(self.document.case, self.key, value or "")

    def _withdraw(self, value: date | None) -> Patch:
        if value is None:
            return restore_consent(self.document.case, self.key)
        return withdraw_consent(self.document.case, self.key, value)

    def _do(self, build: Callable[[], Patch]) -> None:
        problem = change(self.document, build)
        if problem is not None:
            self.refused.emit(problem)

    # What it shows

    def titles(self) -> tuple[str, str]:
        """Return who gave the consent, and how it stands."""
        case = self.document.shown
        consent = case.consents[self.key]
        by = named(case, consent.given_by)
        return _("Samtycke från {names}").format(names=by) if by else _("Samtycke"), state_words(
            case, consent, date.today()
        )

    def refresh(self) -> None:
        """Show the consent as it is now."""
        case = self.document.shown
        consent = case.consents[self.key]
        self.say(*self.titles())
        values = {name: getattr(consent, name) for name in self.editors}
        values["categories"] = kinds_of(consent)
        values["not_covered"] = "\n".join(consent.not_covered) or None
        self.show_values(values)
        missing = named(case, consent.missing_from)
        self.missing.setText(_("Saknas från: {names}").format(names=missing))
        self.missing.setVisible(bool(missing))
        stops = what_it_stops(case, consent, date.today())
        self.stopped.setText(stops)
        self.stopped.setVisible(bool(stops))
        withdrawn, may = consent.withdrawn_on is not None, not self.document.read_only
        self.editors["withdrawn_on"].setVisible(withdrawn)
        self.restore.setVisible(withdrawn and may)
        self.withdraw.setVisible(not withdrawn and may)
        self.drop.setVisible(may)


def state_words(case: Case, consent: Consent, today: date) -> str:
    """Return how it stands with one consent on a day, in a few words."""
    until = consent.valid_until
    return {
        "valid": _("Gäller till {day}").format(day=until) if until else _("Gäller tills vidare"),
        "ungiven": _("Gäller inte än"),
        "coming": _("Gäller från {day}").format(day=consent.given_on),
        "expired": _("Gick ut {day}").format(day=until),
        "withdrawn": _("Återkallat {day}").format(day=consent.withdrawn_on),
    }[state_of(case, consent, today)]
