"""The lists of the SIP: how it is and what is needed, who has approved, where the work failed; a card each entry.

A new card is a draft until something is said in it, so that one entry is one undo step and an empty one leaves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.document import Document
from app.i18n import N_, _
from app.models.edits.making import made
from app.models.edits.sip import ENTRIES, FAMILY, LABELS, Part, add_entry, remove_entry, says_something, set_entry
from app.models.fields import Record, shown
from app.models.patch import Patch
from app.models.records import VOICES, Approval, Deviation, Sip, SipNeed
from app.widgets.common.changes import change
from app.widgets.common.icons import icon
from app.widgets.common.names import actor_name
from app.widgets.common.style import scaled
from app.widgets.properties.choosing import editor_for
from app.widgets.properties.editors import FieldEditor
from app.widgets.properties.form import Panel

_BESIDE = 190  # pixels, as designed, that a field gets at least where fields stand beside each other


@dataclass(frozen=True, slots=True)
class Look:
    """The words of one list (Swedish msgids), and how its cards are laid out."""

    heading: str
    about: str
    add: str
    remove: str
    beside: Mapping[str, int]  # field → share of the width, of those that stand beside each other; others stand over


LOOKS_OF: Mapping[Part, Look] = {
    "needs": Look(
        N_("Nuläge och behov"),
        N_("Börja med barnets röst, och med det som fungerar."),
        N_("Skriv vad någon säger"),
        N_("Ta bort det som sagts"),
        {"works": 1, "worries": 1, "important": 1},
    ),
    "approvals": Look(
        N_("Vilka har godkänt planen?"),
        N_("De som ännu inte har godkänt får en rad att skriva under på i utskriften."),
        N_("Anteckna ett godkännande"),
        N_("Ta bort godkännandet"),
        {"figure": 3, "on": 2},
    ),
    "deviations": Look(
        N_("Avvikelser"),
        N_("Till exempel: ingen tog initiativ, någon kom inte, någon blev illa bemött eller planen följdes inte."),
        N_("Anteckna en avvikelse"),
        N_("Ta bort avvikelsen"),
        {"on": 2, "text": 4},
    ),
}
FIRST: Mapping[Part, str] = {"needs": "works", "approvals": "figure", "deviations": "text"}
"""The field that is written in first."""


class EntryCard(Panel):
    """One entry, or a draft of one (``at`` is None). ``removed()`` when it is to go."""

    removed = Signal()

    def __init__(self, document: Document, part: Part, at: int | None, draft: Mapping[str, Any]) -> None:
        super().__init__(document)
        self.part, self.at = part, at
        self.draft = dict(draft)
        self.record: Record | None = None
        for label in (self.heading, self.subheading, self.hidden):
            self.column.removeWidget(label)
            label.hide()  # the list has the heading, and the SIP's own fields say that names are hidden
        self.setObjectName("sipEntry")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.column.setContentsMargins(10, 8, 10, 10)
        self.trash = QPushButton(icon("trash", "muted"), "")
        self.trash.setObjectName("quiet")
        self.trash.setToolTip(_(LOOKS_OF[part].remove))
        self.trash.clicked.connect(lambda _checked=False: self.removed.emit())
        self._lay_out()
        self.trash.setVisible(not document.read_only)
        self.refresh()

    def _lay_out(self) -> None:
        cls, shares = ENTRIES[self.part], LOOKS_OF[self.part].beside
        for name in shown(cls):
            self.add_editor(name, editor_for(cls, name, self.document.shown), partial(self._set, name))
        whole = QVBoxLayout()
        whole.setSpacing(10)
        self._fields = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._fields.setSpacing(10)
        for name, editor in self.editors.items():
            self.column.removeWidget(editor)
            if name in shares:
                self._fields.addWidget(editor, shares[name], Qt.AlignmentFlag.AlignTop)
            else:
                whole.addWidget(editor)
        whole.addLayout(self._fields)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(whole, 1)
        row.addWidget(self.trash, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the fields under each other where there is little room."""
        super().resizeEvent(event)
        beside = self.width() >= scaled(_BESIDE) * len(LOOKS_OF[self.part].beside)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._fields.setDirection(direction)

    def _guard(self, editor: FieldEditor) -> None:
        super()._guard(editor)
        self.hidden.hide()

    def shows_pseudonyms(self) -> bool:
        """Return whether the SIP is shown with pseudonyms in it."""
        return self.document.hides(FAMILY, FAMILY)

    def _set(self, name: str, value: Any) -> Patch:
        """Return the edit of a field; of a draft that says nothing yet, no edit."""
        if self.at is not None:
            return set_entry(self.document.case, self.part, self.at, **{name: value})
        draft = {**self.draft, name: value}
        entry = made(ENTRIES[self.part], draft)
        self.draft = draft
        if not says_something(self.part, entry):
            return Patch(LABELS[self.part], ())
        return add_entry(self.document.case, self.part, **draft)

    def is_empty(self) -> bool:
        """Return whether this is a draft in which nothing was said; one that was refused keeps what it says."""
        return self.at is None and all(editor.error.isHidden() for editor in self.editors.values())

    def is_written_as(self, entry: Record) -> bool:
        """Return whether an entry of the case is what this draft says."""
        return self.at is None and made(ENTRIES[self.part], self.draft) == entry

    def refresh(self) -> None:
        """Show the entry as it is now; what is being typed stays."""
        if self.at is None:
            self.show_values({name: self.draft.get(name) for name in self.editors})
        else:
            self.record = entries_of(self.document, self.part)[self.at]
            self.show_values({name: getattr(self.record, name) for name in self.editors})
        self._name()

    def _name(self) -> None:
        """Tell a screen reader which entry each field belongs to."""
        look = LOOKS_OF[self.part]
        named = f"{_(look.heading)}: {self._whose() or _('nytt')}"
        self.setAccessibleName(named)
        self.trash.setAccessibleName(f"{_(look.remove)}: {self._whose() or _('nytt')}")
        for editor in self.editors.values():
            (editor.focusProxy() or editor).setAccessibleDescription(named)

    def _whose(self) -> str:
        entry = self.record if self.record is not None else made(ENTRIES[self.part], self.draft)
        if isinstance(entry, SipNeed):
            return _(VOICES[entry.voice]) if entry.voice else ""
        if isinstance(entry, Approval):
            return actor_name(self.document.shown, entry.figure) if entry.figure else ""
        return entry.on.isoformat() if isinstance(entry, Deviation) and entry.on else ""


