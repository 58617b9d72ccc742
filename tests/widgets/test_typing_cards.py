"""The cards on which figures and lines are typed: what they offer, take, remember and leave alone."""

from __future__ import annotations

import pytest
from canvas_driving import LEFT, Mods, canvases, empty_spot, type_letters
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.models.records import Figure
from app.widgets.canvas.areas import area_at
from app.widgets.canvas.person_card import PersonCard
from app.widgets.canvas.tie_card import TieCard
from app.widgets.canvas.view import CanvasView

shown = pytest.fixture(canvases)
Key = Qt.Key


@pytest.fixture
def canvas(shown, qtbot):
    """A maker of canvases that the keys go to."""

    def make(*args, **options) -> CanvasView:
        view = shown(*args, **options)
        qtbot.waitUntil(view.hasFocus)
        return view

    return make


def card(view: CanvasView) -> PersonCard:
    assert isinstance(view.editor, PersonCard)
    return view.editor


def tie_card(view: CanvasView, label: str) -> TieCard:
    view.connecting.begin(by_label(view, label).id)
    assert isinstance(view.editor, TieCard)
    return view.editor


def by_label(view: CanvasView, label: str) -> Figure:
    return next(each for each in view.document.case.figures.values() if each.label == label)


def press(*keys: Key) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)


def write(words: str) -> None:
    for letter in words:
        focus = QApplication.focusWidget()
        assert focus is not None
        type_letters(focus, letter)


def offered(view: CanvasView) -> list[str]:
    choices = view.editor.choices
    return [choices.item(row).text() for row in range(choices.count())]


def test_mor_and_enter_sets_mormor_out_among_relatives_where_the_layout_finds_room(canvas):
    view = canvas(None)
    write("mor")
    press(Key.Key_Return)
    case = view.document.case
    mormor = by_label(view, "Mormor")
    assert (mormor.role, mormor.ring, case.groups[mormor.group].label) == ("Mormor", 2, "Släkt")
    place = view.sheet.picture.figures[mormor.id].place
    assert area_at(view.sheet.picture.layout, place) == mormor.group
    assert view.document.stack.count() == 1
    assert card(view).role.text() == "" and card(view).role.hasFocus(), "the card asks for the next"


def test_the_one_who_is_double_clicked_into_their_own_area_stands_there_and_the_next_does_not(canvas):
    view = canvas()
    case = view.document.case
    school = next(key for key, group in case.groups.items() if group.label == "Skola")
    at = empty_spot(view, {school})
    point = view.mapToScene(at)
    QTest.mouseDClick(view.viewport(), LEFT, Mods.NoModifier, at)
    write("klassl")
    press(Key.Key_Return)
    write("rektor")
    press(Key.Key_Return, Key.Key_Escape)
    teacher = by_label(view, "Klasslärare")
    places = case.sheet_of_kind("case_map").places
    assert places[teacher.id] == pytest.approx(point.toTuple(), abs=0.5)
    rector = next(each for each in case.figures.values() if each.label == "Rektor")
    assert view.sheet.picture.figures[rector.id].place != view.sheet.picture.figures[teacher.id].place


def test_another_area_than_the_one_double_clicked_is_found_for_a_role(canvas):
    view = canvas()
    school = next(key for key, group in view.document.case.groups.items() if group.label == "Skola")
    QTest.mouseDClick(view.viewport(), LEFT, Mods.NoModifier, empty_spot(view, {school}))
    write("mormor")
    press(Key.Key_Return)
    mormor = by_label(view, "Mormor")
    assert view.document.case.groups[mormor.group].label == "Släkt"
    assert mormor.id not in view.document.case.sheet_of_kind("case_map").places


def test_arrows_choose_among_what_is_offered_and_the_last_one_is_the_words_themselves(canvas):
    view = canvas(None)
    write("bo")
    assert offered(view)[0] == "Bonusförälder" and offered(view)[-1] == "”bo”"
    press(Key.Key_Up, Key.Key_Return)
    assert by_label(view, "bo").role is None
    write("mor")
    press(Key.Key_Down, Key.Key_Return)
    assert by_label(view, "Morfar").role == "Morfar"


