"""The page Utlämnat and Kontrollera paket: what was given, whether the log is whole, who holds what is withdrawn."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from disclosing_driving import BUP, SCHOOL
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot
from window_driving import EXAMPLES, click, open_case, services_at

from app.application import LibraryServices
from app.models.disclosure.entries import failed
from app.models.disclosure.extract import extract
from app.models.disclosure.recipients import recipients
from app.models.edits.consents import withdraw_consent
from app.models.edits.removal import remove
from app.package import manifest
from app.settings import Settings
from app.widgets.case_window import CaseWindow
from app.widgets.disclosing.asking import Gift
from app.widgets.disclosing.checking import CheckWindow
from app.widgets.disclosing.page import DisclosuresPage
from tests.support.libraries import raw

TODAY = date.today()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a library of case A, and the school's and BUP's packages that were given out of it."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "inkorg").mkdir()
    with services_at(folder / "library.samkarta") as services:
        (own,) = services.import_files([EXAMPLES / "case_a.yaml"])
        case = services.open(own).case
        whom = [each for each in recipients(case) if each.id in (SCHOOL, BUP)]
        gifts = [Gift(extract(case, each, TODAY), folder / "inkorg") for each in whom]
        services.giving([(own, each) for each in gifts])(lambda do: do(), lambda *_args: None, lambda: False)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of it, the test's own."""
    return shutil.copytree(made, tmp_path / "made")


@pytest.fixture
def packages(folder: Path) -> list[Path]:
    """The school's package and BUP's."""
    return sorted((folder / "inkorg").iterdir(), key=lambda each: "BUP" in each.name)


@pytest.fixture
def services(folder: Path) -> Iterator[LibraryServices]:
    with services_at(folder / "library.samkarta") as found:
        yield found


@pytest.fixture
def window(services: LibraryServices, qtbot: QtBot) -> CaseWindow:
    (card,) = services.cases()
    return open_case(services, qtbot, card.id, Settings(values={"page": "wishes"}))


def page_of(window: CaseWindow) -> DisclosuresPage:
    window.show_page("disclosures")
    QApplication.processEvents()
    page = window.more_pages.widget("disclosures")
    assert isinstance(page, DisclosuresPage)
    return page


def lines_of(page: DisclosuresPage) -> list[tuple[str, str, str]]:
    """Who, version and package of each line."""
    items = [page.list.topLevelItem(at) for at in range(page.list.topLevelItemCount())]
    return [(item.text(1), item.text(2), item.text(3)) for item in items if item is not None]


def test_a_case_of_which_nothing_is_given_says_so(services: LibraryServices, qtbot: QtBot) -> None:
    own = services.create("Nytt ärende", "Barnet")
    page = page_of(open_case(services, qtbot, own, Settings(values={"page": "wishes"})))
    assert page.empty.isVisible() and not page.split.isVisible() and page.notice.isHidden()
    assert page.chain.isHidden()


def test_what_was_given_stands_there_with_its_ground_and_its_files(window: CaseWindow, packages: list[Path]) -> None:
    page = page_of(window)
    assert lines_of(page) == [("BUP Ekvik", "1", packages[1].name), ("Lövängsskolan", "1", packages[0].name)]
    assert page.chain.text() == "Loggen är hel"
    told = page.details.toPlainText()
    assert "Samtycke från Petra (mamma) och Joakim (pappa), lämnat 2026-09-24" in told
    listed = (packages[1] / "manifest-sha256.txt").read_text(encoding="utf-8").splitlines()
    assert all(f"{name}  {digest}" in told for digest, name in (line.split("  ") for line in listed))
    row = next(each for each in page.entries[-1].items if each in window.document.case.plan)
    assert window.document.case.plan[row].what[:20] in told


def test_a_record_that_is_gone_is_told_by_its_id(window: CaseWindow) -> None:
    page = page_of(window)
    row = next(each for each in page.entries[-1].items if each in window.document.case.plan)
    window.document.push(remove(window.document.case, [("plan", row)]))
    assert f"{row}, som inte finns kvar i ärendet" in page.details.toPlainText()


def test_a_package_that_never_got_its_name_is_told_as_not_given(
    window: CaseWindow, services: LibraryServices, packages: list[Path]
) -> None:
    entry = services.given(window.library_id).entries[1]
    services._library.write_disclosures([(window.library_id, failed(entry, entry.at, "disken är full"))])
    page = page_of(window)
    assert lines_of(page)[0][2] == f"{packages[1].name} (blev aldrig lämnat)"
    assert "Paketet blev aldrig lämnat: disken är full" in page.details.toPlainText()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE disclosures SET body = replace(body, 'org_bup', 'org_soc') WHERE number = 2", "rad 2 har ändrats"),
        ("DELETE FROM disclosures WHERE number = 1", "rad 1 saknas"),
    ],
)
def test_a_log_that_was_changed_is_told(window: CaseWindow, services: LibraryServices, change: str, said: str) -> None:
    connection = raw(services.library_path)
    connection.execute(change)
    connection.close()
    page = page_of(window)
    assert page.chain.text() == "Loggen är inte hel"
    assert said in page.broken.text() and page.broken.isVisible()


def test_a_withdrawn_consent_tells_who_holds_what_and_writes_the_letter(
    window: CaseWindow, packages: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(window)
    assert page.notice.isHidden()
    window.document.push(withdraw_consent(window.document.case, "c01", TODAY))
    day = TODAY.isoformat()
    assert page.notice.isVisible()
    assert page.held.text() == (
        f"Samtycket från Petra (mamma) och Joakim (pappa) återkallades {day}. En kopia har: Lövängsskolan (version 1, "
        f"{day}) och BUP Ekvik (version 1, {day}). Skriv till dem att samtycket inte gäller längre."
    )
    letter = tmp_path / "brev.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(letter), ""))
    click(page.letter)
    said = " ".join(each.extract_text() for each in PdfReader(letter).pages)
    joined = "".join(said.split())
    assert all(each.name in joined for each in packages)
    window.document.undo()
    assert page.notice.isHidden()


def test_names_are_let_go_of_when_the_page_is_left(window: CaseWindow) -> None:
    page = page_of(window)
    window.show_page("wishes")
    assert page.entries == [] and page.details.toPlainText() == "" and page.list.topLevelItemCount() == 0


def test_a_library_that_is_only_read_offers_nothing(window: CaseWindow) -> None:
    window.document.hold("Bara läsning.")
    page = page_of(window)
    assert not page.give.isEnabled()


# Kontrollera paket


@pytest.fixture
def check(window: CaseWindow, qtbot: QtBot) -> CheckWindow:
    found = CheckWindow(window, window.services, window.library_id)
    qtbot.addWidget(found)
    found.show()
    return found


def problems(check: CheckWindow) -> list[str]:
    return [check.list.item(row).text() for row in range(check.list.count())]


def test_a_package_is_checked_and_found_in_the_log(
    packages: list[Path], check: CheckWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(packages[0]))
    next(each for each in check.findChildren(QPushButton) if each.text() == "Välj mapp…").click()
    assert check.found.text() == "Paketet är helt"
    assert check.said.text().startswith("Fillistan är den som står i ärendets logg: Lövängsskolan, version 1")
    zipped = shutil.make_archive(str(tmp_path / "kopia"), "zip", packages[0].parent, packages[0].name)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (zipped, ""))
    next(each for each in check.findChildren(QPushButton) if each.text() == "Välj zip-fil…").click()
    assert check.found.text() == "Paketet är helt" and "Lövängsskolan" in check.said.text()


def test_a_changed_package_says_what_is_changed(packages: list[Path], check: CheckWindow) -> None:
    (packages[0] / "samtycke.txt").write_text("annat", encoding="utf-8")
    (packages[0] / "extra.txt").write_text("x", encoding="utf-8")
    check.check(packages[0])
    assert check.found.text() == "Paketet är inte som det lämnades ut"
    assert problems(check) == ["samtycke.txt har ändrats.", "extra.txt hör inte till paketet."]


def test_a_package_with_a_new_list_of_files_is_not_in_the_log(packages: list[Path], check: CheckWindow) -> None:
    package = packages[1]
    (package / "samtycke.txt").write_text("annat", encoding="utf-8")
    digests = {
        each.name: manifest.digest(each.read_bytes()) for each in package.iterdir() if each.name != manifest.NAME
    }
    (package / manifest.NAME).write_text(manifest.text(digests), encoding="utf-8")
    check.check(package)
    assert check.found.text() == "Paketet är helt"
    assert check.said.text().startswith("Det står inte i det här ärendets logg.")


def test_what_is_no_package_is_told(check: CheckWindow, tmp_path: Path) -> None:
    check.check(tmp_path / "borta")
    assert check.found.text() == "Paketet kunde inte läsas" and str(tmp_path / "borta") in check.said.text()
    (tmp_path / "fil.zip").write_bytes(b"inte en zip")
    check.check(tmp_path / "fil.zip")
    assert problems(check) == ["Filen är inte en hel zip-fil."]
