"""SIP, Casearbete, consent form, invitation, follow-up sheet, notes and the family's page, read back from real PDFs."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from app import i18n
from app.case_files import read_cases
from app.export.base import export
from app.models import casefile
from app.models.case import Case
from app.models.edits.fields import set_field
from app.models.edits.newcase import empty_case
from app.models.edits.plan import add_row
from app.models.standing_texts import save_texts

TODAY = date(2026, 11, 2)
EMPTY = {
    "sip": ("Ingen fråga är bestämd ännu.", "Inga insatser är bestämda ännu.", "Ingen krisplan är skriven."),
    "stenungsund": ("Det finns inga rader i planen ännu.", "Ingen beskrivning är skriven ännu."),
    "consent-form": ("Gäller till och med …………",),
    "invitation": ("Dagen är inte bestämd ännu.", "Ingen är inbjuden ännu.", "Ingen samordnare är vald ännu."),
    "follow-up": ("Det finns inga rader i planen ännu.", "Inga önskemål är blockerade."),
    "meeting-notes": ("Ingen träff är antecknad ännu.",),
    "family-copy": ("Kim har inte fått säga sitt ännu. Fråga!", "Inget är bestämt ännu."),
    "case-pack": ("Innehåll", "Ingen träff är antecknad ännu."),
    "stakeholder-map": ("Intressentkarta",),
    "timeline": ("Inga kort är satta på tidslinjen ännu.",),
    "wheel": ("Barnets bästa-hjulet",),
}
MINE = ("sip", "stenungsund", "consent-form", "invitation", "follow-up", "meeting-notes", "family-copy")


def text_of(case: Case, kind: str, folder: Path, paper: str = "auto") -> str:
    """Write a paper and return its words, white space made single."""
    path = folder / f"{kind}.pdf"
    export(case, kind, path, today=TODAY, paper=paper)
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


@pytest.fixture
def a(case_a: Path) -> Case:
    return read_cases([case_a])[0]


@pytest.fixture
def b(case_b: Path) -> Case:
    return read_cases([case_b])[0]


@pytest.mark.parametrize("kind", EMPTY)
def test_a_paper_of_an_empty_case_says_what_is_missing(kind: str, tmp_path: Path) -> None:
    text = text_of(empty_case("Nytt ärende", "Kim"), kind, tmp_path)
    for sentence in EMPTY[kind]:
        assert sentence in text


@pytest.mark.parametrize("kind", MINE)
def test_a_paper_follows_the_size_that_is_asked_for(a: Case, kind: str, tmp_path: Path) -> None:
    sizes = []
    for paper in ("a4", "a3"):
        text_of(a, kind, tmp_path, paper)
        box = PdfReader(tmp_path / f"{kind}.pdf").pages[0].mediabox
        sizes.append(sorted((round(box.width), round(box.height))))
    assert sizes == [[595, 842], [842, 1191]]


@pytest.mark.parametrize("kind", MINE)
def test_a_paper_speaks_english_when_english_is_chosen(kind: str, tmp_path: Path) -> None:
    i18n.use_language("en")
    text = text_of(empty_case("New case", "Kim"), kind, tmp_path)
    for swedish in ("ännu", "Vårdnadshavare", "Samtycke", "planen", "Sida 1", "Träff"):
        assert swedish not in text


def test_the_sip_holds_what_the_law_asks_for_and_who_answers_for_it(b: Case, tmp_path: Path) -> None:
    text = text_of(b, "sip", tmp_path)
    by_body, others = text.split("Insatser som kommunen och regionen svarar för")[1].split("Åtgärder av andra")
    for row in b.plan.values():
        assert (" ".join(row.what.split()) in text) == (row.kind == "child")
    assert "Socialtjänsten Ekvik, Barn och familj · Kommun" in by_body
    assert "Sjöhamraskolan · Kommun" in others
    for words in (
        "Huvudansvarig Socialtjänsten Ekvik, Barn och familj",
        "Samordnare Socialsekreterare Maryam",
        "Gäller inte: Mammas egen behandling",
        "Att träffa Ella.",
        "Nästa möte 2026-11-25",
        "Kopior till Socialtjänsten Ekvik, Barn och familj, Sjöhamraskolan",
    ):
        assert words in text


def test_the_sip_says_what_it_has_by_the_form(a: Case, tmp_path: Path) -> None:
    text = text_of(a, "sip", tmp_path)
    assert "Det går att ta tillbaka när som helst" in text
    assert "Första SIP eller uppföljning: ej ifyllt" in text
    row = text[text.index("Utökat samtycke till") :][:320]  # it stands under BUP: who else does it is told where from
    assert "Skolsköterska Birgitta, Lövängsskolan" in row and "Psykolog, BUP Sofia senast" in row


def test_paragraphs_of_law_stand_in_no_code(root: Path) -> None:
    code = [path for folder in ("documents", "models") for path in (root / "app" / folder).rglob("*.py")]
    assert [
        path.name for path in code if "§ " in path.read_text(encoding="utf-8") and "kap. " in path.read_text()
    ] == []


def test_casearbete_puts_each_row_under_the_one_who_answers_for_it(a: Case, tmp_path: Path) -> None:
    export(a, "stenungsund", tmp_path / "log.csv", today=TODAY)
    with (tmp_path / "log.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *lines = list(csv.reader(file, delimiter=";"))
    assert head == [
        *("Datum", "Skola/att göra", "Socialtjänst/att göra", "PV/att göra"),
        *("Övrigt", "Reflektioner", "Uppföljning"),
    ]
    column = {line[at].splitlines()[0]: head[at] for line in lines for at in range(1, 5) if line[at]}
    assert column["Mjuk start på skoldagen"] == "Skola/att göra"
    assert column["Morgonstöd i hemmet"] == "Socialtjänst/att göra"
    assert column["Styrgruppsfråga: kontaktsocialsekreterare per skola"] == "PV/att göra"
    assert column["Konsultation från BUP till elevhälsan"] == "Övrigt"
    assert [line[0] for line in lines] == sorted(line[0] for line in lines)
    assert len(lines) == len(a.plan) + len(a.meetings)


def test_the_consent_form_has_a_page_for_each_consent_in_force_and_none_for_what_is_over(
    b: Case, tmp_path: Path
) -> None:
    text = text_of(b, "consent-form", tmp_path)
    for words in (
        "Vi/jag vårdnadshavare för Elias",
        "får konsultera det större nätverket i SamTidigt",
        "Mammas egen behandling; Uppgifter om systern utöver umgänge",
        "Gäller till och med 2027-03-31",
        "Vårdnadshavare 1: Mamma Jenny",
        "Har inte samtyckt ännu",
        "Så tar du tillbaka samtycket",
        "Barnet: Elias",
    ):
        assert words in text
    assert len(PdfReader(tmp_path / "consent-form.pdf").pages) == 1
    b.apply(set_field(b, "consents", "c01", "withdrawn_on", date(2026, 10, 30)))
    blank = text_of(b, "consent-form", tmp_path)
    assert "Mammas egen behandling" not in blank
    assert "Gäller till och med ………" in blank


def test_the_invitation_has_the_day_the_place_and_the_agreed_questions(a: Case, tmp_path: Path) -> None:
    a.apply(set_field(a, "meetings", "m01", "date", date(2026, 11, 17)))
    text = text_of(a, "invitation", tmp_path)
    for words in (
        "Dag 2026-11-17",
        "Tid 13:00–16:00",
        "Hur kan ni stödja barnet?",
        "Petra Mamma",
        "Så går träffen till",
    ):
        assert words in text


def test_the_follow_up_sheet_takes_late_rows_first_and_names_what_is_blocked(a: Case, tmp_path: Path) -> None:
    rows = [row for row in a.plan.values() if row.kind == "child"]
    a.apply(set_field(a, "plan", rows[-1].id, "due", date(2026, 10, 1)))
    text = text_of(a, "follow-up", tmp_path)
    assert "1 rad är sen" in text
    assert text.index(rows[-1].what) < text.index(rows[0].what)
    blocked = text.split("Blockerade önskemål")[1]
    for key, wish in a.wishes.items():
        assert (" ".join(wish.text.split()) in blocked) == (wish.status == "blocked"), key


def test_the_notes_tell_the_latest_meeting_first_with_what_was_said(a: Case, tmp_path: Path) -> None:
    a.apply(set_field(a, "meetings", "m01", "surprises", "Att mormor redan gör så mycket."))
    text = text_of(a, "meeting-notes", tmp_path)
    for words in ("Träff 2026-10-06", "Att mormor redan gör så mycket.", "Rektor Fatima", "Nästa träff 2026-11-17"):
        assert words in text


def test_the_familys_copy_is_one_page_however_much_there_is(a: Case, tmp_path: Path) -> None:
    for number in range(40):
        a.apply(add_row(a, what=f"Ännu en sak {number} att göra. " * 6, when="varje vecka"))
    text = text_of(a, "family-copy", tmp_path)
    assert len(PdfReader(tmp_path / "family-copy.pdf").pages) == 1
    assert "saker till står i planen." in text
    assert "Fråga Socialsekreterare Karin" in text


def test_the_familys_copy_is_one_page_whatever_its_own_texts_are(a: Case, tmp_path: Path) -> None:
    save_texts("family-copy", {"intro": "Ett långt ord i taget. " * 400, "rights": "x" * 3000})
    text = text_of(a, "family-copy", tmp_path)
    assert "Sida 1 av 1" in text and "Mjuk start på skoldagen" in text and "Ett långt ord i taget." in text


def test_the_familys_copy_has_no_scores_and_none_of_the_partners_own_plan(a: Case, tmp_path: Path) -> None:
    text = text_of(a, "family-copy", tmp_path)
    assert "Mjuk start på skoldagen" in text
    for word in ("54 %", "Styrgruppsfråga", "Blockerat", "indikator", "Utgångsläge", "Planerad"):
        assert word not in text


@pytest.mark.parametrize("kind", [*MINE, "case-pack"])
def test_what_must_never_leave_is_on_no_paper_nor_inside_it(a: Case, kind: str, tmp_path: Path) -> None:
    a.apply(set_field(a, "plan", "p01", "restricted", ["inquiry"]))
    a.apply(set_field(a, "wishes", "w06", "restricted", ["third_person"]))
    hidden = [a.plan["p01"].what, a.plan["p01"].how or "", a.wishes["w06"].text]
    text = text_of(a, kind, tmp_path)
    inside = PdfReader(tmp_path / f"{kind}.pdf").attachments
    text += " ".join(data.decode() for files in inside.values() for data in files)
    assert [words for words in hidden if words in text] == []


@pytest.mark.parametrize("kind", [*MINE, "case-pack"])
def test_protected_people_are_on_no_paper_nor_inside_it(a: Case, kind: str, tmp_path: Path) -> None:
    a.apply(set_field(a, "case", "case", "protected_identity", True))
    text = text_of(a, kind, tmp_path)
    inside = PdfReader(tmp_path / f"{kind}.pdf").attachments
    text += " ".join(data.decode() for files in inside.values() for data in files)
    assert [name for name in ("Tuva", "Petra", "Joakim", "Lövängsskolan") if name in text] == []


def test_a_very_long_name_leaves_the_familys_copy_one_page(tmp_path: Path) -> None:
    text_of(empty_case("Prov", "Ann" + "a" * 900), "family-copy", tmp_path)
    assert len(PdfReader(tmp_path / "family-copy.pdf").pages) == 1


def test_a_restricted_record_without_a_kind_is_kept_back_too(a: Case, tmp_path: Path) -> None:
    data = casefile.to_data(a, json=True)
    data["plan"][0] |= {"restricted": ["journal"], "category": None}
    text = text_of(casefile.from_data(data, casefile.Vocabulary()), "sip", tmp_path)
    assert a.plan["p01"].what not in text and "Skrivs inte ut (stödinsatser)" in text
