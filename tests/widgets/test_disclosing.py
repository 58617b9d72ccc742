"""Lämna ut in the real window: who may have what and why, what is taken away, the recipients again, the packages."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from disclosing_driving import (
    BUP,
    LEISURE,
    SCHOOL,
    SOCIAL,
    case_a_window,
    confirm,
    data_of,
    given,
    opened,
    pieces,
    send_to,
    settle,
)
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from window_driving import click, write

from app.models.disclosure.entries import Entry
from app.models.disclosure.profiles import path as profiles_path
from app.models.disclosure.profiles import profiles
from app.models.disclosure.recipients import recipients
from app.models.edits.consents import withdraw_consent
from app.models.edits.making import replaced, with_values
from app.models.patch import Patch
from app.widgets.case_window import CaseWindow
from app.widgets.disclosing.copy_panel import DECIDED, GOES, HOW, STAYS
from app.widgets.disclosing.delivery import FORMATS
from app.widgets.disclosing.window import DiscloseWindow
from tests.support.libraries import raw

Log = Callable[[], list[Entry]]
Edit = Callable[[Patch], object]
TODAY = date.today()
UNCHECKABLE = Qt.ItemFlag.ItemIsUserCheckable


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseWindow]:
    """Case A's window, one for all: each test leaves the case as it was."""
    with case_a_window(tmp_path_factory.mktemp("home")) as found:
        yield found


@pytest.fixture
def dialog(window: CaseWindow, qtbot: QtBot) -> DiscloseWindow:
    return opened(window, qtbot)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "inkorg"
    found.mkdir()
    return found


@pytest.fixture
def log(window: CaseWindow) -> Callable[[], list[Entry]]:
    """What has come into the log since the test began."""

    def lines() -> list[Entry]:
        return list(window.services.given(window.library_id).entries)

    before = len(lines())
    return lambda: lines()[before:]


@pytest.fixture
def edited(window: CaseWindow) -> Iterator[Edit]:
    """Edits the case, and takes it back after the test."""
    yield window.document.push
    window.document.undo()


# Who


def test_each_recipient_stands_with_how_it_is_with_the_consents(dialog: DiscloseWindow) -> None:
    lines = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert "BUP Ekvik\nSamtycke gäller till 2027-06-11, om närvaro, stödinsatser och planen." in lines
    assert "Fritid och förening\nInget samtycke gäller." in lines
    assert any(line.startswith("Petra (vårdnadshavare 1)\nVårdnadshavare: får barnets plan") for line in lines)
    assert lines[-1] == "Styrgruppen\nFår partnernas egen plan. Inget barn nämns."


def test_whoever_may_have_nothing_cannot_be_ticked_and_is_told_why(dialog: DiscloseWindow) -> None:
    assert not dialog.list.item_of(LEISURE).flags() & UNCHECKABLE
    dialog.list.look_at(LEISURE)
    assert dialog.copy.stopped.text() == "R3. Inget samtycke gäller för Fritid och förening. Inget lämnas ut."
    assert pieces(dialog) == []
    assert not dialog.forward.isEnabled()


# What


def test_the_preview_is_what_the_package_says(dialog: DiscloseWindow, qtbot: QtBot, folder: Path) -> None:
    dialog.list.look_at(BUP)
    seen = "\n".join(pieces(dialog))
    (package,) = given(dialog, qtbot, folder, BUP)
    data = data_of(package)
    texts = [each["what"] for each in data["plan"]] + [each["text"] for each in data["wishes"] + data["support"]]
    texts += [each["text"] for each in data["goals"]] + [each["name"] for each in data["organisations"]]
    assert texts and all(text in seen for text in texts)
    rows = [each for each in dialog.copy.going.ticks() if each in dialog.copy._case.plan]
    assert len(rows) == len(data["plan"])


def test_what_is_taken_away_does_not_go_and_is_in_the_log(
    dialog: DiscloseWindow, window: CaseWindow, log: Log, qtbot: QtBot, folder: Path
) -> None:
    dialog.list.look_at(BUP)
    row = next(each for each in dialog.copy.going.ticks() if each in window.document.case.plan)
    dialog.copy.going.tick(row, False)
    settle()
    assert dialog.copy.going.ticks()[row] is False
    (package,) = given(dialog, qtbot, folder, BUP)
    what = window.document.case.plan[row].what
    assert what not in [each["what"] for each in data_of(package)["plan"]]
    assert log()[0].choices["without"] == [row]
    assert row not in log()[0].items


