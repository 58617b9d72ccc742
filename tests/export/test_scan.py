"""What was to be hidden is found wherever it stands in what was written: text, properties, files inside, names."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import docx
import pikepdf
import pytest
from PIL import Image, PngImagePlugin

from app.case_files import read_cases
from app.export.base import StillShows, export, papers
from app.export.scan import scan, sentence
from app.models.case import Case
from app.models.deidentify.hidden import Hidden
from app.models.deidentify.making import Deidentified
from app.paths import resources
from tests.support.deidentifying import TODAY, accepted, safe, says


@pytest.fixture(scope="module")
def a() -> Case:
    return read_cases([resources() / "examples" / "case_a.yaml"])[0]


@pytest.fixture(scope="module")
def made(a: Case) -> Deidentified:
    return safe(a, accepted(a))


@pytest.fixture
def hidden(made: Deidentified) -> Hidden:
    return made.hidden


def write_pdf(path: Path, change: object) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    change(pdf)  # type: ignore[operator]
    pdf.save(path)


def in_properties(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Author"] = "Tuva"


def in_xmp(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as meta:
        meta["dc:title"] = "Kopia till Tuva"


def in_attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["plan.json"] = json.dumps({"name": "Tuva"}).encode()


def in_attachments_name(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["tuva.json"] = b"{}"


@pytest.mark.parametrize("plant", [in_properties, in_xmp, in_attachment, in_attachments_name])
def test_a_name_is_found_anywhere_in_a_pdf(plant: object, hidden: Hidden, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    write_pdf(path, plant)
    hits = scan(path, hidden)
    assert {hit.kind for hit in hits} == {"ett namn"} and "Tuva" not in sentence(hits)


def test_a_name_on_a_page_is_found_with_the_page(a: Case, hidden: Hidden, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    export(a, "plan", path, today=TODAY)
    assert any(hit.kind == "ett namn" and "sidan" in hit.where for hit in scan(path, hidden))


def test_a_name_is_found_in_word_zip_picture_json_and_calendar(hidden: Hidden, tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Tu")
    paragraph.add_run("va ringer")
    document.save(tmp_path / "a.docx")
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Title", "Tuva", zip=True)
    Image.new("RGB", (4, 4)).save(tmp_path / "b.png", pnginfo=notes)
    (tmp_path / "c.json").write_text(json.dumps({"x": "L\u00f6v\u00e4ngsskolan"}))
    (tmp_path / "d.ics").write_bytes(b"SUMMARY:Samtal med Tu\r\n va hemma\r\n")
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("x/y.txt", "Tuva")
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
    for each in (tmp_path / name for name in ("a.docx", "b.png", "c.json", "d.ics", "e.zip")):
        assert scan(each, hidden), each.name


def test_names_of_files_are_read_too(hidden: Hidden, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a;b")
    assert scan(tmp_path / "x.csv", hidden, "Plan_Tuva.csv") and not scan(tmp_path / "x.csv", hidden, "plan.csv")


def test_a_file_that_cannot_be_looked_through_does_not_leave(made: Deidentified, tmp_path: Path) -> None:
    from app.export.base import look_through

    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7 broken")
    with pytest.raises(StillShows):
        look_through(tmp_path / "x.pdf", made.hidden)


AS_PDF = ("plan", "sip", "case-map", "timeline", "meeting-notes", "consent-form", "family-copy")
WRITTEN = [
    (each.kind, suffix)
    for each in papers()
    for suffix in each.suffixes
    if each.kind not in ("calendar", "withdrawal-letter", "case-pack", "layout", "edit-log")
    and (suffix not in ("png", "pdf", "yml") or (each.kind in AS_PDF and suffix == "pdf"))
]


@pytest.mark.parametrize(("kind", "suffix"), [*WRITTEN, ("wheel", "png")])
def test_no_paper_in_any_format_tells_whose_case_it_is(
    kind: str, suffix: str, a: Case, made: Deidentified, tmp_path: Path
) -> None:
    path = tmp_path / f"x.{suffix}"
    export(made, kind, path, today=TODAY)
    told = says(path)
    for name in ("Tuva", "Petra", "Joakim", "Gunvor", "Birgitta", "Löväng", "Ekvik", "Ekland", a.info.title):
        assert name not in told, name
    for meeting in a.meetings.values():
        assert meeting.date.isoformat() not in told


def test_a_hit_stops_the_export_and_leaves_the_old_file(made: Deidentified, tmp_path: Path) -> None:
    path = tmp_path / "tuva.csv"
    path.write_text("det gamla")
    with pytest.raises(StillShows, match="ett namn .filens namn."):
        export(made, "plan", path, today=date(2026, 11, 22))
    assert path.read_text() == "det gamla" and not list(tmp_path.glob(".samkarta*"))


def test_a_calendar_is_refused(made: Deidentified, tmp_path: Path) -> None:
    with pytest.raises(StillShows):
        export(made, "calendar", tmp_path / "x.ics", today=TODAY)
    assert not (tmp_path / "x.ics").exists()
