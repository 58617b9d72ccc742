"""The case window's looks: top bar, overview, zoom to the selection, F1, the map as a picture, files let go over it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from window_driving import EXAMPLES, LEFT, click, open_case

from app.application import LibraryServices
from app.kinds.options import Options
from app.kinds.sheet_picture import SheetPicture
from app.settings import Settings
from app.widgets.actions.base import actions
from app.widgets.canvas.copying import SVG
from app.widgets.canvas.keyboard import KEYS
from app.widgets.case_window import CaseWindow
from app.widgets.shortcuts import ShortcutSheet
from app.widgets.top_bar import ALL, FOLDED, NO_PILL, TopBar
from tests.support.pictures import texts

MODS = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(services: LibraryServices, qtbot: QtBot) -> CaseWindow:
    """The example case's case map at 1366 × 768."""
    (own,) = services.import_files([EXAMPLES / "case_a.yaml"])
    return open_case(services, qtbot, own, Settings(values={"page": "case_map"}))


def whole(widget: QWidget) -> bool:
    """Whether a widget has room for everything it says, inside the bar."""
    bar = widget.window().top  # type: ignore[attr-defined]
    place = widget.mapTo(bar, QPoint(0, 0))
    inside = place.x() >= 0 and place.x() + widget.width() <= bar.width()
    return inside and widget.width() >= widget.minimumSizeHint().width() - 4  # the width of a focus frame


@pytest.mark.parametrize("width", [1920, 1366, 1024])
def test_nothing_in_the_top_bar_is_cut(window: CaseWindow, qtbot: QtBot, width: int) -> None:
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(width, 720)
    qtbot.waitUntil(lambda: window.top.width() == width)
    shown = [each for each in window.top.findChildren(QPushButton) if each.isVisible()]
    assert {window.top.group, window.top.export, window.top.more} <= set(shown)
    assert window.top.tabs["case_map"] in shown or window.top.fold in shown
    qtbot.waitUntil(lambda: all(map(whole, shown)))


@pytest.fixture
def bar(window: CaseWindow, qtbot: QtBot) -> TopBar:
    """A bar of the example case that can be as wide as a test wants it."""
    made = TopBar(window.document, window.pages)
    qtbot.addWidget(made)
    made.show_page("case_map")
    made.show()
    return made


def test_a_very_narrow_bar_folds_the_pages_into_a_menu(bar: TopBar) -> None:
    wanted: list[str] = []
    bar.page_wanted.connect(wanted.append)
    bar.resize(600, bar.height())
    assert bar.step == FOLDED
    assert bar.fold.isVisible()
    assert bar.fold.text() == "Casekarta"
    next(each for each in bar.fold.menu().actions() if each.text() == "Plan").trigger()
    assert wanted == ["plan"]
    bar.resize(3000, bar.height())
    assert bar.step == ALL
    assert bar.tabs["plan"].isVisible()


def test_what_the_bar_leaves_out_is_said_where_the_pointer_rests(bar: TopBar) -> None:
    said = bar.consent.text()
    bar.resize(960, bar.height())
    assert bar.step >= NO_PILL
    assert not bar.consent.isVisible()
    assert said in bar.title.toolTip()


def test_the_groups_screen_has_a_button(window: CaseWindow) -> None:
    pressed: list[bool] = []
    action = window.book.actions["projector"]
    action.triggered.disconnect()
    action.triggered.connect(lambda: pressed.append(True))
    click(window.top.group)
    assert pressed == [True]


# The overview


def test_the_overview_is_there_only_while_a_part_is_seen(window: CaseWindow) -> None:
    page = window.sheet
    assert page is not None
    assert not page.overview.isVisible()
    page.canvas.set_zoom(1.5)
    assert page.overview.isVisible()
    page.canvas.fit()
    assert not page.overview.isVisible()


