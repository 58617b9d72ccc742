"""In the windows: a person and a case are erased, a case is handed over, taken in, merged and reviewed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot
from window_driving import EXAMPLES, click, open_case, services_at, write

from app.application import LibraryServices
from app.models.edits.fields import set_field
from app.settings import Settings
from app.storage import handing
from app.storage.backups import back_up
from app.storage.check import check
from app.widgets.actions.base import actions
from app.widgets.case_log.page import CaseLogPage
from app.widgets.case_merging.taking_in import FilePasswordDialog, take_in
from app.widgets.case_merging.window import MergeCasesWindow
from app.widgets.case_window import CaseWindow
from app.widgets.common.messages import Message
from app.widgets.erasing.person import ErasePersonDialog
from app.widgets.erasing.whole_case import EraseCaseDialog
from app.widgets.findings.panel import FindingsPanel
from app.widgets.handing_over.dialog import HandOverDialog
from app.widgets.library.window import LibraryWindow
from app.widgets.retention.window import RetentionWindow
from tests.support.libraries import CHEAP, KEY

WORD = "filens eget ord"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    seal = handing.seal
    monkeypatch.setattr(handing, "seal", lambda contents, password, _cost: seal(contents, password, CHEAP))


@pytest.fixture
def own(services: LibraryServices) -> str:
    return services.import_files([EXAMPLES / "case_a.yaml"])[0]


def meet(*steps: tuple[type[QDialog], Callable[[Any], object]]) -> list[str]:
    """Do something in each of the dialogs that come up, in order; return the kinds that have come."""
    waiting, seen = list(steps), []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None and waiting and isinstance(dialog, waiting[0][0]):
            kind, do = waiting.pop(0)
            seen.append(kind.__name__)
            do(dialog)
        if waiting:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)
    return seen


def test_a_person_is_shown_whole_before_erased_and_the_case_opens_anew(
    services: LibraryServices, own: str, qtbot: QtBot
) -> None:
    back_up(services.library_path, KEY, "time")
    window = open_case(services, qtbot, own, Settings(values={"page": "plan"}))
    window.select([("figures", "f09")])
    told: list[str] = []

    def decide(dialog: ErasePersonDialog) -> None:
        assert dialog.list.count() and "Marie" in dialog.list.item(0).text()
        told.append(dialog.falls.text())
        click(dialog.erase)

    said: list[str] = []

    def read(message: Message) -> None:
        said.append(message.sentence.text())
        click(message.yes)

    seen = meet((ErasePersonDialog, decide), (Message, read))
    actions()["erase_person"].run(window)
    assert seen == ["ErasePersonDialog", "Message"]
    assert "Marie" in told[0] and "Marie" not in said[0] and "1 säkerhetskopia är omskriven" in said[0]
    (anew,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, CaseWindow) and each.isVisible()]
    assert anew is not window and anew.page == "plan"
    assert "f09" not in anew.document.case.figures and "Marie" not in str(anew.document.case.to_rows())
    assert anew.document.push(set_field(anew.document.case, "case", "case", "summary", "Går vidare"))
    assert check(services.library_path, KEY) == []


def test_a_text_that_is_unticked_is_left_alone(services: LibraryServices, own: str, qtbot: QtBot) -> None:
    dialog = ErasePersonDialog(services, own, services.open(own).case, "f09", None)
    qtbot.addWidget(dialog)
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    left = dialog.list.item(0).text().split("\n")[0]
    write(dialog.also, "Majsan")
    dialog.look()

    erasure = dialog.erasure()

    assert erasure.kept == {left} and "Majsan" in erasure.names


def test_the_child_can_only_lose_its_name(services: LibraryServices, own: str, qtbot: QtBot) -> None:
    case = services.open(own).case
    dialog = ErasePersonDialog(services, own, case, case.child, None)
    qtbot.addWidget(dialog)
    assert dialog.way == "role" and dialog.preview is not None
    assert not dialog.ways.button(0).isEnabled()


def test_a_case_goes_out_and_both_sides_come_together(
    services: LibraryServices, own: str, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "arende.samkarta-case"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_kw: (str(target), ""))
    window = open_case(services, qtbot, own, Settings(values={"page": "plan"}))

    def choose(dialog: HandOverDialog) -> None:
        write(dialog.password, WORD)
        assert not dialog.make.isEnabled()
        write(dialog.again, WORD)
        click(dialog.make)

    meet((HandOverDialog, choose))
    actions()["hand_over"].run(window)
    window.document.push(set_field(window.document.case, "case", "case", "summary", "Mitt"))
    window.close()
    with services_at(tmp_path / "annan.samkarta") as others:
        away = others.take_in(others.read_handed(target, WORD))
        there = others.open(away)
        there.push(set_field(there.case, "case", "case", "summary", "Ditt"))
        there.push(set_field(there.case, "case", "case", "strengths", "Hundar"))
        others.hand_over(away, target, WORD, history=True, files=True)

    library = LibraryWindow(services, Settings(path=tmp_path / "settings.json"))
    qtbot.addWidget(library)
    library.show()
    refused: list[str] = []

    def password(dialog: FilePasswordDialog) -> None:
        write(dialog.password, "fel")
        click(dialog.make)
        refused.append(dialog.problem.text())
        write(dialog.password, WORD)
        click(dialog.make)

    def decide(dialog: MergeCasesWindow) -> None:
        assert not dialog.merge.isEnabled() and "1 val kvar" in dialog.left.text()
        (group,) = dialog.groups.values()
        click(group.button(2))
        click(dialog.merge)

    seen = meet((FilePasswordDialog, password), (MergeCasesWindow, decide))
    library.import_files([target])

    assert seen == ["FilePasswordDialog", "MergeCasesWindow"] and "Lösenordet öppnar inte" in refused[0]
    merged = services.open(own)
    assert (merged.case.info.summary, merged.case.info.strengths) == ("Mitt / Ditt", "Hundar")
    merged.undo()
    assert (merged.case.info.summary, merged.case.info.strengths) != ("Mitt / Ditt", "Hundar")


@pytest.mark.parametrize("yes", [True, False])
def test_a_case_that_was_erased_is_taken_in_again_only_after_that_is_said(
    services: LibraryServices, own: str, qtbot: QtBot, tmp_path: Path, yes: bool
) -> None:
    target = tmp_path / "arende.samkarta-case"
    services.hand_over(own, target, WORD, history=True, files=True)
    services.erase_case(own)
    home = LibraryWindow(services, Settings(path=tmp_path / "settings.json"))
    qtbot.addWidget(home)
    said: list[str] = []

    def password(dialog: FilePasswordDialog) -> None:
        write(dialog.password, WORD)
        click(dialog.make)

    def decide(message: Message) -> None:
        said.append(message.sentence.text())
        click(message.yes if yes else message.no)

    meet((FilePasswordDialog, password), (Message, decide))
    taken = take_in(home, services, target)

    assert f"raderades här {date.today()}" in said[0]
    assert (taken is not None) == yes and len(services.cases()) == yes


def test_a_closed_case_comes_up_and_is_kept_or_erased(
    services: LibraryServices, own: str, qtbot: QtBot, tmp_path: Path
) -> None:
    document = services.open(own)
    document.push(set_field(document.case, "case", "case", "status", "closed"))
    document.push(set_field(document.case, "case", "case", "closed_on", date.today() - timedelta(days=400)))
    library = LibraryWindow(services, Settings(path=tmp_path / "settings.json"))
    qtbot.addWidget(library)
    library.show()
    assert library.review_button.isVisible() and "1 ärende" in library.review_button.text()
    window = RetentionWindow(services, library.settings, library)
    qtbot.addWidget(window)
    window.show()
    assert window.list.count() == 1
    click(window.keep)
    assert window.list.count() == 0
    library.reload()
    assert not library.review_button.isVisible()
    services.keep_until(own, date.today())
    window.read()
    window.months.setCurrentIndex(window.months.findData(24))
    assert window.list.count() == 0
    window.months.setCurrentIndex(window.months.findData(12))

    meet((EraseCaseDialog, lambda dialog: click(dialog.yes)))
    click(window.erase)

    assert list(services.cases()) == [] and window.list.count() == 0


def test_what_the_map_shows_of_a_closed_case_follows_the_same_setting_and_day_as_the_page(
    services: LibraryServices, own: str, qtbot: QtBot, tmp_path: Path
) -> None:
    document = services.open(own)
    document.push(set_field(document.case, "case", "case", "status", "closed"))
    document.push(set_field(document.case, "case", "case", "closed_on", date.today() - timedelta(days=200)))

    def shown(months: int) -> tuple[bool, bool]:
        settings = Settings(values={"retention_months": months}, path=tmp_path / "settings.json")
        settings.save()
        panel = FindingsPanel(document, services, own, lambda: True, settings)
        page = RetentionWindow(services, settings, None)
        for widget in (panel, page):
            qtbot.addWidget(widget)
        panel.look()
        return any(each.kind == "due_for_review" for each in panel.model.standing()), page.list.count() == 1

    assert [shown(months) for months in (3, 6, 12)] == [(True, True), (True, True), (False, False)]
    services.keep_until(own, date.today() + timedelta(days=1))
    assert shown(6) == (False, False)


def test_the_log_tells_who_did_what_and_is_narrowed(
    services: LibraryServices, own: str, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services._library.actor = lambda: "Kim Processledare"
    window = open_case(services, qtbot, own, Settings(values={"page": "plan"}))
    window.document.push(set_field(window.document.case, "figures", "f09", "role", "Klasslärare"))
    services._library.actor = lambda: "Alva Handläggare"
    window.document.push(set_field(window.document.case, "case", "case", "summary", "Nytt läge"))
    window.show_page("case_log")
    page = window.more_pages.widgets["case_log"]
    assert isinstance(page, CaseLogPage)

    assert [page.list.topLevelItem(row).text(1) for row in range(3)] == [
        "Alva Handläggare",
        "Kim Processledare",
        "ej angivet",
    ]
    assert "Nytt läge" in page.details.toPlainText()
    page.who.setCurrentIndex(page.who.findData("Kim Processledare"))
    assert page.list.topLevelItemCount() == 1 and "Klasslärare" in page.details.toPlainText()
    page.who.setCurrentIndex(0)
    write(page.search, "nytt läge")
    assert page.list.topLevelItemCount() == 1
    for name in ("logg.csv", "logg.pdf"):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, _n=name, **_k: (str(tmp_path / _n), ""))
        click(page.export)
    written = (tmp_path / "logg.csv").read_text("utf-8-sig")
    assert "Kim Processledare" in written and "Klasslärare" in written
    assert (tmp_path / "logg.pdf").read_bytes().startswith(b"%PDF")


def test_the_log_hides_names_while_they_are_hidden(services: LibraryServices, own: str, qtbot: QtBot) -> None:
    window = open_case(services, qtbot, own, Settings(values={"page": "plan"}))
    window.document.push(set_field(window.document.case, "figures", "f09", "label", "Marianne"))
    window.show_page("case_log")
    page = window.more_pages.widgets["case_log"]
    assert isinstance(page, CaseLogPage)
    assert "Marianne" in page.details.toPlainText()

    window.document.hide_names(True)

    told = page.details.toPlainText() + "".join(line.what + str(line.details) for line in page.lines)
    assert "Marianne" not in told and "Marie" not in told
