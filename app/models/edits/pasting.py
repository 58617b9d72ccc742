"""Rows of the plan out of a spreadsheet: cells to fields, names to people, words to dates.

What cannot be understood is never lost: it is kept as words in the row, and a line says so.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any

from app.i18n import N_, _
from app.models.case import Case
from app.models.choices import CATEGORIES, PLAN_KINDS, PLAN_STATUSES
from app.models.edits.plan import add_rows
from app.models.findings.base import called
from app.models.patch import Patch
from app.models.records import LongTermGoal, ShortTermGoal
from app.models.typed_days import read_day

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "what": (N_("Vad?"), N_("Vad ska göras?"), N_("Insats"), N_("Aktivitet"), N_("Åtgärd")),
    "how": (N_("Hur?"), N_("Hur ska det göras?")),
    "who": (N_("Vem/vilka?"), N_("Vem?"), N_("Vilka?")),
    "responsible": (N_("Ansvarig"), N_("Ansvar")),
    "when": (N_("När?"), N_("Tid")),
    "due": (N_("Senast"), N_("Klart senast"), N_("Slutdatum")),
    "first_step.text": (N_("Första steget?"), N_("Första steg")),
    "first_step.who": (N_("Vem tar det?"), N_("Vem tar första steget?")),
    "first_step.date": (N_("Dag"), N_("Första steget, dag")),
    "follow_up.date": (N_("Uppföljning"), N_("Uppföljning, dag")),
    "follow_up.who": (N_("Vem följer upp?"),),
    "follow_up.how": (N_("Hur följs det upp?"),),
    "goal": (N_("Mål"),),
    "status": (N_("Läge"), N_("Status")),
    "kind": (N_("Plan"),),
    "category": (N_("Slag av uppgift"),),
    "origin": (N_("Ursprung"),),
}
"""What the columns of a spreadsheet may be called, as msgids; the program's own heading first."""

_PARTS = re.compile(r"[,;\n/&+]|\boch\b|\band\b", re.IGNORECASE)
_MOST = 2000
_SHOWN = 60


class _Unquoted(csv.excel_tab):
    """Cells without quotes round them: a quotation mark is a letter like others."""

    quoting = csv.QUOTE_NONE


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a paste is: the patch, how many rows it writes, and a line for each thing that was not understood."""

    patch: Patch
    rows: int
    remarks: tuple[str, ...] = ()


def cells_of(text: str) -> list[list[str]]:
    """Return the cells of what a spreadsheet puts on the clipboard: tabs between cells, quotes round line breaks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    dialect = csv.excel_tab if re.search(r'(^|[\t\n])"', text) else _Unquoted
    read = csv.reader(StringIO(text, newline=""), dialect)
    return [[cell.strip() for cell in line] for line in read if any(cell.strip() for cell in line)]


def paste_rows(
    case: Case,
    text: str,
    columns: Sequence[str],
    *,
    kind: str = "child",
    today: date | None = None,
    at: int | None = None,
) -> Pasted:
    """Return the rows that a text from a spreadsheet makes.

    A first line of headings says what the columns are, in any order; without one they are ``columns``, from the
    left. Rows that do not say are of plan ``kind``; days without a year are the ones nearest to ``today``.
    Raises EditRefused if a value cannot be written at all.
    """
    lines = cells_of(text)[:_MOST]
    heads = _headings(lines[0]) if lines else None
    if heads is not None:
        lines = lines[1:]
    keys = heads or [(key, _(HEADINGS[key][0])) for key in columns]
    reader = _Reader(case, today or date.today())
    rows = [reader.row(number, line, keys, kind) for number, line in enumerate(lines, 1)]
    return Pasted(add_rows(case, rows, at) if rows else Patch(""), len(rows), tuple(reader.remarks))


def origin_names(case: Case) -> dict[str, str]:
    """Return what each wish and answer is called as the origin of a row: "Önskemål 2", "Svar från Marie (mentor)"."""
    found = {key: _("Önskemål {number}").format(number=number) for number, key in enumerate(case.wishes, 1)}
    nth: dict[str, int] = {}
    for key, answer in case.support_answers.items():
        nth[answer.figure] = nth.get(answer.figure, 0) + 1
        name = _("Svar från {who}").format(who=called(case, answer.figure))
        found[key] = name if nth[answer.figure] == 1 else f"{name}, {nth[answer.figure]}"
    return found


def _same(text: str) -> str:
    """Return a text as it is compared: small letters and digits only."""
    return "".join(each for each in text.casefold() if each.isalnum())


def _headings(line: Sequence[str]) -> list[tuple[str, str]] | None:
    """Return (field, heading) of each column; the field is empty for a column that is not known. None: no headings."""
    known = {
        _same(words): key for key, all_words in HEADINGS.items() for each in all_words for words in (each, _(each))
    }
    found = [(known.get(_same(cell), ""), cell) for cell in line]
    read = sum(bool(key) for key, _cell in found)
    return found if read and read * 2 >= sum(bool(cell) for cell in line) else None