def test_a_click_in_the_overview_moves_what_is_seen(window: CaseWindow) -> None:
    page = window.sheet
    assert page is not None
    page.canvas.set_zoom(2.0)
    QApplication.processEvents()
    for spot in (QPoint(40, 40), QPoint(page.overview.width() - 50, page.overview.height() - 40)):
        QTest.mouseClick(page.overview, LEFT, MODS, spot)
        assert page.overview.frame().contains(QPointF(spot))
        middle = page.overview.frame().center()
        assert abs(middle.x() - spot.x()) < 25


def test_the_overview_is_moved_in_by_keys(window: CaseWindow) -> None:
    page = window.sheet
    assert page is not None
    page.canvas.set_zoom(2.0)
    before = page.overview.frame()
    QTest.keyClick(page.overview, Qt.Key.Key_Right)
    QTest.keyClick(page.overview, Qt.Key.Key_Up)
    after = page.overview.frame()
    assert after.left() > before.left()
    assert after.top() < before.top()
    QTest.keyClick(page.overview, Qt.Key.Key_Home)
    assert not page.overview.isVisible()


def test_the_overview_shows_the_map_and_no_words(window: CaseWindow, qtbot: QtBot) -> None:
    page = window.sheet
    assert page is not None
    page.canvas.set_zoom(2.0)
    before = page.overview.grab().toImage()
    colours = {before.pixelColor(x, y).name() for x in range(before.width()) for y in range(before.height())}
    assert len(colours) > 50
    other = next(key for key in window.document.case.figures if key != window.document.case.child)
    page.canvas.changes.move({other: (150.0, 90.0)})
    qtbot.waitUntil(lambda: page.overview.grab().toImage() != before, timeout=3000)


def test_the_bars_over_the_map_never_lie_on_each_other(window: CaseWindow) -> None:
    page = window.sheet
    assert page is not None
    page.canvas.set_zoom(2.0)
    for width in (1200, 700, 480, 380):
        page.resize(width, 560)
        boxes = [each.geometry() for each in (page.tools, page.zoom, page.overview)]
        for i, box in enumerate(boxes):
            assert not any(box.intersects(other) for other in boxes[i + 1 :]), f"at {width}"


# Zoom to the selection


def test_ctrl_shift_f_shows_what_is_selected_large_and_whole(window: CaseWindow) -> None:
    page = window.sheet
    assert page is not None
    canvas = page.canvas
    before = canvas.zoom()
    figure = next(key for key in canvas.sheet.figures if key != window.document.case.child)
    canvas.select([("figures", figure)])
    window.book.actions["zoom_selection"].trigger()
    assert canvas.zoom() > before
    seen = canvas.mapToScene(canvas.viewport().rect()).boundingRect()
    assert seen.contains(canvas.sheet.figures[figure].sceneBoundingRect())
    assert canvas.selected() == [("figures", figure)]


def test_a_line_is_zoomed_to_with_those_at_its_ends(window: CaseWindow) -> None:
    page = window.sheet
    assert page is not None
    canvas = page.canvas
    wish, tie = next((key, tie) for key, tie in canvas.sheet.picture.ties.items() if tie.family == "wishes")
    canvas.select([("wishes", wish)])
    window.book.actions["zoom_selection"].trigger()
    seen = canvas.mapToScene(canvas.viewport().rect()).boundingRect()
    for figure in (tie.from_, tie.to):
        assert seen.contains(canvas.sheet.figures[figure].body())


# Options


def test_genogram_and_households_are_ticked_shown_and_remembered(window: CaseWindow) -> None:
    page = window.sheet
    assert page is not None

    def shown() -> SheetPicture:
        return page.canvas.sheet.picture

    plain = shown()
    for name in ("genogram", "households"):
        window.book.actions[name].trigger()
    assert window.options == Options(genogram=True, households=True)
    assert shown().background != plain.background
    assert shown().figures["f02"].ops != plain.figures["f02"].ops
    assert {entry.text for entry in shown().legend} >= {"kvinna", "man", "bor tillsammans"}
    window.book.refresh()
    assert window.book.actions["genogram"].isChecked()
    assert window.settings.values["options"]["genogram"] is True
    window.book.actions["genogram"].trigger()
    window.book.actions["households"].trigger()
    assert shown().figures["f02"].ops == plain.figures["f02"].ops


