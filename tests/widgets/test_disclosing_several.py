"""Handing out of several cases at once: which cases, which recipients, each copy looked at, the recipients again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from disclosing_driving import data_of, send_to
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from window_driving import EXAMPLES, click

from app.application import LibraryServices
from app.models.edits.consents import withdraw_consent
from app.models.edits.fields import set_field
from app.models.edits.plan import add_row
from app.widgets.disclosing.cases import CasesDialog, at_hand
from app.widgets.disclosing.window import DiscloseWindow
from tests.support.libraries import raw


@pytest.fixture
def ids(services: LibraryServices) -> list[str]:
    """Case A, a copy of it with a number, and case B."""
    (first,) = services.import_files([EXAMPLES / "case_a.yaml"])
    (copy,) = services.import_files([EXAMPLES / "case_a.yaml"], copy=True)
    document = services.open(copy)
    document.push(set_field(document.case, "case", "case", "number", "2026-014"))
    return [first, copy, *services.import_files([EXAMPLES / "case_b.yaml"])]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "inkorg"
    found.mkdir()
    return found


def opened(services: LibraryServices, bot: QtBot, ids: Sequence[str]) -> DiscloseWindow:
    cards = {card.id: card for card in services.cases()}
    _documents, cases = at_hand(services, [cards[each] for each in ids])
    dialog = DiscloseWindow(None, services, cases)  # type: ignore[arg-type]
    bot.addWidget(dialog)
    dialog.show()
    return dialog


def confirm_lines(dialog: DiscloseWindow) -> dict[str, str]:
    """What stands where the recipients are asked for again, by name."""
    lines = [dialog.confirm.list.item(row).text().partition("\n") for row in range(dialog.confirm.list.count())]
    return {name: cases for name, _line, cases in lines}


def give(dialog: DiscloseWindow, bot: QtBot, *confirmed: str) -> Sequence[Path]:
    """The packages, when the recipients of those names have been ticked again."""
    for each in confirmed:
        dialog.confirm.list.tick(each)
    click(dialog.forward)
    bot.waitUntil(lambda: dialog.stack.currentWidget() is dialog.done_page, timeout=20000)
    return dialog.done_page.paths


def test_one_organisation_gets_a_package_out_of_each_case_and_is_named_once_again(
    services: LibraryServices, ids: list[str], qtbot: QtBot, folder: Path
) -> None:
    first, copy, _other = ids
    dialog = opened(services, qtbot, [first, copy])
    send_to(dialog, folder, f"{first} org_bup", f"{copy} org_bup")
    click(dialog.forward)
    assert "2026-014" in confirm_lines(dialog)["BUP Ekvik"] and "Tuva" in confirm_lines(dialog)["BUP Ekvik"]
    assert not dialog.forward.isEnabled()
    paths = give(dialog, qtbot, "bup ekvik")
    assert sorted(paths) == sorted(folder.iterdir()) and len(paths) == 2
    assert [data_of(each).get("number") for each in paths] == [None, "2026-014"]
    for case_id, path in zip((first, copy), paths, strict=True):
        assert [each.package for each in services.given(case_id).entries] == [path.name]


def test_people_of_different_cases_are_never_taken_for_each_other(
    services: LibraryServices, ids: list[str], qtbot: QtBot, folder: Path
) -> None:
    first, copy, _other = ids
    dialog = opened(services, qtbot, [first, copy])
    send_to(dialog, folder, f"{first} f02")
    click(dialog.forward)
    dialog.confirm.list.tick(f"{copy} f02")
    assert not dialog.forward.isEnabled() and "Petra" in dialog.confirm.said.text()
    dialog.confirm.list.tick(f"{copy} f02", False)
    dialog.confirm.list.tick(f"{first} f02")
    assert dialog.forward.isEnabled()


def test_the_pages_of_one_case_never_stand_beside_anothers(
    services: LibraryServices, ids: list[str], qtbot: QtBot
) -> None:
    first, copy, _other = ids
    dialog = opened(services, qtbot, [first, copy])
    dialog.resize(1400, 700)
    paper = dialog.copy.paper
    dialog.list.look_at(f"{first} org_bup")
    qtbot.waitUntil(lambda: paper.data is not None and not paper.busy, timeout=10000)
    before = paper.data
    dialog.list.look_at(f"{copy} org_bup")
    assert paper.panel.pages is None
    qtbot.waitUntil(lambda: paper.data is not None and not paper.busy, timeout=10000)
    assert paper.data != before
    assert "2026-014" in dialog.copy.heading.text()


def test_all_or_none_also_when_the_log_cannot_be_written(
    services: LibraryServices, ids: list[str], qtbot: QtBot, folder: Path
) -> None:
    first, copy, _other = ids
    connection = raw(services.library_path)
    stop = "CREATE TRIGGER stop BEFORE INSERT ON disclosures WHEN NEW.number > 1 BEGIN SELECT RAISE(ABORT, 'no'); END"
    connection.execute(stop)
    connection.close()
    dialog = opened(services, qtbot, [first, copy])
    send_to(dialog, folder, f"{first} org_bup", f"{copy} org_bup")
    click(dialog.forward)
    assert give(dialog, qtbot, "bup ekvik") == ()
    assert list(folder.iterdir()) == [] and not services.given(first).entries


def test_it_can_be_stopped_while_the_packages_are_made(
    services: LibraryServices, ids: list[str], qtbot: QtBot, folder: Path
) -> None:
    first, copy, _other = ids
    dialog = opened(services, qtbot, [first, copy])
    send_to(dialog, folder, f"{first} org_bup", f"{copy} org_bup", f"{copy} org_skola")
    click(dialog.forward)
    for each in ("bup ekvik", "lövängsskolan"):
        dialog.confirm.list.tick(each)
    click(dialog.forward)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: dialog.stack.currentWidget() is dialog.done_page, timeout=20000)
    assert dialog.done_page.words.text() == "Du avbröt. Inget har lämnats ut."
    assert list(folder.iterdir()) == []


def test_those_with_new_rows_are_found_and_what_they_have_had_is_not_new(
    services: LibraryServices, ids: list[str], qtbot: QtBot, folder: Path
) -> None:
    first, copy, other = ids
    everybody = [key for key, rows in services.new_rows(first).items() if rows]
    dialog = opened(services, qtbot, [first, other])
    send_to(dialog, folder, *(f"{first} {each}" for each in everybody))
    click(dialog.forward)
    _lines, wanted = dialog.handout.asked()
    assert give(dialog, qtbot, *wanted)
    assert not any(services.new_rows(first).values())
    document = services.open(first)
    document.push(add_row(document.case, what="Ny rad", who=("f02",), responsible="org_skola"))
    news = services.new_rows(first)
    assert news["org_skola"] == 1 and news["f02"] == 1 and news["steering_group"] == 0
    closed = services.open(copy)
    closed.push(set_field(closed.case, "case", "case", "status", "closed"))
    asking = CasesDialog(None, services)
    qtbot.addWidget(asking)
    click(asking.news)
    qtbot.waitUntil(asking.bar.isHidden)
    assert {card.id for card in asking.chosen()} == {first, other}
    assert asking.told.text() == "2 ärenden har rader som en mottagare inte har fått."
    again = opened(services, qtbot, [first, other])
    click(again.news)
    of_first = {key for key in again.handout.chosen() if key.startswith(first)}
    assert of_first == {f"{first} {key}" for key, rows in news.items() if rows}


def test_whoever_has_no_consent_is_never_ticked_with_the_others(
    services: LibraryServices, ids: list[str], qtbot: QtBot
) -> None:
    first, copy, _other = ids
    document = services.open(first)
    document.push(withdraw_consent(document.case, "c01", document.case.consents["c01"].given_on))  # type: ignore[arg-type]
    dialog = opened(services, qtbot, [first, copy])
    click(dialog.news)
    chosen = dialog.handout.chosen()
    assert f"{copy} org_bup" in chosen and f"{first} org_bup" not in chosen and f"{first} f02" in chosen


def test_cases_of_the_same_name_are_told_apart(services: LibraryServices, ids: list[str], qtbot: QtBot) -> None:
    document = services.open(ids[1])
    document.push(set_field(document.case, "case", "case", "number", None))
    asking = CasesDialog(None, services)
    qtbot.addWidget(asking)
    lines = {str(each.data(Qt.ItemDataRole.UserRole)): each.text() for each in asking.items()}
    assert len(set(lines.values())) == 3
    assert lines[ids[0]].endswith(ids[0][:8]) and lines[ids[1]].endswith(ids[1][:8])


def test_cases_are_found_by_words_and_nothing_goes_on_with_none(
    services: LibraryServices, ids: list[str], qtbot: QtBot
) -> None:
    asking = CasesDialog(None, services)
    qtbot.addWidget(asking)
    asking.show()
    assert not asking.forward.isEnabled() and len(asking.items()) == 3
    asking.search.setText("2026 tuva")
    assert [each.data(Qt.ItemDataRole.UserRole) for each in asking.items() if not each.isHidden()] == [ids[1]]
    asking.tick(ids[1])
    assert asking.forward.isEnabled() and asking.told.text() == "1 ärende valt"
