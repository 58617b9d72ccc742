"""The user's letterhead and standing texts: files that papers are made with, and that nothing is lost from."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import page
import pytest
from PIL import Image
from pypdf import PdfReader

from app import i18n
from app.case_files import read_cases
from app.export.base import export
from app.models.case import Case
from app.models.letterhead import Letterhead, LetterheadNotSaved, letterhead_path, own_letterhead, save_letterhead
from app.models.standing_texts import kinds_with_texts, own_path, passages, problem, save_texts, standing

HEAD = Letterhead(
    organisation="Ekviks kommun", unit="Barn och familj", address="Storgatan 1\n123 45 Ekvik", reference="Vårt nummer"
)
WITH_HEAD = ("sip", "stenungsund", "consent-form", "invitation", "follow-up", "meeting-notes", "family-copy")


def logo(mode: str = "RGBA", kind: str = "PNG") -> bytes:
    """Return a small picture."""
    data = BytesIO()
    Image.new(mode, (120, 60), "#336699" if mode in ("RGB", "RGBA") else 120).save(data, kind)
    return data.getvalue()


@pytest.fixture
def case(case_a: Path) -> Case:
    from app.models.edits.fields import set_field

    found = read_cases([case_a])[0]
    found.apply(set_field(found, "case", "case", "number", "2026-014"))
    return found


def words(case: Case, kind: str, folder: Path) -> str:
    """Return a paper's words."""
    export(case, kind, folder / "ut.pdf", today=date(2026, 11, 2))
    return " ".join(" ".join(each.extract_text() for each in PdfReader(folder / "ut.pdf").pages).split())


@pytest.mark.parametrize("kind", WITH_HEAD)
def test_the_letterhead_and_the_cases_number_stand_on_the_first_page(case: Case, kind: str, tmp_path: Path) -> None:
    save_letterhead(HEAD, logo())
    text = words(case, kind, tmp_path)
    assert text.startswith("Ekviks kommun Barn och familj Storgatan 1 123 45 Ekvik Vårt nummer 2026-014")
    assert text.count("Ekviks kommun") == 1
    first = PdfReader(tmp_path / "ut.pdf").pages[0]
    assert len(first.images) == 1


@pytest.mark.parametrize(("mode", "kind"), [("RGBA", "PNG"), ("L", "PNG"), ("P", "PNG"), ("CMYK", "JPEG")])
def test_a_paper_with_any_logo_is_an_archives_and_can_be_read_aloud(
    case: Case, tmp_path: Path, mode: str, kind: str
) -> None:
    save_letterhead(HEAD, logo(mode, kind))
    words(case, "invitation", tmp_path)
    for profile in (page.ValidationProfile.PDF_A_2A, page.ValidationProfile.PDF_UA_1):
        found = page.validate_pdf(tmp_path / "ut.pdf", profile=profile)
        assert found.is_compliant, [each.rule_id for each in found.failures]


def test_without_a_letterhead_papers_begin_with_their_title(case: Case, tmp_path: Path) -> None:
    assert words(case, "invitation", tmp_path).startswith("Inbjudan till träff")


def test_a_damaged_letterhead_is_told_left_alone_and_papers_are_made(case: Case, tmp_path: Path) -> None:
    letterhead_path().write_text("organisation: [", encoding="utf-8")
    found = own_letterhead()
    assert found.problem is not None and "Filen är orörd" in found.problem
    assert words(case, "sip", tmp_path).startswith("SIP")
    assert letterhead_path().read_text(encoding="utf-8") == "organisation: ["
    save_letterhead(HEAD)
    assert letterhead_path().with_name("letterhead.yaml.bak").read_text(encoding="utf-8") == "organisation: ["


def test_a_logo_that_is_gone_or_no_picture_is_told_and_papers_are_made(case: Case, tmp_path: Path) -> None:
    save_letterhead(HEAD, logo())
    picture = letterhead_path().with_name("letterhead-logo.png")
    picture.write_bytes(b"GIF89a")
    assert "ingen PNG- eller JPEG-bild" in (own_letterhead().problem or "")
    assert "Ekviks kommun" in words(case, "sip", tmp_path)
    picture.write_bytes(logo()[:40])
    assert "Ekviks kommun" in words(case, "sip", tmp_path)
    picture.unlink()
    assert "går inte att läsa" in (own_letterhead().problem or "")


def test_a_letterhead_that_cannot_be_written_is_told_and_the_old_one_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    save_letterhead(HEAD)
    letterhead_path().parent.joinpath("papers").write_text("")

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.models.letterhead.write_whole", full)
    with pytest.raises(LetterheadNotSaved, match="Det gamla är kvar"):
        save_letterhead(Letterhead(organisation="Annan"))
    assert own_letterhead().head == HEAD


def test_own_words_take_the_place_of_the_programs_until_they_are_put_back(case: Case, tmp_path: Path) -> None:
    save_texts("sip", {"law": "Planen görs enligt 10 kap. 8 § i vår lag.", "copies": standing("sip", "copies")})
    assert "enligt 10 kap. 8 § i vår lag." in words(case, "sip", tmp_path)
    assert own_path("sip").read_text(encoding="utf-8").startswith("law:")
    save_texts("sip", {"law": next(each.original for each in passages("sip") if each.key == "law")})
    assert not own_path("sip").exists()
    assert "bestämmelserna om individuell plan" in words(case, "sip", tmp_path)


def test_own_words_of_one_language_are_not_spoken_in_the_other() -> None:
    save_texts("invitation", {"reply": "Ring Karin."})
    i18n.use_language("en")
    assert "Karin" not in standing("invitation", "reply")
    assert standing("invitation", "intro", {"namn": "Kim"}).startswith(
        "Welcome to a meeting about how we can support Kim"
    )


def test_a_damaged_file_of_texts_is_told_left_alone_and_kept_when_new_ones_are_written() -> None:
    path = own_path("sip")
    path.parent.mkdir(parents=True)
    path.write_text("law: [", encoding="utf-8")
    assert "Filen är orörd" in (problem("sip") or "")
    assert "individuell plan" in standing("sip", "law")
    save_texts("sip", {"law": "Ny."})
    assert standing("sip", "law") == "Ny."
    assert path.with_name("sip.sv.yaml.bak").read_text(encoding="utf-8") == "law: ["


def test_an_emptied_text_is_left_out_of_the_paper(case: Case, tmp_path: Path) -> None:
    save_texts("sip", {"law": " "})
    assert "bestämmelserna om individuell plan" not in words(case, "sip", tmp_path)


def test_every_text_has_both_languages_and_the_same_keys() -> None:
    for kind in kinds_with_texts():
        i18n.use_language("sv")
        swedish = [each.key for each in passages(kind)]
        i18n.use_language("en")
        assert [each.key for each in passages(kind)] == swedish, kind
        assert swedish