def test_the_selected_figures_are_made_a_household_that_shows(window: CaseWindow) -> None:
    page = window.sheet
    assert page is not None
    page.canvas.select([("figures", "f01"), ("figures", "f02")])
    window.book.actions["live_together"].trigger()
    assert window.options.households
    assert "Hos mamma" in texts(page.canvas.sheet.picture.background)
    window.undo()
    assert "Hos mamma" not in texts(page.canvas.sheet.picture.background)


def test_an_export_shows_the_map_as_the_window_does(
    window: CaseWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[bytes] = []
    for name in ("plain", "genogram"):
        path = tmp_path / f"{name}.svg"
        monkeypatch.setattr("app.widgets.exporting.QFileDialog.getSaveFileName", lambda *_a, at=path: (str(at), ""))
        window.export_actions["case-map"].trigger()
        written.append(path.read_bytes())
        window.book.actions["genogram"].trigger()
    assert b"kvinna" not in written[0]
    assert b"kvinna" in written[1]


# The map as a picture


def test_the_map_is_copied_as_png_and_svg(window: CaseWindow) -> None:
    window.book.actions["copy_picture"].trigger()
    mime = QGuiApplication.clipboard().mimeData()
    image = QGuiApplication.clipboard().image()
    assert isinstance(image, QImage)
    assert image.width() > 1500
    assert image.width() > image.height()
    assert mime.hasFormat(SVG)
    svg = bytes(mime.data(SVG).data()).decode()
    assert "Casekarta" in svg
    assert "Petra" in svg
    assert "kopierad" in window.toast.text()


def test_a_copied_map_hides_the_names_that_the_screen_hides(window: CaseWindow) -> None:
    window.document.hide_names(True)
    window.book.actions["copy_picture"].trigger()
    svg = bytes(QGuiApplication.clipboard().mimeData().data(SVG).data()).decode()
    assert "Petra" not in svg


# F1


def test_f1_has_every_key_once_and_fits_a_small_screen(window: CaseWindow, qtbot: QtBot) -> None:
    sheet = ShortcutSheet(window.pages, window)
    qtbot.addWidget(sheet)
    sheet.show()
    words = {row.words for row in sheet.shown()}
    for action in actions().values():
        if action.keys:
            assert any(action.label.rstrip(" …") == each for each in words), action.label
    assert {line.says for line in KEYS} <= words
    assert ", ".join(window.pages.values()) in words
    assert sheet.width() <= 1366
    assert sheet.height() <= 768
    qtbot.waitUntil(lambda: sheet.area.horizontalScrollBar().maximum() == 0)


def test_f1_is_searched_and_closed_by_esc(window: CaseWindow, qtbot: QtBot) -> None:
    sheet = ShortcutSheet(window.pages, window)
    qtbot.addWidget(sheet)
    sheet.show()
    QTest.keyClicks(sheet.search, "zooma ut")
    assert all("zooma ut" in row.words.casefold() for row in sheet.shown())
    assert sheet.shown()
    QTest.keyClicks(sheet.search, "qqq")
    assert sheet.shown() == []
    assert sheet.nothing.isVisible()
    QTest.keyClick(sheet.search, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_a_double_tap_goes_near_and_back(window: CaseWindow) -> None:
    page = window.sheet
    assert page is not None
    spot = page.canvas.viewport().rect().center()
    before, kept = page.canvas.zoom(), page.canvas.mapToScene(spot)
    for near in (True, False):
        tap = QNativeGestureEvent(
            Qt.NativeGestureType.SmartZoomNativeGesture,
            QPointingDevice.primaryPointingDevice(),
            2,
            QPointF(spot),
            QPointF(spot),
            QPointF(page.canvas.viewport().mapToGlobal(spot)),
            0.0,
            QPointF(),
        )
        QApplication.sendEvent(page.canvas.viewport(), tap)
        assert (page.canvas.zoom() > 1.4 * before) is near
        if near:
            assert (page.canvas.mapToScene(spot) - kept).manhattanLength() < 3
    assert page.canvas.zoom() == pytest.approx(before)
