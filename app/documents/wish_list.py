"""The numbered list of wishes with their answers; it follows the collaboration map."""

from __future__ import annotations

from typing import Any

from app.documents.base import Options, Story
from app.documents.footing import consent_words, kind_words
from app.documents.paper_sizes import text_page
from app.documents.paper_style import MARGIN_MM, Numbered, paragraph, stacked
from app.documents.paper_table import Row, filling, section
from app.drawing import fonts
from app.i18n import _, ngettext
from app.kinds.chips import sign
from app.kinds.words import figure_name
from app.models.case import Case
from app.models.consent_state import consent_state
from app.models.consent_words import DRAFT, sentence
from app.models.records import ANSWERS, CAUSES, HELPS, RAISED, Wish

WIDTHS = (16, 50, 68, 62, 73)
FOOT_PT, NAME_MM = 8.0, 80.0
"""The foot's letters, and how broad the case's name may be there: what stands after it is never left out."""


def wish_story(case: Case, options: Options) -> Story:
    """Return the list of wishes as flowing pages; where there are none it says so."""
    title = [paragraph(_("Önskemålen och svaren"), "title"), paragraph(summary(case), "subtitle")]
    head = (_("Nr"), _("Från och till"), _("Önskemål"), _("Svar"), _("Vad skulle låsa upp det?"))
    rows = [_row(case, number, wish) for number, wish in enumerate(case.wishes.values(), 1)]
    page = text_page(options.paper, lying=True)
    widths = filling(page.size[0] - 2 * MARGIN_MM, WIDTHS)
    said = section(title, head, rows, widths) if rows else title
    return Story(said, page.size, foot(case, options), page.scale)


def summary(case: Case) -> str:
    """Return how many wishes there are and how they were answered, in a sentence."""
    if not case.wishes:
        return _("Inga önskemål är ställda ännu.")
    said = ngettext("{n} önskemål", "{n} önskemål", len(case.wishes)).format(n=len(case.wishes))
    counted = {status: sum(w.status == status for w in case.wishes.values()) for status in ANSWERS}
    answers = [
        f"{_(ANSWERS[s]).lower()} {counted[s]}" for s in ("can", "partly", "blocked", "unanswered") if counted[s]
    ]
    return f"{said}: {', '.join(answers)}"


def foot(case: Case, options: Options, mark: str = "", *, named: bool = True) -> str:
    """Return the foot of a paper about the case; ``mark`` stands first: that it is a draft, or of which time it is.

    It says of which case the paper is (where not ``named``, by its number or the child), whether it holds names, when
    it was made, and how it stands with consent.
    """
    called = case.info.number or (case.info.title if named else case.figures[case.child].label)
    name = fonts.cut(fonts.clean(called), FOOT_PT, "regular", NAME_MM)
    missing = mark == _(DRAFT) and consent_state(case, options.day).state == "none"
    parts = [
        sentence(mark),
        "Samkarta",
        name,
        *kind_words(case, hidden=options.hidden),
        _("utskriven {day}").format(day=options.day.isoformat()),
        "" if missing else consent_words(case, options.day),
    ]
    return " · ".join(part for part in parts if part)


def _row(case: Case, number: int, wish: Wish) -> Row:
    asker, asked = figure_name(case.figures[wish.from_]), figure_name(case.figures[wish.to])
    helps = _("Hjälper: {who}").format(who=_(HELPS[wish.helps])) if wish.helps else None
    cells: list[list[Any]] = [
        [Numbered(sign(wish.status), number)],
        stacked((asker, "cell_bold"), (_("till {who}").format(who=asked), "cell")),
        stacked((wish.text, "cell"), (helps, "small")),
        _answer(case, wish),
        _unlocking(wish),
    ]
    return Row(cells, marked=wish.status == "blocked")


def _answer(case: Case, wish: Wish) -> list[Any]:
    answer = wish.answer
    heading = _(ANSWERS[wish.status])
    if answer is None:
        return stacked((heading, "cell_bold"))
    if answer.cause:
        heading += f" – {_(CAUSES[answer.cause]).lower()}"
    by = _("Besvarat av {who}").format(who=figure_name(case.figures[answer.answered_by])) if answer.answered_by else ""
    on = answer.answered_on.isoformat() if answer.answered_on else ""
    if on and not by:
        on = f"{_('Besvarat den')} {on}"
    return stacked((heading, "cell_bold"), (answer.text, "cell"), (", ".join(filter(None, (by, on))), "small"))


def _unlocking(wish: Wish) -> list[Any]:
    raised = None
    if wish.raised_to != "none":
        raised = _("Lyft till: {forum}").format(forum=_(RAISED[wish.raised_to]).lower())
    unlocked = _("Upplåst {day}").format(day=wish.unlocked_on.isoformat()) if wish.unlocked_on else None
    unlock = wish.answer.unlock if wish.answer else None
    return stacked((unlock, "cell"), (raised, "small"), (unlocked, "small"))
