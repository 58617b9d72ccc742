"""A case that names people in every field and id tells none of them in any format; what is planted is found."""

from __future__ import annotations

import base64
import re
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pikepdf
import pytest
from PIL import Image, PngImagePlugin
from reportlab.pdfgen.canvas import Canvas

from app.export.base import export
from app.export.scan import scan
from app.models.deidentify.making import Deidentified, StillTells, texts_to_review
from app.models.deidentify.reviewing import Decision, Review
from tests.support.deidentifying import TODAY, accepted, safe, says
from tests.support.named_case import named_case

SECRETS = ("anna", "lindqvist", "nillan", "margareta", "kasper", "öhrnblad", "märta", "björkskol", "ekvik", "ebba")
SECRETS += ("2026-77", "2026-03-04", "4 mars", "exempel.se", "070-123", "a.l.", "14 år", "2025-12-31")


@pytest.fixture(scope="module")
def made() -> Deidentified:
    case = named_case()
    return safe(case, accepted(case))


def bare(text: str) -> str:
    """A text as somebody would search it: small letters, no letters that are not seen, no hyphens at line ends."""
    composed = unicodedata.normalize("NFC", text).casefold().replace("\u00ad", "")
    return re.sub(r"-\s*\n\s*", "", composed)


@pytest.mark.parametrize(
    ("kind", "suffix"),
    [
        *(("case-map", "svg"), ("case-map", "graphml"), ("case-map", "gexf"), ("collaboration-map", "pdf")),
        *(("stakeholder-map", "png"), ("plan", "csv"), ("plan", "docx"), ("plan", "pdf"), ("case", "yaml")),
        *(("case", "json"), ("wishes", "csv"), ("sip", "pdf"), ("family-copy", "pdf")),
    ],
)
def test_no_format_tells_any_of_it(kind: str, suffix: str, made: Deidentified, tmp_path: Path) -> None:
    path = tmp_path / f"x.{suffix}"
    export(made, kind, path, today=TODAY)
    told = bare(says(path))
    sure = SECRETS if suffix != "png" and suffix != "pdf" else [each for each in SECRETS if len(each) > 5]
    assert not [secret for secret in sure if secret in told.replace("annan", "").replace("svenskanna", "")]


@pytest.mark.parametrize(
    "text",
    [
        *("An-na ringer", "An\u00adna", "anna_1", "L I N D … Lindqvist", "Asa-Marta", "sade A.L.", "ekviksbor", "4/3"),
        *("fjorton år", "f. 2011", "120304-2384", "212000-0142", "någon@exempel.org", "Björkskolans", "20260304"),
    ],
)
def test_what_somebody_accepted_though_it_tells_is_stopped(text: str) -> None:
    case = named_case()
    said = next(each for each in texts_to_review(case) if each.place == "wishes/w2/text")
    with pytest.raises(StillTells):
        safe(case, Review({said.place: Decision(said.print, f"Då {text} igen")}))


def in_svg_id(path: Path) -> None:
    path.write_text('<svg><g id="figure-anna_1"/></svg>')


def in_svg_words_in_two_pieces(path: Path) -> None:
    path.write_text("<svg><text><tspan>Lind-</tspan><tspan>qvist</tspan></text></svg>")


def in_a_picture_in_svg(path: Path) -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_itxt("Comment", "Björkskolan", zip=True)
    inner = path.with_suffix(".inner")
    Image.new("RGB", (9, 9)).save(inner, "png", pnginfo=notes)
    packed = base64.b64encode(inner.read_bytes()).decode()
    path.write_text(f'<svg><image href="data:image/png;base64,{packed}"/></svg>')


def in_csv_header_in_another_encoding(path: Path) -> None:
    path.write_bytes("Öhrnblad;Vad\r\n1;2\r\n".encode("cp1252"))


def in_utf16(path: Path) -> None:
    path.write_bytes("x;Öhrnblad".encode("utf-16"))


def in_word_properties(path: Path) -> None:
    document = docx.Document()
    document.core_properties.author = "Margareta Lindqvist"
    document.save(str(path))


def in_graph_ids(path: Path) -> None:
    path.write_text('<graphml><graph><node id="anna"/><edge source="anna" target="x"/></graph></graphml>')


def in_fhir_identifier(path: Path) -> None:
    path.write_text('{"identifier": [{"system": "urn:oid:1", "value": "201203042385"}]}')


def in_json_escapes(path: Path) -> None:
    path.write_text('{"a": "\\u00d6hrnblad"}')


def in_json_age(path: Path) -> None:
    path.write_text('{"age": 14}')


def in_pdf_bookmark(path: Path) -> None:
    pdf = Canvas(str(path))
    pdf.bookmarkPage("x")
    pdf.addOutlineEntry("Lindqvist", "x")
    pdf.drawString(99, 99, "x")
    pdf.save()


def in_pdf_over_two_lines(path: Path) -> None:
    pdf = Canvas(str(path))
    pdf.drawString(99, 700, "Sedan kommer Lind-")
    pdf.drawString(99, 680, "qvist till skolan")
    pdf.save()


def in_pdf_alternative_text(path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary(K=pikepdf.Array([pikepdf.Dictionary(Alt="Nillan")])))
    pdf.save(path)


def in_a_name_in_a_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mapp/PlanLindqvist.csv", "a")


PLANTED: dict[Callable[[Path], None], str] = {
    in_svg_id: "svg",
    in_svg_words_in_two_pieces: "svg",
    in_a_picture_in_svg: "svg",
    in_csv_header_in_another_encoding: "csv",
    in_utf16: "csv",
    in_word_properties: "docx",
    in_graph_ids: "graphml",
    in_fhir_identifier: "json",
    in_json_escapes: "json",
    in_json_age: "json",
    in_pdf_bookmark: "pdf",
    in_pdf_over_two_lines: "pdf",
    in_pdf_alternative_text: "pdf",
    in_a_name_in_a_zip: "zip",
}


@pytest.mark.parametrize("plant", PLANTED, ids=lambda each: each.__name__)
def test_what_is_planted_is_found(plant: Callable[[Path], None], made: Deidentified, tmp_path: Path) -> None:
    path = tmp_path / f"x.{PLANTED[plant]}"
    plant(path)
    assert scan(path, made.hidden)


@pytest.mark.parametrize("name", ["PlanAnnaLindqvist.pdf", "karta_anna.svg", "ohrnblad-1.csv", "plan 2026-03-04.pdf"])
def test_nor_may_a_file_be_called_by_it(name: str, made: Deidentified, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("a;b")
    assert scan(tmp_path / "x", made.hidden, name)
    assert not scan(tmp_path / "x", made.hidden, "AVID-ABCDEFGH-plan.pdf")