class _Reader:
    """Reads lines of cells; what it does not understand stands in ``remarks``."""

    def __init__(self, case: Case, today: date) -> None:
        self._today = today
        self.remarks: list[str] = []
        both: list[LongTermGoal | ShortTermGoal] = [*case.long_term.values(), *case.short_term.values()]
        goals = [(goal.text or "", goal.id) for goal in both if goal.id is not None]
        self._figures = _unique(_figure_names(case))
        self._actors = self._figures | _unique((each.name, key) for key, each in case.organisations.items())
        self._origins = {_same(name): key for key, name in origin_names(case).items()}
        self._choices = {
            "goal": _unique(goals),
            "status": _labels(PLAN_STATUSES),
            "kind": _labels(PLAN_KINDS),
            "category": _labels(CATEGORIES),
            "responsible": self._actors,
            "first_step.who": self._figures,
            "follow_up.who": self._figures,
        }

    def row(self, number: int, line: Sequence[str], keys: Sequence[tuple[str, str]], kind: str) -> dict[str, Any]:
        """Return the row that a line tells, as a file would."""
        row: dict[str, Any] = {"kind": kind}
        left: list[str] = []
        loose = ""
        for at, cell in enumerate(line):
            key, heading = keys[at] if at < len(keys) else ("", "")
            unread = self._cell(row, key, cell) if cell else ""
            if unread and key == "due":
                loose = unread
            elif unread:
                left.append(f"{heading.rstrip('?')}: {unread}" if heading else unread)
                self._say(number, heading, unread)
        if loose:  # a time that is no day is still a time as people say it
            row["when"] = f"{row['when']}, {loose}" if row.get("when") else loose
        if not row.get("what"):
            row["what"] = row.pop("how", None) or (left.pop(0) if left else " · ".join(each for each in line if each))
        if left:
            row["how"] = "\n".join([*([row["how"]] if row.get("how") else []), *left])
        return row

    def _say(self, number: int, heading: str, unread: str) -> None:
        short = unread if len(unread) <= _SHOWN else unread[:_SHOWN] + "…"
        sentence = _("Rad {number}, {column}: ”{text}”")
        self.remarks.append(sentence.format(number=number, column=heading or _("okänd kolumn"), text=short))

    def _cell(self, row: dict[str, Any], key: str, cell: str) -> str:
        """Put a cell in its row; return what of it could not be understood."""
        if key in ("what", "how", "when", "first_step.text", "follow_up.how"):
            _put(row, key, cell if key != "how" or "how" not in row else f"{row['how']}\n{cell}")
            return ""
        if key in ("due", "first_step.date", "follow_up.date"):
            day = read_day(cell, self._today)
            if day is not None:
                _put(row, key, day)
            return "" if day is not None else cell
        if key in ("who", "origin"):
            found, unread = _several(cell, self._figures if key == "who" else self._origins)
            if found:
                _put(row, key, found)
            return ", ".join(unread)
        chosen = self._choices.get(key, {}).get(_same(cell))
        if chosen is not None:
            _put(row, key, chosen)
        return "" if chosen is not None else cell


def _put(row: dict[str, Any], key: str, value: Any) -> None:
    holder, _dot, field = key.rpartition(".")
    (row.setdefault(holder, {}) if holder else row)[field] = value


def _several(cell: str, known: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the ids that a cell names, and the names that nobody has; a name may itself hold a comma."""
    if _same(cell) in known:
        return [known[_same(cell)]], []
    found: list[str] = []
    unread: list[str] = []
    parts = [part.strip() for part in _PARTS.split(cell) if part.strip()]
    while parts:
        longest = next((n for n in range(len(parts), 0, -1) if _same(" ".join(parts[:n])) in known), 0)
        if longest:
            found.append(known[_same(" ".join(parts[:longest]))])
        else:
            unread.append(parts[0])
        parts = parts[max(1, longest) :]
    return list(dict.fromkeys(found)), unread


def _figure_names(case: Case) -> Iterable[tuple[str, str]]:
    """Yield what each figure may be called: by name, by role, by both in either order."""
    for key, figure in case.figures.items():
        role = figure.role or ""
        for name in {figure.label, role, f"{role} {figure.label}", f"{figure.label} {role}"}:
            if name.strip():
                yield name, key


def _unique(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return id by name, without the names that more than one has."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for name, key in names:
        if found.setdefault(_same(name), key) != key:
            twice.add(_same(name))
    return {name: key for name, key in found.items() if name and name not in twice}


def _labels(labels: Mapping[str, str]) -> dict[str, str]:
    return {_same(words): key for key, label in labels.items() for words in (label, _(label))}
