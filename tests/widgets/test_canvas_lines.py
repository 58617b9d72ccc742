"""Relations and wishes are drawn on the canvas."""

from __future__ import annotations

import pytest
from canvas_driving import LEFT, Mods, canvases, drag, shown, spot, type_letters, type_words, unrelated
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from app.models.edits import ties

canvas = pytest.fixture(canvases)


def test_the_handle_draws_a_relation_of_the_chosen_quality(canvas):
    view = canvas()
    one, two = unrelated(view)
    before = set(view.document.case.relations)
    QTest.mouseMove(view.viewport(), spot(view, one))
    assert view.sheet.handle_of == one
    drag(view, view.mapFromScene(view.sheet.handle.pos()), spot(view, two))
    menu = view.connecting.menu
    assert menu is not None and len(menu.buttons) >= 8
    QTest.mouseClick(menu.buttons["conflict"], LEFT)
    (made,) = set(view.document.case.relations) - before
    relation = view.document.case.relations[made]
    assert (relation.from_, relation.to, relation.quality) == (one, two, "conflict")
    assert view.selected() == [("relations", made)] and made in view.sheet.lines
    assert not view.sheet.rubber.isVisible()


def test_escape_closes_the_choice_and_nothing_is_made(canvas):
    view = canvas()
    one, two = unrelated(view)
    view.select([("figures", one)])
    drag(view, view.mapFromScene(view.sheet.handle.pos()), spot(view, two))
    assert view.connecting.menu is not None
    QTest.keyClick(view.connecting.menu, Qt.Key.Key_Escape)
    assert view.connecting.menu is None and view.document.stack.count() == 0
    assert not view.sheet.rubber.isVisible()


def test_a_wish_is_asked_from_the_choice_by_keys_alone(canvas):
    view = canvas()
    one, two = unrelated(view)
    view.select([("figures", one)])
    view.connecting.offer(one, two)
    type_letters(view.connecting.menu, "ö")
    assert view.editor is not None and "?" in view.editor.placeholderText()
    type_words(view, "Återkoppling varje vecka")
    wish = list(view.document.case.wishes.values())[-1]
    assert (wish.from_, wish.to, wish.text) == (one, two, "Återkoppling varje vecka")


def test_the_wish_tool_goes_straight_to_the_words(canvas):
    view = canvas(kind="collaboration_map")
    one, two = unrelated(view)
    view.set_tool("wish")
    drag(view, spot(view, one), spot(view, two))
    type_words(view, "Handledning")
    wish = list(view.document.case.wishes.values())[-1]
    assert (wish.from_, wish.to, wish.text) == (one, two, "Handledning")
    assert view.selected() == [("wishes", wish.id)]


def test_escape_while_a_line_is_drawn_makes_nothing(canvas):
    view = canvas()
    one, two = unrelated(view)
    view.set_tool("relation")
    drag(view, spot(view, one), spot(view, two), release=False)
    assert view.sheet.rubber.isVisible() and view.sheet.figures[two].targeted
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.sheet.rubber.isVisible() and not view.sheet.figures[two].targeted
    QTest.mouseRelease(view.viewport(), LEFT, Mods.NoModifier, spot(view, two))
    assert view.document.stack.count() == 0


def test_the_relation_tool_draws_an_ordinary_one_and_digits_change_it(canvas):
    view = canvas()
    one, two = unrelated(view)
    view.set_tool("relation")
    drag(view, spot(view, one), spot(view, two))
    ((_family, made),) = view.selected()
    assert view.document.case.relations[made].quality == "ordinary"
    QTest.keyClick(view, Qt.Key.Key_1)
    assert view.document.case.relations[made].quality == "strong"


def test_a_blocked_wish_shows_on_its_chip_also_in_grey(canvas):
    view = canvas(kind="collaboration_map")
    one, two = unrelated(view)
    asked = ties.ask_wish(view.document.case, one, two, "Tid")
    view.document.push(asked)
    wish = asked.changes[0].key
    before, alt = shown(view, wish), view.sheet.picture.ties[wish].alt
    view.document.push(ties.answer_wish(view.document.case, wish, status="blocked", cause="organisation"))
    after = shown(view, wish)
    grey = QImage.Format.Format_Grayscale8
    assert before.convertToFormat(grey) != after.convertToFormat(grey)
    assert view.sheet.picture.ties[wish].alt != alt and "locker" in view.sheet.picture.ties[wish].alt


def test_the_menu_on_a_figure_asks_a_wish_without_the_mouse(canvas):
    view = canvas()
    one, two = unrelated(view)
    view.select([("figures", one)])
    view.open_menu_for_selection()
    assert view.menu is not None
    wish = next(a.menu() for a in view.menu.actions() if a.text().startswith("Ställ ett önskemål"))
    label = view.changes.name(two)
    next(a for a in wish.actions() if a.text() == label).trigger()
    view.menu.close()
    type_words(view, "En tid i veckan")
    assert list(view.document.case.wishes.values())[-1].text == "En tid i veckan"
