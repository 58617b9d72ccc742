"""One picture of every document of the two example cases: the first page of each, side by side.

Part of `make screenshots`. Needs neither a screen nor a library.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from pypdfium2 import PdfDocument

from app.case_files import read_cases
from app.documents.base import Document, Options
from app.documents.case_pack import CasePack, in_the_pack
from app.documents.invitation import Invitation
from app.export.pdf import as_bytes
from app.i18n import _, ngettext, use_language
from app.models.case import Case
from app.models.pseudonyms import for_paper
from app.paths import resources

TARGET = Path(__file__).resolve().parent.parent / "docs" / "pictures" / "dokument.png"
DAY = date(2026, 11, 2)
COLUMNS, WIDE, HIGH, GAP, CAPTION = 5, 360, 380, 20, 30
"""How many pages stand side by side, the box of each in dots, and the room between and under them."""
GROUND, EDGE, INK = "#d8d4ca", "#8a8578", "#222222"
COLOURS = 80


def first_page(paper: Document, case: Case) -> tuple[Image.Image, int]:
    """Return the first page of a document as large as its box lets it, and how many pages there are."""
    pages = PdfDocument(as_bytes(paper, for_paper(case), Options(today=DAY)))
    across, down = pages[0].get_size()
    seen = pages[0].render(scale=min(WIDE / across, HIGH / down)).to_pil().convert("RGB")
    ImageDraw.Draw(seen).rectangle((0, 0, seen.width - 1, seen.height - 1), outline=EDGE)
    return seen, len(pages)


def main() -> None:
    """Write the picture."""
    use_language("sv")
    papers = [*in_the_pack(), Invitation(), CasePack()]
    cases = read_cases([resources() / "examples" / f"case_{each}.yaml" for each in "ab"])
    rows = -(-len(papers) // COLUMNS)
    size = (COLUMNS * (WIDE + GAP) + GAP, len(cases) * rows * (HIGH + CAPTION + GAP) + GAP)
    sheet = Image.new("RGB", size, GROUND)
    pen = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(str(next((resources() / "fonts").glob("*Semibold*"))), 17)
    for number, (case, paper) in enumerate((case, paper) for case in cases for paper in papers):
        row, column = divmod(number % len(papers), COLUMNS)
        x = GAP + column * (WIDE + GAP)
        y = GAP + (row + number // len(papers) * rows) * (HIGH + CAPTION + GAP)
        page, count = first_page(paper, case)
        sheet.paste(page, (x + (WIDE - page.width) // 2, y + HIGH - page.height))
        told = ngettext("{n} sida.", "{n} sidor.", count).format(n=count).rstrip(".")
        words = f"{_(paper.label)} · {told}"
        pen.text((x + WIDE / 2, y + HIGH + 7), words, INK, font, "ma")
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    sheet.quantize(COLOURS, dither=Image.Dither.NONE).save(TARGET, optimize=True)
    print(f"docs/pictures/{TARGET.name}")


if __name__ == "__main__":
    main()
