"""A new figure kind, sheet, paper or export format is one source file, dropped into its folder."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from pypdf import PdfReader

from app import documents as documents_folder
from app import export as export_folder
from app.documents.base import documents
from app.export.base import export, formats, papers
from app.kinds import figures, sheets
from app.kinds.registry import figure_kinds, sheet_kinds
from app.kinds.sheet_picture import compose
from app.models.edits.figures import add_figure
from app.models.edits.newcase import empty_case

Drop = Callable[[ModuleType, str, str], None]

LANTERN = '''
from app.drawing.ops import Ellipse, Style
from app.kinds.base import FigureKind


class Lantern(FigureKind):
    """A figure for the test."""

    id = "lantern"
    label = "Lykta"

    def draw(self, figure, look):
        """Return a disc."""
        return [Ellipse(0, 0, 4, 5, Style(fill="#123456"))]
'''
EVERYBODY = '''
from app.kinds.base import SheetKind


class Everybody(SheetKind):
    """A sheet for the test."""

    id = "everybody_map"
    label = "Allakarta"
    command = "everybody-map"

    def figures(self, case, sheet):
        """Return everyone."""
        return list(case.figures)
'''
TEXT = '''
from app.export.base import Format


class PlainText(Format):
    """A format for the test."""

    id = "txt"
    suffixes = ("txt",)
    shape = "table"

    def write(self, document, case, options, path):
        """Write the rows."""
        path.write_text("\\n".join(" | ".join(row) for row in document.table(case)), encoding="utf-8")
'''
LETTER = '''
from app.documents.base import Document


class Letter(Document):
    """A paper for the test."""

    id = "letter"
    label = "Brev"
    shapes = frozenset({"table"})

    def title(self, case):
        """Return a title."""
        return "Brev"

    def table(self, case):
        """Return a greeting."""
        return [["Hej", case.info.title]]
'''


@pytest.fixture
def drop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Drop]:
    """Put a source file into one of the house's folders, for this test."""
    registries = (figure_kinds, sheet_kinds, documents, formats)
    dropped: list[str] = []

    def put(folder: ModuleType, name: str, source: str) -> None:
        place = tmp_path / folder.__name__
        place.mkdir(exist_ok=True)
        (place / f"{name}.py").write_text(source, encoding="utf-8")
        monkeypatch.setattr(folder, "__path__", [*folder.__path__, str(place)])
        dropped.append(f"{folder.__name__}.{name}")
        for registry in registries:
            registry.cache_clear()

    yield put
    for name in dropped:
        sys.modules.pop(name, None)
    for registry in registries:
        registry.cache_clear()


def test_a_figure_kind_stands_on_the_sheet_and_in_the_pdf(drop: Drop, tmp_path: Path) -> None:
    drop(figures, "lantern", LANTERN)
    case = empty_case("Prov", "Kim")
    case.apply(add_figure(case, label="Lyktan", group=next(iter(case.groups)), kind="lantern", ring=1))
    key = next(key for key, figure in case.figures.items() if figure.kind == "lantern")
    assert "#123456" in repr(compose(case, "case_map").figures[key].ops)
    export(case, "case-map", tmp_path / "map.pdf")
    assert "Lyktan" in PdfReader(tmp_path / "map.pdf").pages[0].extract_text()


def test_a_sheet_kind_becomes_a_paper_of_its_own(drop: Drop, tmp_path: Path) -> None:
    drop(sheets, "everybody_map", EVERYBODY)
    assert ("everybody-map", "Allakarta") in [(offer.kind, offer.label) for offer in papers()]
    export(empty_case("Prov", "Kim"), "everybody-map", tmp_path / "map.pdf")
    assert "Kim" in PdfReader(tmp_path / "map.pdf").pages[0].extract_text()


def test_an_export_format_writes_every_paper_of_its_shape(drop: Drop, tmp_path: Path) -> None:
    drop(export_folder, "plain_text", TEXT)
    assert "txt" in next(offer for offer in papers() if offer.kind == "plan").suffixes
    export(empty_case("Prov", "Kim"), "plan", tmp_path / "plan.txt")
    assert (tmp_path / "plan.txt").read_text("utf-8").startswith("Plan | Mål | Vad?")


def test_a_paper_is_offered_in_every_format_of_its_shape(drop: Drop, tmp_path: Path) -> None:
    drop(documents_folder, "letter", LETTER)
    export(empty_case("Prov", "Kim"), "letter", tmp_path / "letter.csv")
    assert "Hej;Prov" in (tmp_path / "letter.csv").read_text("utf-8-sig")
