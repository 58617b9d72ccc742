"""The projector shows the case de-identified: to the group, while whoever leads goes on seeing names and texts."""

from __future__ import annotations

import pytest
from meeting_driving import standing_clock
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from window_driving import open_example

from app.application import LibraryServices
from app.document import Document
from app.models.deidentify.making import OMITTED, texts_to_review
from app.models.deidentify.reviewing import Decision
from app.models.deidentify.wall import HELD
from app.models.edits.fields import set_field
from app.widgets.case_window import CaseWindow
from app.widgets.growth.page import GrowthPage
from app.widgets.projector.band import told_of
from app.widgets.projector.leaves import _LEAVES
from app.widgets.projector.projecting import projecting
from app.widgets.projector.window import ProjectorWindow
from app.widgets.unlock.putting_away import note_places, set_out
from tests.support.pictures import words_in

NAMES = ("Tuva", "Petra", "Joakim", "Gunvor", "Birgitta", "Löväng", "Ekvik", "Ekland")


@pytest.fixture
def window(services: LibraryServices, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> CaseWindow:
    standing_clock(monkeypatch)
    return open_example(services, qtbot)


def review(window: CaseWindow, place: str, text: str | None = None, *, leave_out: bool = False) -> None:
    said = next(each for each in texts_to_review(window.document.case) if each.place == place)
    chosen = None if leave_out else said.proposal if text is None else text
    window.services.keep_review(window.library_id, {place: Decision(said.print, chosen)})


def project(window: CaseWindow) -> ProjectorWindow:
    """Show the group the case de-identified, by the menu's command."""
    window.book.actions["projector_deidentified"].trigger()
    shown = projecting(window).shown
    assert shown is not None
    return shown


def said_by(wall: ProjectorWindow) -> str:
    """Everything that the projector's window says: its sheet, titles, legend, labels, heads and band."""
    picture = wall.showing.picture
    case = wall.document.on_wall
    told = [str(told_of(case, key)) for key in picture.figures]
    heads = [head.accessibleName() for head in wall.heads]
    legend = [entry.text for entry in picture.legend]
    rest = [picture.title, picture.subtitle, wall.windowTitle(), wall.nature.text(), wall.view.accessibleName()]
    return "\n".join([*words_in(picture.ops()), *told, *heads, *legend, *rest])


def hidden_words(document: Document) -> list[str]:
    case = document.case
    days = {each.date.isoformat() for each in case.meetings.values()}
    days |= {row.due.isoformat() for row in case.plan.values() if row.due is not None}
    return [*NAMES, *days, case.info.title]


def test_the_group_sees_no_name_place_day_or_age_and_the_leader_sees_all_of_them(window: CaseWindow) -> None:
    wall = project(window)
    for kind in window.sheets:
        wall.show_sheet(kind, wall.showing.options)
        said = said_by(wall)
        assert not [word for word in hidden_words(window.document) if word in said], kind
        assert "11 år" not in said and "Avidentifierat" in said
    assert "10–12 år" in said_by(wall) and "Tuva" in window.document.shown.info.title
    assert window.document.shown is window.document.case and not window.document.names_hidden


def test_a_text_is_held_until_it_is_reviewed_and_then_shown_as_it_was_decided(window: CaseWindow) -> None:
    first, second, *_rest = window.document.case.wishes
    wall = project(window)
    assert {wish.text for wish in window.document.on_wall.wishes.values()} == {HELD}
    review(window, f"wishes/{first}/text", "Någon möter vid grinden.")
    review(window, f"wishes/{second}/text", leave_out=True)
    projecting(window).deidentify()
    shown = window.document.on_wall.wishes
    assert (shown[first].text, shown[second].text) == ("Någon möter vid grinden.", OMITTED)
    assert HELD in said_by(wall)
    case = window.document.case
    window.document.push(set_field(case, "wishes", first, "text", "Nu ringer Tuva själv."))
    assert window.document.on_wall.wishes[first].text == HELD, "nobody has read what it says now"


def test_it_follows_what_is_edited_and_a_reviewed_text_that_still_tells_is_held(window: CaseWindow) -> None:
    case = window.document.case
    first = next(iter(case.wishes))
    review(window, f"wishes/{first}/text", "Tuvas mamma möter")
    wall = project(window)
    assert window.document.on_wall.wishes[first].text == HELD
    figure = next(key for key, each in case.figures.items() if each.label == "Petra")
    window.document.push(set_field(case, "figures", figure, "label", "Katarina"))
    assert "Katarina" not in said_by(wall) and "Petra" not in said_by(wall)


def test_nor_do_the_pages_that_are_no_maps_tell_and_the_history_is_not_shown(window: CaseWindow) -> None:
    wall = project(window)
    for page in _LEAVES:
        window.show_page(page)
        said = _LEAVES[page](window).told
        assert said and not [word for word in hidden_words(window.document) if word in said], page
    window.show_page("growth")
    growth = window.more_pages.widgets["growth"]
    assert isinstance(growth, GrowthPage)
    growth.go(0)
    assert wall._past is None, "it tells days"


def test_no_key_on_the_projector_brings_the_names_back(window: CaseWindow, qtbot: QtBot) -> None:
    projecting(window).show()
    wall = projecting(window).shown
    assert wall is not None and "Tuva" in said_by(wall)
    wall.activateWindow()
    qtbot.waitUntil(wall.isActiveWindow)
    offered = list(wall.commands)
    assert offered.index("deidentify") == offered.index("names") + 1, "beside the other way to show no names"
    for key in (Qt.Key.Key_I, Qt.Key.Key_I, Qt.Key.Key_N, Qt.Key.Key_N):
        QTest.keyClick(wall, key)
        assert window.document.wall_deidentified and "Tuva" not in said_by(wall)
    wall.close()
    projecting(window).show()
    again = projecting(window).shown
    assert again is not None and "Tuva" not in said_by(again)
    window.book.actions["projector_deidentified"].trigger()
    assert "Tuva" in said_by(again) and again.commands["deidentify"].isEnabled()


def test_it_is_as_before_when_the_program_has_been_locked(window: CaseWindow, services: LibraryServices) -> None:
    project(window)
    places = note_places()
    window.close()
    again = set_out(places, services, window.settings)
    assert isinstance(again, CaseWindow) and again.document.wall_deidentified
    wall = projecting(again).shown
    assert wall is not None and "Tuva" not in said_by(wall)
    again.close()
