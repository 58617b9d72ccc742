"""Pictures of the map: as sharp as is asked for, with or without a ground behind it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app.cli import main
from app.export.base import ExportFailed, export
from app.models.case import Case
from tests.support.pictures import small_case


@pytest.fixture(scope="module")
def case() -> Case:
    """A small case, whose map stands on A4."""
    return small_case()


@pytest.mark.parametrize("dpi", [72, 150, 300])
def test_a_picture_is_as_sharp_as_is_asked_for(case: Case, dpi: int, tmp_path: Path) -> None:
    export(case, "case-map", tmp_path / "map.png", paper="a4", dpi=dpi)
    image = QImage(str(tmp_path / "map.png"))
    assert (image.width(), image.height()) == (round(297 / 25.4 * dpi), round(210 / 25.4 * dpi))
    assert round(image.dotsPerMeterX() * 0.0254) == dpi


def test_a_picture_can_be_seen_through(case: Case, tmp_path: Path) -> None:
    for transparent, alpha in ((True, 0), (False, 255)):
        export(case, "case-map", tmp_path / "map.png", dpi=40, transparent=transparent)
        image = QImage(str(tmp_path / "map.png"))
        assert image.pixelColor(1, 1).alpha() == alpha
        assert image.pixelColor(image.width() // 2, image.height() // 2).alpha() == 255 or transparent
    export(case, "case-map", tmp_path / "solid.svg")
    export(case, "case-map", tmp_path / "clear.svg", transparent=True)
    solid, clear = ((tmp_path / name).read_text() for name in ("solid.svg", "clear.svg"))
    assert solid.count("<rect") == clear.count("<rect") + 1


def test_a_picture_too_large_for_the_computer_is_refused_with_a_sentence(case: Case, tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="färre punkter per tum"):
        export(case, "case-map", tmp_path / "map.png", paper="a0", dpi=2400)
    assert list(tmp_path.glob("*.png")) == []


def test_pictures_are_asked_for_on_the_command_line(case_b: Path, tmp_path: Path) -> None:
    library, target = ["--library", str(tmp_path / "l.samkarta")], tmp_path / "map.png"
    assert main(["import", str(case_b), *library]) == 0
    asked = ["export", "case_b", "--as", "case-map", "--to", str(target), *library]
    assert main([*asked, "--dpi", "50", "--transparent", "--paper", "a3"]) == 0
    image = QImage(str(target))
    assert image.width() == round(420 / 25.4 * 50) and image.pixelColor(1, 1).alpha() == 0
    assert main([*asked, "--dpi", "5"]) == 2
