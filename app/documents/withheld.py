"""What is marked as never to leave the program is told on paper only as that it is there, and of which kind it is."""

from __future__ import annotations

from typing import Any

from app.i18n import _
from app.models.case import Case
from app.models.fields import Record
from app.models.records import CATEGORIES, PlanRow, SupportAnswer, TimelineCard, Wish

KEPT_BACK = ("how", "when", "first_step", "follow_up", "log")
"""What a record that is kept back loses beside its words."""


def withheld(case: Case) -> Case:
    """Return the case with the words of every restricted record (rule R5) taken out; a masked case stays masked."""
    records: dict[str, dict[str, Record]] = {
        family: {key: _without_words(each) for key, each in found.items()} for family, found in case.records().items()
    }
    return type(case)(records)


def _without_words(record: Record) -> Record:
    if not isinstance(record, Wish | SupportAnswer | PlanRow | TimelineCard) or not record.restricted:
        return record
    data: dict[str, Any] = record.to_data()
    for key in KEPT_BACK:
        data.pop(key, None)
    if data.get("answer"):
        data["answer"] = {"status": data["answer"].get("status", "unanswered")}
    if isinstance(record, TimelineCard):
        words = _("Skrivs inte ut")
    else:
        words = _("Skrivs inte ut ({kind})").format(kind=_(CATEGORIES[record.category]).lower())
    data["what" if isinstance(record, PlanRow) else "text"] = words
    return type(record).model_validate(data)
