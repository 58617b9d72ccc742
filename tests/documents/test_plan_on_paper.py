"""The plan and the list of wishes, read back from real PDF files."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from app import i18n
from app.documents.base import documents
from app.export.base import export
from app.models.case import Case
from app.models.casefile import Vocabulary, read
from app.models.edits.fields import set_field
from app.models.edits.figures import add_figure
from app.models.edits.goals import add_goal, measure
from app.models.edits.newcase import empty_case
from app.models.edits.plan import add_row, rows_from
from app.models.edits.ties import answer_wish, ask_wish
from app.models.promises import offered_but_not_planned, promised_but_not_planned

TODAY = date(2026, 11, 22)
NOTHING = Vocabulary(frozenset(), frozenset(), frozenset())
A4, A3 = (842, 595), (1191, 842)


def _text(path: Path) -> str:
    """All words of a PDF, white space made single."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def _set(case: Case, kind: str, folder: Path, **options: str) -> Path:
    path = folder / f"{kind}.pdf"
    export(case, kind, path, today=TODAY, **options)
    return path


def test_the_plan_holds_every_row_with_all_its_answers(case_a: Path, tmp_path: Path) -> None:
    case = read(case_a, NOTHING)
    text = _text(_set(case, "plan", tmp_path))
    for row in case.plan.values():
        assert row.first_step is not None
        assert row.follow_up is not None
        for words in (row.what, row.how, row.when, row.first_step.text, row.follow_up.how):
            assert " ".join((words or "").split()) in text
    assert text.count("Barnets plan") == 1
    assert "Styrgruppsfråga: kontaktsocialsekreterare per skola" in text.split("Samverkansplan")[1]


def test_the_plan_tells_goals_participants_consent_and_page_numbers(case_a: Path, tmp_path: Path) -> None:
    path = _set(read(case_a, NOTHING), "plan", tmp_path)
    text = _text(path)
    pages = len(PdfReader(path).pages)
    for words in (
        "Närvaron är minst 70 % under fyra veckor i följd.",
        "54 % (v. 34–40)",
        "Skolsköterska Birgitta Lövängsskolan",
        "Samtycke till 2027-06-11",
        "Gäller inte: Pappas egen vårdkontakt",
        "Att sitta hos Lina.",
        f"Sida 1 av {pages}",
        f"Sida {pages} av {pages}",
    ):
        assert words in text


def test_an_empty_case_says_what_is_missing(tmp_path: Path) -> None:
    case = empty_case("Nytt ärende", "Kim")
    plan = _text(_set(case, "plan", tmp_path))
    for sentence in (
        "Barnets egna ord är inte nedskrivna ännu.",
        "Inga mål är satta ännu.",
        "Det finns inga rader i barnets plan ännu.",
        "Ingen träff med närvarande är antecknad ännu.",
        "Samtycke saknas",
    ):
        assert sentence in plan
    assert "Inga önskemål är ställda ännu." in _text(_set(case, "collaboration-map", tmp_path))


def test_the_collaboration_map_is_followed_by_every_wish_with_its_answer(case_b: Path, tmp_path: Path) -> None:
    case = read(case_b, NOTHING)
    path = _set(case, "collaboration-map", tmp_path)
    listed = " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages[1:]).split())
    for wish in case.wishes.values():
        assert " ".join(wish.text.split()) in listed
        if wish.answer and wish.answer.unlock:
            assert " ".join(wish.answer.unlock.split()) in listed
    assert "kan 8, delvis 6, blockerat 4, inte besvarat 1" in listed
    assert "Besvarat av Socialsekreterare Maryam" in listed


@pytest.mark.parametrize(("paper", "size"), [("a4", A4), ("a3", A3)])
def test_a_map_is_one_landscape_page_of_the_paper_asked_for(
    case_a: Path, tmp_path: Path, paper: str, size: tuple[int, int]
) -> None:
    reader = PdfReader(_set(read(case_a, NOTHING), "case-map", tmp_path, paper=paper))
    assert len(reader.pages) == 1
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_names_in_any_latin_script_are_on_map_and_in_plan(tmp_path: Path) -> None:
    case = empty_case("Prov", "Nguyễn Trần Ánh Tuyết")
    group = next(iter(case.groups))
    for name in ("Łukasz Żółć", "Şebnem Iğdır", "Đorđe Ђ"):
        case.apply(add_figure(case, label=name, group=group, ring=2))
    people = [key for key in case.figures if key != case.child]
    case.apply(add_row(case, what="Möte", who=tuple(people)))
    for kind in ("case-map", "plan"):
        text = _text(_set(case, kind, tmp_path))
        for word in ("Łukasz", "Żółć", "Şebnem", "Iğdır", "Đorđe"):
            assert word in text
    assert "Nguyễn" in _text(tmp_path / "case-map.pdf")


def test_a_very_long_word_and_a_very_long_row_stay_on_the_paper(tmp_path: Path) -> None:
    case = empty_case("Prov", "Kim")
    case.apply(add_row(case, what="Å" * 400, how="Vi provar igen. " * 900))
    case.apply(add_row(case, what="Sista raden & <b>inget</b> annat"))
    text = _text(_set(case, "plan", tmp_path))
    assert text.replace(" ", "").count("Å" * 20) >= 5
    assert text.count("provar") == 900
    assert "Sista raden & <b>inget</b> annat" in text


