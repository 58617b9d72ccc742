"""Packages are made whole or not at all, written in the log first, and taken back where something fails."""

from __future__ import annotations

import csv
import json
import resource
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path

import jsonschema
import page
import pikepdf
import pytest

from app.case_files import read_cases
from app.documents.handed_over import HandedOver
from app.documents.table_file import as_csv
from app.models.case import Case
from app.models.disclosure.entries import Entry, delivered, holders
from app.models.disclosure.profiles import Profile, ProfilesUnreadable, path, profile_of, profiles, save
from app.models.edits.fields import set_field
from app.package.contents import Wishes
from app.package.handing import hand_out
from app.package.naming import package_name
from app.package.problems import Cancelled, Forbidden, HandingFailed
from app.package.verifying import attached, verify
from tests.support.canaries import TODAY
from tests.support.packages import ListedLog, everything, files, order, package

SCHEMA = Path(__file__).parents[2] / "resources" / "schemas" / "plan.schema.json"
ALWAYS = {"plan.pdf", "plan_arkiv.pdf", "plan.json", "atgarder.csv", "samtycke.txt", "manifest-sha256.txt"}


class Full(ListedLog):
    """A log on a full disk."""

    def write_disclosures(self, entries: Sequence[tuple[str, Entry]]) -> Sequence[Entry]:
        raise OSError("full")


@pytest.fixture
def case(case_a: Path) -> Case:
    return read_cases([case_a])[0]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An empty folder for packages."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def test_a_package_is_a_folder_of_the_files_that_were_agreed(case: Case, out: Path) -> None:
    made = package(case, "org_skola", out)
    assert made.name == f"SAMKARTA_0a1b2c3d_Lövängsskolan_{TODAY}_v1"
    assert set(files(made)) == ALWAYS
    assert [each.name for each in out.iterdir()] == [made.name], "nothing is left beside it"
    assert verify(made) == []


def test_health_care_gets_a_fhir_bundle_and_a_numbered_case_its_number(case: Case, out: Path) -> None:
    case.apply(set_field(case, "case", "case", "number", "2026/014:a"))
    made = package(case, "org_bup", out, zipped=True)
    assert made.name == f"SAMKARTA_2026-014-a_BUP-Ekvik_{TODAY}_v1.zip"
    assert set(files(made)) == ALWAYS | {"plan.fhir.json"}
    with zipfile.ZipFile(made) as archive:
        assert {name.split("/")[0] for name in archive.namelist()} == {made.stem}


def test_no_persons_name_stands_in_the_name_of_a_package(case: Case, out: Path) -> None:
    names = [package(case, whom, out).name for whom in ("f02", "f03", "f01", "styrgrupp")]
    assert [name.split("_")[2] for name in names] == ["vårdnadshavare-1", "vårdnadshavare-2", "barnet", "styrgruppen"]
    assert names[3].startswith("SAMKARTA_samverkan_")


@pytest.mark.parametrize("whom", ["org_bup", "f02", "f01", "styrgrupp"])
def test_the_data_follows_the_schema_and_lies_inside_the_paper(case: Case, whom: str, out: Path) -> None:
    found = files(package(case, whom, out))
    data = json.loads(found["plan.json"])
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(data)
    inside = attached(found["plan.pdf"])
    assert inside is not None
    assert inside["plan.json"] == found["plan.json"] and inside["atgarder.csv"] == found["atgarder.csv"]
    assert attached(found["plan_arkiv.pdf"]) == {}


def test_the_papers_are_an_archives_and_can_be_read_aloud(case: Case, out: Path) -> None:
    found = files(package(case, "org_bup", out))
    for name, profile in (("plan.pdf", "PDF_A_3A"), ("plan_arkiv.pdf", "PDF_A_2A")):
        for each in (getattr(page.ValidationProfile, profile), page.ValidationProfile.PDF_UA_1):
            report = page.validate_pdf_bytes(found[name], profile=each)
            assert report.is_compliant, [f"{fault.rule_id} {fault.message}" for fault in report.failures]


def test_the_table_opens_in_a_swedish_spreadsheet_and_runs_no_formula(case: Case, out: Path) -> None:
    case.apply(set_field(case, "plan", "p06", "what", '=HYPERLINK("x";"y")'))
    data = files(package(case, "org_bup", out))["atgarder.csv"]
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\r\n") == data.count(b"\n")
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 12 and rows[0][1] == "Vad?"
    assert "'=HYPERLINK" in data.decode("utf-8-sig")


