"""A whole map from nothing, and everything that can be done to it, without the mouse."""

from __future__ import annotations

import pytest
from key_counting import Key, Typist
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_driving import open_case

from app.application import LibraryServices
from app.models.records import Figure
from app.settings import Settings
from app.widgets.actions.base import actions
from app.widgets.canvas.keyboard import KEYS
from app.widgets.canvas.view import CanvasView
from app.widgets.case_window import CaseWindow

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def typist(services: LibraryServices, qtbot: QtBot) -> Typist:
    """At the keyboard before a new case with Tuva in the middle."""
    own = services.create("Åk 5", "Tuva")
    return Typist(open_case(services, qtbot, own, Settings(values={"page": "case_map"})))


def canvas(typist: Typist) -> CanvasView:
    assert typist.window.sheet is not None
    return typist.window.sheet.canvas


def figure(window: CaseWindow, label: str) -> Figure:
    return next(each for each in window.document.case.figures.values() if each.label == label)


def type_people(typist: Typist, *people: tuple[str, str]) -> None:
    for role, name in people:
        typist.write(role)
        typist.press(Key.Key_Tab)
        typist.write(name)
        typist.press(Key.Key_Return)
    typist.press(Key.Key_Escape)


def go_to(typist: Typist, label: str) -> None:
    """Tab from figure to figure until the one is reached."""
    wanted = ("figures", figure(typist.window, label).id)
    typist.press(Key.Key_Escape)
    for _ in typist.window.document.case.figures:
        typist.press(Key.Key_Tab)
        if canvas(typist).selected() == [wanted]:
            return
    raise AssertionError(f"{label} was not reached")


def walk_to(typist: Typist, family: str) -> str:
    """Page Down along the lines of the figure until one of a family is reached; return its id."""
    for _ in canvas(typist).sheet.all_keys():
        typist.press(Key.Key_PageDown)
        ((found, key),) = canvas(typist).selected()
        if found == family:
            return key
    raise AssertionError(f"no line of {family}")


def names(window: CaseWindow) -> dict[str, str]:
    return {key: each.label for key, each in window.document.case.figures.items()}


PEOPLE = (("mamm", "Sara"), ("pap", "Jonas"), ("mentor", "Marie"), ("skolkur", "Lina"), ("bup", "Nina"))


def test_people_relations_wishes_and_answers_are_made_by_keys_alone(typist: Typist) -> None:
    window = typist.window
    case = window.document.case
    type_people(typist, *PEOPLE)
    assert [each.role for each in list(case.figures.values())[1:]] == ["Mamma", "Pappa", "Mentor", "Skolkurator", "BUP"]
    go_to(typist, "Sara")
    typist.press(Key.Key_K, mods=CTRL)
    for name, how in (("tuva", "1="), ("jonas", "5"), ("marie", "4>")):
        typist.write(name)
        typist.sign(how)
        typist.press(Key.Key_Return)
    typist.press(Key.Key_Escape)
    called = names(window)
    made = [(called[r.from_], called[r.to], r.quality, r.energy) for r in case.relations.values()]
    assert made == [
        ("Sara", "Tuva", "strong", "both"),
        ("Sara", "Jonas", "conflict", "none"),
        ("Sara", "Marie", "stressful", "to"),
    ]
    go_to(typist, "Lina")
    typist.press(Key.Key_K, mods=CTRL | SHIFT)
    for name, wish in (("nina", "Handledning"), ("sara", "Ring före åtta")):
        typist.write(name)
        typist.press(Key.Key_Return)
        typist.write(wish)
        typist.press(Key.Key_Return)
    typist.press(Key.Key_Escape)
    first = walk_to(typist, "wishes")
    typist.sign("36")
    second = walk_to(typist, "wishes")
    typist.sign("1")
    assert first != second
    told = [(w.text, called[w.to], w.status, w.answer.cause if w.answer else None) for w in case.wishes.values()]
    assert told == [("Handledning", "Nina", "blocked", "organisation"), ("Ring före åtta", "Sara", "can", None)]


