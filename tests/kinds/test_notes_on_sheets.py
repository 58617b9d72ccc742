"""Notes lie on the sheet: on screen, on paper and in the layout's numbers, and everything else keeps off them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from app.documents.map_page import map_page
from app.drawing.ops import Drawing
from app.drawing.to_reportlab import paint
from app.drawing.to_svg import to_svg
from app.kinds import notes as slips
from app.kinds import palette
from app.kinds.options import Options
from app.kinds.sheet_picture import SheetPicture, compose, redraw
from app.kinds.themes import recolour
from app.models.case import Case
from app.models.casefile import Vocabulary, read
from app.models.edits import newcase, notes
from app.models.edits.sheets import ensure_sheet
from tests.support.contrast import contrast
from tests.support.pictures import small_case, texts

TEXT = "Fråga Łukasz, Nguyễn och Gülşah om skjutsen.\n\nÅterkom före jul."


@pytest.fixture
def case() -> Case:
    """A few figures round a child, with a map to put notes on."""
    small = small_case()
    if small.sheet_of_kind("case_map") is None:
        small.apply(ensure_sheet(small, "case_map")[0])
    return small


def noted(case: Case, *slips: tuple[str, tuple[float, float]], kind: str = "case_map") -> SheetPicture:
    sheet = case.sheet_of_kind(kind)
    assert sheet is not None
    for text, place in slips:
        case.apply(notes.add_note(case, sheet.id, text, place))
    return compose(case, kind)


def test_figures_lines_and_chips_keep_off_a_note(case_a: Path) -> None:
    picture = noted(read(case_a, Vocabulary()), (TEXT, (-70, -30)), ("Kort", (60, 40)))
    boxes = [note.box for note in picture.notes.values()]
    assert len(boxes) == 2
    for box in boxes:
        for figure in picture.figures.values():
            assert not any(each.moved(*figure.place).overlaps(box) for each in (figure.body, *figure.labels))
        for tie in picture.ties.values():
            assert not any(box.contains(point) for point in tie.line)
            assert not any(each.overlaps(box) for each in (*tie.chips, *tie.labels))
        assert picture.bounds.x <= box.x and box.right <= picture.bounds.right


def test_words_stay_inside_the_slip_and_none_is_left_out(case: Case) -> None:
    long = " ".join(f"ord{number}" for number in range(300)) + " " + "x" * 200
    picture = noted(case, (long, (0, 0)), (TEXT, (90, 0)))
    slip, short = picture.notes.values()
    assert all(slip.body.contains((label.x, label.y)) for label in slip.labels)
    assert all(slip.body.contains((label.right, label.bottom)) for label in slip.labels)
    assert "".join(texts(slip.ops)).replace(" ", "") == long.replace(" ", "")
    assert texts(short.ops)[-1] == "Återkom före jul." and len(short.labels) == len(texts(short.ops))
    assert short.body.height > 3 * short.labels[0].height  # the empty line is kept


def test_words_grow_with_the_text_size_of_the_one_who_looks(case: Case) -> None:
    small = noted(case, (TEXT, (0, 0))).notes
    large = compose(case, "case_map", options=Options(text=1.6)).notes
    key = next(iter(small))
    assert large[key].labels[0].height > 1.4 * small[key].labels[0].height


def test_a_note_without_a_place_or_words_is_drawn_too(case: Case) -> None:
    data = case.to_rows()
    for family, _key, record in data:
        if family == "maps" and record["kind"] == "case_map":
            record["notes"] = [{"text": "Utan plats"}, {"id": "n2"}, {"text": "Två utan plats"}]
    picture = compose(Case.from_rows(data), "case_map")
    one, _blank, two = picture.notes.values()
    assert not one.box.overlaps(two.box)


def test_a_moved_note_makes_the_sheet_be_laid_out_anew_a_reworded_one_of_the_same_size_not(case: Case) -> None:
    picture = noted(case, ("Ring ab", (-70, -30)))
    (key,) = picture.notes
    sheet = case.sheet_of_kind("case_map")
    assert sheet is not None
    case.apply(notes.write_note(case, sheet.id, key, "Ring ba"))
    drawn = redraw(case, picture)
    assert drawn is not None and texts(drawn.notes[key].ops) == ["Ring ba"]
    case.apply(notes.move_notes(case, sheet.id, {key: (-60, -30)}))
    assert redraw(case, picture) is None


def test_an_empty_case_with_a_note_is_drawn() -> None:
    case = newcase.empty_case("Prov", "Elin")
    picture = noted(case, ("Här är vi", (40, -20)))
    assert len(picture.notes) == 1


def test_words_on_a_note_read_in_both_themes() -> None:
    for theme in ("light", "dark"):
        change = recolour(theme) or str
        ink, paper, edge, sheet = map(change, (palette.INK, slips.FILL, slips.EDGE, palette.SHEET))
        assert contrast(ink, paper) >= 7 and contrast(edge, sheet) >= 3


def page_of(case: Case) -> tuple[Drawing, dict[str, object]]:
    page = map_page(case, "case_map", paper="a3")
    return page.drawing, page.data


def test_notes_are_on_the_page_in_the_pdf_the_svg_and_the_numbers(case: Case, tmp_path: Path) -> None:
    noted(case, (TEXT, (-200, -100)))
    drawing, data = page_of(case)
    pdf = tmp_path / "map.pdf"
    canvas = Canvas(str(pdf), (drawing.width * 72 / 25.4, drawing.height * 72 / 25.4))
    paint(canvas, drawing)
    canvas.save()
    words = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    assert all(word in words for word in ("Łukasz", "Nguyễn", "Gülşah", "Återkom"))
    assert "Gülşah" in to_svg(drawing)
    (slip,) = data["notes"].values()  # type: ignore[attr-defined]
    x, y, width, height = slip["body"]
    assert x >= 0 and y >= 0 and x + width <= 420 and y + height <= 297
    assert all(box in data["texts"] for box in slip["labels"])  # type: ignore[operator]
