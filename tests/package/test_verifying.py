"""A package that was changed after it was handed out is found out, folder or zip, and nothing in it is trusted."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.case_files import read_cases
from app.package import manifest
from app.package.verifying import verify
from tests.support.packages import package


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of case A. Copy it, do not change it."""
    example = Path(__file__).parents[2] / "resources" / "examples" / "case_a.yaml"
    return package(read_cases([example])[0], "org_skola", tmp_path_factory.mktemp("packages"))


def whole(folder: Path) -> None:
    """Do nothing."""


def one_byte(folder: Path) -> None:
    data = bytearray((folder / "plan.pdf").read_bytes())
    data[len(data) // 2] ^= 1
    (folder / "plan.pdf").write_bytes(data)


def gone(folder: Path) -> None:
    (folder / "samtycke.txt").unlink()


def added(folder: Path) -> None:
    (folder / "extra.docx").write_bytes(b"x")


def renamed(folder: Path) -> None:
    (folder / "atgarder.csv").rename(folder / "rader.csv")


def swapped_names(folder: Path) -> None:
    """Two files under each other's names."""
    (folder / "plan.pdf").rename(folder / "x")
    (folder / "plan_arkiv.pdf").rename(folder / "plan.pdf")
    (folder / "x").rename(folder / "plan_arkiv.pdf")


def in_a_folder(folder: Path) -> None:
    (folder / "mer").mkdir()
    (folder / "mer" / "extra.txt").write_bytes(b"x")


def an_empty_folder(folder: Path) -> None:
    (folder / "mer").mkdir()


def emptied(folder: Path) -> None:
    (folder / "samtycke.txt").write_bytes(b"")


def unfounded(folder: Path) -> None:
    """Take away what the disclosure rests on, and write a new list of files."""
    gone(folder)
    listed_anew(folder)


def listless(folder: Path) -> None:
    (folder / manifest.NAME).unlink()


def garbled(folder: Path) -> None:
    (folder / manifest.NAME).write_bytes(b"\xff\xfe not a list")


def swapped_data(folder: Path) -> None:
    """Change the data and write a new list of files: the copy inside the PDF is the old one."""
    swap(folder, "plan.json")


def swapped_table(folder: Path) -> None:
    """Change the table and write a new list of files."""
    swap(folder, "atgarder.csv")


def swap(folder: Path, name: str) -> None:
    data = (folder / name).read_text(encoding="utf-8").replace("Mjuk start", "Hård start")
    (folder / name).write_text(data, encoding="utf-8", newline="\n")
    listed_anew(folder)


def bare_paper(folder: Path) -> None:
    """Put the PDF without files inside in the other's place, and write a new list of files."""
    shutil.copyfile(folder / "plan_arkiv.pdf", folder / "plan.pdf")
    listed_anew(folder)


def listed_anew(folder: Path) -> None:
    digests = {each.name: manifest.digest(each.read_bytes()) for each in folder.iterdir() if each.name != manifest.NAME}
    (folder / manifest.NAME).write_text(manifest.text(digests), encoding="utf-8")


CHANGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "one byte": (one_byte, "plan.pdf har ändrats."),
    "a file taken away": (gone, "samtycke.txt saknas."),
    "a file added": (added, "extra.docx hör inte till paketet."),
    "a file under another name": (renamed, "atgarder.csv saknas."),
    "files under each other's names": (swapped_names, "plan.pdf har ändrats."),
    "a file in a folder": (in_a_folder, "mer"),
    "an empty folder": (an_empty_folder, "mer/ hör inte till paketet."),
    "an emptied file": (emptied, "samtycke.txt har ändrats."),
    "another table with a new list": (swapped_table, "atgarder.csv inuti plan.pdf är en annan"),
    "a PDF without its data": (bare_paper, "plan.json saknas inuti plan.pdf."),
    "no ground with a new list": (unfounded, "samtycke.txt står inte i manifest-sha256.txt."),
    "no list": (listless, "manifest-sha256.txt saknas."),
    "a list that cannot be read": (garbled, "manifest-sha256.txt går inte att läsa."),
    "other data with a new list": (swapped_data, "plan.json inuti plan.pdf är en annan"),
}


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_found(made: Path, change: str, zipped: bool, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(made, tmp_path / "copy" / made.name))
    alter, sentence = CHANGES[change]
    alter(copy)
    found = verify(zip_of(copy) if zipped else copy)
    assert len(found) >= 1 and found[0].startswith(sentence)


def zip_of(folder: Path) -> Path:
    path = folder.parent / "package.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for each in [folder, *folder.rglob("*")]:
            archive.write(each, each.relative_to(folder.parent))
    return path


def test_a_whole_package_is_whole_as_folder_and_as_zip(made: Path, tmp_path: Path) -> None:
    assert verify(made) == []
    copy = Path(shutil.copytree(made, tmp_path / made.name))
    assert verify(zip_of(copy)) == []


@pytest.mark.parametrize("name", ["../plan.pdf", "/etc/plan.pdf", "plan.pdf", "a\\b/../plan.pdf"])
def test_a_zip_that_reaches_outside_its_folder_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "evil.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, b"x")
    assert "inte att lita på" in verify(path)[0]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 cut off", b"hello"])
def test_what_is_no_zip_is_said(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(data)
    assert verify(tmp_path / "x.zip") == ["Filen är inte en hel zip-fil."]


def test_a_package_that_is_not_there_is_not_a_broken_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        verify(tmp_path / "nowhere")