def entries_of(document: Document, part: Part) -> Sequence[Record]:
    """Return one of the SIP's lists as it is shown; empty where there is no SIP."""
    sip = document.shown.record(FAMILY, FAMILY)
    return getattr(sip, part) if isinstance(sip, Sip) else ()


class EntryList(QFrame):
    """One of the lists. ``refused(sentence)`` when an entry could not be taken away."""

    refused = Signal(str)

    def __init__(self, document: Document, part: Part, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self.document, self.part, self._today = document, part, today
        self.cards: list[EntryCard] = []
        look = LOOKS_OF[part]
        heading, about = QLabel(_(look.heading)), QLabel(_(look.about))
        self.setObjectName("goals")
        heading.setObjectName("goalsHeading")
        about.setObjectName("panelSubheading")
        about.setWordWrap(True)
        self.add = QPushButton(icon("plus", "muted"), _(look.add))
        self.add.clicked.connect(lambda _checked=False: self._add())
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        column.addWidget(heading)
        column.addWidget(about)
        column.addLayout(self._column)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.add.setVisible(not document.read_only)
        document.patched.connect(self._patched)
        self.refresh()

    def _patched(self, patch: Patch) -> None:
        """Follow every edit, seen or not: a draft must know at once that it is written down."""
        if (FAMILY, FAMILY) in patch.touched():
            self.refresh()

    def refresh(self) -> None:
        """Show the entries as they are now. A draft that was written down becomes its card; other cards stay."""
        entries = entries_of(self.document, self.part)
        written = [card for card in self.cards if card.at is not None]
        draft = next((card for card in self.cards if card.at is None), None)
        if len(entries) == len(written) + 1 and draft is not None and draft.is_written_as(self._stored()[-1]):
            draft.at = len(entries) - 1
        elif len(entries) != len(written):
            self._keep(written, entries)
        for card in self.cards:
            card.refresh()

    def _stored(self) -> Sequence[Record]:
        """Return the entries themselves, whatever names are shown."""
        sip = self.document.case.record(FAMILY, FAMILY)
        return getattr(sip, self.part) if isinstance(sip, Sip) else ()

    def _keep(self, written: list[EntryCard], entries: Sequence[Record]) -> None:
        """Make and take away cards, so that those first and last that say the same stay with what is typed in them."""
        same = min(len(written), len(entries))
        head = next((at for at in range(same) if written[at].record != entries[at]), same)
        tail = next((n for n in range(same - head) if written[-1 - n].record != entries[-1 - n]), same - head)
        for card in written[head : len(written) - tail]:
            self._take_away(card)
        for at, card in enumerate(written[len(written) - tail :], len(entries) - tail):
            card.at = at
        for at in range(head, len(entries) - tail):
            self._put(EntryCard(self.document, self.part, at, {}), at)

    def _put(self, card: EntryCard, at: int) -> None:
        card.removed.connect(partial(self._remove, card))
        self.cards.insert(at, card)
        self._column.insertWidget(at, card)

    def _take_away(self, card: EntryCard) -> None:
        self.cards.remove(card)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _add(self) -> None:
        """Begin a new entry, or go on with the one that is begun."""
        draft = next((card for card in self.cards if card.at is None), None)
        if draft is None:
            draft = EntryCard(self.document, self.part, None, self._usual())
            self._put(draft, len(self.cards))
        draft.editors[FIRST[self.part]].setFocus(Qt.FocusReason.TabFocusReason)

    def _usual(self) -> dict[str, Any]:
        """Return what a new entry has before anybody writes in it: the voice not heard yet, or today."""
        if self.part != "needs":
            return {"on": self._today()}
        heard = {entry.voice for entry in self._stored() if isinstance(entry, SipNeed)}
        return {"voice": next((voice for voice in VOICES if voice not in heard), "professional")}

    def _remove(self, card: EntryCard) -> None:
        at = card.at
        if at is None:
            self._take_away(card)
        else:
            problem = change(self.document, lambda: remove_entry(self.document.case, self.part, at))
            if problem is not None:
                self.refused.emit(problem)
        self.add.setFocus()

    def commit(self) -> None:
        """Hand over what is being typed; a draft that says nothing goes."""
        for card in list(self.cards):
            card.commit_all()
            if card in self.cards and card.is_empty():
                self._take_away(card)

    def read_anew(self) -> None:
        """Make the cards anew: who can be chosen is another, or names are hidden or shown."""
        self.commit()
        for card in list(self.cards):
            self._take_away(card)
        self.refresh()
