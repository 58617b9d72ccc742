"""Protected identity in the windows: nothing says the name until somebody asks to see it, and never the group."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from test_hidden_names import everything_said, map_says
from window_driving import click, open_case

from app.application import LibraryServices
from app.models.edits.fields import set_field
from app.models.patch import Patch
from app.paths import resources
from app.settings import Settings
from app.widgets.case_window import CaseWindow
from app.widgets.growth.page import GrowthPage
from app.widgets.library.window import LibraryWindow
from app.widgets.pages.base import pages
from app.widgets.printing.dialog import PrintDialog
from app.widgets.projector.projecting import projecting
from app.widgets.properties.editors import LineField, LongField

PLANTED = "Xantippa"


@pytest.fixture
def window(services: LibraryServices, qtbot: QtBot) -> CaseWindow:
    """Case A whose school counsellor bears the planted name and has protected identity."""
    text = (resources() / "examples" / "case_a.yaml").read_text(encoding="utf-8").replace("Lina", PLANTED)
    path = services.library_path.with_name("planted.yaml")
    path.write_text(text.replace("title: Tuva, åk 5", f"title: {PLANTED} och Tuva"), encoding="utf-8")
    (own,) = services.import_files([path])
    document = services.open(own)
    patch = Patch("planted")
    for family, field in (("wishes", "text"), ("relations", "label"), ("plan", "what"), ("groups", "label")):
        key, record = next(iter(document.case.family(family).items()))
        said = f"{getattr(record, field) or ''} {PLANTED}s"
        patch = patch.then(set_field(document.case, family, key, field, said))
    document.push(patch.then(set_field(document.case, "figures", "f13", "protected_identity", True)))
    return open_case(services, qtbot, own, Settings(values={"page": "wishes"}))


def test_no_page_list_field_title_or_tip_says_the_name(window: CaseWindow) -> None:
    assert window.top.shield.isVisible() and "Skyddade" in window.status.hidden_names.text()
    for page in (*window.pages, *pages()):
        window.show_page(page)
        window.select([("figures", "f13")])
        QApplication.processEvents()
        assert PLANTED.casefold() not in everything_said().casefold(), page
    window.side.turn_to("findings")
    assert PLANTED.casefold() not in everything_said().casefold()
    for kind, sheet in window.sheets.items():
        assert PLANTED.casefold() not in map_says(sheet.canvas.sheet.picture).casefold(), kind
    assert PLANTED not in window.exporter._stem(window.services.papers()[0])


def test_nor_does_the_library(window: CaseWindow, services: LibraryServices, qtbot: QtBot) -> None:
    library = LibraryWindow(services, Settings())
    qtbot.addWidget(library)
    library.show()
    (card,) = services.cases()
    assert services.dates_of(card).dates and PLANTED not in str(services.dates_of(card))
    assert PLANTED.casefold() not in everything_said().casefold()


def test_the_name_does_not_reach_the_clipboard_as_text_or_picture(window: CaseWindow) -> None:
    window.show_page("case_map")
    window.select([("figures", "f13")])
    window.book.actions["copy"].trigger()
    mime = QGuiApplication.clipboard().mimeData()
    assert isinstance(mime, QMimeData) and mime.formats()
    for kind in mime.formats():
        assert PLANTED.encode() not in bytes(mime.data(kind).data()), kind
    click(window.top.shield)
    assert window.document.revealed
    window.book.actions["copy_picture"].trigger()
    assert not window.document.revealed
    mime = QGuiApplication.clipboard().mimeData()
    for kind in mime.formats():
        assert PLANTED.encode() not in bytes(mime.data(kind).data()), kind


def test_what_was_copied_keeps_its_name_when_it_is_pasted(window: CaseWindow) -> None:
    window.show_page("case_map")
    window.select([("figures", "f13")])
    window.book.actions["copy"].trigger()
    before = set(window.document.case.figures)
    window.book.actions["paste"].trigger()
    (new,) = set(window.document.case.figures) - before
    assert PLANTED in window.document.case.figures[new].label


def test_the_shield_shows_the_name_to_the_one_who_edits_and_hides_it_again(window: CaseWindow) -> None:
    window.show_page("case_map")
    window.select([("figures", "f13")])
    name = window.properties.panel.editors["label"]
    assert isinstance(name, LineField) and name.line.isReadOnly()
    click(window.top.shield)
    name = window.properties.panel.editors["label"]
    assert isinstance(name, LineField) and name.line.text() == PLANTED and not name.line.isReadOnly()
    assert window.top.shield.isChecked()
    click(window.top.shield)
    assert PLANTED.casefold() not in everything_said().casefold() and not window.top.shield.isChecked()


def test_the_group_never_sees_the_name(window: CaseWindow) -> None:
    window.show_page("case_map")
    click(window.top.shield)
    assert window.document.revealed
    window.book.actions["projector"].trigger()
    wall = projecting(window).shown
    assert wall is not None and not window.document.revealed
    assert PLANTED.casefold() not in map_says(wall.showing.picture).casefold()
    window.book.actions["show_protected"].trigger()
    assert not window.document.revealed and "F11" in window.toast.text()
    wall.close()


def test_texts_that_hold_no_protected_name_can_be_written_and_others_only_when_it_is_shown(
    window: CaseWindow,
) -> None:
    case = window.document.case
    held, free = list(case.wishes)[:2]
    window.show_page("wishes")
    window.select([("wishes", held)])
    assert all(e.line.isReadOnly() for e in window.properties.panel.editors.values() if isinstance(e, LineField))
    texts = [e for e in window.properties.panel.editors.values() if isinstance(e, LongField)]
    assert texts and all(each.text.isReadOnly() for each in texts)
    assert "Ctrl+Alt+D" in window.properties.panel.hidden.text()
    window.select([("wishes", free)])
    texts = [e for e in window.properties.panel.editors.values() if isinstance(e, LongField)]
    assert texts and not any(each.text.isReadOnly() for each in texts)


def test_switching_protection_off_shows_the_names_at_once(window: CaseWindow) -> None:
    window.document.undo()
    QApplication.processEvents()
    assert not window.top.shield.isVisible()
    assert PLANTED not in window.document.case.wishes[next(iter(window.document.case.wishes))].text
    assert PLANTED in window.document.shown.figures["f13"].label and PLANTED in window.top.title.toolTip()


def test_nor_does_the_history_of_the_time_before_the_name_was_protected(window: CaseWindow) -> None:
    window.show_page("growth")
    page = window.more_pages.widget("growth")
    assert isinstance(page, GrowthPage) and page.past is not None
    page.go(0)
    QApplication.processEvents()
    assert PLANTED.casefold() not in everything_said().casefold()
    assert PLANTED.casefold() not in map_says(page.past.picture(0)).casefold()
    out = page.taken_out()
    assert out is not None and PLANTED.casefold() not in map_says(out[0].picture).casefold()
    window.document.reveal(True)
    out = page.taken_out()
    assert out is not None and PLANTED.casefold() not in map_says(out[0].picture).casefold()


def test_prints_and_file_names_keep_the_name_back_while_it_is_seen(
    window: CaseWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []

    def take(dialog: PrintDialog) -> int:
        qtbot.waitUntil(lambda: dialog.made is not None, timeout=20_000)
        assert dialog.made is not None
        reader = PdfReader(BytesIO(dialog.made.pages.data))
        printed.extend(page.extract_text() for page in reader.pages)
        return 0

    monkeypatch.setattr(PrintDialog, "exec", take)
    window.document.reveal(True)
    for page in ("case_map", "wheel", "timeline"):
        window.show_page(page)
        window.print_sheet()
    assert len(printed) >= 3 and PLANTED.casefold() not in "\n".join(printed).casefold()
    assert PLANTED not in window.exporter._stem(window.services.papers()[0])
