"""The window of a case: what it says, its pages, and that panel, list and plan follow every edit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from window_driving import click, open_case, open_example, write

from app.application import LibraryServices
from app.kinds.registry import sheet_kinds
from app.models.edits.fields import set_field
from app.models.history import NotStored
from app.models.promises import promised_but_not_planned
from app.settings import Settings
from app.widgets.case_window import CaseWindow
from app.widgets.library.window import LibraryWindow
from app.widgets.properties.editors import FieldEditor
from app.widgets.properties.panels import CasePanel, FigurePanel
from app.widgets.properties.wish_panel import WishPanel


@pytest.fixture
def window(services: LibraryServices, qtbot: QtBot) -> CaseWindow:
    return open_example(services, qtbot)


def editor(window: CaseWindow, name: str) -> FieldEditor:
    return window.properties.panel.editors[name]


def test_the_bars_say_which_case_it_is_and_what_it_holds(window: CaseWindow) -> None:
    assert window.windowTitle() == "Ärende" and window.top.title.text().startswith("Tuva")
    assert window.top.consent.text() == "Samtycke till 2027-06-11"
    assert window.status.stored.text() == "Inget ändrat än"
    assert window.status.counts.text() == "19 figurer · 21 önskemål, 4 blockerade"
    assert window.status.kind.text() == "Typfall, påhittat"


def test_a_missing_guardian_is_named_beside_the_consent(services: LibraryServices, qtbot: QtBot) -> None:
    window = open_example(services, qtbot)
    document = window.document
    document.push(set_field(document.case, "consents", "c01", "missing_from", ["f03"]))
    assert window.top.missing.text() == "Joakim saknas i samtycket"
    document.push(set_field(document.case, "consents", "c01", "withdrawn_on", date(2026, 1, 1)))
    assert window.top.consent.text() == "Samtycket är återkallat"


def test_every_sheet_kind_the_plan_and_the_wishes_have_a_page_and_a_key(window: CaseWindow) -> None:
    assert list(window.top.tabs) == [*sheet_kinds(), "plan", "wishes", "meeting"]
    window.activateWindow()
    for number, page in enumerate(window.top.tabs, 1):
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0.value + number), Qt.KeyboardModifier.ControlModifier)
        assert window.page == page and window.top.tabs[page].isChecked()


def test_a_sheet_that_the_case_lacks_can_be_opened(window: CaseWindow) -> None:
    window.show_page("stakeholder_map")
    assert window.sheet is not None and window.sheet.canvas.sheet.figures


def test_what_is_selected_on_the_sheet_shows_in_the_properties(window: CaseWindow) -> None:
    window.show_page("collaboration_map")
    window.select([])
    assert isinstance(window.properties.panel, CasePanel)
    assert window.sheet is not None
    window.sheet.canvas.select([("figures", "f09")])
    assert isinstance(window.properties.panel, FigurePanel)
    assert window.properties.panel.heading.text() == "Mentor Marie"
    window.sheet.canvas.select([("wishes", "w06")])
    assert window.properties.panel.heading.text() == "Önskemål 6 – blockerat"
    window.sheet.canvas.select([])
    assert isinstance(window.properties.panel, CasePanel)


def test_a_field_is_one_undo_step_and_follows_undo(window: CaseWindow) -> None:
    window.select([("figures", "f09")])
    write(editor(window, "label"), "Åsa")
    assert window.document.case.figures["f09"].label == "Åsa"
    assert window.document.stack.count() == 1
    assert window.status.stored.text().startswith("Sparat ")
    click(window.top.undo)
    assert window.document.case.figures["f09"].label == "Marie"
    assert editor(window, "label").shown_value() == "Marie"
    click(window.top.redo)
    assert editor(window, "label").shown_value() == "Åsa"


def test_undo_with_the_keyboard_takes_back_the_case_from_inside_a_field(window: CaseWindow) -> None:
    window.select([("figures", "f09")])
    write(editor(window, "label"), "Åsa")
    line = editor(window, "label").focusProxy()
    assert line is not None
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.document.case.figures["f09"].label == "Marie"


def test_a_value_that_is_refused_is_told_beneath_its_field_and_not_lost(window: CaseWindow) -> None:
    window.select([("figures", "f09")])
    age = editor(window, "age")
    write(age, "250")
    line = age.focusProxy()
    assert isinstance(line, QLineEdit)
    assert age.error.isVisible() and age.error.text()
    assert line.text() == "250" and window.document.case.figures["f09"].age is None
    write(age, "41")
    assert not age.error.isVisible() and window.document.case.figures["f09"].age == 41


def test_what_is_typed_is_kept_when_something_else_is_selected(window: CaseWindow) -> None:
    window.select([("figures", "f09")])
    line = editor(window, "label").focusProxy()
    assert isinstance(line, QLineEdit)
    line.setText("Halvskriven")
    window.select([("figures", "f10")])
    assert window.document.case.figures["f09"].label == "Halvskriven"


def test_a_wish_is_answered_in_the_panel(window: CaseWindow) -> None:
    window.select([("wishes", "w01")])
    panel = window.properties.panel
    assert isinstance(panel, WishPanel)
    assert not editor(window, "answer.cause").isVisible()
    status = editor(window, "status").segmented  # type: ignore[attr-defined]
    click(status.button("blocked"))
    cause = editor(window, "answer.cause")
    assert cause.isVisible()
    click(cause.segmented.button("regulation"))  # type: ignore[attr-defined]
    write(editor(window, "answer.unlock"), "Ett beslut i styrgruppen")
    answer = window.document.case.wishes["w01"].answer
    assert answer is not None
    assert (answer.status, answer.cause, answer.unlock) == ("blocked", "regulation", "Ett beslut i styrgruppen")
    assert panel.heading.text() == "Önskemål 1 – blockerat"
    assert window.status.counts.text().endswith("5 blockerade")
    click(status.button("can"))
    answer = window.document.case.wishes["w01"].answer
    assert answer is not None and answer.cause is None


def test_promised_things_that_are_not_in_the_plan_are_counted_down_as_they_are_planned(window: CaseWindow) -> None:
    assert promised_but_not_planned(window.document.case) == ["w01", "w05", "w09", "w16", "w19"]
    assert window.dock.leaks.accessibleName() == "Lovat men inte i planen: 11"
    window.select([("wishes", "w01")])
    panel = window.properties.panel
    assert isinstance(panel, WishPanel)
    click(panel.to_plan)
    assert window.dock.leaks.accessibleName() == "Lovat men inte i planen: 10"
    row = list(window.document.case.plan.values())[-1]
    assert "w01" in row.origin and window.dock.table.current_row() == row.id


def test_choosing_a_wish_in_the_list_shows_it_in_the_properties(window: CaseWindow) -> None:
    window.show_page("wishes")
    table = window.wishes.table
    spot = table.visualRect(window.wishes.model.index(2, 3)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert window.properties.selection == [("wishes", "w03")]
    click(window.wishes.only_blocked)
    assert [window.document.case.wishes[key].status for key in window.wishes.model.keys] == ["blocked"] * 4


def test_the_palette_finds_a_role_in_either_language_and_sets_it_out_in_its_group(window: CaseWindow) -> None:
    window.show_page("collaboration_map")
    palette = window.palette_panel
    palette.search.setText("school doctor")
    (tile,) = palette.shown_tiles()
    assert tile.role.role == "Skolläkare"
    QTest.mouseDClick(tile, Qt.MouseButton.LeftButton)
    figure = list(window.document.case.figures.values())[-1]
    assert (figure.role, figure.group, figure.ring) == ("Skolläkare", "g_elevhalsa", 3)


def test_a_name_that_is_no_role_can_be_set_out_too(window: CaseWindow) -> None:
    window.show_page("collaboration_map")
    palette = window.palette_panel
    palette.search.setText("Tant Agda")
    assert palette.shown_tiles() == []
    QTest.keyClick(palette.search, Qt.Key.Key_Return)
    assert list(window.document.case.figures.values())[-1].label == "Tant Agda"
    assert palette.search.text() == ""


def test_a_role_whose_area_the_case_lacks_brings_its_area(window: CaseWindow) -> None:
    window.show_page("collaboration_map")
    window.palette_panel.search.setText("Polis")
    QTest.keyClick(window.palette_panel.search, Qt.Key.Key_Return)
    case = window.document.case
    figure = list(case.figures.values())[-1]
    assert (figure.label, case.groups[figure.group].sector) == ("Polis", "other")


def test_what_could_not_be_stored_is_said_in_a_banner_until_it_is_dismissed(window: CaseWindow) -> None:
    def full_disk(patch: object, step: object) -> None:
        raise NotStored("Disken är full. Inget av ändringen sparades.")

    window.document._sink = full_disk  # type: ignore[assignment]
    window.select([("figures", "f09")])
    write(editor(window, "label"), "Åsa")
    assert window.banner.text() == "Disken är full. Inget av ändringen sparades."
    assert window.document.case.figures["f09"].label == "Marie"
    window.show_page("plan")
    assert window.banner.isVisible()
    click(window.banner.findChild(QAbstractButton))  # type: ignore[arg-type]
    assert not window.banner.isVisible()


def test_the_page_and_the_folded_plan_are_remembered(services: LibraryServices, qtbot: QtBot, tmp_path: Path) -> None:
    settings = Settings(path=tmp_path / "settings.json")
    own = services.import_example()
    first = open_case(services, qtbot, own, settings)
    first.show_page("case_map")
    first.resize(1500, 950)
    click(first.dock.fold)
    assert first.dock.table.isHidden()
    first.close()
    second = open_case(services, qtbot, own, Settings.load(settings.path))
    assert second.page == "case_map" and second.dock.table.isHidden()


def test_ctrl_w_closes_the_case_and_shows_the_library(window: CaseWindow) -> None:
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert [each for each in QApplication.topLevelWidgets() if isinstance(each, LibraryWindow) and each.isVisible()]


def test_everything_that_can_be_used_has_a_name_for_those_who_listen(window: CaseWindow) -> None:
    window.select([("wishes", "w06")])
    for page in window.pages:
        window.show_page(page)
        used = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)
        for kind in used:
            for widget in window.findChildren(kind):
                if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                    text = widget.text() if isinstance(widget, QAbstractButton) else ""
                    assert widget.accessibleName() or text, widget


class Watch(QObject):
    """Keeps every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(watched)
        return False


def test_no_window_flashes_by_while_a_case_is_opened_and_worked_on(services: LibraryServices, qtbot: QtBot) -> None:
    watch = Watch()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(watch)
    window = open_example(services, qtbot, "plan")
    for selection in ([("wishes", "w06")], [("figures", "f09")], [("relations", "r01")], []):
        window.show_page("wishes")
        window.select(selection)
    application.removeEventFilter(watch)
    assert watch.seen == [window]


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (1024, 640)])
def test_the_window_keeps_to_its_size_on_every_page(window: CaseWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    for page in window.pages:
        window.show_page(page)
        QApplication.processEvents()
        assert (window.width(), window.height()) == size
    window.show_page("collaboration_map")
    assert window.sheet is not None
    assert window.sheet.canvas.width() > size[0] * 0.45
