"""What is looked for in everything that leaves: names however they are bent, days and ages however they are told."""

from __future__ import annotations

from datetime import date

import pytest

from app.models.deidentify.hidden import AGE, CONTACT, DAY, NAME, NUMBER, PLACE, Hidden, hidden_of
from app.models.deidentify.making import safe_roles
from app.models.deidentify.marking import Marker
from tests.support.deidentifying import TODAY
from tests.support.named_case import named_case


def sought(day: date = TODAY) -> Hidden:
    case = named_case()
    return hidden_of(case, Marker(safe_roles(case)), day)


@pytest.fixture(scope="module")
def hidden() -> Hidden:
    return sought()


NAMES = [
    *("Annas mamma", "Anna's", "ANNA", "anna", "An-na", "An-\nna", "An\u00adna", "Lindqvist ringde", "lindqvists"),
    *("LINDQVIST", "fam. Lindqvist", "Nillan", "Asa-Marta", "ohrnblad", "Åsa Märta", "ÅsaMärta", "figure_anna_1"),
    *("f-anna", "anna2", "Öhrn-\nblad", "O\u0308hrnblad", "Ebba", "Ｋasper", "Anna\u00a0Lindqvist"),
]
PLACES = ["Björkskolans rektor", "BJÖRKSKOLAN", "en ekviksbo", "ekvikbor", "Ekviksskolan", "i Ekvik", "Ekvik-skolan"]
AGES = [
    *(
        "14 år",
        "fjorton år",
        "14-åring",
        "fjortonåringen",
        "14-årig",
        "14 års ålder",
        "14-årsdagen",
        "en flicka på 14 år",
    ),
    *('{"age": 14}', "Ålder: 14", "fyller 14 i maj", "14-year-old", "14 years", "41 år", "fyrtioett år"),
    *(
        "född 2011",
        "född i mars 2011",
        "född den 4 maj 2012",
        "födelseår: 2011",
        "f. 1984",
        "årskull 2011",
        "en 2011:a",
    ),
    *("femåring", "5 år gammal", "born in 2011"),
]
DAYS = [
    *("2026-03-04", "2026/03/04", "20260304", "260304", "26-03-04", "4/3", "4/3-26", "4/3 2026", "4.3.2026", "4 mars"),
    *("den 4:e mars", "4 mars 2026", "4 mar.", "fjärde mars", "March 4", "4 March 2026", "March 4th, 2026", "31/12"),
    *("31 december 2025", "Sedan 4/3 är det bättre.", "(4/3)", "04/03"),
]
NUMBERS = [
    *("20120304-2384", "120304-2384", "120304 - 2384", "120364-2384", "201203042385", "2026-77", "212000-0142"),
    *("19840229+1234",),
]
CONTACTS = ["asa@exempel.se", "någon.annan@exempel.org", "070-123 45 67", "0701234567", "+46 8 123 45 67"]
SOUGHT = [(NAME, NAMES), (PLACE, PLACES), (AGE, AGES), (DAY, DAYS), (NUMBER, NUMBERS), (CONTACT, CONTACTS)]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in SOUGHT for text in texts])
def test_it_is_found_in_what_somebody_has_written(kind: str, text: str, hidden: Hidden) -> None:
    assert kind in hidden.written_in(f"Sedan hände det: {text} och så vidare.")
    assert kind in hidden.written_in(text)


OBSCURE = ("An-na", "An-\nna", "An\u00adna", "Asa-Marta", "ohrnblad", "ÅsaMärta", "figure_anna_1", "anna2")
OBSCURE += ("Öhrn-\nblad", "O\u0308hrnblad", "Ｋasper", "41 år", "fyrtioett år")


@pytest.mark.parametrize(
    "text", [text for _kind, texts in SOUGHT for text in texts if text not in OBSCURE] + ["sade A.L.", "Å. M. Ö. var"]
)
def test_what_is_proposed_in_its_place_tells_nothing(text: str, hidden: Hidden) -> None:
    marker = Marker(safe_roles(named_case()))
    assert not hidden.written_in(marker.proposal(f"Sedan hände det: {text} och så vidare."))


@pytest.mark.parametrize("text", ["i 14 år", "för 14 år sedan", "14 dagar", "kl. 14", "13–15 år", "rad 4", "fem år"])
def test_times_and_numbers_are_left_in_the_proposal(text: str) -> None:
    marker = Marker(safe_roles(named_case()))
    assert marker.proposal(f"Det var {text}.") == f"Det var {text}."


SHORTENED = ("260304", "f. 1984", "A.L.", "någon.annan@exempel.org", "+46 8 123 45 67")


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in SOUGHT for text in texts if text not in SHORTENED]
)
def test_it_is_found_in_what_the_program_has_made(kind: str, text: str, hidden: Hidden) -> None:
    assert kind in hidden.found_in(f"<x>{text}</x> och")


@pytest.mark.parametrize("text", ["A.L. ringde", "sade A. L.", "(Å.M.Ö.)", "Å. M. Ö."])
def test_initials_are_found_in_what_somebody_has_written(text: str, hidden: Hidden) -> None:
    assert hidden.written_in(text) == {NAME}


@pytest.mark.parametrize(
    "text",
    [
        *("14 dagar", "Rad 14", "sidan 14 av 20", "kl. 14", "14 personer", "i 14 år", "för 14 år sedan", "om 14 år"),
        *(
            "13–15 år",
            "10–14 år",
            "13-14 år",
            "2014",
            "vårterminen 2026",
            "v. 10 2026",
            "page 14",
            "fem år",
            "fem möten",
        ),
        *("3/4", "1/2", "4/3/2", "0,5", "4 marsvin", "5 mars", "2026-03-05", "sida 4/30", "mars 2026", "14,5 år"),
        *("Kanna och hanna", "annan", "annars", "Lindö", "vikten", "3ebba0f", "#ebba12", "björkar", "viktig"),
        *("123456-7890", "0a1b2c3d-0000-4000-8000-000000000000", "2026-11-22", "D:20261122120000Z", "22 november"),
        *("kl. 08.30–09.15", "tel. 1177", "under 18 år", "AL", "t.ex. a.l.", "SoL 2 kap. 7 §", "SFS 2017:30"),
        *("född i Sverige", "årgången", "barnet föddes på sjukhus", "a" * 64, "4/3 % av"),
    ],
)
def test_what_only_looks_like_it_is_let_through(text: str, hidden: Hidden) -> None:
    if "%" in text:
        text = text.replace("4/3 %", "4/3%")
    assert hidden.written_in(f"Det är {text} nu.") == frozenset()
    assert hidden.found_in(f"<x>{text}</x>") == frozenset()


def test_the_day_of_the_paper_may_stand_there() -> None:
    seen_then = sought(date(2026, 3, 4))
    assert not seen_then.found_in("2026-03-04, 4 mars") and seen_then.found_in("2025-12-31")
