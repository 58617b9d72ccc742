"""What papers of flowing text share: their pages' size, the letterhead, the opening, and blanks to write in.

A paper here is one subclass of `FlowingPaper` that answers with its flowables. Millimetres.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from app.documents.base import Document, Options, Pages, Shape, Story
from app.documents.footing import nature
from app.documents.head import letterhead
from app.documents.paper_sizes import text_page
from app.documents.paper_style import MARGIN_MM, gap, paragraph, stacked
from app.documents.paper_table import Row, facts, filling
from app.documents.plan_people import latest_meeting
from app.documents.wish_list import foot
from app.documents.withheld import withheld
from app.drawing.ops import Drawing
from app.i18n import _
from app.kinds.words import figure_name
from app.models.case import Case
from app.models.consent_words import sentence
from app.models.records import Sip
from app.models.standing_texts import standing

WRITING_MM = 9.0
"""How high a line to write on by hand is."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a paper is made of: a case without what must not leave, how it is wanted, its kind, its pages.

    The pages are set in ``size`` and printed ``scale`` times as large. Where the paper is not ``for_services`` the
    case's name does not stand on it: it is the services' own, and often says what the child's difficulty is.
    """

    case: Case
    options: Options
    kind: str
    size: tuple[float, float]
    scale: float = 1.0
    for_services: bool = True

    @property
    def today(self) -> date:
        """The date that the paper carries."""
        return self.options.day

    @property
    def sip(self) -> Sip:
        """What the SIP asks for; an empty one where there is none."""
        found = self.case.record("sip", "sip")
        return found if isinstance(found, Sip) else Sip()

    def widths(self, *shares: float) -> tuple[float, ...]:
        """Return the widths of a table's columns that fill the page, by their shares of it."""
        return filling(self.size[0] - 2 * MARGIN_MM, shares)

    def facts(self, pairs: Sequence[tuple[str, str]]) -> list[Any]:
        """Return labels with what stands beside them, over the whole width."""
        return facts(pairs, self.size[0] - 2 * MARGIN_MM)

    def says(self, key: str) -> str:
        """Return one of the paper's standing texts, with the case's facts in it."""
        return standing(self.kind, key, filled_in(self.case, self.today))

    def name(self, figure: str | None) -> str:
        """Return a figure's role and name; empty for none."""
        return figure_name(self.case.figures[figure]) if figure else ""

    def actor(self, key: str | None) -> str:
        """Return the name of an organisation or figure; empty for none."""
        organisation = self.case.organisations.get(key or "")
        return organisation.name if organisation is not None else self.name(key)


class FlowingPaper(Document):
    """A paper of flowing text. It is made of the case without what must never leave the program."""

    shapes: ClassVar[frozenset[Shape]] = frozenset[Shape]({"pages", "text"})
    lying: ClassVar[bool] = False
    for_services: ClassVar[bool] = True
    """False for what goes to the family and to whoever is asked to come: see `Setting`."""

    def title(self, case: Case) -> str:
        """Return the paper's title with the case's number or name; the family's with the child's."""
        name = case.info.title if self.for_services else child_name(case)
        return f"{_(self.label)} – {case.info.number or name}"

    def pages(self, case: Case, options: Options) -> Pages:
        """Return the paper as flowing pages."""
        setting = self.setting(case, options)

        def parts(_total: int) -> Sequence[Drawing | Story]:
            return self.parts(setting)

        return parts

    def setting(self, case: Case, options: Options) -> Setting:
        """Return what the paper is made of."""
        page = text_page(options.paper, lying=self.lying)
        return Setting(withheld(case), options, self.id, page.size, page.scale, self.for_services)

    def parts(self, setting: Setting) -> Sequence[Story]:
        """Return the paper's parts: one that flows, where it does not say otherwise."""
        return [self.story(setting, self.flowables(setting))]

    def story(self, setting: Setting, flowables: list[Any], mark: str = "") -> Story:
        """Return a part that flows over pages of the setting's size; ``mark`` stands first at their feet."""
        under = foot(setting.case, setting.options, mark, named=self.for_services)
        return Story(flowables, setting.size, under, setting.scale)

    def flowables(self, setting: Setting) -> list[Any]:
        """Return what flows over the pages."""
        raise NotImplementedError


def opening(setting: Setting, title: str, *lines: str, mark: str = "") -> list[Any]:
    """Return the letterhead, the title, what marks the paper (that it is a draft), and lines under the title."""
    case = setting.case
    head = letterhead(case.info.number, setting.size[0] - 2 * MARGIN_MM) if setting.options.letterhead else []
    name = case.info.title if setting.for_services else ""
    facts = [name, case.info.number and _("Ärende {number}").format(number=case.info.number), nature(case)]
    return [
        *head,
        paragraph(title, "title"),
        *stacked((sentence(mark), "mark")),
        *stacked((" · ".join(fact for fact in facts if fact), "subtitle")),
        *(each for line in lines for each in stacked((line, "subtitle"))),
    ]


def answered(question: str, answer: str | None, nothing: str) -> list[Any]:
    """Return a question with its answer, or with the sentence that there is none yet."""
    return stacked((question, "lead"), *(((answer, "body"),) if answer else ((nothing, "empty"),)))


def blank(lines: int = 1) -> list[Any]:
    """Return a cell to write in by hand, some lines high."""
    return [gap(WRITING_MM * lines)]


def cells(*texts: str | None) -> Row:
    """Return a table's row of plain texts."""
    return Row([stacked((text, "cell")) for text in texts])


def joined(*parts: str | None, by: str = ", ") -> str:
    """Return the parts that say something, in one line."""
    return by.join(part for part in parts if part)


def day(given: date | None) -> str:
    """Return a day as papers write it; empty for none."""
    return given.isoformat() if given else ""


def child_name(case: Case) -> str:
    """Return what the child is called."""
    return case.figures[case.child].label


def filled_in(case: Case, today: date) -> dict[str, str]:
    """Return what standing texts have filled in: the child's name and personal number, the case's number, the day."""
    return {
        "namn": child_name(case),
        "personnummer": case.figures[case.child].personal_number or "…………………………",
        "nummer": case.info.number or "",
        "dag": today.isoformat(),
    }


def next_meeting(setting: Setting) -> tuple[date | None, str]:
    """Return the day of the next meeting, and when and where in words; None and empty where none is set."""
    case, today = setting.case, setting.today
    coming = sorted((each for each in case.meetings.values() if each.date >= today), key=lambda each: each.date)
    if coming:
        meeting = coming[0]
        hours = joined(meeting.start, meeting.end, by="–")
        return meeting.date, joined(meeting.date.isoformat(), hours, meeting.place)
    latest = latest_meeting(case)
    said = [each for each in (latest and latest.next_meeting, setting.sip.next_meeting) if each and each >= today]
    return (min(said), min(said).isoformat()) if said else (None, "")
