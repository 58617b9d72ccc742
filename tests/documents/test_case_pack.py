"""The whole case in one PDF: what its contents say is where they say, and its data is inside."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.case_files import read_cases
from app.documents.base import documents
from app.documents.case_pack import in_the_pack
from app.export.base import export
from app.i18n import _

TODAY = date(2026, 11, 2)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory, root: Path) -> PdfReader:
    case = read_cases([root / "resources" / "examples" / "case_b.yaml"])[0]
    path = tmp_path_factory.mktemp("pack") / "allt.pdf"
    export(case, "case-pack", path, today=TODAY)
    return PdfReader(path)


@pytest.fixture(scope="module")
def texts(pack: PdfReader) -> list[str]:
    """The words of each page."""
    return [" ".join(page.extract_text().split()) for page in pack.pages]


def test_each_paper_begins_on_the_page_that_the_contents_say(texts: list[str]) -> None:
    titles = {"sip": "SIP – samordnad", "stenungsund": "Casearbete", "family-copy": "Så här hjälps vi åt kring Elias"}
    titles |= {
        "follow-up": "Uppföljning",
        "meeting-notes": "Mötesanteckningar",
        "consent-form": "Samtycke Typfall, påhittat För Elias",
    }
    for paper in in_the_pack():
        label = _(paper.label)
        number = int(texts[0].split(f"{label} ")[1].split()[0])
        assert titles.get(paper.id, label) in texts[number - 1], paper.id
        assert titles.get(paper.id, label) not in texts[number - 2] or number == 2, paper.id


def test_every_page_that_is_numbered_has_the_number_it_stands_on(texts: list[str]) -> None:
    numbered = [(at, text) for at, text in enumerate(texts, 1) if "Sida " in text.replace("Dokument Sida", "")]
    assert len(numbered) >= len(texts) - 1
    for at, text in numbered:
        assert f"Sida {at} av {len(texts)}" in text


def test_everything_with_pages_is_in_it_but_letters_and_itself() -> None:
    left_out = {paper.id for paper in documents().values() if "pages" in paper.shapes} - {p.id for p in in_the_pack()}
    assert left_out == {"case-pack", "invitation", "withdrawal-letter", "edit-log"}
    assert {"sip", "plan", "timeline", "wheel", "case-map"} <= {paper.id for paper in in_the_pack()}


def test_the_case_is_inside_as_a_file_that_can_be_read_again(pack: PdfReader, case_b: Path, tmp_path: Path) -> None:
    inside = tmp_path / "arende.json"
    inside.write_bytes(pack.attachments["arende.json"][0])
    assert read_cases([inside])[0] == read_cases([case_b])[0]