def test_names_areas_states_and_places_are_corrected_by_keys_alone(typist: Typist) -> None:
    window = typist.window
    case = window.document.case
    type_people(typist, *PEOPLE)
    go_to(typist, "Marie")
    typist.press(Key.Key_F2)
    typist.write("Maria")
    typist.press(Key.Key_Return)
    go_to(typist, "Lina")
    typist.press(Key.Key_G, mods=CTRL)
    typist.write("skola")
    typist.press(Key.Key_Return)
    typist.sign("15")
    typist.press(Key.Key_N, mods=CTRL | SHIFT)
    lina = figure(window, "Lina")
    assert (case.groups[lina.group].label, lina.ring, lina.status) == ("Skola", 1, "waiting")
    sheet = case.sheet_of_kind("case_map")
    assert sheet is not None and sheet.pinned == (lina.id,)
    before = sheet.places[lina.id]
    typist.press(Key.Key_Left, mods=ALT)
    sheet = case.sheet_of_kind("case_map")
    assert sheet is not None and sheet.places[lina.id] == pytest.approx((before[0] - 2, before[1]))
    assert "Maria" in names(window).values() and "Marie" not in names(window).values()


def test_what_went_wrong_is_undone_and_taken_away_by_keys_alone(typist: Typist) -> None:
    window = typist.window
    type_people(typist, ("mamm", "Sara"), ("", "Zorro"))
    go_to(typist, "Zorro")
    typist.press(Key.Key_Delete)
    assert set(names(window).values()) == {"Tuva", "Sara"}
    go_to(typist, "Sara")
    typist.press(Key.Key_Return)
    typist.write("tuva")
    typist.press(Key.Key_Return)
    assert len(window.document.case.relations) == 1
    typist.press(Key.Key_Z, mods=CTRL)
    assert not window.document.case.relations, "undo works while the card waits for the next relation"
    typist.write("tuva")
    typist.sign("3")
    typist.press(Key.Key_Return, Key.Key_Escape)
    (relation,) = window.document.case.relations.values()
    assert relation.quality == "tenuous"


def test_enter_follows_a_line_to_its_other_end(typist: Typist) -> None:
    type_people(typist, ("mamm", "Sara"))
    typist.press(Key.Key_Return)
    typist.write("tuva")
    typist.press(Key.Key_Return, Key.Key_Escape)
    walk_to(typist, "relations")
    typist.press(Key.Key_Return)
    assert canvas(typist).selected() == [("figures", typist.window.document.case.child)]
    walk_to(typist, "relations")
    typist.press(Key.Key_Return)
    assert canvas(typist).selected() == [("figures", figure(typist.window, "Sara").id)]


def test_the_focus_comes_back_to_the_map_when_a_card_closes(typist: Typist) -> None:
    for keys in ((Key.Key_Insert,), (Key.Key_Up, Key.Key_Return)):
        typist.press(*keys)
        assert canvas(typist).editor is not None
        typist.press(Key.Key_Escape)
        assert canvas(typist).editor is None and QApplication.focusWidget() is canvas(typist)


def test_a_letter_begins_a_figure_wherever_the_focus_is(typist: Typist) -> None:
    typist.window.top.undo.setFocus()
    typist.window.setFocus()
    typist.write("m")
    assert canvas(typist).editor is not None
    typist.write("ormor")
    typist.press(Key.Key_Return)
    assert figure(typist.window, "Mormor").ring == 2


def test_who_is_typed_is_placed_when_the_user_goes_to_a_field_and_the_focus_stays_there(typist: Typist) -> None:
    window = typist.window
    typist.write("mormor")
    QTest.mouseClick(window.palette_panel.search, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is window.palette_panel.search
    assert figure(window, "Mormor") and canvas(typist).editor is None


def test_who_comes_to_the_map_with_tab_sees_where(typist: Typist) -> None:
    type_people(typist, ("mamm", "Sara"))
    view = canvas(typist)
    typist.press(Key.Key_Escape)
    typist.window.palette_panel.search.setFocus()
    assert view.selected() == []
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.selected() == [("figures", typist.window.document.case.child)]


def test_who_is_typed_is_placed_when_another_page_is_shown(typist: Typist) -> None:
    typist.write("mormor")
    typist.press(Key.Key_2, mods=CTRL)
    assert typist.window.page != "case_map" and figure(typist.window, "Mormor")


def test_every_key_of_the_table_has_words_and_no_action_has_the_same_key() -> None:
    assert all(line.keys and line.says for line in KEYS)
    of_actions = {QKeySequence(keys).toString() for each in actions().values() for keys in each.keys}
    assert not {QKeySequence(line.keys).toString() for line in KEYS} & of_actions - {""}
