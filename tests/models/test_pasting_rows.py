"""Rows of the plan out of a spreadsheet: what is understood, and that nothing is lost of what is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.case import Case
from app.models.casefile import Vocabulary, read
from app.models.edits.pasting import Pasted, cells_of, origin_names, paste_rows
from app.models.records import PlanRow
from app.models.typed_days import read_day
from app.paths import resources

TODAY = date(2026, 11, 22)
COLUMNS = ("what", "how", "who", "responsible", "when", "due")


@pytest.fixture
def case(case_a: Path) -> Case:
    return read(case_a, Vocabulary())


def rows_of(pasted: Pasted) -> list[PlanRow]:
    return [change.after for change in pasted.patch.changes if isinstance(change.after, PlanRow)]


def test_headings_say_what_the_columns_are_in_any_order(case: Case) -> None:
    text = "Ansvarig\tVad?\tSenast\tVem/vilka?\tLäge\tMål\nLövängsskolan\tFrukost i klassen\t6 dec\tMarie\tPågår\t"
    text += "Närvaron är minst 70 % under fyra veckor i följd."
    (row,) = rows_of(paste_rows(case, text, COLUMNS, today=TODAY))
    assert (row.what, row.responsible, row.who) == ("Frukost i klassen", "org_skola", ("f09",))
    assert (row.due, row.status, row.goal) == (date(2026, 12, 6), "started", "gs1")


def test_without_headings_the_columns_are_those_of_the_table(case: Case) -> None:
    text = "Skjuts\tTvå mornar\tMormor\tMormor\tv. 49\t2026-12-04\r\nFika\r\n"
    first, second = rows_of(paste_rows(case, text, COLUMNS, kind="collaboration", today=TODAY))
    assert (first.how, first.who, first.responsible) == ("Två mornar", ("f05",), "f05")
    assert (first.when, first.due, first.kind) == ("v. 49", date(2026, 12, 4), "collaboration")
    assert second.what == "Fika"


def test_names_are_known_by_name_role_or_both_with_commas_and_och(case: Case) -> None:
    text = "Vad?\tVem?\tAnsvarig\nMöte\tMentor Marie, Lina och Psykolog, BUP Sofia\tSocialtjänsten, Barn och familj"
    (row,) = rows_of(paste_rows(case, text, COLUMNS))
    assert row.who[:2] == ("f09", "f13") and len(row.who) == 3
    assert row.responsible == "org_soc"


def test_what_is_not_understood_is_kept_as_words_and_said(case: Case) -> None:
    text = "Vad?\tHur?\tVem?\tSenast\tBudget\tLäge\nMöte\tPå skolan\tMarie och Kalle\tsnart\t500 kr\tflyter på"
    pasted = paste_rows(case, text, COLUMNS)
    (row,) = rows_of(pasted)
    assert row.who == ("f09",) and row.when == "snart" and row.status == "planned"
    assert row.how == "På skolan\nVem: Kalle\nBudget: 500 kr\nLäge: flyter på"
    assert len(pasted.remarks) == 3 and "Kalle" in pasted.remarks[0] and "Rad 1" in pasted.remarks[0]


def test_line_breaks_and_quotation_marks_come_as_a_spreadsheet_writes_them() -> None:
    assert cells_of('"Två\nrader"\t"Han sa ""hej"""\nNästa\tcell') == [
        ["Två\nrader", 'Han sa "hej"'],
        ["Nästa", "cell"],
    ]
    assert cells_of('Visa 5" skärm\tb') == [['Visa 5" skärm', "b"]]
    assert cells_of("\t\n \n") == []


def test_a_row_without_anything_to_do_takes_what_it_has(case: Case) -> None:
    (row,) = rows_of(paste_rows(case, "\t\tMormor", COLUMNS))
    assert row.what == "Mormor" and row.who == ("f05",)


def test_the_origin_is_read_back_as_it_is_shown(case: Case) -> None:
    names = origin_names(case)
    assert len(set(names.values())) == len(names)
    (row,) = rows_of(paste_rows(case, f"Vad?\tUrsprung\nMöte\t{names['w02']}, {names['s17']}", COLUMNS))
    assert row.origin == ("w02", "s17")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-10-06", date(2026, 10, 6)),
        ("20261006", date(2026, 10, 6)),
        ("6/10", date(2026, 10, 6)),
        ("6.10.26", date(2026, 10, 6)),
        ("10/27/2026", date(2026, 10, 27)),
        ("6 oktober", date(2026, 10, 6)),
        ("den 6:e maj", date(2027, 5, 6)),
        ("6 Oct 2026", date(2026, 10, 6)),
        ("Oct 6, 2026", date(2026, 10, 6)),
        ("2026-10-06 00:00:00", date(2026, 10, 6)),
        ("v. 43", None),
        ("31/2", None),
        ("", None),
    ],
)
def test_days_are_read_as_people_type_them(text: str, day: date | None) -> None:
    assert read_day(text, TODAY) == day


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=8), min_size=1, max_size=5))
def test_no_letter_is_lost_whatever_is_pasted(cells: list[list[str]]) -> None:
    case = read(resources() / "examples" / "case_a.yaml", Vocabulary())
    text = "\n".join("\t".join(line) for line in cells)
    if any(0xD800 <= ord(each) <= 0xDFFF for each in text):
        return
    words = [word for line in cells_of(text) for cell in line for word in cell.split() if len(word) > 3]
    pasted = rows_of(paste_rows(case, text, ("what", "how", "when")))
    kept = " ".join(str(row.to_data()) for row in pasted)
    case.apply(paste_rows(case, text, ("what", "how", "when")).patch)
    assert all(repr(word)[1:-1] in kept or word in kept for word in words if word.isalnum())