def test_the_consent_text_says_what_it_rests_on_and_not_what_it_leaves_out(case: Case, out: Path) -> None:
    said = files(package(case, "org_bup", out))["samtycke.txt"].decode("utf-8")
    assert "Samtycke från Petra, Joakim, skriftligt" in said and "till och med 2027-06-11" in said
    assert "vårdkontakt" not in said and "lillebror" not in said


def test_no_cell_of_a_table_is_a_formula_however_it_begins() -> None:
    starts = ["=1", "+1", "-1", "@SUM(1)", " =1", "\n=1", "\t=1", "\u00a0=1", "\ufeff=1", "\uff1d1"]
    cells = next(csv.reader(StringIO(as_csv([starts]).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert cells == [f"'{each}" for each in starts]
    assert as_csv([["a=1", "\n", ""]]) == b'\xef\xbb\xbfa=1;"\n";\r\n'


def test_a_full_disk_in_the_middle_leaves_nothing_and_says_what_to_do(case: Case, out: Path) -> None:
    log = ListedLog()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        with pytest.raises(HandingFailed) as told:
            hand_out([order(case, each, out) for each in ("org_bup", "org_skola")], log, by="Karin")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "Inget har lämnats ut. Disken är full. Gör plats och försök igen." in str(told.value)
    assert not list(out.iterdir()) and not log.disclosures("case")


def test_a_second_package_has_the_next_version(case: Case, out: Path) -> None:
    log = ListedLog()
    names = [package(case, "org_bup", out, log=log).name[-3:] for _time in range(2)]
    assert names == ["_v1", "_v2"]
    assert [each.version for each in log.entries] == [1, 2]


def test_the_log_says_what_was_given_on_which_consent_with_every_files_hash(case: Case, out: Path) -> None:
    log = ListedLog()
    made = package(case, "org_bup", out, log=log)
    (entry,) = log.entries
    assert (entry.by, entry.recipient, entry.consents) == ("test", "org_bup", ("c01",))
    assert "p06" in entry.items and "p11" not in entry.items
    assert set(entry.files) == set(files(made)) and entry.package == made.name
    assert Entry.from_data(json.loads(json.dumps(entry.to_data())), entry.number) == entry


def test_one_recipient_who_may_have_nothing_stops_all_of_them(case: Case, out: Path) -> None:
    log = ListedLog()
    with pytest.raises(Forbidden) as stopped:
        hand_out([order(case, whom, out) for whom in ("org_bup", "org_fritid")], log, by="test")
    assert [(each.recipient, each.rule) for each in stopped.value.stops] == [("Fritid och förening", "R3")]
    assert not log.entries and not list(out.iterdir())


def test_nothing_leaves_when_the_log_cannot_be_written(case: Case, out: Path) -> None:
    with pytest.raises(HandingFailed, match="kunde inte antecknas. Inget har lämnats ut"):
        package(case, "org_bup", out, log=Full())
    assert not list(out.iterdir())


def test_the_log_is_written_before_the_package_has_its_name(case: Case, out: Path) -> None:
    seen: list[list[str]] = []

    class Watching(ListedLog):
        def write_disclosures(self, entries: Sequence[tuple[str, Entry]]) -> Sequence[Entry]:
            seen.append([each.name for each in out.iterdir() if not each.name.startswith(".")])
            return super().write_disclosures(entries)

    package(case, "org_bup", out, log=Watching())
    assert seen == [[]]


def test_a_package_that_never_got_its_name_is_written_as_failed_and_all_are_taken_back(case: Case, out: Path) -> None:
    class InTheWay(ListedLog):
        def write_disclosures(self, entries: Sequence[tuple[str, Entry]]) -> Sequence[Entry]:
            if entries[-1][1].event == "given":
                (out / entries[-1][1].package).mkdir()
            return super().write_disclosures(entries)

    log = InTheWay()
    with pytest.raises(HandingFailed, match="Inget har lämnats ut"):
        hand_out([order(case, whom, out) for whom in ("org_skola", "org_bup")], log, by="test")
    assert [each.event for each in log.entries] == ["given", "given", "failed", "failed"]
    assert not delivered(log.entries)
    assert [each.name for each in out.iterdir()] == [log.entries[1].package], "only what was in the way"


def test_it_can_be_stopped_between_packages_and_tells_how_far_it_is(case: Case, out: Path) -> None:
    told: list[tuple[int, int, str]] = []
    log = ListedLog()
    orders = [order(case, whom, out) for whom in ("org_skola", "org_bup", "org_soc")]
    with pytest.raises(Cancelled):
        hand_out(orders, log, by="x", progress=lambda *at: told.append(at), cancelled=lambda: len(told) == 2)
    assert told == [(0, 3, "Lövängsskolan"), (1, 3, "BUP Ekvik")]
    assert not log.entries and not list(out.iterdir())


def test_a_folder_that_is_not_there_is_made_and_not_left_empty(case: Case, out: Path) -> None:
    assert package(case, "org_bup", out / "new").parent == out / "new"
    with pytest.raises(HandingFailed):
        package(case, "org_bup", out / "other", log=Full())
    assert not (out / "other").exists()
    with pytest.raises(HandingFailed, match="finns inte"):
        package(case, "org_bup", out / "no" / "where")


def test_who_holds_what_is_known_when_a_consent_is_withdrawn(case: Case, out: Path) -> None:
    log = ListedLog()
    for whom in ("org_bup", "org_skola", "f01"):
        package(case, whom, out, log=log)
    assert [each.recipient for each in holders(log.entries, ["c01"])] == ["org_bup", "org_skola"]
    assert not holders(log.entries, ["c99"])


def test_a_profile_decides_name_formats_and_metadata_but_not_what_goes(case: Case, out: Path) -> None:
    wanted = order(case, "org_bup", out)
    wishes = Wishes(frozenset({"json"}), {"Handlingstyp": "SIP"})
    made = hand_out([replace(wanted, wishes=wishes, pattern="{datum}_{nr}_{version}")], ListedLog(), by="x")[0]
    assert made.name == f"{TODAY}_0a1b2c3d_1"
    assert set(files(made)) == {"plan.pdf", "plan.json", "samtycke.txt", "metadata.json", "manifest-sha256.txt"}
    assert verify(made) == []


def test_profiles_are_kept_in_a_file_and_a_damaged_one_is_said() -> None:
    kept = Profile(name="BUP Ekvik", folder="/inkorg", zip=True, formats=frozenset({"json"}), metadata={"A": "b"})
    save([kept])
    assert profiles() == (kept,) and profile_of("bup  ekvik", profiles()) == kept
    path().write_text("- {name: x, pattern: '{namn}'}", encoding="utf-8")
    with pytest.raises(ProfilesUnreadable, match="går inte att läsa"):
        profiles()


@pytest.mark.parametrize(
    ("words", "made"),
    [("../../etc/x", "etc-x"), ("CON", "CON-"), ("a" * 200, "a" * 60), ("…", "x"), ("Å_b c", "Å-b-c")],
)
def test_names_are_safe_in_every_file_system(words: str, made: str) -> None:
    assert package_name("1", words, TODAY, 2) == f"SAMKARTA_1_{made}_{TODAY}_v2"


def test_the_title_and_properties_of_the_paper_name_nobody_for_the_steering_group(case: Case, out: Path) -> None:
    said = "\n".join(everything(package(case, "styrgrupp", out)).values())
    assert not [name for name in ("Tuva", "Petra", "Joakim", "Hugo", "Gunvor", "hög frånvaro") if name in said]
    with pikepdf.open(out / next(out.iterdir()).name / "plan.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == "Samverkansplan"


def test_the_paper_of_an_extract_is_not_among_the_papers_of_a_case() -> None:
    from app.documents.base import documents

    assert not any(isinstance(each, HandedOver) for each in documents().values())


def test_a_fault_while_a_package_is_made_is_told_without_what_the_case_says(
    case: Case, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(*_what: object) -> dict[str, object]:
        raise ValueError("Tuva")

    monkeypatch.setattr("app.package.fhir.bundle", faulty)
    with pytest.raises(HandingFailed) as told:
        package(case, "org_bup", out)
    assert str(told.value) == "Paketet kunde inte göras. Inget har lämnats ut." and not list(out.iterdir())
