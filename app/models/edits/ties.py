"""Relations and wishes: drawn, asked, answered, turned round."""

from __future__ import annotations

from typing import Any

from app.i18n import N_, _
from app.models.case import Case
from app.models.edits.making import EditRefused, added, existing, made, new_id, record_of, replaced, with_values
from app.models.patch import Patch
from app.models.records import Answer, Relation, Wish

RELATE = N_("Dra relation")
ASK = N_("Ställ önskemål")
ANSWER = N_("Svara på önskemål")
TURN = N_("Vänd linjen")

WITHOUT_CAUSE = ("can", "unanswered")
"""The answers that have no cause: nothing is in the way (case format, ``wishes[].answer.cause``)."""


def add_relation(
    case: Case, from_: str, to: str, quality: str = "ordinary", energy: str = "none", label: str | None = None
) -> Patch:
    """Draw a relation between two figures. Raises EditRefused if they are the same one."""
    _check_two(from_, to)
    data = {"id": new_id(), "from": from_, "to": to, "quality": quality, "energy": energy, "label": label or None}
    return Patch(RELATE, (added(case, "relations", made(Relation, data)),))


def ask_wish(case: Case, from_: str, to: str, text: str, *, helps: str | None = None) -> Patch:
    """Ask a wish of another figure; ``helps`` is who it is that needs the help.

    Raises EditRefused if it is the same figure, or nothing is wished.
    """
    _check_two(from_, to)
    if not text.strip():
        raise EditRefused(_("Skriv vad önskemålet är."))
    wish = made(Wish, {"id": new_id(), "from": from_, "to": to, "text": text, "helps": helps})
    return Patch(ASK, (added(case, "wishes", wish),))


def answer_wish(case: Case, wish_id: str, **values: Any) -> Patch:
    """Set parts of a wish's answer: status, cause, text, unlock, answered_by, answered_on; ``None`` takes one away.

    An answer that is ``can`` or ``unanswered`` has no cause: it is taken away. An answer left with nothing in it
    is taken away whole. Raises EditRefused if a value is not allowed.
    """
    wish = record_of(case, "wishes", wish_id, Wish)
    before = wish.answer or Answer()
    wanted = {name: None if isinstance(value, str) and not value.strip() else value for name, value in values.items()}
    if wanted.get("status", before.status) in (None, *WITHOUT_CAUSE):
        wanted["cause"] = None
    changed = {name: value for name, value in wanted.items() if getattr(before, name, ...) != value}
    if not changed:
        return Patch(ANSWER)
    answer = with_values(before, **changed)
    return Patch(
        ANSWER, replaced(case, "wishes", wish_id, with_values(wish, answer=answer if answer.to_data() else None))
    )


def reverse_tie(case: Case, family: str, key: str) -> Patch:
    """Let a relation or a wish go the other way; a relation's energy flows as before between the two.

    Raises EditRefused for a wish that has been answered: the answer is another's.
    """
    tie = existing(case, family, key)
    if isinstance(tie, Wish):
        if tie.status != "unanswered":
            raise EditRefused(_("Önskemålet är besvarat och kan inte vändas. Ställ ett nytt önskemål i stället."))
        turned: Relation | Wish = _turned(tie)
    elif isinstance(tie, Relation):
        turned = _turned(tie)
    else:
        raise EditRefused(_("Bara relationer och önskemål kan vändas."))
    return Patch(TURN, replaced(case, family, key, turned))


def _turned(tie: Relation | Wish) -> Relation | Wish:
    data = tie.to_data()
    data["from"], data["to"] = tie.to, tie.from_
    return type(tie).model_validate(data)


def _check_two(from_: str, to: str) -> None:
    if from_ == to:
        raise EditRefused(_("En linje går mellan två olika figurer. Dra den till en annan figur."))
