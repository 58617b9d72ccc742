"""erase, hand-over and import of what was handed over, as programs and people drive them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from app.cli import main
from app.document import Document
from app.models.edits.fields import set_field
from app.settings import Settings
from app.storage import handing
from tests.support.libraries import CHEAP, opened


@pytest.fixture
def library(tmp_path: Path, case_a: Path) -> Path:
    path = tmp_path / "b.samkarta"
    with opened(path, create=True):
        pass
    assert main(["import", str(case_a), "--library", str(path)]) == 0
    return path


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    seal = handing.seal
    monkeypatch.setattr(handing, "seal", lambda contents, password, _cost: seal(contents, password, CHEAP))
    monkeypatch.setenv("SAMKARTA_CASE_PASSWORD", "filens eget")


def test_a_person_is_erased_and_what_is_said_does_not_name_them(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["erase", "case_a", "--person", "f09", "--yes", "--library", str(library)]) == 0

    said = capsys.readouterr()
    assert "Personen är raderad." in said.out and "Marie" not in said.out + said.err
    with opened(library) as opened_again:
        (own,) = [each.id for each in opened_again.summaries()]
        assert "f09" not in opened_again.case(own).figures
        assert "Marie" not in str(opened_again.case(own).to_rows())
    assert main(["check", "--library", str(library)]) == 0


def test_nothing_is_erased_without_a_yes(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["erase", "case_a", "--library", str(library)]) == 4
    assert "Inget har raderats" in capsys.readouterr().err
    assert main(["list", "--library", str(library)]) == 0
    assert "case_a" in capsys.readouterr().out


def test_a_case_is_erased(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["erase", "case_a", "--yes", "--library", str(library)]) == 0
    capsys.readouterr()
    assert main(["list", "--library", str(library)]) == 0
    assert capsys.readouterr().out == ""
    assert main(["erase", "case_a", "--yes", "--library", str(library)]) == 2


def test_somebody_the_case_does_not_have_is_unknown(library: Path) -> None:
    assert main(["erase", "case_a", "--person", "nobody", "--yes", "--library", str(library)]) == 2


def test_a_case_goes_from_one_library_to_another(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, other = tmp_path / "x.samkarta-case", tmp_path / "other.samkarta"
    with opened(other, create=True):
        pass
    assert main(["hand-over", "case_a", "--to", str(file), "--library", str(library)]) == 0

    assert main(["import", str(file), "--library", str(other)]) == 0

    with opened(library) as one, opened(other) as two:
        assert one.case(one.find("case_a")) == two.case(two.find("case_a"))
    assert main(["import", str(file), "--library", str(other)]) == 3
    assert "--merge" in capsys.readouterr().err
    assert main(["import", str(file), "--copy", "--library", str(other)]) == 0


def test_what_is_erased_does_not_come_back_with_a_backup_from_before(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", "--library", str(library)]) == 0
    assert main(["erase", "case_a", "--person", "f09", "--later", "--yes", "--library", str(library)]) == 0
    capsys.readouterr()

    assert main(["restore", "--library", str(library)]) == 0

    said = capsys.readouterr().out
    assert "1 person som redan var raderad fanns i kopian och är raderad igen." in said and "Marie" not in said
    with opened(library) as again:
        assert "Marie" not in str(again.case(again.find("case_a")).to_rows())


def test_a_case_that_was_erased_can_be_taken_in_again_and_that_is_said(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "x.samkarta-case"
    assert main(["hand-over", "case_a", "--to", str(file), "--library", str(library)]) == 0
    assert main(["erase", "case_a", "--yes", "--library", str(library)]) == 0
    capsys.readouterr()

    assert main(["import", str(file), "--library", str(library)]) == 0

    said = capsys.readouterr()
    assert f"raderades här {date.today()}" in said.err and len(said.out.splitlines()) == 1


def test_a_wrong_password_is_6_and_a_damaged_file_3(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "x.samkarta-case"
    assert main(["hand-over", "case_a", "--to", str(file), "--library", str(library)]) == 0
    monkeypatch.setenv("SAMKARTA_CASE_PASSWORD", "fel")
    assert main(["import", str(file), "--library", str(library)]) == 6
    monkeypatch.delenv("SAMKARTA_CASE_PASSWORD")
    assert main(["import", str(file), "--library", str(library)]) == 6
    word = tmp_path / "word.txt"
    word.write_text("filens eget\n")
    asked = ["import", str(file), "--copy", "--case-password-file", str(word), "--library", str(library)]
    assert main(asked) == 0
    file.write_bytes(file.read_bytes()[:-40])
    assert main(asked) == 3
    assert main(["import", str(tmp_path / "no.samkarta-case"), "--library", str(library)]) == 2
    assert main(["hand-over", "case_a", "--to", str(tmp_path / "x.zip"), "--library", str(library)]) == 2
    assert (
        main(["hand-over", "case_a", "--to", str(tmp_path / "no" / "x.samkarta-case"), "--library", str(library)]) == 4
    )


def test_what_both_have_changed_is_told_and_decided(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Settings(values={"user_name": "Kim Handläggare"}).save()
    file = tmp_path / "x.samkarta-case"
    _set(library, "Först")
    assert main(["hand-over", "case_a", "--to", str(file), "--library", str(library)]) == 0
    other = tmp_path / "other.samkarta"
    with opened(other, create=True):
        pass
    assert main(["import", str(file), "--library", str(other)]) == 0
    _set(other, "Deras")
    assert main(["hand-over", "case_a", "--to", str(file), "--library", str(other)]) == 0
    _set(library, "Mitt")
    capsys.readouterr()

    assert main(["import", str(file), "--merge", "--library", str(library)]) == 3
    said = capsys.readouterr().err
    assert "Casebeskrivning" in said and "Mitt" in said and "Deras" in said
    assert main(["import", str(file), "--merge", "--prefer", "both", "--library", str(library)]) == 0

    with opened(library) as again:
        own = again.find("case_a")
        summary = again.case(own).info.summary or ""
        assert "Mitt" in summary and "Deras" in summary
        assert again.growth(own).moments[-1].actor == "Kim Handläggare"


def test_findings_tell_of_a_closed_case_by_the_users_own_setting(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with opened(library) as there:
        own = there.find("case_a")
        case, history = there.load(own)
        document = Document(case, there.sink(own), history)
        for field, value in (("status", "closed"), ("closed_on", date.today() - timedelta(days=200))):
            assert document.push(set_field(document.case, "case", "case", field, value))
    told = []
    for months in (6, 12):
        Settings(values={"retention_months": months}).save()
        capsys.readouterr()
        assert main(["findings", "case_a", "--library", str(library)]) == 0
        told.append("(Gallring)" in capsys.readouterr().out)
    assert told == [True, False]


def _set(path: Path, words: str) -> None:
    with opened(path) as library:
        own = library.find("case_a")
        case, history = library.load(own)
        assert Document(case, library.sink(own), history).push(set_field(case, "case", "case", "summary", words))
