"""Words larger than on paper: names, words on lines and chips grow, and keep to their boxes."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.case_files import read_cases
from app.drawing import fonts
from app.drawing.ops import Group, Op, Text
from app.kinds.chips import chips
from app.kinds.labels import label_lines
from app.kinds.options import PLAIN, Options
from app.kinds.sheet_picture import compose
from app.kinds.viewing import Wall, enlarged, renewed, reworded
from app.models.edits import ties
from app.models.pseudonyms import masked
from app.models.records import Figure

LARGE = Options(text=1.6)


def texts(ops: tuple[Op, ...]) -> list[Text]:
    found: list[Text] = []
    for op in ops:
        found += texts(op.ops) if isinstance(op, Group) else [op] if isinstance(op, Text) else []
    return found


def test_on_paper_words_are_as_they_were_and_large_ones_grow_by_the_same_number_of_points() -> None:
    assert [PLAIN.points(size) for size in (8.0, 9.5)] == [8.0, 9.5]
    assert LARGE.points(8.0) - 8.0 == pytest.approx(LARGE.points(12.0) - 12.0)
    assert LARGE.points(9.0) == pytest.approx(1.6 * 9.0)


@pytest.mark.parametrize("role", ["Familjehemssekreterare", "Mentor", "Enhetschef, socialtjänsten Sjöhamra"])
def test_a_large_name_says_at_least_as_much_as_on_paper(role: str) -> None:
    figure = Figure.model_validate({"id": "f", "label": "Anna-Karin", "role": role, "group": "g"})
    small, large = label_lines(figure), label_lines(figure, options=LARGE)
    assert all(big.size > little.size for big, little in zip(large, small, strict=False))
    assert sum(len(line.text) for line in large) >= sum(len(line.text) for line in small) - 1


@pytest.mark.parametrize("status", ["can", "partly", "blocked", "unanswered"])
@pytest.mark.parametrize(
    "text", ["Tid", "Återkoppling på anmälan inom två veckor så att vi vet", "Superlångtsammansattord"]
)
def test_a_large_chip_is_offered_in_many_sizes_and_holds_its_words(text: str, status: str) -> None:
    offered = chips(12, text, status, options=LARGE)
    paper = chips(12, text, status)
    assert offered[-1].width < offered[0].width and len(offered) >= len(paper)
    assert [chip.width * chip.height for chip in offered[:-1]] == sorted(
        (chip.width * chip.height for chip in offered[:-1]), reverse=True
    )
    for chip in offered:
        for word in texts(chip.ops):
            assert word.x + fonts.measure(word.text, word.size, word.weight) <= chip.width
            assert word.y - fonts.CAP_HEIGHT * word.size * fonts.MM_PER_POINT > 0 and word.y < chip.height
            assert word.size > 13


def test_a_sheet_for_a_wall_reads_as_high_as_asked_or_as_high_as_can_be(case_a: Path) -> None:
    case = read_cases([case_a])[0]
    near, far = Wall(1200, 700, 10.0), Wall(1200, 700, 60.0)
    assert near.reads(enlarged(case, "collaboration_map", near, PLAIN, text=1.0)) >= 10.0
    once = enlarged(case, "collaboration_map", far, PLAIN, tries=1)
    assert far.reads(enlarged(case, "collaboration_map", far, PLAIN, tries=2)) >= far.reads(once)


def test_an_answer_is_drawn_on_the_layout_that_there_is(case_a: Path) -> None:
    case = read_cases([case_a])[0]
    before = enlarged(case, "collaboration_map", Wall(1900, 1060, 24), PLAIN, tries=1)
    wish = next(key for key in case.wishes if key in before.ties and case.wishes[key].status != "blocked")
    case.apply(ties.answer_wish(case, wish, status="blocked"))
    after = renewed(case, before)
    assert after is not None
    assert after.layout == before.layout and after.ties[wish].alt != before.ties[wish].alt


def test_other_words_move_nothing_and_take_no_more_room(case_a: Path) -> None:
    case = read_cases([case_a])[0]
    before = compose(case, "collaboration_map")
    after = reworded(masked(case), before)
    assert after.layout.places == before.layout.places and after.layout.lines == before.layout.lines
    for key, (box, _size) in after.layout.chips.items():
        room = before.layout.chips[key][0].grown(0.5)
        assert room.x <= box.x and box.right <= room.right and room.y <= box.y and box.bottom <= room.bottom
    said = " ".join(text.text for figure in after.figures.values() for text in texts(figure.ops))
    assert "Barnet" in said and "Tuva" not in said
