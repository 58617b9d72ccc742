"""The map's history in a real window over a real library file: scrubbed, played, compared, printed; never changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from growth_driving import (
    KEY,
    Kept,
    Told,
    figures,
    file_of,
    kept_library,
    look_back,
)
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from window_driving import click, open_case, services_at

from app.models.edits.fields import set_field
from app.models.edits.figures import move_figures
from app.models.edits.sheets import ensure_sheet
from app.settings import Settings
from app.widgets.growth.page import HELD
from app.widgets.printing.dialog import PrintDialog

kept = pytest.fixture(kept_library, scope="module")


@pytest.fixture
def told(kept: Kept, tmp_path: Path, qtbot: QtBot) -> Iterator[Told]:
    """The window of that case, opened again from its file."""
    with services_at(Path(shutil.copy(kept.path, tmp_path / "library.samkarta"))) as found:
        yield open_case(found, qtbot, kept.own, Settings(values={"page": "case_map"})), kept.ids


def test_arrows_home_and_end_walk_through_the_history_and_the_words_follow(told: Told, qtbot: QtBot) -> None:
    page = look_back(told[0], qtbot)
    assert figures(page) == {"Tuva", "Mamma Petra", "Mentor Marie", "Klasskompis Saga"}
    assert page.banner.text().startswith("Kartan som den är nu")
    track = page.bar.track
    QTest.keyClick(track, KEY.Key_Home)
    assert page.number == 0 and figures(page) == {"Tuva"}
    QTest.keyClick(track, KEY.Key_Right)
    assert figures(page) == {"Tuva", "Mamma Petra"}
    assert page.bar.what.text() == "Ställ ut figur: Mamma Petra"
    assert "2026-03-02 kl." in page.bar.when.text() and "som den var 2026-03-02" in page.banner.text()
    QTest.keyClick(track, KEY.Key_Right)
    QTest.keyClick(track, KEY.Key_Right)
    QTest.keyClick(track, KEY.Key_Left)
    assert figures(page) == {"Tuva", "Mamma Petra", "Mormor Gunvor"}
    QTest.keyClick(track, KEY.Key_End)
    assert page.past is not None and page.number == page.past.last


def test_esc_goes_back_to_the_map_and_looking_has_changed_nothing(told: Told, qtbot: QtBot) -> None:
    window, _ids = told
    before = file_of(window.services.library_path)
    page = look_back(window, qtbot)
    for key in (KEY.Key_Home, KEY.Key_Right, KEY.Key_End):
        QTest.keyClick(page.bar.track, key)
    click(page.bar.comparing)
    QTest.keyClick(page.bar.track, KEY.Key_Escape)
    assert window.page == "case_map" and not window.document.read_only
    assert file_of(window.services.library_path) == before


def test_while_it_is_looked_at_an_edit_is_refused_with_a_sentence(told: Told, qtbot: QtBot) -> None:
    window, ids = told
    page = look_back(window, qtbot)
    label = window.document.case.figures[ids["Petra"]].label
    QTest.keyClick(window, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.banner.text() == HELD
    assert not window.document.push(set_field(window.document.case, "figures", ids["Petra"], "label", "Annan"))
    assert window.document.case.figures[ids["Petra"]].label == label
    page.leave()
    assert window.banner.text() == ""
    assert window.document.push(set_field(window.document.case, "figures", ids["Petra"], "label", "Annan"))


def test_undo_and_redo_are_moments_of_their_own(told: Told, qtbot: QtBot) -> None:
    window, ids = told
    window.document.push(set_field(window.document.case, "figures", ids["Marie"], "label", "Maria"))
    window.undo()
    window.redo()
    page = look_back(window, qtbot)
    said = []
    for _step in range(3):
        said.append((page.bar.what.text(), "Mentor Maria" in figures(page)))
        QTest.keyClick(page.bar.track, KEY.Key_Left)
    assert [words.split(":")[0] for words, _there in said] == ["Gjort om", "Ångrat", "Ändra uppgift"]
    assert [there for _words, there in said] == [True, False, True]


def test_space_plays_from_the_beginning_to_now_and_stops(told: Told, qtbot: QtBot) -> None:
    page = look_back(told[0], qtbot)
    page.bar.speed.setCurrentIndex(2)
    QTest.keyClick(page.bar.track, KEY.Key_Space)
    assert page.playing and page.number == 0 and page.bar.player.text() == "Pausa"
    assert page.past is not None
    last = page.past.last
    qtbot.waitUntil(lambda: page.number == last and not page.playing, timeout=15_000)
    assert page.bar.player.text() == "Spela upp"


def test_who_was_moved_by_hand_walks_there_and_arrives(told: Told, qtbot: QtBot) -> None:
    window, ids = told
    canvas = window.sheets["case_map"].canvas
    spot = canvas.sheet.picture.figures[ids["Petra"]].place
    first, sheet = ensure_sheet(window.document.case, "case_map")
    window.document.push(first)
    window.document.push(move_figures(window.document.case, sheet, {ids["Petra"]: spot}))
    window.document.push(move_figures(window.document.case, sheet, {ids["Petra"]: (spot[0] - 30.0, spot[1])}))
    page = look_back(window, qtbot)
    view = page.view
    assert view is not None
    page.bar.smooth.setChecked(True)
    QTest.keyClick(page.bar.track, KEY.Key_Left)
    assert view.moving
    seen = set()
    qtbot.waitUntil(lambda: seen.add(view.sheet.figures[ids["Petra"]].x()) or not view.moving)  # type: ignore[func-returns-value]
    assert view.sheet.figures[ids["Petra"]].x() == pytest.approx(spot[0])
    assert len(seen) > 2 and all(spot[0] - 30.01 <= x <= spot[0] + 0.01 for x in seen)


def test_the_last_meeting_is_compared_with_now_by_signs_and_in_words(told: Told, qtbot: QtBot) -> None:
    page = look_back(told[0], qtbot)
    click(page.bar.comparing)
    assert page.bar.compared_with() is not None and page.number == 7
    said = page.list.sentences()
    assert [line for line in said if not line.endswith(".") and ":" not in line] == [
        "Nytt",
        "Upplåst",
        "Flyttat",
        "Andra relationer",
        "Borta",
    ]
    assert any(line.startswith("Önskemål 1 från Mamma Petra till Mentor Marie är upplåst") for line in said)
    assert "Mormor Gunvor finns inte kvar." in said
    view = page.view
    assert view is not None
    alts = " ".join(each.alt for each in (*view.picture.figures.values(), *view.picture.ties.values()))
    assert all(f"({sign}" in alts for sign in ("nytt", "upplåst", "flyttat hit", "ändrat", "finns inte kvar"))
    page.list.list.setCurrentRow(said.index("Mormor Gunvor finns inte kvar."))
    click(page.bar.comparing)
    assert page.list.isHidden() and figures(page) >= {"Mormor Gunvor"}


def test_any_day_and_any_meeting_can_be_gone_to(told: Told, qtbot: QtBot) -> None:
    page = look_back(told[0], qtbot)
    names = {action.text(): action for action in page.bar.jump.menu().actions()}
    assert list(names)[:2] == ["Början", "Träffen 2026-03-02"] and list(names)[-1] == "Nu"
    names["Träffen 2026-03-02"].trigger()
    assert page.number == 7 and "Mormor Gunvor" in figures(page)
    page.bar.day.setDate(page.bar.day.date().addDays(3))
    assert page.number == 7
    page.bar.day.setDate(page.bar.day.date().addDays(30))
    assert page.past is not None and page.number == page.past.last


def test_an_earlier_map_is_exported_with_its_time_in_the_foot(
    told: Told, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = look_back(told[0], qtbot)
    QTest.keyClick(page.bar.track, KEY.Key_Home)
    for ending in ("pdf", "png", "svg"):
        target = tmp_path / f"earlier.{ending}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, target=target: (str(target), ""))
        QTest.keyClick(told[0], KEY.Key_E, Qt.KeyboardModifier.ControlModifier)
        assert target.stat().st_size > 1000
    text = " ".join(PdfReader(tmp_path / "earlier.pdf").pages[0].extract_text().split())
    assert "så som kartan var 2026-03-02 kl." in text and "utskriven" in text
    assert "Tuva" in text and "Petra" not in text


def test_a_comparison_is_printed_as_the_map_and_its_list(
    told: Told, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, _ids = told
    page = look_back(window, qtbot)
    click(page.bar.comparing)
    shown = page.shown_back
    assert shown is not None
    opened: list[PrintDialog] = []

    def wait(dialog: PrintDialog) -> int:
        qtbot.waitUntil(lambda: dialog.made is not None, timeout=30_000)
        opened.append(dialog)
        return 0

    monkeypatch.setattr(PrintDialog, "exec", wait)
    click(page.bar.printer)
    (dialog,) = opened
    assert dialog.made is not None and list(dialog.choosing.papers) == ["look_back"]
    assert dialog.choosing.hidden.isHidden()
    words = [" ".join(each.extract_text().split()) for each in PdfReader(BytesIO(dialog.made.pages.data)).pages]
    assert len(words) == 2
    assert "Mormor Gunvor finns inte kvar." in words[1] and "Sida 2 av 2" in words[1]
    assert "finns inte kvar" in words[0] and "upplåst" in words[0]


def test_names_that_are_hidden_are_hidden_in_the_history_too(told: Told, qtbot: QtBot) -> None:
    window, _ids = told
    page = look_back(window, qtbot)
    window.document.hide_names(True)
    QTest.keyClick(page.bar.track, KEY.Key_Home)
    QTest.keyClick(page.bar.track, KEY.Key_Right)
    assert "Petra" not in " ".join(figures(page)) + page.bar.what.text()
    click(page.bar.comparing)
    assert not any("Saga" in line or "Petra" in line for line in page.list.sentences())
    taken = page.taken_out()
    assert taken is not None and any("Saga" in line.sentence for line in taken[0].differences)
