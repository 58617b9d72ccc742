"""Files kept with a case: in, out, gone; encrypted like all else and never in what leaves the program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.case_files import read_cases
from app.export.base import export, papers
from app.models.attached import LARGEST
from app.storage.check import check
from app.storage.errors import AttachmentMissing, AttachmentRefused, CaseUnknown, LibraryNotWritable
from app.storage.library import Library
from tests.support.libraries import KEY, opened, raw

PNG = b"\x89PNG\r\n\x1a\n" + b"Kanariefagel" * 40
PDF = b"%PDF-1.7\n" + b"underskrift" * 40


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "b.samkarta"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with opened(path, create=True) as found:
        yield found


@pytest.fixture
def case_id(library: Library, case_a: Path) -> str:
    return library.add(read_cases([case_a]))[0]


def test_a_file_comes_back_as_it_was_also_after_the_library_was_closed(
    library: Library, case_id: str, path: Path
) -> None:
    kept = library.attach(case_id, "signed_consent", "/hemma/Samtycke Petra.pdf", PDF)
    library.close()
    with opened(path) as again:
        (found,) = again.attachments(case_id)
        assert (found.name, found.kind, found.media, found.size) == (
            *("Samtycke Petra.pdf", "signed_consent"),
            *("application/pdf", len(PDF)),
        )
        assert found.id == kept.id and again.attachment(case_id, kept.id) == PDF


def test_files_are_told_apart_by_case_and_stand_in_the_order_they_came(
    library: Library, case_id: str, case_b: Path
) -> None:
    other = library.add(read_cases([case_b]))[0]
    names = ["karta.png", "blankett.pdf"]
    keys = [library.attach(case_id, "other", name, data).id for name, data in zip(names, (PNG, PDF), strict=True)]
    assert [each.name for each in library.attachments(case_id)] == names
    assert library.attachments(other) == []
    with pytest.raises(AttachmentMissing):
        library.attachment(other, keys[0])


@pytest.mark.parametrize("data", [b"<html>", b"", b"GIF89a", b"PK\x03\x04"])
def test_what_is_no_picture_and_no_pdf_is_refused_in_a_sentence_whatever_it_is_called(
    library: Library, case_id: str, data: bytes
) -> None:
    with pytest.raises(AttachmentRefused, match=r"karta.png är ingen bild \(PNG, JPEG\) och ingen PDF"):
        library.attach(case_id, "paper_map", "karta.png", data)
    assert library.attachments(case_id) == []


def test_a_file_over_25_mb_is_refused_and_one_of_25_mb_is_kept(library: Library, case_id: str) -> None:
    most = PNG + b"\0" * (LARGEST - len(PNG))
    with pytest.raises(AttachmentRefused, match="högst 25 MB"):
        library.attach(case_id, "paper_map", "stor.png", most + b"\0")
    library.attach(case_id, "paper_map", "lagom.png", most)
    assert [each.size for each in library.attachments(case_id)] == [LARGEST]


def test_a_removed_file_is_gone_and_so_is_every_file_of_a_removed_case(
    library: Library, case_id: str, path: Path
) -> None:
    first, second = (library.attach(case_id, "other", f"{n}.png", PNG) for n in "ab")
    library.detach(case_id, first.id)
    assert [each.id for each in library.attachments(case_id)] == [second.id]
    with pytest.raises(AttachmentMissing):
        library.detach(case_id, first.id)
    library.remove(case_id)
    with pytest.raises(CaseUnknown):
        library.attach(case_id, "other", "c.png", PNG)
    library.close()
    connection = raw(path)
    assert connection.execute("SELECT count(*) FROM attachments").fetchone() == (0,)
    connection.close()
    assert check(path, KEY) == []


def test_what_a_file_is_can_be_changed_of_that_file_only(library: Library, case_id: str) -> None:
    kept, other = (library.attach(case_id, "other", name, PNG) for name in ("a.png", "b.png"))
    library.reclassify(case_id, kept.id, "signed_consent")
    kinds = {each.id: each.kind for each in library.attachments(case_id)}
    assert kinds == {kept.id: "signed_consent", other.id: "other"}
    with pytest.raises(AttachmentMissing):
        library.reclassify(case_id, "gone", "other")
    with pytest.raises(ValueError):
        library.reclassify(case_id, kept.id, "passport")


def test_nothing_is_kept_or_removed_where_the_library_is_only_read(library: Library, case_id: str, path: Path) -> None:
    kept = library.attach(case_id, "other", "a.png", PNG)
    library.close()
    with opened(path, read_only=True) as again:
        with pytest.raises(LibraryNotWritable):
            again.attach(case_id, "other", "b.png", PNG)
        with pytest.raises(LibraryNotWritable):
            again.detach(case_id, kept.id)
        with pytest.raises(LibraryNotWritable):
            again.reclassify(case_id, kept.id, "paper_map")
        assert again.attachment(case_id, kept.id) == PNG


def test_no_file_of_the_library_shows_what_is_kept(library: Library, case_id: str, path: Path) -> None:
    library.attach(case_id, "signed_consent", "Kanarieblankett.png", PNG)
    for file in path.parent.glob(path.name + "*"):
        data = file.read_bytes()
        assert b"Kanariefagel" not in data and b"Kanarieblankett" not in data


def test_nothing_that_is_written_of_the_case_has_its_files(library: Library, case_id: str, tmp_path: Path) -> None:
    library.attach(case_id, "signed_consent", "Kanarieblankett.png", PNG)
    case = library.case(case_id)
    for offer in papers():
        for suffix in {"json", "yaml", "csv", "ics"} & set(offer.suffixes):
            export(case, offer.kind, tmp_path / f"ut.{suffix}")
            assert b"Kanarie" not in (tmp_path / f"ut.{suffix}").read_bytes()
