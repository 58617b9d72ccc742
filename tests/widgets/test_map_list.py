"""The map as a list: everything on it in words, edited with keys, in step with the picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from canvas_driving import opened, type_letters
from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot
from window_driving import open_case, open_example, services_at

from app.document import Document
from app.kinds.words import figure_name
from app.models.edits import notes
from app.models.edits.fields import set_field
from app.models.edits.figures import add_figure
from app.settings import Settings
from app.widgets.canvas.view import CanvasView
from app.widgets.map_list.beside import MapBeside
from app.widgets.map_list.forms import FigureForm, TieForm
from app.widgets.map_list.model import MapListModel

Key = Qt.Key


@pytest.fixture
def beside(qtbot: QtBot) -> Iterator[MapBeside]:
    """A small map, shown as picture and list, with the focus on the list."""
    document = opened("small")
    canvas = CanvasView(document, "case_map")
    whole = MapBeside(canvas, document)
    qtbot.addWidget(whole)
    whole.resize(1200, 800)
    whole.show_map(canvas)
    whole.set_mode("both")
    canvas.selection_changed.connect(whole.select)
    whole.pane.picked.connect(canvas.select)
    whole.show()
    qtbot.waitExposed(whole)
    whole.activateWindow()
    whole.focus_map()
    QAbstractItemModelTester(whole.pane.model, QAbstractItemModelTester.FailureReportingMode.Fatal, whole)
    yield whole
    canvas.cancel()


def rows(model: MapListModel, parent: QModelIndex | None = None) -> list[QModelIndex]:
    """Return every row, each before what stands beneath it."""
    found = []
    above = parent or QModelIndex()
    for row in range(model.rowCount(above)):
        index = model.index(row, 0, above)
        found += [index, *rows(model, index)]
    return found


def texts(beside: MapBeside) -> list[str]:
    return [str(index.data()) for index in rows(beside.pane.model)]


def named(document: Document, label: str) -> str:
    return next(key for key, figure in document.case.figures.items() if figure.label == label)


def press(beside: MapBeside, key: Key) -> None:
    QTest.keyClick(beside.pane.view, key)
    QApplication.processEvents()


def fill(act: Callable[[FigureForm | TieForm], None]) -> None:
    """Fill the form that is about to open, and accept it."""

    def later() -> None:
        form = QApplication.activeModalWidget()
        assert isinstance(form, FigureForm | TieForm)
        act(form)
        assert form.make.isEnabled()
        form.make.click()

    QTimer.singleShot(0, later)


def test_everything_on_the_map_stands_in_the_list_in_words(beside: MapBeside) -> None:
    case = beside.document.case
    model = beside.pane.model
    keys = [model.key(index) for index in rows(model)]
    said = {model.key(index): str(index.data()) for index in rows(model)}
    assert [key for family, key in keys if family == "figures"][0] == case.child
    for key, figure in case.figures.items():
        assert keys.count(("figures", key)) == 1
        assert said["figures", key].startswith(figure_name(figure))
    for key in (*case.relations, *case.wishes):
        assert [name for _family, name in keys].count(key) == 2, "a tie is told at both its ends"
    assert "Relation till Pappa Jonas: konflikt" in texts(beside)
    assert "Önskemål 1 till Socialsekreterare Eva: Återkoppling. Svar: inte besvarat" in texts(beside)
    assert "Önskemål 1 från Mentor Marie: Återkoppling. Svar: inte besvarat" in texts(beside)


def test_states_and_directions_are_told(beside: MapBeside) -> None:
    document = beside.document
    mum, (wish, _other) = named(document, "Sara"), document.case.wishes
    relation = next(key for key, each in document.case.relations.items() if each.from_ == mum)
    for family, key, field, value in (
        ("figures", mum, "guardian", True),
        ("figures", mum, "lives_with_child", "partly"),
        ("figures", mum, "status", "waiting"),
        ("figures", mum, "influence", 2),
        ("case", "case", "coordinator", mum),
        ("relations", relation, "energy", "to"),
        ("wishes", wish, "answer.status", "blocked"),
        ("wishes", wish, "answer.cause", "regulation"),
        ("wishes", wish, "answer.unlock", "Ett samtycke"),
    ):
        document.push(set_field(document.case, family, key, field, value))
    said = "\n".join(texts(beside))
    for words in ("väntar", "vårdnadshavare", "bor delvis med barnet", "samordnare", "inflytande 2 av 3"):
        assert words in next(line for line in texts(beside) if line.startswith("Mamma Sara"))
    assert "Elin får energi" in said
    assert "Svar: blockerat, regelverk. Låses upp av: Ett samtycke" in said


def test_an_edit_touches_its_own_rows_alone(beside: MapBeside) -> None:
    document, model = beside.document, beside.pane.model
    dad = named(document, "Jonas")
    index = next(model.indexes_of(("figures", dad)))
    beside.pane.view.expand(index)
    beside.pane.view.choose([("figures", dad)])
    resets, changes, gone = (QSignalSpy(each) for each in (model.modelReset, model.dataChanged, model.rowsRemoved))
    document.push(set_field(document.case, "figures", dad, "age", 41))
    assert (resets.count(), gone.count(), changes.count()) == (0, 0, 1)
    patch = add_figure(document.case, label="Ali", group=document.case.figures[dad].group, ring=1)
    document.push(patch)
    document.undo()
    assert (resets.count(), gone.count()) == (0, 1)
    assert beside.pane.view.isExpanded(next(model.indexes_of(("figures", dad))))
    assert beside.pane.view.selected_keys() == [("figures", dad)]
    assert "41 år" in str(next(model.indexes_of(("figures", dad))).data())


def test_a_figure_that_changes_area_moves_with_its_relations(beside: MapBeside) -> None:
    document, model = beside.document, beside.pane.model
    mentor = named(document, "Marie")
    school = next(key for key, group in document.case.groups.items() if group.label == "Familj")
    document.push(set_field(document.case, "figures", mentor, "group", school))
    index = next(model.indexes_of(("figures", mentor)))
    assert str(index.parent().data()).startswith("Familj, 3 figurer")
    assert model.rowCount(index) == 2


def test_selecting_goes_both_ways(beside: MapBeside) -> None:
    document, view = beside.document, beside.pane.view
    canvas = beside.pages
    assert isinstance(canvas, CanvasView)
    wish = list(document.case.wishes)[1]
    canvas.select([("wishes", wish)])
    assert view.selected_keys() == [("wishes", wish)]
    assert view.isExpanded(view.currentIndex().parent())
    press(beside, Key.Key_Home)
    assert canvas.selected() == [("figures", document.case.child)]
    press(beside, Key.Key_Right)
    press(beside, Key.Key_Down)
    assert canvas.selected()[0][0] == "relations"
    assert "Relation mellan" in canvas.accessibleDescription()


def test_names_words_and_wishes_are_written_anew_with_f2(beside: MapBeside) -> None:
    document, view = beside.document, beside.pane.view
    figure, wish = named(document, "Eva"), next(iter(document.case.wishes))
    for key, words in ((("figures", figure), "Åsa"), (("wishes", wish), "Svar före fredag")):
        view.choose([key])
        press(beside, Key.Key_F2)
        field = view.findChild(QLineEdit)
        assert field is not None
        field.selectAll()
        type_letters(field, words)
        QTest.keyClick(field, Key.Key_Return)
        QApplication.processEvents()
    assert document.case.figures[figure].label == "Åsa"
    assert document.case.wishes[wish].text == "Svar före fredag"
    assert "Socialsekreterare Åsa" in "\n".join(texts(beside))


def test_digits_say_how_a_relation_is_and_what_is_answered(beside: MapBeside) -> None:
    document, view = beside.document, beside.pane.view
    relation, wish = next(iter(document.case.relations)), next(iter(document.case.wishes))
    view.choose([("relations", relation)])
    press(beside, Key.Key_5)
    view.choose([("wishes", wish)])
    press(beside, Key.Key_2)
    assert document.case.relations[relation].quality == "conflict"
    assert document.case.wishes[wish].status == "partly"
    assert "Relation till Barn Elin: konflikt" in texts(beside)


def test_delete_takes_away_and_undo_brings_back(beside: MapBeside) -> None:
    document, before = beside.document, texts(beside)
    figure = named(document, "Eva")
    beside.pane.view.choose([("figures", figure)])
    press(beside, Key.Key_Delete)
    assert figure not in document.case.figures
    assert not any("Eva" in line for line in texts(beside))
    document.undo()
    assert texts(beside) == before


def test_the_menu_of_a_row_changes_states_and_answers(beside: MapBeside) -> None:
    document, view, pane = beside.document, beside.pane.view, beside.pane
    wish = next(iter(document.case.wishes))

    def choose(key: tuple[str, str], part: str, word: str) -> None:
        view.choose([key])
        view.asked.emit(view.visualRect(view.currentIndex()).center())
        assert pane.menu is not None
        menu = next(action.menu() for action in pane.menu.actions() if action.text() == part)
        next(action for action in menu.actions() if action.text() == word).trigger()
        pane.menu.close()

    choose(("wishes", wish), "Svar", "Blockerat")
    choose(("figures", named(document, "Sara")), "Läge", "Saknas")
    assert document.case.wishes[wish].status == "blocked"
    assert document.case.figures[named(document, "Sara")].status == "missing"


def test_a_map_is_built_with_forms_alone(beside: MapBeside) -> None:
    document = beside.document

    def grandmother(form: FigureForm | TieForm) -> None:
        assert isinstance(form, FigureForm)
        type_letters(form.role, "Mormor")
        form.area.setCurrentIndex(form.area.findText("Släkt"))

    fill(grandmother)
    press(beside, Key.Key_Insert)
    figure = named(document, "Mormor")
    assert document.case.groups[document.case.figures[figure].group].label == "Släkt"
    assert beside.pane.view.selected_keys() == [("figures", figure)]

    def wishing(form: FigureForm | TieForm) -> None:
        assert isinstance(form, TieForm) and form.text is not None
        assert form.from_.currentData() == figure, "the one that is selected asks"
        type_letters(form.text, "Hämta på torsdagar")

    fill(wishing)
    beside.pane.new_tie(wish=True)

    def relating(form: FigureForm | TieForm) -> None:
        assert isinstance(form, TieForm) and isinstance(form.quality, QComboBox)
        form.to.setCurrentIndex(form.to.findText("Mamma Sara"))

    fill(relating)
    beside.pane.new_tie(figure, wish=False)
    line = next(line for line in texts(beside) if line.startswith("Mormor"))
    assert line.endswith("1 relation, 1 önskemål")
    assert "Önskemål 3 från Mormor: Hämta på torsdagar. Svar: inte besvarat" in texts(beside)


def test_names_can_be_hidden_in_the_list_too(beside: MapBeside) -> None:
    beside.document.hide_names(True)
    said = "\n".join(texts(beside))
    assert not any(name in said for name in ("Sara", "Jonas", "Marie", "Karim", "Eva", "Elin"))
    beside.pane.view.choose([("figures", named(beside.document, "Eva"))])
    press(beside, Key.Key_F2)
    assert beside.pane.view.findChild(QLineEdit) is None
    beside.document.hide_names(False)
    assert "Sara" in "\n".join(texts(beside))


def test_ctrl_l_goes_through_the_ways_of_showing_and_the_way_is_remembered(tmp_path: Path, qtbot: QtBot) -> None:
    with services_at(tmp_path / "library.samkarta") as services:
        window = open_example(services, qtbot, page="case_map")
        seen = []
        for _turn in range(4):
            seen.append((window.middle.isVisible(), window.beside.pane.isVisible()))
            QTest.keyClick(window.focusWidget(), Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert seen == [(True, False), (True, True), (False, True), (True, False)]
        assert window.beside.mode == "both"
        figure = next(key for key in window.document.case.figures if key != window.document.case.child)
        window.beside.pane.view.choose([])
        window.select([("figures", figure)])
        assert window.beside.pane.view.selected_keys() == [("figures", figure)]
        QTest.keyClick(window.beside.pane.view, Key.Key_Return)
        assert window.properties.isAncestorOf(window.focusWidget())
        window.show_page("wishes")
        assert not window.beside.pane.isVisible() and window.middle.isVisible()
        own, settings = window.library_id, Settings(values={"page": "case_map", "map_as": "list"})
        window.close()
        again = open_case(services, qtbot, own, settings)
        assert again.beside.pane.isVisible() and not again.middle.isVisible()
        again.close()
        assert settings.values["map_as"] == "list"


def test_the_sheets_notes_stand_last_and_are_written_anew(beside: MapBeside) -> None:
    document, canvas, view = beside.document, beside.pages, beside.pane.view
    assert isinstance(canvas, CanvasView)
    canvas.changes.push_with_places(
        notes.ADD, lambda case, sheet: notes.add_note(case, sheet, "Ring först", (40.0, 40.0))
    )
    assert texts(beside)[-2:] == ["1 lapp", "Ring först"]
    key = beside.pane.model.key(rows(beside.pane.model)[-1])
    canvas.select([key])
    assert view.selected_keys() == [key]
    assert "Ring först" in canvas.accessibleDescription()
    press(beside, Key.Key_F2)
    field = view.findChild(QLineEdit)
    assert field is not None
    field.selectAll()
    type_letters(field, "Mejla först")
    QTest.keyClick(field, Key.Key_Return)
    QApplication.processEvents()
    assert texts(beside)[-1] == "Mejla först"
    canvas.select([key])
    press(beside, Key.Key_Delete)
    assert "1 lapp" not in texts(beside)
    document.undo()
    assert texts(beside)[-1] == "Mejla först"


def test_where_the_list_is_all_there_is_the_keys_for_cards_open_forms(tmp_path: Path, qtbot: QtBot) -> None:
    with services_at(tmp_path / "library.samkarta") as services:
        own = services.create("Prov", "Elin")
        window = open_case(services, qtbot, own, Settings(values={"page": "case_map", "map_as": "list"}))
        view = window.beside.pane.view
        qtbot.waitUntil(lambda: view.hasFocus())

        def grandmother(form: FigureForm | TieForm) -> None:
            assert isinstance(form, FigureForm)
            type_letters(form.role, "Farmor")

        fill(grandmother)
        QTest.keyClick(view, Key.Key_Insert)
        figure = named(window.document, "Farmor")
        assert view.selected_keys() == [("figures", figure)]

        def wishing(form: FigureForm | TieForm) -> None:
            assert isinstance(form, TieForm) and form.text is not None and form.from_.currentData() == figure
            type_letters(form.text, "Hämta på torsdagar")

        fill(wishing)
        window.book.actions["new_wish"].trigger()
        assert [wish.text for wish in window.document.case.wishes.values()][-1] == "Hämta på torsdagar"
        window.book.actions["new_note"].trigger()
        assert window.beside.mode == "both" and window.sheet is not None and window.sheet.canvas.isVisible()
        window.sheet.canvas.cancel()