def test_a_blocked_wish_tells_its_cause_and_what_would_unlock_it(tmp_path: Path) -> None:
    case = empty_case("Prov", "Kim")
    group = next(iter(case.groups))
    for name in ("Mentor", "Rektor"):
        case.apply(add_figure(case, label=name, group=group, ring=1))
    mentor, head = [key for key in case.figures if key != case.child]
    case.apply(ask_wish(case, mentor, head, "En resurs i matsalen"))
    wish = next(iter(case.wishes))
    case.apply(answer_wish(case, wish, status="blocked", cause="regulation", unlock="Undantag från nämnden"))
    text = _text(_set(case, "collaboration-map", tmp_path))
    for words in ("Blockerat – regelverk", "Undantag från nämnden", "varav 1 blockerat"):
        assert words in text


@pytest.mark.parametrize("rows", range(3, 11))
def test_a_row_stays_whole_and_a_heading_and_a_goal_stay_with_what_follows(tmp_path: Path, rows: int) -> None:
    case = empty_case("Prov", "Kim")
    case.apply(add_goal(case, "short_term", "Målet"))
    goal = next(iter(case.short_term))
    how = "Vi träffas och går igenom dagen tillsammans. " * 3
    for number in range(rows):
        case.apply(add_row(case, what=f"Början{number}.", how=f"{how} Slutet{number}."))
    case.apply(add_row(case, what="Målraden.", how=how * 3, goal=goal))
    case.apply(add_row(case, what="Samverkansraden.", how=how * 3, kind="collaboration"))
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(_set(case, "plan", tmp_path)).pages]

    def page_of(words: str) -> int:
        return next(number for number, text in enumerate(pages) if words in text)

    for number in range(rows):
        assert page_of(f"Början{number}.") == page_of(f"Slutet{number}.")
    assert page_of("Mål: Målet") == page_of("Målraden.")
    assert page_of("Samverkansplan") == page_of("Samverkansraden.")
    assert all(not page.endswith("Deltagare") for page in pages)


def test_a_text_of_many_pages_is_set_whole_and_soon(tmp_path: Path) -> None:
    case = empty_case("Prov", "Kim")
    case.apply(add_row(case, what="Lång", how=("Samverkansöverenskommelse " * 12 + "klar. ") * 200))
    begun = time.monotonic()
    text = _text(_set(case, "plan", tmp_path))
    assert time.monotonic() - begun < 20
    assert text.count("Samverkansöverenskommelse") == 2400
    assert text.count("klar.") == 200


def test_a_goal_that_was_reached_says_so(tmp_path: Path) -> None:
    case = empty_case("Prov", "Kim")
    case.apply(add_goal(case, "short_term", "Målet"))
    case.apply(set_field(case, "short_term", next(iter(case.short_term)), "state", "reached"))
    assert "Målet Uppnått" in _text(_set(case, "plan", tmp_path))


def test_only_embedded_fonts_are_used_and_the_language_is_marked(case_a: Path, tmp_path: Path) -> None:
    reader = PdfReader(_set(read(case_a, NOTHING), "collaboration-map", tmp_path))
    assert reader.trailer["/Root"]["/Lang"] == "sv-SE"
    fonts = {font.get_object()["/BaseFont"] for page in reader.pages for font in page["/Resources"]["/Font"].values()}
    assert fonts
    assert all("Source" in name for name in fonts)


def test_papers_speak_english_when_english_is_chosen(case_a: Path, tmp_path: Path) -> None:
    i18n.use_language("en")
    case = read(case_a, NOTHING)
    text = _text(_set(case, "plan", tmp_path))
    for swedish in ("Vem/vilka", "Uppföljning", "Deltagare", "Sida 1", "Mäts genom"):
        assert swedish not in text
    assert "Page 1 of" in text


def test_every_paper_has_a_title(case_a: Path) -> None:
    case = read(case_a, NOTHING)
    assert all(document.title(case).strip() for document in documents().values())


def test_what_was_promised_and_has_no_row_stands_on_the_plan_until_it_has(case_a: Path, tmp_path: Path) -> None:
    case = read(case_a, NOTHING)
    text = _text(_set(case, "plan", tmp_path))
    promised = text.split("Lovat men inte i planen")[1].split("Deltagare")[0]
    for key in promised_but_not_planned(case):
        assert " ".join(case.wishes[key].text.split()) in promised
    for key in offered_but_not_planned(case):
        assert " ".join(case.support_answers[key].text.split()) in promised
    assert case.wishes["w02"].text not in promised
    leaks = [("wishes", key) for key in promised_but_not_planned(case)]
    leaks += [("support_answers", key) for key in offered_but_not_planned(case)]
    case.apply(rows_from(case, leaks))
    assert "Lovat men inte i planen" not in _text(_set(case, "plan", tmp_path))


def test_words_that_must_not_leave_are_not_among_what_was_promised(case_a: Path, tmp_path: Path) -> None:
    case = read(case_a, NOTHING)
    case.apply(set_field(case, "wishes", "w09", "restricted", ["inquiry"]))
    text = _text(_set(case, "plan", tmp_path))
    assert "Återkoppling på orosanmälan" not in text
    assert "Skrivs inte ut (stödinsatser)" in text


def test_strengths_stand_before_goals_and_the_latest_reading_beside_the_baseline(case_a: Path, tmp_path: Path) -> None:
    case = read(case_a, NOTHING)
    case.apply(set_field(case, "case", "case", "strengths", "Ritar och rider."))
    case.apply(measure(case, "gs1", date(2026, 11, 17), 61.5))
    text = _text(_set(case, "plan", tmp_path))
    assert text.index("Ritar och rider.") < text.index("Målen")
    assert "54 % (v. 34–40) Senast mätt: 61,5 (2026-11-17)" in text
