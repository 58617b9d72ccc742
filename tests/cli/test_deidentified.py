"""--deidentified, --reviewed and review: what leaves tells nobody whose case it is, or nothing leaves (exit 7)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from app.models.disclosure.entries import delivered
from tests.support.deidentifying import says
from tests.support.libraries import opened
from tests.support.packages import everything

NAMES = ("Tuva", "Petra", "Birgitta", "Löväng", "Ekvik", "2026-10-06", "2026-014")


def decided(run, path: Path, decision: str = "accept") -> Path:
    assert run("review", "case_a", "--to", path)[0] == 0
    path.write_text(path.read_text().replace("decision: null", f"decision: {decision}"))
    return path


def test_texts_that_nobody_has_read_are_left_out_and_told(run, tmp_path: Path) -> None:
    code, _said, complained = run("export", "case_a", "--as", "plan", "--to", tmp_path / "p.pdf", "--deidentified")
    assert code == 0 and "ingen granskat" in complained
    told = says(tmp_path / "p.pdf")
    assert not any(name in told for name in NAMES) and "Morgonstöd" not in told


def test_reviewed_texts_are_there(run, tmp_path: Path) -> None:
    review = decided(run, tmp_path / "r.yaml")
    assert (tmp_path / "r.yaml").stat().st_mode & 0o077 == 0
    code, _said, complained = run(
        "export", "case_a", "--as", "plan", "--to", tmp_path / "p.csv", "--deidentified", "--reviewed", review
    )
    told = says(tmp_path / "p.csv")
    assert (code, complained) == (0, "") and "Morgonstöd" in told and not any(name in told for name in NAMES)


def test_a_text_that_still_names_somebody_gives_exit_7_and_no_file(run, tmp_path: Path) -> None:
    review = decided(run, tmp_path / "r.yaml")
    data = yaml.safe_load(review.read_text())
    data["texts"][0] |= {"decision": "edit", "write": "Tuva mår bra."}
    review.write_text(yaml.safe_dump(data, allow_unicode=True))
    target = tmp_path / "p.pdf"
    for command in (
        ("export", "case_a", "--as", "plan", "--to", target),
        ("disclose", "case_a", "--recipient", "org_bup", "--to", tmp_path / "out"),
    ):
        code, said, complained = run(*command, "--deidentified", "--reviewed", review)
        assert (code, said) == (7, "") and "R12" in complained and "ett namn" in complained
        assert "Tuva" not in complained and len(complained.splitlines()) == 1
    assert not target.exists() and not (tmp_path / "out").exists()


def test_a_name_in_the_files_own_name_stops_it(run, tmp_path: Path) -> None:
    code, _said, complained = run(
        "export", "case_a", "--as", "case-map", "--to", tmp_path / "karta-tuva.svg", "--deidentified"
    )
    assert code == 7 and "filens namn" in complained and not (tmp_path / "karta-tuva.svg").exists()


def test_packages_are_de_identified_down_to_their_names_and_the_log_says_so(run, library: Path, tmp_path: Path) -> None:
    review = decided(run, tmp_path / "r.yaml")
    out = tmp_path / "out"
    code, said, complained = run(
        *("disclose", "case_a", "--recipient", "org_bup", "org_skola", "steering_group", "--to", out),
        *("--deidentified", "--reviewed", review),
    )
    assert (code, complained) == (0, "")
    made = [Path(line) for line in said.splitlines()]
    assert len(made) == 3 and "plan.fhir.json" not in {each.name for each in made[0].iterdir()}
    for package in made:
        told = "\n".join(everything(package).values())
        assert not any(name in told for name in NAMES), package.name
        data = json.loads((package / "plan.json").read_text())
        assert data["kind"] == "deidentified" and run("verify", package)[0] == 0
    with opened(library) as log:
        assert all(each.deidentified for each in delivered(log.disclosures(log.find("case_a"))))


def test_what_one_may_not_have_as_it_is_one_may_not_have_de_identified_either(run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    whole = json.loads(
        (Path(run("disclose", "case_a", "--recipient", "org_bup", "--to", out)[1].strip()) / "plan.json").read_text()
    )
    review = decided(run, tmp_path / "r.yaml")
    safe = run("disclose", "case_a", "--recipient", "org_bup", "--to", out, "--deidentified", "--reviewed", review)[1]
    part = json.loads((Path(safe.strip()) / "plan.json").read_text())
    for family in ("plan", "goals", "wishes", "support", "consents"):
        assert len(part[family]) <= len(whole[family])
    assert len(part["plan"]) == len(whole["plan"]) > 0


@pytest.mark.parametrize("kind", ["calendar", "edit-log", "withdrawal-letter"])
def test_papers_about_days_and_letters_are_refused(run, tmp_path: Path, kind: str) -> None:
    suffix = "ics" if kind == "calendar" else "pdf"
    code, _said, complained = run("export", "case_a", "--as", kind, "--to", tmp_path / f"x.{suffix}", "--deidentified")
    assert code == 7 and "R12" in complained and not (tmp_path / f"x.{suffix}").exists()


def test_wrong_reviews_are_told(run, tmp_path: Path) -> None:
    export = ("export", "case_a", "--as", "plan", "--to", tmp_path / "p.pdf")
    assert run(*export, "--reviewed", tmp_path / "x")[0] == 2
    assert run(*export, "--deidentified", "--reviewed", tmp_path / "x")[0] == 2
    (tmp_path / "x").write_text("- nej")
    assert run(*export, "--deidentified", "--reviewed", tmp_path / "x")[0] == 3
    assert not (tmp_path / "p.pdf").exists()
