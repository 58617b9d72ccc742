"""While names are hidden no window says one: not on the map, in a list, a field, a tip or to a screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QWidget,
)
from pytestqt.qtbot import QtBot
from window_driving import open_case, write

from app.application import LibraryServices
from app.kinds.sheet_picture import SheetPicture
from app.models.edits import fields
from app.models.patch import Patch
from app.paths import resources
from app.settings import Settings
from app.widgets.case_window import PLAN, WISHES, CaseWindow
from app.widgets.properties.editors import LineField, LongField
from tests.support.pictures import words_in

PLANTED = "Xantippa"
"""A name that stands nowhere in the program. It is given to a figure and written everywhere in its case."""

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(services: LibraryServices, qtbot: QtBot) -> CaseWindow:
    """The window of case A in which the school counsellor bears the planted name, and all texts have it."""
    text = (resources() / "examples" / "case_a.yaml").read_text(encoding="utf-8").replace("Lina", PLANTED)
    path = services.library_path.with_name("planted.yaml")
    path.write_text(text.replace("title: Tuva, åk 5", f"title: {PLANTED} och Tuva"), encoding="utf-8")
    (own,) = services.import_files([path])
    document = services.open(own)
    patch = Patch("planted")
    for family, field in (("wishes", "text"), ("relations", "label"), ("plan", "what"), ("groups", "label")):
        for key, record in document.case.family(family).items():
            said = f"{getattr(record, field) or ''} {PLANTED}s"
            patch = patch.then(fields.set_field(document.case, family, key, field, said))
    document.push(patch)
    return open_case(services, qtbot, own, Settings(values={"page": WISHES}))


def columns_of(model: QAbstractItemModel, above: QModelIndex) -> int:
    """How many columns there are; Qt keeps that of its own lists to itself, and it is one."""
    try:
        return model.columnCount(above)
    except TypeError:
        return 1


def words_of(model: QAbstractItemModel | None, parent: QModelIndex | None = None) -> Iterator[str]:
    if model is None:
        return
    above = parent or QModelIndex()
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole)
    for row in range(model.rowCount(above)):
        for column in range(columns_of(model, above)):
            index = model.index(row, column, above)
            for role in (*roles, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
                yield str(model.data(index, role) or "")
            if column == 0 and model.rowCount(index):
                yield from words_of(model, index)


def said_by(widget: QWidget) -> Iterator[str]:
    """Everything that one widget shows or tells."""
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle())
    yield from (widget.statusTip(), widget.whatsThis())
    for name in ("text", "placeholderText", "toPlainText", "title"):
        ask = getattr(widget, name, None)
        if callable(ask):
            yield str(ask())
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(number) for number in range(widget.count()))
    if isinstance(widget, QAbstractItemView):
        yield from words_of(widget.model())


def everything_said() -> str:
    """What every living window says, seen or not, the actions of menus included."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    said: list[str] = []
    for widget in QApplication.allWidgets():
        said += said_by(widget)
        said += [f"{a.text()} {a.toolTip()}" for a in widget.actions() if isinstance(a, QAction)]
    return "\n".join(said)


def map_says(picture: SheetPicture) -> str:
    legend = [entry.text for entry in picture.legend]
    return "\n".join([*words_in(picture.ops()), picture.title, picture.subtitle, *legend])


def hide(window: CaseWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_D, CTRL_SHIFT)
    assert window.document.names_hidden


def test_one_key_hides_a_name_everywhere_at_once(window: CaseWindow) -> None:
    for page in window.pages:
        window.show_page(page)
    window.select([("figures", "f13")])
    assert PLANTED in everything_said() and PLANTED in window.top.title.toolTip()
    assert PLANTED not in window.windowTitle(), "the desktop shows it"
    hide(window)
    for page in window.pages:
        assert PLANTED.casefold() not in everything_said().casefold()
        window.show_page(page)
        QApplication.processEvents()
    for kind, sheet in window.sheets.items():
        assert PLANTED.casefold() not in map_says(sheet.canvas.sheet.picture).casefold(), kind
        room = sheet.canvas.sheet
        shown = [item for item in room.items() if item.toolTip()]
        assert not shown


def test_nor_does_the_panel_of_anything_that_is_selected_say_it(window: CaseWindow) -> None:
    hide(window)
    window.show_page("case_map")
    case = window.document.case
    for family in ("figures", "relations", "wishes"):
        for key in list(case.family(family))[:12]:
            window.select([(family, key)])
            assert PLANTED.casefold() not in everything_said().casefold(), (family, key)
    assert window.properties.panel.hidden.isVisible()


def test_the_same_key_shows_the_names_again_and_nobody_has_moved(window: CaseWindow) -> None:
    window.show_page("case_map")
    sheet = window.sheets["case_map"].canvas.sheet
    before = {key: figure.place for key, figure in sheet.picture.figures.items()}
    said = map_says(sheet.picture)
    hide(window)
    assert {key: figure.place for key, figure in sheet.picture.figures.items()} == before
    assert map_says(sheet.picture) != said
    QTest.keyClick(window, Qt.Key.Key_D, CTRL_SHIFT)
    assert map_says(sheet.picture) == said
    assert {key: figure.place for key, figure in sheet.picture.figures.items()} == before


def test_texts_are_not_written_over_while_names_are_hidden(window: CaseWindow) -> None:
    patches: list[Patch] = []
    window.show_page("collaboration_map")
    wish = next(iter(window.document.case.wishes))
    window.select([("wishes", wish)])
    window.document.patched.connect(patches.append)
    hide(window)
    panel = window.properties.panel
    written = [each for each in panel.editors.values() if isinstance(each, LineField | LongField) and each.isVisible()]
    assert written
    for field in written:
        write(field, "Något annat")
    window.commit_all()
    window.show_page(PLAN)
    table = window.plan.table
    table.setCurrentIndex(table.model().index(0, 0))
    table.edit(table.model().index(0, 0), QAbstractItemView.EditTrigger.AllEditTriggers, None)  # type: ignore[call-overload]
    window.commit_all()
    assert patches == []
    window.show_page("case_map")
    canvas = window.sheets["case_map"].canvas
    canvas.select([("figures", "f13")])
    canvas.rename_selected()
    assert canvas.editor is None


def test_a_wish_can_still_be_answered_and_its_words_stay_as_written(window: CaseWindow) -> None:
    window.show_page("collaboration_map")
    wish = next(iter(window.document.case.wishes))
    said = window.document.case.wishes[wish].text
    hide(window)
    window.sheets["collaboration_map"].canvas.changes.answer(wish, "blocked")
    assert window.document.case.wishes[wish].status == "blocked"
    assert window.document.shown.wishes[wish].status == "blocked"
    assert window.document.case.wishes[wish].text == said and PLANTED in said
    assert PLANTED not in everything_said()


def test_lists_have_pseudonyms_and_papers_the_real_names_and_the_window_says_so(
    window: CaseWindow, tmp_path: Path
) -> None:
    hide(window)
    listed = "\n".join(words_of(window.wishes.model))
    assert "Skolkurator" in listed and PLANTED not in listed
    assert "riktiga namnen" in window.toast.text()
    window.services.export(window.document.case, "case", tmp_path / "x.yaml")
    assert PLANTED in (tmp_path / "x.yaml").read_text(encoding="utf-8")
