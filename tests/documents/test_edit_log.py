"""The case's own record of edits: complete, readable, and without the names of those who are protected."""

from __future__ import annotations

from pathlib import Path

from app.case_files import read_cases
from app.cli import main
from app.document import Document
from app.documents.edit_log import EditLog
from app.export.base import write
from app.models.edits.fields import set_field
from app.models.threeway import Sides
from app.storage.handing import merge
from tests.support.libraries import opened


def test_every_edit_is_told_with_what_it_was_and_became(tmp_path: Path, case_a: Path) -> None:
    path, target = tmp_path / "b.samkarta", tmp_path / "logg.csv"
    with opened(path, create=True) as library:
        library.actor = lambda: "Kim Processledare"
        own = library.add(read_cases([case_a]))[0]
        case, history = library.load(own)
        document = Document(case, library.sink(own), history)
        document.push(set_field(case, "figures", "f09", "ring", 3))
        document.push(set_field(case, "plan", "p01", "first_step.date", "2026-12-01"))
        document.undo()

    assert main(["export", "case_a", "--as", "edit-log", "--to", str(target), "--library", str(path)]) == 0

    lines = target.read_text("utf-8-sig").splitlines()
    assert lines[0] == "Nr;Dag;Klockan;Vem;Vad;Detaljer" and len(lines) == 5
    assert all("Kim Processledare" in line for line in lines[1:])
    assert "Hur ofta: Varje dag → Mer sällan" in lines[2]
    assert "Första steget, Dag: 2026-10-08 → 2026-12-01" in lines[3]
    assert "Ångrat: Ändra uppgift" in lines[4]


def test_whoever_is_protected_is_named_in_no_line_of_any_time(tmp_path: Path, case_a: Path) -> None:
    with opened(tmp_path / "b.samkarta", create=True) as library:
        own = library.add(read_cases([case_a]))[0]
        case, history = library.load(own)
        document = Document(case, library.sink(own), history)
        document.push(set_field(case, "figures", "f09", "label", "Marianne"))
        document.push(set_field(case, "case", "case", "summary", "Marianne ringer."))
        document.push(set_field(case, "figures", "f09", "protected_identity", True))
        theirs = Document(library.case(own))
        theirs.case.apply(set_field(theirs.case, "case", "case", "summary", "Marianne skriver."))
        document.push(set_field(case, "case", "case", "summary", "Hon väntar."))
        sides = Sides(None, library.case(own), theirs.case)
        merge(library, own, sides, {clash.name: "mine" for clash in sides.clashes})
        growth = library.growth(own)
        assert growth.moments[-1].kept

        write(EditLog(growth), library.case(own), tmp_path / "logg.csv")

    said = (tmp_path / "logg.csv").read_text("utf-8-sig")
    assert "Hon väntar." in said and "Marianne" not in said and "Marie" not in said
