"""The window of agendas: the program's are copied, one's own are edited and deleted, and used at once."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from window_driving import click, write

from app.models.agendas import built_in
from app.models.own_agendas import all_agendas, own_folder
from app.widgets.common.messages import Message
from app.widgets.meeting.agendas_window import AgendasWindow

SIP = "sip_mote"


@pytest.fixture
def dialog(qtbot: QtBot) -> AgendasWindow:
    made = AgendasWindow()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    choose(made, built_in()[SIP].name)
    return made


def choose(dialog: AgendasWindow, words: str) -> None:
    (item,) = dialog.list.findItems(words, Qt.MatchFlag.MatchStartsWith)
    dialog.list.setCurrentItem(item)


def copied(dialog: AgendasWindow) -> str:
    click(dialog.copy)
    assert dialog.agenda is not None
    return dialog.agenda.id


def minutes(agenda: str) -> list[int]:
    return [step.minutes for step in all_agendas().by_id[agenda].steps]


def test_the_programs_own_agendas_are_read_not_changed(dialog: AgendasWindow) -> None:
    fields = [dialog.title, dialog.need, *dialog.form.fields.values()]
    assert not any(each.isEnabled() for each in fields)
    assert not any(each.isEnabled() for each in (dialog.add, dialog.up, dialog.down, dialog.drop, dialog.remove))
    assert dialog.copy.isEnabled() and dialog.total.text() == "Tillsammans 1 tim 5 min"


def test_a_copy_is_ones_own_and_every_word_of_it_can_be_changed(dialog: AgendasWindow) -> None:
    own = copied(dialog)
    assert own not in built_in() and dialog.list.currentItem().text().endswith("din egen")
    write(dialog.title, "Vårt SIP-möte")
    write(dialog.need, "Vad behöver ni?")
    dialog.steps.setCurrentRow(1)
    write(dialog.form.fields["title"], "Nuläget")
    write(dialog.form.fields["minutes"], "25")
    write(dialog.form.fields["question"], "Vad fungerar bra?")
    write(dialog.form.fields["say"], "Barnet först.")
    opens = dialog.form.fields["opens"].focusProxy()
    assert opens is not None
    opens.setFocus()
    QTest.keyClicks(opens, "Tids")
    dialog.commit()
    kept = all_agendas().by_id[own]
    step = kept.steps[1]
    assert (kept.title, kept.need) == ("Vårt SIP-möte", "Vad behöver ni?")
    assert (step.title, step.minutes, step.question, step.say) == ("Nuläget", 25, "Vad fungerar bra?", "Barnet först.")
    assert step.opens == "timeline" and step.english is None, "a new heading has no old translation"
    assert kept.steps[2:] == built_in()[SIP].steps[2:]
    assert dialog.total.text() == "Tillsammans 1 tim 15 min"


def test_steps_are_added_moved_and_taken_away(dialog: AgendasWindow) -> None:
    own = copied(dialog)
    dialog.steps.setCurrentRow(0)
    click(dialog.add)
    assert minutes(own) == [10, 10, 15, 25, 10, 5]
    write(dialog.form.fields["title"], "Paus")
    write(dialog.form.fields["minutes"], "7")
    click(dialog.down)
    assert minutes(own) == [10, 15, 7, 25, 10, 5] and dialog.steps.currentRow() == 2
    click(dialog.up)
    click(dialog.up)
    assert minutes(own) == [7, 10, 15, 25, 10, 5] and not dialog.up.isEnabled()
    click(dialog.drop)
    assert minutes(own) == [10, 15, 25, 10, 5]
    for _step in range(4):
        click(dialog.drop)
    assert len(minutes(own)) == 1 and not dialog.drop.isEnabled(), "an agenda has a step"


@pytest.mark.parametrize("typed", ["0", "601", "en kvart", " "])
def test_minutes_that_cannot_be_are_refused_in_a_sentence(dialog: AgendasWindow, typed: str) -> None:
    own = copied(dialog)
    write(dialog.form.fields["minutes"], typed)
    assert minutes(own) == minutes(SIP) and dialog.form.fields["minutes"].error.isVisible()


def test_what_is_typed_is_kept_when_the_window_is_closed(dialog: AgendasWindow) -> None:
    own = copied(dialog)
    field = dialog.form.fields["title"].focusProxy()
    assert isinstance(field, QLineEdit)
    field.setText("Halvskrivet")
    dialog.close()
    assert all_agendas().by_id[own].steps[0].title == "Halvskrivet"


def test_what_is_typed_is_kept_in_its_own_agenda_when_another_is_chosen(dialog: AgendasWindow) -> None:
    own = copied(dialog)
    field = dialog.form.fields["title"].focusProxy()
    assert isinstance(field, QLineEdit)
    field.setText("Halvskrivet")
    choose(dialog, built_in()["uppfoljning"].name)
    assert all_agendas().by_id[own].steps[0].title == "Halvskrivet"
    assert dialog.title.shown_value() == built_in()["uppfoljning"].name and not dialog.title.isEnabled()


def test_an_own_agenda_is_deleted_after_a_question(dialog: AgendasWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    own = copied(dialog)
    asked: list[str] = []

    def answer(yes: bool) -> None:
        def exec_(message: Message) -> int:
            asked.append(message.sentence.text())
            return int(yes)

        monkeypatch.setattr(Message, "exec", exec_)

    answer(False)
    click(dialog.remove)
    assert own in all_agendas().by_id and len(asked) == 1
    answer(True)
    click(dialog.remove)
    assert own not in all_agendas().by_id and list(own_folder().iterdir()) == []
    assert "borttagen" in dialog.said.text()


def test_a_damaged_file_is_told_of_when_the_window_opens(qtbot: QtBot) -> None:
    own_folder().mkdir(parents=True)
    (own_folder() / "trasig.yaml").write_text("steps: [", encoding="utf-8")
    made = AgendasWindow()
    qtbot.addWidget(made)
    assert "trasig.yaml" in made.said.text() and made.list.count() == len(built_in())


def test_an_agenda_that_cannot_be_saved_says_so_and_its_file_stays_as_it_was(dialog: AgendasWindow) -> None:
    own = copied(dialog)
    file = own_folder() / f"{own}.yaml"
    before = file.read_bytes()
    in_the_way = file.with_name(f".{file.name}.{os.getpid()}.new")
    in_the_way.mkdir()
    write(dialog.title, "Nytt namn")
    assert "kunde inte sparas" in dialog.said.text() and file.read_bytes() == before
    in_the_way.rmdir()
    dialog.commit()
    assert all_agendas().name(own) == "Nytt namn", "what was typed is still there and is saved when it can be"


def test_every_button_says_what_it_does(dialog: AgendasWindow) -> None:
    assert all(each.text() or each.accessibleName() for each in dialog.findChildren(QPushButton))
