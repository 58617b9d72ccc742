"""The child's own words: what it was asked and what it said."""

from __future__ import annotations

from app.i18n import N_, _
from app.models.case import Case
from app.models.edits.making import EditRefused, added, made, record_of, replaced, with_values
from app.models.edits.removal import remove
from app.models.patch import Patch
from app.models.records import ChildVoice

FAMILY = "child_voice"
HEARD = N_("Barnets egna ord")


def add_voice(case: Case, question: str | None = None, text: str | None = None) -> Patch:
    """Write down something the child said, last, with the question asked. Raises EditRefused if both are blank."""
    said = {"question": (question or "").strip() or None, "text": (text or "").strip() or None}
    if not any(said.values()):
        raise EditRefused(_("Skriv vad barnet sa, eller frågan som ställdes."))
    return Patch(HEARD, (added(case, FAMILY, made(ChildVoice, said)),))


def set_voice(case: Case, key: str, **values: str | None) -> Patch:
    """Set ``question`` or ``text``; blank takes it away, and with both away the whole. Raises EditRefused."""
    before = record_of(case, FAMILY, key, ChildVoice)
    wanted = {name: (value or "").strip() or None for name, value in values.items()}
    after = with_values(before, **wanted)
    if after.question is None and after.text is None:
        return Patch(HEARD, remove(case, [(FAMILY, key)]).changes)
    return Patch(HEARD, replaced(case, FAMILY, key, after))
