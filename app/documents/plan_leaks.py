"""Lovat men inte i planen, on paper: what was promised or offered at the meeting and has no row yet."""

from __future__ import annotations

from typing import Any

from app.documents.paper_style import paragraph, stacked
from app.documents.paper_table import Row, filling, section
from app.i18n import _
from app.kinds.words import figure_name
from app.models.case import Case
from app.models.promises import offered_but_not_planned, promised_but_not_planned
from app.models.records import ANSWERS, CATEGORIES, SupportAnswer, Wish

WIDTHS = (14, 62, 62, 92, 39)


def leaks(case: Case, room: float) -> list[Any]:
    """Return the section, ``room`` mm wide, or nothing where everything that was promised is in either plan.

    What is marked as never to leave the program is counted, not told.
    """
    wishes = [case.wishes[key] for key in promised_but_not_planned(case)]
    answers = [case.support_answers[key] for key in offered_but_not_planned(case)]
    if not wishes and not answers:
        return []
    rows = [_promised(case, wish) for wish in wishes] + [_offered(case, answer) for answer in answers]
    head = (_("Nr"), _("Den som behöver"), _("Den som lovade"), _("Vad"), _("Svar"))
    title = [
        paragraph(_("Lovat men inte i planen"), "heading"),
        paragraph(_("Det här sades vid träffen och har ingen rad i någon av planerna ännu."), "empty"),
    ]
    return section(title, head, rows, filling(room, WIDTHS))


def _promised(case: Case, wish: Wish) -> Row:
    cells = (
        str(case.wish_number(wish.id)),
        figure_name(case.figures[wish.from_]),
        figure_name(case.figures[wish.to]),
        _words(wish),
        _(ANSWERS[wish.status]) if wish.unlocked_on is None else _("Upplåst {day}").format(day=wish.unlocked_on),
    )
    return Row([stacked((text, "cell")) for text in cells])


def _offered(case: Case, answer: SupportAnswer) -> Row:
    who = figure_name(case.figures[answer.figure])
    cells = ("", "", who, _words(answer), _("Erbjudet stöd"))
    return Row([stacked((text, "cell")) for text in cells])


def _words(said: Wish | SupportAnswer) -> str:
    """Return what was said; of what must not leave the program only its kind."""
    if said.restricted:
        return _("Skrivs inte ut ({kind})").format(kind=_(CATEGORIES[said.category]).lower())
    return said.text