def test_a_goal_whose_rows_are_taken_away_goes_with_them_and_says_so(
    dialog: DiscloseWindow, window: CaseWindow
) -> None:
    dialog.list.look_at(BUP)
    case, ticks = window.document.case, dialog.copy.going.ticks()
    goal = next(case.plan[each].goal for each in ticks if each in case.plan and case.plan[each].goal)
    for each in ticks:
        if each in case.plan and case.plan[each].goal == goal:
            dialog.copy.going.tick(each, False)
            settle()
    assert goal is not None and dialog.copy.going.ticks()[goal] is False
    assert any("det som den hör till är bortvalt" in text for text in pieces(dialog))


@pytest.mark.parametrize("whom", [BUP, SCHOOL, "steering_group", "f02"])
def test_only_what_can_be_said_yes_to_has_a_box_among_what_stays(dialog: DiscloseWindow, whom: str) -> None:
    dialog.list.look_at(whom)
    verdicts = dialog.handout.wanted[whom].extract(dialog.copy._case, TODAY).verdicts
    assert set(dialog.copy.staying.boxes()) == {each.id for each in verdicts if each.by_item}
    assert not {each.id for each in verdicts if each.hard} & set(dialog.copy.staying.boxes())


def test_every_rule_is_told_with_how_many_it_lets_go_and_keeps(dialog: DiscloseWindow) -> None:
    dialog.list.look_at(SCHOOL)
    verdicts = dialog.handout.wanted[SCHOOL].extract(dialog.copy._case, TODAY).verdicts
    tree = dialog.copy.staying.tree
    lines = [tree.topLevelItem(at).text(0) for at in range(tree.topLevelItemCount())]  # type: ignore[union-attr]
    assert [line.split()[0] for line in lines] == [f"R{n}" for n in range(14)]
    for rule in ("R0", "R3", "R5"):
        goes = sum(v.rule == rule and v.goes for v in verdicts)
        stays = sum(v.rule == rule and not v.goes for v in verdicts)
        line = lines[int(rule[1:])]
        assert f"{stays} uppgifter lämnas inte" in line
        assert not goes or f"{goes} uppgifter lämnas," in line


def test_the_childs_own_words_go_when_the_child_has_said_yes_to_them(
    dialog: DiscloseWindow, window: CaseWindow, log: Log, qtbot: QtBot, folder: Path
) -> None:
    dialog.list.look_at(BUP)
    dialog.copy.show_view(STAYS)
    id_, item = next(iter(dialog.copy.staying.boxes().items()))
    item.setCheckState(0, Qt.CheckState.Checked)
    settle()
    assert dialog.copy.staying.boxes()[id_].checkState(0) == Qt.CheckState.Checked
    (package,) = given(dialog, qtbot, folder, BUP)
    (words, *_others) = [each.to_data()["text"] for each in window.document.case.family("child_voice").values()]
    assert [each["text"] for each in data_of(package)["child_voice"]] == [words]
    assert log()[0].choices["yes"] == [id_]


def test_a_de_identified_copy_names_nobody_and_has_no_text_that_nobody_has_read(
    dialog: DiscloseWindow, log: Log, qtbot: QtBot, folder: Path
) -> None:
    dialog.list.look_at(BUP)
    dialog.safe.click()
    assert "texter har ingen granskat" in dialog.waiting.text()
    assert not any("Tuva" in text for text in pieces(dialog))
    (package,) = given(dialog, qtbot, folder, BUP)
    assert "Tuva" not in (package / "plan.json").read_text(encoding="utf-8")
    assert data_of(package)["kind"] == "deidentified" and log()[0].deidentified


# Without consent


def test_a_decision_lets_health_care_have_it_without_consent(
    window: CaseWindow, edited: Edit, log: Log, qtbot: QtBot, folder: Path
) -> None:
    edited(withdraw_consent(window.document.case, "c01", TODAY))
    dialog = opened(window, qtbot)
    dialog.list.look_at(BUP)
    assert dialog.copy.stopped.text().startswith("R11.")
    dialog.copy.show_view(DECIDED)
    dialog.copy.decision.decided.click()
    settle()
    assert dialog.copy.stopped.text().startswith("R7. Beslutet saknar")
    form = dialog.copy.decision
    for line, text in ((form.by, "Enhetschef Maj"), (form.paragraph, "paragraf 9"), (form.because, "Skyddsbehov")):
        write(line, text)
    qtbot.waitUntil(dialog.copy.stopped.isHidden)
    (package,) = given(dialog, qtbot, folder, BUP)
    assert "Enhetschef Maj" in (package / "samtycke.txt").read_text(encoding="utf-8")
    decision = log()[0].decision
    assert decision is not None and (decision["paragraph"], decision["on"]) == ("paragraf 9", TODAY.isoformat())


