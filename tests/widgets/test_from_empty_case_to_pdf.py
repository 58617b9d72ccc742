"""The main job, end to end: from an empty case to a blocked wish to a plan, closed, opened again, and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from canvas_driving import drag, spot, type_letters, type_words
from pypdf import PdfReader
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot
from window_driving import click, services_at, write

from app.application import LibraryServices
from app.models.case import Case
from app.settings import Settings
from app.widgets.case_window import CaseWindow
from app.widgets.library.new_case import NewCaseDialog
from app.widgets.library.window import LibraryWindow
from app.widgets.properties.wish_panel import WishPanel

WISH = "En snabb bedömning före jul"
UNLOCK = "Konsultation till elevhälsan varannan torsdag"
ROW = "Morgonmöte vid sidodörren"


def start(services: LibraryServices, bot: QtBot, folder: Path) -> LibraryWindow:
    library = LibraryWindow(services, Settings.load(folder / "settings.json"))
    with bot.waitExposed(library):
        library.show()
    return library


def make_case(library: LibraryWindow) -> CaseWindow:
    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewCaseDialog)
        type_letters(dialog.title, "Åk 5 – hög frånvaro")
        type_letters(dialog.child, "Elin")
        click(dialog.make)

    QTimer.singleShot(0, fill)
    click(library.new)
    assert library.case_window is not None
    library.case_window.resize(1500, 950)
    QApplication.processEvents()
    return library.case_window


def set_out(window: CaseWindow, search: str) -> str:
    """Set a role out from the palette by searching and double-clicking; return the figure's id."""
    before = set(window.document.case.figures)
    window.palette_panel.search.clear()
    type_letters(window.palette_panel.search, search)
    tile = window.palette_panel.shown_tiles()[0]
    QTest.mouseDClick(tile, Qt.MouseButton.LeftButton)
    window.palette_panel.search.clear()
    (made,) = set(window.document.case.figures) - before
    return made


def draw(window: CaseWindow, tool: str, one: str, other: str) -> None:
    assert window.sheet is not None
    click(window.sheet.tools.buttons[tool])
    canvas = window.sheet.canvas
    drag(canvas, spot(canvas, one), spot(canvas, other))
    QApplication.processEvents()


def answer_blocked(window: CaseWindow) -> None:
    panel = window.properties.panel
    assert isinstance(panel, WishPanel)
    click(panel.editors["status"].segmented.button("blocked"))  # type: ignore[attr-defined]
    click(panel.editors["answer.cause"].segmented.button("organisation"))  # type: ignore[attr-defined]
    write(panel.editors["answer.text"], "Väntetiden är åtta månader")
    write(panel.editors["answer.unlock"], UNLOCK)
    click(panel.to_plan)


def write_row(window: CaseWindow) -> None:
    click(window.top.tabs["plan"])
    click(window.plan.new)
    editor = window.plan.table.viewport().findChild(QPlainTextEdit)
    assert editor is not None
    type_letters(editor, ROW)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def work(window: CaseWindow) -> Case:
    click(window.top.tabs["collaboration_map"])
    counsellor, clinic = set_out(window, "kurator"), set_out(window, "BUP")
    mentor = set_out(window, "Mentor")
    draw(window, "relation", mentor, counsellor)
    assert len(window.document.case.relations) == 1
    draw(window, "wish", counsellor, clinic)
    assert window.sheet is not None
    type_words(window.sheet.canvas, WISH)
    QApplication.processEvents()
    answer_blocked(window)
    write_row(window)
    return window.document.case


def text_of(path: Path) -> str:
    words = " ".join(page.extract_text() for page in PdfReader(path).pages)
    return " ".join(words.split())


def test_from_an_empty_case_to_a_blocked_wish_to_a_pdf(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "bibliotek.samkarta"
    with services_at(place) as services:
        window = make_case(start(services, qtbot, tmp_path))
        rows = work(window).to_rows()
        assert window.status.stored.text().startswith("Sparat ")
        window.close()

    with services_at(place) as services:
        library = start(services, qtbot, tmp_path)
        QTest.keyClick(library.list, Qt.Key.Key_Return)
        again = library.case_window
        assert again is not None
        case = again.document.case
        assert case.to_rows() == rows
        (wish,) = case.wishes.values()
        assert wish.text == WISH and wish.answer is not None
        assert (wish.answer.status, wish.answer.cause, wish.answer.unlock) == ("blocked", "organisation", UNLOCK)
        assert [row.what for row in case.plan.values()][-1] == ROW
        assert wish.id in next(iter(case.plan.values())).origin
        assert again.document.stack.canUndo()

        for kind in ("collaboration-map", "plan"):
            target = tmp_path / f"{kind}.pdf"
            monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_what, to=target: (str(to), ""))
            again.export_actions[kind].trigger()
            assert again.toast.isVisible() and target.name in again.toast.text()

    on_map = text_of(tmp_path / "collaboration-map.pdf")
    assert all(words in on_map for words in ("Samverkanskarta", "Elin", "Mentor", WISH, UNLOCK))
    assert ROW in text_of(tmp_path / "plan.pdf")
