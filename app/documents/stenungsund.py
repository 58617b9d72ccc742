"""Casearbete as in the Stenungsund form (handbook ch. 12): a log by date, the plan's rows by who is to do them.

The form's columns: Datum, Skola/att göra, Socialtjänst/att göra, PV/att göra (pilotverkstad), Övrigt, Reflektioner,
Uppföljning. It is a view of the plan and the meetings: nothing is written in it that is not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, ClassVar

from app.documents.base import Options, Shape
from app.documents.flowing import FlowingPaper, Setting, answered, day, joined, opening
from app.documents.paper_style import bullets, gap, heading, paragraph, stacked
from app.documents.paper_table import Row, section
from app.i18n import N_, _
from app.models.case import Case
from app.models.consent_words import draft_mark
from app.models.records import PLAN_STATUSES, PlanRow

COLUMNS = ("school", "social_services", "workshop", "other")
"""The form's columns of what is to be done, in order; the partners' own plan stands under the pilot workshop."""

BETWEEN_MM = 1.6
"""How much room there is between two things that stand in one cell."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log: its day, the column it belongs in, what is to be done, reflections and follow-up."""

    day: date | None
    column: str
    what: str
    more: str
    reflections: str
    follow_up: str


class StenungsundPaper(FlowingPaper):
    """The form, one line a day; as a table one line an activity or a meeting."""

    id = "stenungsund"
    label = N_("Casearbete (Stenungsund)")
    order = 56
    lying = True
    shapes: ClassVar[frozenset[Shape]] = frozenset[Shape]({"pages", "table"})

    def flowables(self, setting: Setting) -> list[Any]:
        """Return the form's head and its table."""
        return [
            *opening(setting, _("Casearbete"), mark=draft_mark(setting.case, setting.today)),
            *stacked((setting.says("intro"), "body")),
            *_head(setting),
            *_log(setting),
        ]

    def table(self, case: Case) -> Sequence[Sequence[str]]:
        """Return the log as rows of text."""
        setting = self.setting(case, Options())
        return [_columns(), *(_texts(entry) for entry in entries(setting))]


def _head(setting: Setting) -> list[Any]:
    info = setting.case.info
    goals = [(goal.text, goal.target_date) for goal in setting.case.long_term.values()]
    goals += [(goal.text, goal.target_date) for goal in setting.case.short_term.values()]
    said = [joined(text, day(until), by=" – ") for text, until in goals if text]
    return [
        *answered(_("Case-namn"), info.title, ""),
        *answered(_("Casebeskrivning"), info.summary, _("Ingen beskrivning är skriven ännu.")),
        *(
            [paragraph(_("Långsiktiga och kortsiktiga mål"), "lead"), *bullets(said)]
            if said
            else answered(_("Långsiktiga och kortsiktiga mål"), None, _("Inga mål är satta ännu."))
        ),
    ]


def _columns() -> list[str]:
    return [
        *(_("Datum"), _("Skola/att göra"), _("Socialtjänst/att göra"), _("PV/att göra")),
        *(_("Övrigt"), _("Reflektioner"), _("Uppföljning")),
    ]


def _log(setting: Setting) -> list[Any]:
    found = list(entries(setting))
    if not found:
        return [*heading(_("Att göra")), paragraph(_("Det finns inga rader i planen ännu."), "empty")]
    rows = [_line(list(together)) for _day, together in groupby(found, key=lambda entry: entry.day)]
    title = [paragraph(_("Att göra"), "heading")]
    return section(title, _columns(), rows, setting.widths(21, 48, 46, 38, 40, 34, 42))


def _line(together: Sequence[Entry]) -> Row:
    """Return the form's line of one day; where several things are followed up, each says which it is."""
    several = len(together) > 1
    follow_up = [(entry.what if several else None, entry.follow_up) for entry in together if entry.follow_up]
    done = {column: [entry for entry in together if entry.column == column] for column in COLUMNS}
    return Row(
        [
            stacked((day(together[0].day) or _("utan datum"), "cell")),
            *(_pairs([(entry.what, entry.more) for entry in done[column]]) for column in COLUMNS),
            stacked(*((entry.reflections, "cell") for entry in together)),
            _pairs(follow_up, "cell"),
        ]
    )


def _pairs(pairs: Sequence[tuple[str | None, str]], style: str = "small") -> list[Any]:
    made: list[Any] = []
    for head, text in pairs:
        made += [gap(BETWEEN_MM)] if made else []
        made += stacked((head, "cell_bold"), (text, style))
    return made


def _texts(entry: Entry) -> list[str]:
    what = joined(entry.what, entry.more, by="\n")
    done = [what if column == entry.column else "" for column in COLUMNS]
    return [day(entry.day), *done, entry.reflections, entry.follow_up]


def entries(setting: Setting) -> Iterator[Entry]:
    """Yield the plan's rows and the meetings by day, those without a day last."""
    found = [_of_row(setting, row) for row in setting.case.plan.values()]
    found += list(_of_meetings(setting))
    yield from sorted(found, key=lambda entry: entry.day or date.max)


def _of_row(setting: Setting, row: PlanRow) -> Entry:
    first, follow = row.first_step, row.follow_up
    begins = (first.date if first else None) or row.due or (follow.date if follow else None)
    who = joined(*(setting.name(key) for key in row.who))
    step = _("Första steget: {step}").format(step=first.text) if first and first.text else ""
    more = joined(who, step, row.when, _(PLAN_STATUSES[row.status]), by="\n")
    said = joined(*(joined(day(each.date), each.note, by=": ") for each in row.log if each.note), by="\n")
    checked = joined(day(follow.date), setting.name(follow.who), follow.how, by="\n") if follow else ""
    return Entry(begins, column_of(setting.case, row), row.what, more, said, checked)


def _of_meetings(setting: Setting) -> Iterator[Entry]:
    for meeting in setting.case.meetings.values():
        said = joined(meeting.surprises, meeting.learned, by="\n")
        following = _("Nästa träff {day}").format(day=day(meeting.next_meeting)) if meeting.next_meeting else ""
        yield Entry(meeting.date, "other", joined(_("Träff"), meeting.place), meeting.notes or "", said, following)


def column_of(case: Case, row: PlanRow) -> str:
    """Return the form's column that a row stands in: by the area of the one who answers for it, else who does it."""
    if row.kind == "collaboration":
        return "workshop"
    of_organisation = {
        figure.organisation: case.groups[figure.group].sector for figure in case.figures.values() if figure.organisation
    }
    for key in (row.responsible, *row.who):
        figure = case.figures.get(key or "")
        sector = case.groups[figure.group].sector if figure is not None else of_organisation.get(key or "")
        if sector is not None:
            return sector if sector in COLUMNS else "other"
    return "other"