def test_no_decision_is_offered_to_a_school(dialog: DiscloseWindow) -> None:
    dialog.list.look_at(SOCIAL)
    dialog.copy.show_view(DECIDED)
    assert not dialog.copy.turn.button(DECIDED).isHidden()
    dialog.list.look_at(SCHOOL)
    assert dialog.copy.turn.button(DECIDED).isHidden()
    assert dialog.copy.turn.value() == GOES


# The recipients again, and the packages


def test_nothing_goes_before_the_same_recipients_are_chosen_again(dialog: DiscloseWindow, folder: Path) -> None:
    send_to(dialog, folder, BUP, SCHOOL)
    confirm(dialog, BUP)
    assert not dialog.forward.isEnabled()
    dialog.confirm.list.tick(SOCIAL)
    assert "Socialtjänsten, Barn och familj" in dialog.confirm.said.text()
    dialog.confirm.list.tick(SCHOOL)
    assert not dialog.forward.isEnabled()
    dialog.confirm.list.tick(SOCIAL, False)
    assert dialog.forward.isEnabled() and dialog.confirm.said.text() == ""
    assert list(folder.iterdir()) == []


def test_several_packages_are_made_and_each_is_in_the_log(
    dialog: DiscloseWindow, window: CaseWindow, log: Log, qtbot: QtBot, folder: Path
) -> None:
    paths = given(dialog, qtbot, folder, SCHOOL, BUP)
    assert sorted(paths) == sorted(folder.iterdir())
    assert dialog.done_page.heading.text() == "2 paket är klara"
    assert [(each.recipient, each.package) for each in log()] == [
        (SCHOOL, paths[0].name),
        (BUP, paths[1].name),
    ]
    assert log()[0].by


def test_what_is_stopped_gives_nobody_anything(
    dialog: DiscloseWindow, window: CaseWindow, log: Log, qtbot: QtBot, folder: Path
) -> None:
    send_to(dialog, folder, SCHOOL, BUP, SOCIAL)
    confirm(dialog, SCHOOL, BUP, SOCIAL)
    click(dialog.forward)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: dialog.stack.currentWidget() is dialog.done_page, timeout=20000)
    assert dialog.done_page.words.text() == "Du avbröt. Inget har lämnats ut."
    assert list(folder.iterdir()) == [] and log() == []
    assert dialog.isVisible()


def test_a_window_that_is_put_away_leaves_no_package_half_made(dialog: DiscloseWindow, log: Log, folder: Path) -> None:
    send_to(dialog, folder, SCHOOL, BUP)
    confirm(dialog, SCHOOL, BUP)
    click(dialog.forward)
    dialog.reject()
    assert dialog.result() == QDialog.DialogCode.Rejected and not dialog.isVisible()
    assert list(folder.iterdir()) == [] and log() == []


def test_nothing_leaves_when_the_log_cannot_be_written(
    dialog: DiscloseWindow, window: CaseWindow, log: Log, qtbot: QtBot, folder: Path
) -> None:
    stop = "CREATE TRIGGER stop BEFORE INSERT ON disclosures BEGIN SELECT RAISE(ABORT, 'no'); END"
    run(window, stop)
    assert given(dialog, qtbot, folder, BUP) == ()
    assert dialog.done_page.words.text().startswith("Utlämnandet kunde inte antecknas. Inget har lämnats ut.")
    run(window, "DROP TRIGGER stop")
    assert list(folder.iterdir()) == []
    assert not dialog.back.isHidden()


def run(window: CaseWindow, statement: str) -> None:
    """Do something to the library's file, past the program."""
    connection = raw(window.services.library_path)
    connection.execute(statement)
    connection.close()


