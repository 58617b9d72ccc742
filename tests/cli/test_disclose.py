"""samkarta disclose and verify: packages, exit codes, one clear line where a rule says no."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from app.models.edits.fields import set_field
from tests.support.libraries import opened
from tests.support.packages import files


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def change(library: Path, family: str, key: str, field: str, value: object) -> None:
    with opened(library) as opened_one:
        own = opened_one.find("case_a")
        case, _history = opened_one.load(own)
        opened_one.sink(own)(set_field(case, family, key, field, value), "do")


def test_several_recipients_get_their_packages_and_verify_finds_them_whole(run, out: Path) -> None:
    code, said, complained = run("disclose", "case_a", "--recipient", "org_bup", "org_skola", "--to", out)
    assert (code, complained) == (0, "")
    made = [Path(line) for line in said.splitlines()]
    assert sorted(made) == sorted(out.iterdir()) and len(made) == 2
    for each in made:
        assert run("verify", each)[0] == 0
    code, said, _complained = run("disclose", "case_a", "--recipient", "org_bup", "--to", out, "--zip")
    assert code == 0 and said.strip().endswith("_v2.zip") and run("verify", said.strip())[0] == 0


def test_several_cases_are_handed_out_of_at_once_all_or_none(run, library: Path, out: Path, case_b: Path) -> None:
    from app.case_files import read_cases

    with opened(library) as made:
        (other,) = made.add(read_cases([case_b]))
    assert run("disclose", "case_a", "case_b", "--recipient", "nobody", "--to", out)[0] == 2
    code, said, _complained = run("disclose", "case_a", "case_b", "case_a", "--recipient", "child", "--to", out)
    paths = [Path(line) for line in said.splitlines()]
    assert code == 0 and len(paths) == len(set(paths)) == 2 and sorted(paths) == sorted(out.iterdir())
    with opened(library) as made:
        assert [len(made.disclosures(made.find(each))) for each in ("case_a", other)] == [1, 1]


def test_an_organisation_is_named_by_its_id_or_its_name(run, out: Path) -> None:
    code, said, _complained = run("disclose", "case_a", "--recipient", "bup ekvik", "--to", out)
    assert code == 0 and "_BUP-Ekvik_" in said


def test_a_changed_package_is_found_with_exit_5_and_a_missing_one_with_2(run, out: Path) -> None:
    _code, said, _complained = run("disclose", "case_a", "--recipient", "f02", "--to", out)
    made = Path(said.strip())
    (made / "plan.json").write_text("{}", encoding="utf-8")
    code, said, complained = run("verify", made)
    assert code == 5 and "plan.json har ändrats." in complained and not said
    assert run("verify", out / "nowhere")[0] == 2


def test_a_rule_that_forbids_stops_all_with_exit_7_rule_and_sentence(run, out: Path) -> None:
    code, said, complained = run("disclose", "case_a", "--recipient", "org_bup", "org_fritid", "--to", out)
    assert (code, said) == (7, "")
    assert complained == (
        "samkarta: Fritid och förening: R3. Inget samtycke gäller för Fritid och förening. Inget lämnas ut.\n"
    )
    assert not list(out.iterdir())


def test_a_withdrawn_consent_forbids_and_the_letter_says_who_holds_what(run, library: Path, out: Path) -> None:
    assert run("disclose", "case_a", "--recipient", "org_bup", "--to", out)[0] == 0
    change(library, "consents", "c01", "withdrawn_on", date(2026, 11, 1))
    code, _said, complained = run("disclose", "case_a", "--recipient", "org_bup", "--to", out)
    assert code == 7 and "R11" in complained and "återkallat" in complained
    letter = out / "brev.pdf"
    assert run("export", "case_a", "--as", "withdrawal-letter", "--to", letter)[0] == 0
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(letter).pages]
    assert len(pages) == 5
    assert sum("version 1: SAMKARTA_" in each for each in pages) == 1
    assert sum("Inga paket till er är antecknade." in each for each in pages) == 4


def test_a_letter_where_no_consent_is_withdrawn_says_so(run, out: Path) -> None:
    assert run("export", "case_a", "--as", "withdrawal-letter", "--to", out / "brev.pdf")[0] == 0
    assert "Inget samtycke i ärendet är återkallat" in PdfReader(out / "brev.pdf").pages[0].extract_text()


@pytest.mark.parametrize(("whom", "code"), [("f05", 7), ("nobody", 2)])
def test_who_cannot_be_a_recipient_is_said(run, out: Path, whom: str, code: int) -> None:
    found, said, complained = run("disclose", "case_a", "--recipient", whom, "--to", out)
    assert (found, said) == (code, "") and complained.startswith("samkarta: ") and not list(out.iterdir())


def test_health_and_social_services_need_all_of_a_decision_and_a_school_never_gets_one(
    run, library: Path, out: Path
) -> None:
    change(library, "consents", "c01", "withdrawn_on", date(2026, 11, 1))
    ruled = ("--decided-by", "Enhetschef", "--paragraph", "26:9 OSL", "--because", "Barnet behöver det.")
    assert run("disclose", "case_a", "--recipient", "org_bup", "--to", out, *ruled[:4])[0] == 7
    code, _said, complained = run("disclose", "case_a", "--recipient", "org_skola", "--to", out, *ruled)
    assert code == 7 and "R7" in complained
    code, said, _complained = run("disclose", "case_a", "--recipient", "org_bup", "--to", out, *ruled)
    assert code == 0
    assert json.loads(files(Path(said.strip()))["plan.json"])["decision"]["by"] == "Enhetschef"
    with opened(library) as made:
        (entry,) = made.disclosures(made.find("case_a"))
    assert entry.decision is not None and entry.decision["because"] == "Barnet behöver det." and entry.at


def test_the_preview_tells_what_goes_and_what_stays_and_makes_nothing(run, library: Path, out: Path) -> None:
    code, said, _complained = run("disclose", "case_a", "--recipient", "org_bup", "--to", out, "--preview")
    assert code == 0 and "+ R1  p06: " in said and "- R2  p11: " in said and "- R5  r01: " in said
    assert not list(out.iterdir())
    with opened(library) as made:
        assert not made.disclosures(made.find("case_a"))


def test_what_the_user_takes_away_is_not_in_the_package(run, out: Path) -> None:
    _code, said, _complained = run("disclose", "case_a", "--recipient", "org_bup", "--to", out, "--without", "p01")
    assert "Morgonstöd" not in files(Path(said.strip()))["plan.json"].decode("utf-8")


@pytest.mark.parametrize("option", ["--without", "--item"])
def test_an_item_that_is_in_no_case_is_a_slip_and_lets_nothing_out(run, library: Path, out: Path, option: str) -> None:
    code, _said, complained = run("disclose", "case_a", "--recipient", "org_bup", option, "p99", "--to", out)
    assert code == 2 and "Det finns ingen uppgift p99" in complained and not list(out.iterdir())
    with opened(library) as made:
        assert not made.disclosures(made.find("case_a"))
    assert run("disclose", "case_a", "--recipient", "f02", option, "p01", "child_voice:~1", "--to", out)[0] == 0


def test_a_file_where_a_folder_is_asked_for_is_said(run, out: Path) -> None:
    (out / "fil").touch()
    code, _said, complained = run("disclose", "case_a", "--recipient", "org_bup", "--to", out / "fil")
    assert code == 4 and "är en fil, inte en mapp. Inget har lämnats ut." in complained


def test_the_profiles_folder_and_form_are_used_where_no_folder_is_named(run, out: Path) -> None:
    from app.models.disclosure.profiles import Profile, save

    save([Profile(name="BUP Ekvik", folder=str(out), zip=True, pattern="inkorg_{datum}_{version}")])
    code, said, _complained = run("disclose", "case_a", "--recipient", "org_bup")
    assert code == 0 and Path(said.strip()).parent == out and Path(said.strip()).name.startswith("inkorg_")
    code, _said, complained = run("disclose", "case_a", "--recipient", "org_soc")
    assert code == 2 and "--to" in complained


def test_a_folder_that_is_not_there_is_said_and_nothing_is_logged(run, library: Path, out: Path) -> None:
    code, _said, complained = run("disclose", "case_a", "--recipient", "org_bup", "--to", out / "no" / "where")
    assert code == 4 and "finns inte" in complained
    with opened(library) as made:
        assert not made.disclosures(made.find("case_a"))


def test_the_letter_can_be_written_on_in_word_and_each_begins_on_a_page_of_its_own(
    run, library: Path, out: Path
) -> None:
    assert run("disclose", "case_a", "--recipient", "org_bup", "--to", out)[0] == 0
    change(library, "consents", "c01", "withdrawn_on", date(2026, 11, 1))
    letter = out / "brev.docx"
    assert run("export", "case_a", "--as", "withdrawal-letter", "--to", letter)[0] == 0
    made = Document(str(letter))
    words = [each.text for each in made.paragraphs]
    assert sum("version 1: SAMKARTA_" in each for each in words) == 1
    body = made.element.body.xml
    assert body.count('w:type="page"') + body.count("<w:pageBreakBefore") + len(made.sections) - 1 == 4