def test_a_choice_can_be_clicked(canvas):
    view = canvas(None)
    write("mor")
    choices = card(view).choices
    row = offered(view).index("Mamma")
    spot: QPoint = choices.visualItemRect(choices.item(row)).center()
    QTest.mouseClick(choices.viewport(), LEFT, Mods.NoModifier, spot)
    write("Sara")
    press(Key.Key_Return)
    assert by_label(view, "Sara").role == "Mamma"


def test_tab_leads_to_the_name_how_the_figure_stands_and_the_area(canvas):
    view = canvas(None)
    write("resursp")
    press(Key.Key_Tab)
    assert card(view).role.text() == "Resurspedagog"
    press(Key.Key_Tab)
    write("37sbv")
    press(Key.Key_Tab)
    write("elev")
    press(Key.Key_Return)
    made = by_label(view, "Resurspedagog")
    kinds = [button.text() for (field, value), button in card(view).how.buttons.items() if value == made.kind]
    assert (made.ring, made.status, made.lives_with_child, made.guardian) == (3, "missing", "always", True)
    assert kinds == ["Funktion"]
    assert view.document.case.groups[made.group].label == "Elevhälsa"


def test_what_was_said_of_one_figure_does_not_stick_to_the_next(canvas):
    view = canvas(None)
    write("mentor")
    press(Key.Key_Tab, Key.Key_Tab)
    write("6v")
    press(Key.Key_Return)
    write("rektor")
    press(Key.Key_Return)
    rector = by_label(view, "Rektor")
    assert (rector.status, rector.guardian, rector.ring) == ("active", False, 3)


def test_an_area_that_the_case_lacks_comes_with_its_figure_in_one_step(canvas):
    view = canvas("case_a")
    before = set(view.document.case.groups)
    write("polis")
    press(Key.Key_Return, Key.Key_Escape)
    (area,) = set(view.document.case.groups) - before
    assert by_label(view, "Polis").group == area and view.document.case.groups[area].sector == "other"
    view.document.undo()
    assert set(view.document.case.groups) == before and view.document.stack.index() == 0


def test_clicking_elsewhere_keeps_who_is_typed_and_escape_does_not(canvas):
    view = canvas()
    write("mormor")
    spot = empty_spot(view)
    QTest.mouseClick(view.viewport(), LEFT, Mods.NoModifier, spot)
    assert view.editor is None and by_label(view, "Mormor")
    write("morfar")
    press(Key.Key_Escape)
    assert view.editor is None
    assert all(each.label != "Morfar" for each in view.document.case.figures.values())


def test_a_press_on_the_card_is_not_one_on_the_sheet(canvas):
    view = canvas()
    chosen = by_label(view, "Sara").id
    view.select([("figures", chosen)])
    write("m")
    QTest.mouseClick(card(view), LEFT, Mods.NoModifier, QPoint(4, 4))
    assert view.editor is not None and view.selected() == [("figures", chosen)]


def test_relations_are_typed_one_after_the_other_from_the_same_figure(canvas):
    view = canvas()
    before = set(view.document.case.relations)
    tie_card(view, "Marie")
    write("eva")
    assert view.sheet.figures[by_label(view, "Eva").id].targeted and view.sheet.rubber.isVisible()
    write("6<")
    press(Key.Key_Return)
    assert isinstance(view.editor, TieCard) and view.editor.target.hasFocus()
    write("karim")
    press(Key.Key_Tab)
    write("ses på onsdagar")
    press(Key.Key_Return, Key.Key_Escape)
    made = [each for key, each in view.document.case.relations.items() if key not in before]
    marie = by_label(view, "Marie").id
    assert [(r.from_, r.to, r.quality, r.energy, r.label) for r in made] == [
        (marie, by_label(view, "Eva").id, "cutoff", "from", None),
        (marie, by_label(view, "Karim").id, "ordinary", "none", "ses på onsdagar"),
    ]
    assert not view.sheet.rubber.isVisible() and view.editor is None


def test_a_wish_needs_its_words_and_enter_asks_for_them(canvas):
    view = canvas()
    before = set(view.document.case.wishes)
    opened = tie_card(view, "Marie")
    write("eva8")
    press(Key.Key_Return)
    assert opened.words.hasFocus() and opened.words.placeholderText() == "Vad behöver Marie av Eva?"
    assert set(view.document.case.wishes) == before
    write("Besked före fredag")
    press(Key.Key_Return)
    (wish,) = (each for key, each in view.document.case.wishes.items() if key not in before)
    assert (wish.from_, wish.to, wish.text) == (
        by_label(view, "Marie").id, by_label(view, "Eva").id, "Besked före fredag",
    )  # fmt: skip


def test_the_one_whom_a_line_comes_from_can_be_another(canvas):
    view = canvas()
    before = set(view.document.case.relations)
    tie_card(view, "Marie")
    press(Key.Key_Backtab)
    write("eva")
    press(Key.Key_Tab)
    write("karim")
    press(Key.Key_Return)
    (made,) = (each for key, each in view.document.case.relations.items() if key not in before)
    assert (made.from_, made.to) == (by_label(view, "Eva").id, by_label(view, "Karim").id)


def test_a_digit_that_someones_name_goes_on_with_is_a_letter(canvas):
    view = canvas()
    view.changes.rename(by_label(view, "Karim").id, "Grupp 4")
    opened = tie_card(view, "Marie")
    write("grupp 4")
    assert opened.target.text() == "grupp 4"
    write("5")
    press(Key.Key_Return)
    made = list(view.document.case.relations.values())[-1]
    assert (made.to, made.quality) == (by_label(view, "Grupp 4").id, "conflict")


def test_nothing_is_made_while_nobody_is_meant(canvas):
    view = canvas()
    steps = view.document.stack.count()
    tie_card(view, "Marie")
    press(Key.Key_Return)
    write("finns inte")
    press(Key.Key_Return)
    assert view.document.stack.count() == steps and isinstance(view.editor, TieCard)


def test_a_case_that_is_only_read_opens_no_card(canvas, qtbot):
    view = canvas(read_only=True)
    for open_card in (lambda: view.placing.begin("m"), lambda: view.connecting.begin(by_label(view, "Marie").id)):
        with qtbot.waitSignal(view.message):
            open_card()
        assert view.editor is None


def test_words_of_a_relation_and_of_a_wish_are_changed_with_f2(canvas):
    view = canvas()
    relation = next(iter(view.document.case.relations))
    wish = next(iter(view.document.case.wishes))
    for key, words in ((("relations", relation), "ringer varje dag"), (("wishes", wish), "Ring före sju")):
        view.select([key])
        press(Key.Key_F2)
        view.editor.selectAll()
        write(words)
        press(Key.Key_Return)
    assert view.document.case.relations[relation].label == "ringer varje dag"
    assert view.document.case.wishes[wish].text == "Ring före sju"


@pytest.mark.parametrize(
    ("signs", "energy"), [("<", "from"), (">", "to"), ("<>", "both"), ("=", "both"), ("==", "none"), ("<<", "none")]
)
def test_signs_say_where_the_energy_of_a_relation_goes(canvas, signs, energy):
    view = canvas()
    relation = next(iter(view.document.case.relations))
    view.select([("relations", relation)])
    write(signs)
    assert view.document.case.relations[relation].energy == energy


def test_digits_change_all_selected_figures_in_one_step_and_never_the_child(canvas):
    view = canvas()
    sara, jonas, child = by_label(view, "Sara"), by_label(view, "Jonas"), view.document.case.child
    view.select([("figures", each) for each in (sara.id, jonas.id, child)])
    steps = view.document.stack.count()
    write("3")
    case = view.document.case
    assert [case.figures[key].ring for key in (sara.id, jonas.id, child)] == [3, 3, 0]
    assert view.document.stack.count() == steps + 1


def test_a_cause_is_said_only_of_what_is_in_the_way(canvas, qtbot):
    view = canvas()
    wish = next(iter(view.document.case.wishes))
    view.select([("wishes", wish)])
    with qtbot.waitSignal(view.message):
        write("5")
    assert view.document.case.wishes[wish].status == "unanswered"
    write("37")
    answer = view.document.case.wishes[wish].answer
    assert answer is not None and (answer.status, answer.cause) == ("blocked", "outlook")
