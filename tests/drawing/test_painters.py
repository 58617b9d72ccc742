"""One drawing in three media: the same words in the same places, whatever the words are."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from pathlib import Path as FilePath
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from reportlab.pdfgen.canvas import Canvas

from app.drawing import fonts, to_qt, to_reportlab, to_svg
from app.drawing.geometry import Rect
from app.drawing.ops import Drawing, Ellipse, Group, Image, Op, Path, Style, Text
from app.drawing.shapes import polyline, rounded

SVG = "{http://www.w3.org/2000/svg}"
MM = 72 / 25.4


def _picture() -> bytes:
    from PySide6.QtCore import QBuffer

    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("#0072b2"))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def _drawing(*more: Op) -> Drawing:
    ops: tuple[Op, ...] = (
        Path(rounded(Rect(5, 5, 30, 12), 3), Style(fill="#e69f00", stroke="#333333", width=0.6)),
        Ellipse(50, 11, 8, 5, Style(fill="#009e73", opacity=0.5)),
        Path(polyline([(5, 25), (70, 25)]), Style(stroke="#c1272d", width=0.8, dash=(3, 1.5), cap="butt")),
        Text(8, 12, "Nguyễn Łukasz", 9.5, "semibold", halo="#ffffff"),
        Group((Text(0, 0, "SOCIALTJÄNST", 10, "bold", anchor="middle", spacing=1.0),), dx=40, dy=34, scale=0.9),
        Image(60, 28, 6, 6, _picture()),
    )
    return Drawing(80, 40, (*ops, *more), "Karta & <prov>", background="#fdfbf6")


def _pdf(drawing: Drawing) -> bytes:
    file = BytesIO()
    font = to_reportlab.register_fonts()["regular"]
    canvas = Canvas(file, pagesize=(drawing.width * MM, drawing.height * MM), initialFontName=font)
    to_reportlab.paint(canvas, drawing)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.mark.usefixtures("qapp")
def test_screen_and_pdf_show_the_same_picture(tmp_path: FilePath) -> None:
    drawing = _drawing()
    (tmp_path / "d.pdf").write_bytes(_pdf(drawing))
    command = ["pdftoppm", "-r", "127", "-png", "-singlefile", str(tmp_path / "d.pdf"), str(tmp_path / "d")]
    subprocess.run(command, check=True)
    theirs = QImage(str(tmp_path / "d.png"))
    ours = to_qt.to_image(drawing, 127).scaled(theirs.size())
    differing = 0
    for y in range(theirs.height()):
        for x in range(theirs.width()):
            one, other = theirs.pixelColor(x, y), ours.pixelColor(x, y)
            differing += abs(one.lightness() - other.lightness()) > 60
    assert differing / (theirs.width() * theirs.height()) < 0.01


@pytest.mark.usefixtures("qapp")
def test_a_word_with_a_halo_is_in_the_pdf_once() -> None:
    text = PdfReader(BytesIO(_pdf(_drawing()))).pages[0].extract_text()
    assert text.count("Nguyễn") == 1
    assert "SOCIALTJÄNST" in text.replace(" ", "")


@pytest.mark.usefixtures("qapp")
def test_the_pdf_has_only_embedded_fonts(tmp_path: FilePath) -> None:
    (tmp_path / "d.pdf").write_bytes(_pdf(_drawing()))
    said = subprocess.run(["pdffonts", str(tmp_path / "d.pdf")], check=True, capture_output=True, text=True).stdout
    rows = said.splitlines()[2:]
    assert len(rows) == 2
    assert all("SourceSansPro" in row and re.search(r"\byes yes yes\b", row) for row in rows)


@pytest.mark.usefixtures("qapp")
def test_words_stand_where_they_were_measured_in_the_pdf(tmp_path: FilePath) -> None:
    (tmp_path / "d.pdf").write_bytes(_pdf(_drawing()))
    command = ["pdftotext", "-bbox", str(tmp_path / "d.pdf"), "-"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = re.search(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">Łukasz<', said)
    assert found is not None
    left, top, right, bottom = (float(number) / MM for number in found.groups())
    assert left == pytest.approx(8 + fonts.measure("Nguyễn ", 9.5, "semibold"), abs=0.05)
    assert right == pytest.approx(8 + fonts.measure("Nguyễn Łukasz", 9.5, "semibold"), abs=0.05)
    assert (top, bottom) == pytest.approx((12 - fonts.ascent(9.5), 12 + fonts.descent(9.5)), abs=0.05)


@pytest.mark.usefixtures("qapp")
def test_the_svg_is_valid_and_measured_in_millimetres() -> None:
    root = ElementTree.fromstring(to_svg.to_svg(_drawing()).encode())
    assert root.get("viewBox") == "0 0 80 40"
    assert root.get("width") == "80mm"
    assert root.findtext(f"{SVG}title") == "Karta & <prov>"
    assert [text.text for text in root.iter(f"{SVG}text")] == ["Nguyễn Łukasz", "SOCIALTJÄNST"]
    assert "font/ttf;base64," in (root.findtext(f"{SVG}style") or "")


def test_the_svg_says_what_each_figure_is() -> None:
    group = Group((Ellipse(5, 5, 3, 3, Style(fill="#000000")),), id="f01", alt='Mentor "Marie" <skola>')
    root = ElementTree.fromstring(to_svg.to_svg(Drawing(10, 10, (group,))).encode())
    element = next(root.iter(f"{SVG}g"))
    assert element.get("data-id") == "f01"
    assert element.findtext(f"{SVG}title") == 'Mentor "Marie" <skola>'


@pytest.mark.usefixtures("qapp")
@hypothesis_settings(max_examples=25, deadline=None)
@given(st.text(max_size=20), st.sampled_from(["regular", "semibold", "bold"]))
def test_no_text_whatever_breaks_a_painter(text: str, weight: fonts.Weight) -> None:
    drawing = Drawing(60, 20, (Text(5, 10, text, 9, weight, halo="#ffffff", spacing=0.2),), text)
    assert not to_qt.to_image(drawing, 72).isNull()
    assert _pdf(drawing).startswith(b"%PDF")
    ElementTree.fromstring(to_svg.to_svg(drawing).encode())


@pytest.mark.usefixtures("qapp")
def test_arabic_and_emoji_are_painted_on_screen() -> None:
    empty = to_qt.to_image(Drawing(40, 10, ()), 100)
    painted = to_qt.to_image(Drawing(40, 10, (Text(5, 8, "مرحبا 🙂", 12),)), 100)
    assert painted != empty


@pytest.mark.usefixtures("qapp")
def test_the_image_is_as_large_as_the_paper_asks() -> None:
    image = to_qt.to_image(Drawing(297, 210, ()), 254)
    assert (image.width(), image.height()) == (2970, 2100)
    assert image.dotsPerMeterX() == 10000


@pytest.mark.usefixtures("qapp")
def test_half_opacity_is_half_in_every_medium(tmp_path: FilePath) -> None:
    square = Path(rounded(Rect(0, 0, 10, 10), 0.1), Style(fill="#000000", opacity=0.5))
    drawing = Drawing(10, 10, (square,))
    (tmp_path / "d.pdf").write_bytes(_pdf(drawing))
    command = ["pdftoppm", "-r", "72", "-png", "-singlefile", str(tmp_path / "d.pdf"), str(tmp_path / "d")]
    subprocess.run(command, check=True)
    for image in (to_qt.to_image(drawing, 72), QImage(str(tmp_path / "d.png"))):
        assert image.pixelColor(14, 14).lightness() == pytest.approx(128, abs=3)
    assert 'opacity="0.5"' in to_svg.to_svg(drawing)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("halo", [None, "#ffffff"])
@pytest.mark.parametrize("dpi", [40, 100, 190, 200, 210, 400])
def test_letters_are_painted_however_large_they_get(dpi: int, halo: str | None) -> None:
    drawing = Drawing(60, 14, (Text(2, 10, "Casekarta", 24, "bold", "#000000", halo=halo),), background="#fdfbf6")
    image = to_qt.to_image(drawing, dpi).scaled(60, 14, mode=Qt.TransformationMode.SmoothTransformation)
    dark = sum(255 - image.pixelColor(x, y).lightness() for x in range(60) for y in range(14)) / (255 * 60 * 14)
    assert 0.08 < dark < 0.25
