"""Every paper in every format it has, and what happens when a file cannot be written."""

from __future__ import annotations

import csv
import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from pypdf import PdfReader

from app.export.base import ExportFailed, UnknownKind, WrongSuffix, export, papers
from app.models.case import Case
from app.models.casefile import Vocabulary, read
from app.models.edits.newcase import empty_case
from app.models.edits.plan import add_row

EVERYTHING = [(offer.kind, suffix) for offer in papers() for suffix in offer.suffixes]
NOTHING = Vocabulary(frozenset(), frozenset(), frozenset())


@pytest.fixture(scope="module")
def case() -> Case:
    root = Path(__file__).resolve().parents[2]
    return read(root / "resources" / "examples" / "case_a.yaml", NOTHING)


def test_what_the_command_line_promises_can_be_written() -> None:
    wanted = {("case", "yaml"), ("case", "json"), ("plan", "pdf"), ("plan", "csv"), ("layout", "json")}
    wanted |= {(sheet, suffix) for sheet in ("case-map", "collaboration-map") for suffix in ("pdf", "svg", "png")}
    assert wanted <= set(EVERYTHING)


@pytest.mark.parametrize(("kind", "suffix"), EVERYTHING)
def test_every_paper_becomes_a_file_that_its_readers_can_read(
    case: Case, tmp_path: Path, kind: str, suffix: str, qapp: object
) -> None:
    path = tmp_path / f"Ärende åäö.{suffix}"
    export(case, kind, path)
    data = path.read_bytes()
    match suffix:
        case "pdf":
            assert len(PdfReader(path).pages) >= 1
        case "svg":
            assert ElementTree.fromstring(data).tag.endswith("svg")
        case "png":
            assert data.startswith(b"\x89PNG")
            assert len(data) > 50_000
        case "json":
            assert isinstance(json.loads(data), dict)
        case "yaml" | "yml":
            assert yaml.safe_load(data)["schema"] == "samkarta.case/1"
        case "csv":
            rows = list(csv.reader(data.decode("utf-8-sig").splitlines(), delimiter=";"))
            assert len(rows[0]) > 3
            assert kind != "plan" or data.count(b"\r\n") == len(case.plan) + 1
    assert {each.name for each in tmp_path.iterdir()} - {"home"} == {path.name}


def test_the_plan_opens_right_in_a_swedish_spreadsheet(case: Case, tmp_path: Path) -> None:
    export(case, "plan", tmp_path / "plan.csv")
    raw = (tmp_path / "plan.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0][:4] == ["Plan", "Mål", "Vad?", "Hur?"]
    assert rows[1][2] == "Morgonstöd i hemmet"
    assert len({len(row) for row in rows}) == 1


def test_a_cell_is_never_run_as_a_formula(tmp_path: Path) -> None:
    case = empty_case("Prov", "Kim")
    case.apply(add_row(case, what='=HYPERLINK("x")', how="-1+1"))
    export(case, "plan", tmp_path / "plan.csv")
    rows = list(csv.reader((tmp_path / "plan.csv").read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[1][2:4] == ['\'=HYPERLINK("x")', "'-1+1"]


def test_an_unknown_kind_and_a_wrong_suffix_are_said(case: Case, tmp_path: Path) -> None:
    with pytest.raises(UnknownKind, match="julkort"):
        export(case, "julkort", tmp_path / "x.pdf")
    with pytest.raises(WrongSuffix, match=r"\.pdf"):
        export(case, "plan", tmp_path / "x.odt")


def test_an_unknown_sheet_is_said(case: Case, tmp_path: Path) -> None:
    with pytest.raises(UnknownKind, match="julkarta.*collaboration-map"):
        export(case, "layout", tmp_path / "x.json", sheet="julkarta")
    assert not (tmp_path / "x.json").exists()


def test_a_pdf_that_did_not_become_whole_does_not_replace_the_earlier(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"earlier")
    whole = Path.write_bytes
    monkeypatch.setattr(Path, "write_bytes", lambda self, data: whole(self, data[:-40]))
    with pytest.raises(ExportFailed, match="kunde inte skrivas"):
        export(case, "plan", path)
    assert path.read_bytes() == b"earlier"


def test_pictures_are_written_where_there_is_no_display(root: Path, case_a: Path, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from app.export.base import export;"
        "from app.models.casefile import Vocabulary, read;"
        "case = read(Path(sys.argv[1]), Vocabulary(frozenset(), frozenset(), frozenset()));"
        "[export(case, 'case-map', Path(sys.argv[2]) / name) for name in ('1.png', '2.png')]"
    )
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {key: value for key, value in os.environ.items() if key not in hidden}
    command = [sys.executable, "-c", script, str(case_a), str(tmp_path)]
    subprocess.run(command, cwd=root, env=environment, check=True, timeout=60)
    assert (tmp_path / "1.png").read_bytes() == (tmp_path / "2.png").read_bytes()


def test_a_folder_that_is_not_there_gets_a_sentence_and_no_file(case: Case, tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="Mappen finns inte"):
        export(case, "plan", tmp_path / "borta" / "plan.csv")
    with pytest.raises(ExportFailed, match="är en mapp"):
        (tmp_path / "plan.csv").mkdir()
        export(case, "plan", tmp_path / "plan.csv")


def test_a_full_disk_leaves_the_earlier_file_whole(case: Case, tmp_path: Path) -> None:
    import signal

    path = tmp_path / "plan.pdf"
    path.write_bytes(b"earlier")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2048, hard))
    try:
        with pytest.raises(ExportFailed, match="Disken är full"):
            export(case, "plan", path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)
    assert path.read_bytes() == b"earlier"
    assert not [each for each in tmp_path.iterdir() if each.name.startswith(".samkarta")]
