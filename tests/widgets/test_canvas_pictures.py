"""When a sheet is laid out anew, and when everything stays where the user sees it."""

from __future__ import annotations

from canvas_driving import opened

from app.models.edits import fields, figures, removal, ties
from app.models.patch import Patch
from app.widgets.canvas.pictures import Pictures, concerns


def test_undo_and_redo_show_the_very_same_pictures():
    document, pictures = opened("small"), Pictures("case_map")
    before = pictures.of(document.case)
    name = next(key for key in document.case.figures if key != document.case.child)
    document.push(fields.set_field(document.case, "figures", name, "label", "Ett mycket längre namn"))
    after = pictures.of(document.case)
    assert after is not before
    document.undo()
    assert pictures.of(document.case) is before
    document.redo()
    assert pictures.of(document.case) is after


def test_a_move_leads_only_the_lines_of_the_moved_figure_anew():
    document, pictures = opened("small"), Pictures("case_map")
    before = pictures.of(document.case)
    name = next(key for key in document.case.figures if key != document.case.child)
    sheet = document.case.sheet_of_kind("case_map").id
    x, y = before.figures[name].place
    document.push(figures.move_figures(document.case, sheet, {name: (x + 6.0, y - 4.0)}))
    after = pictures.of(document.case)
    others = set(before.figures) - {name}
    assert after.figures[name].place == (round(x + 6.0, 2), round(y - 4.0, 2))
    assert all(after.figures[key] is before.figures[key] for key in others)
    loose = [key for key, tie in before.ties.items() if name not in (tie.from_, tie.to)]
    assert loose and all(after.ties[key] is before.ties[key] for key in loose)


def test_taking_a_line_away_leaves_all_others_where_they_are():
    document, pictures = opened("small"), Pictures("case_map")
    before = pictures.of(document.case)
    gone = next(iter(document.case.relations))
    document.push(removal.remove(document.case, [("relations", gone)]))
    after = pictures.of(document.case)
    assert set(before.ties) - set(after.ties) == {gone}
    assert {key: figure.place for key, figure in after.figures.items()} == {
        key: figure.place for key, figure in before.figures.items()
    }
    assert all(after.ties[key].line == before.ties[key].line for key in after.ties)


def test_an_answer_changes_the_chip_and_no_line():
    document, pictures = opened("small"), Pictures("collaboration_map")
    before = pictures.of(document.case)
    wish = next(iter(document.case.wishes))
    document.push(ties.answer_wish(document.case, wish, status="blocked", cause="outlook"))
    after = pictures.of(document.case)
    assert after.ties[wish].front != before.ties[wish].front
    assert all(after.ties[key].line == before.ties[key].line for key in after.ties)


def test_a_plan_row_does_not_concern_the_sheet():
    assert not concerns(Patch("x"))
    document = opened("small")
    name = next(iter(document.case.figures))
    assert concerns(fields.set_field(document.case, "figures", name, "age", 12))