def test_a_folder_that_is_not_there_is_told_before_anything_is_asked(dialog: DiscloseWindow, tmp_path: Path) -> None:
    send_to(dialog, tmp_path / "borta" / "längre bort", BUP)
    click(dialog.forward)
    assert dialog.said.text() == "Mappen för BUP Ekvik finns inte. Välj en annan mapp."
    assert dialog.stack.currentWidget() is dialog.choosing and dialog.copy.turn.value() == HOW


# How


def test_how_a_recipient_wants_it_is_remembered_and_done(
    dialog: DiscloseWindow, window: CaseWindow, log: Log, qtbot: QtBot, folder: Path
) -> None:
    dialog.list.look_at(BUP)
    delivery = dialog.copy.delivery
    dialog.copy.show_view(HOW)
    delivery.zip.click()
    delivery.formats["csv"].click()
    write(delivery.pattern, "{mottagare}-{version}")
    write(delivery.metadata, "Handlingstyp: SIP")
    coming = delivery.name.text().removeprefix("Paketet kommer att heta ")
    assert re.fullmatch(r"BUP-Ekvik-\d\.zip", coming)
    (package,) = given(dialog, qtbot, folder, BUP)
    with zipfile.ZipFile(package) as archive:
        names = {name.partition("/")[2] for name in archive.namelist()}
    assert package.name == coming
    assert "metadata.json" in names and "plan.fhir.json" in names and "atgarder.csv" not in names
    (kept,) = profiles()
    assert kept.name == "BUP Ekvik" and kept.folder == str(folder) and kept.zip
    assert kept.formats == frozenset(FORMATS) - {"csv"} and kept.metadata == {"Handlingstyp": "SIP"}
    dialog.reject()
    again = opened(window, qtbot)
    again.list.look_at(BUP)
    assert again.copy.delivery.value() == kept
    assert again.copy.delivery.metadata.toPlainText() == "Handlingstyp: SIP"


def test_a_name_that_cannot_be_read_is_refused_and_the_old_one_kept(dialog: DiscloseWindow) -> None:
    dialog.list.look_at(BUP)
    before = dialog.copy.delivery.value()
    write(dialog.copy.delivery.pattern, "{barn}")
    assert "bara ha {nr}, {mottagare}, {datum}, {version}" in dialog.copy.delivery.refused
    assert dialog.copy.delivery.value() == before and profiles() == ()


def test_how_a_guardian_wants_it_is_kept_out_of_the_file(dialog: DiscloseWindow, folder: Path) -> None:
    send_to(dialog, folder, "f02")
    assert profiles() == ()
    dialog.list.look_at(BUP)
    dialog.list.look_at("f02")
    assert dialog.copy.delivery.folder.text() == str(folder)
    assert dialog.copy.delivery.kept.text() == "Det här gäller bara den här gången."


def test_a_file_of_profiles_that_cannot_be_read_stops_everything_and_says_where(
    window: CaseWindow, qtbot: QtBot, folder: Path
) -> None:
    profiles_path().write_text("- namn: [", encoding="utf-8")
    dialog = opened(window, qtbot)
    send_to(dialog, folder, BUP)
    assert str(profiles_path()) in dialog.said.text()
    assert not dialog.forward.isEnabled()


# The way there


def test_it_stands_first_under_export_and_not_while_names_are_hidden(window: CaseWindow) -> None:
    assert window.export_actions
    assert window.top.export.menu().actions()[0].text() == "Lämna ut…"
    window.book.actions["hide_names"].trigger()
    assert window.document.names_hidden
    window.book.actions["disclose"].trigger()
    told = window.toast.text()
    window.book.actions["hide_names"].trigger()
    assert not any(each.isVisible() for each in window.findChildren(DiscloseWindow))
    assert told == "Visa namnen först, så att du ser vem som får vad."


def test_names_of_the_protected_stand_nowhere_in_the_window(window: CaseWindow, edited: Edit, qtbot: QtBot) -> None:
    case = window.document.case
    figure = case.figures["f02"]
    hidden = with_values(figure, protected_identity=True)
    edited(Patch("Skyddad", replaced(case, "figures", "f02", hidden)))
    dialog = opened(window, qtbot)
    for each in recipients(window.document.case):
        dialog.list.look_at(each.id)
        tree = dialog.copy.staying.tree
        tree.expandAll()
        said = [*pieces(dialog), *(item.text(0) for item in tree.findItems("", _ANYWHERE))]
        assert said and not any(re.search(rf"\b{figure.label}\b", text) for text in said)


_ANYWHERE = Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive
