"""Protected identity: no paper, no file but the case file itself and no list holds a name that is kept back."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from app.documents.base import documents
from app.export.base import export, papers
from app.kinds.registry import sheet_kinds
from app.models.case import Case
from app.models.casefile import Vocabulary, parse
from app.models.edits.fields import set_field
from app.models.pseudonyms import Masked, for_paper, masked
from tests.support.libraries import opened

NAME, SCHOOL, TOWN = "Xantippa", "Qvarnskolan", "Zvarteby"
"""They stand nowhere in the program: the school counsellor (f13), the school, and the town of case A."""

ANY = Vocabulary(frozenset(), frozenset(), frozenset())


@pytest.fixture
def case(case_a: Path) -> Case:
    text = case_a.read_text(encoding="utf-8").replace("Lina", NAME).replace("Lövängsskolan", SCHOOL)
    text = text.replace("Ekvik", TOWN).replace("title: Tuva, åk 5", f"title: {NAME} och Tuva, åk 5")
    found = parse(text, "yaml", ANY)
    wish = next(iter(found.wishes))
    found.apply(set_field(found, "wishes", wish, "text", f"Ring {NAME} på 070-123 45 67 i {TOWN}."))
    return found


def protect(case: Case, figure: str | None = None) -> None:
    """Give a figure protected identity, or the whole case."""
    family, key = ("figures", figure) if figure else ("case", "case")
    case.apply(set_field(case, family, key, "protected_identity", True))


def read(path: Path) -> str:
    """Everything that a file says: its bytes, and of a PDF the words on its pages and in its properties."""
    said = [path.read_bytes().decode("utf-8", "replace")]
    if path.suffix == ".pdf":
        pdf = PdfReader(path)
        said += [page.extract_text() for page in pdf.pages]
        said.append(str(pdf.metadata))
    return "\n".join(said)


def every_file(case: Case, folder: Path, kinds: frozenset[str] | None = None) -> dict[str, str]:
    """Everything that can be exported in words, by file name, with what it says."""
    found = {}
    sheet = next(iter(sheet_kinds().values())).command
    for paper in papers():
        for suffix in paper.suffixes if kinds is None or paper.kind in kinds else ():
            if suffix not in ("png", "yml"):  # pixels, and the same as yaml
                path = folder / f"{paper.kind}.{suffix}"
                export(case, paper.kind, path, sheet=sheet if paper.kind == "layout" else None)
                found[path.name] = read(path)
    return found


def test_no_export_but_the_case_file_tells_a_protected_name(case: Case, tmp_path: Path) -> None:
    protect(case)
    files = every_file(case, tmp_path)
    whole = {paper.id for paper in documents().values() if "case" in paper.shapes}
    assert len(files) > 8
    for name, said in files.items():
        if name.split(".")[0] in whole:
            assert NAME in said and SCHOOL in said, name
            continue
        for secret in (NAME, SCHOOL, TOWN, "070-123"):
            assert secret.casefold() not in said.casefold(), (name, secret)


def test_the_same_papers_have_the_names_of_a_case_that_nobody_has_protected(case: Case, tmp_path: Path) -> None:
    files = every_file(case, tmp_path, frozenset({"plan", "wishes", "layout"}))
    assert files and any(NAME in said and SCHOOL in said for said in files.values())


def test_only_the_one_who_is_protected_goes_by_a_pseudonym(case: Case) -> None:
    protect(case, "f13")
    shown = for_paper(case)
    said = str([data for _family, _key, data in shown.to_rows()])
    assert not any(secret in said for secret in (NAME, SCHOOL, TOWN, "070-123"))
    assert shown.figures["f13"].label == "Skolkurator" and shown.figures["f02"].label == "Petra"
    assert shown.info.title == "Ärende"
    assert all(not each.municipality for each in shown.organisations.values())
    assert all(meeting.place is None for meeting in shown.meetings.values())


def test_a_case_without_protection_is_handed_out_as_it_is_and_a_masked_one_stays_so(case: Case) -> None:
    assert for_paper(case) is case
    protect(case)
    once = for_paper(case)
    assert isinstance(once, Masked) and for_paper(once) is once
    assert {f.label for f in once.figures.values()} == {f.label for f in masked(case).figures.values()}


def test_the_paper_says_that_names_are_exchanged(case: Case, tmp_path: Path) -> None:
    protect(case)
    export(case, "plan", tmp_path / "plan.pdf")
    assert "Skyddade personuppgifter – namn är utbytta" in read(tmp_path / "plan.pdf")


@pytest.mark.parametrize("figure", [None, "f13"])
def test_the_librarys_list_has_the_number_or_nothing_for_a_title(
    case: Case, figure: str | None, tmp_path: Path
) -> None:
    with opened(tmp_path / "x.samkarta", create=True) as library:
        (own,) = library.add([case])
        assert NAME in library.summaries()[0].title
        sink = library.sink(own)
        family, key = ("figures", figure) if figure else ("case", "case")
        sink(set_field(case, family, key, "protected_identity", True), "do")
        assert library.summaries()[0].title == "Ärende"
        assert library.case(own).info.title.startswith(NAME)
