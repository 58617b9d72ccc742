"""The page "SIP": begun with a press, filled in where it stands, undone, taken away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from form_driving import fill_in, press, type_here
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_driving import click, open_case, services_at, write

from app.models.edits.meetings import hold_meeting
from app.models.records import Sip
from app.settings import Settings
from app.widgets.case_facts.page import CaseFactsPage
from app.widgets.case_window import CaseWindow
from app.widgets.meeting.opening import go_to
from app.widgets.meeting.running import running
from app.widgets.sip.page import SipPage


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[CaseWindow]:
    with services_at(tmp_path / "library.samkarta") as services:
        yield open_case(services, qtbot, services.create("Prov", "Elin"), Settings(values={"page": "wishes"}))


@pytest.fixture
def page(window: CaseWindow) -> SipPage:
    window.show_page("sip")
    found = window.more_pages.widgets["sip"]
    assert isinstance(found, SipPage)
    return found


def test_a_sip_is_begun_filled_in_and_undone(window: CaseWindow, page: SipPage) -> None:
    case = window.document.case
    assert page.fields is None and page.begin.isVisible()
    click(page.begin)
    assert page.fields is not None and not page.begin.isVisible()
    fill_in(page.fields.editors["coordinator"], case.child)
    write(page.fields.editors["next_meeting"], "2026-12-01")
    sip = case.record("sip", "sip")
    assert isinstance(sip, Sip) and sip.coordinator == case.child and str(sip.next_meeting) == "2026-12-01"
    for _step in range(3):
        window.document.undo()
    assert case.record("sip", "sip") is None and page.begin.isVisible() and page.fields is None


def test_an_organisation_written_on_another_page_can_be_chosen(window: CaseWindow, page: SipPage) -> None:
    click(page.begin)
    window.show_page("case_facts")
    facts = window.more_pages.widgets["case_facts"]
    assert isinstance(facts, CaseFactsPage)
    facts.organisations.new.setFocus()
    type_here("Habiliteringen")
    press(Qt.Key.Key_Return)
    window.show_page("sip")
    assert page.fields is not None
    (new,) = window.document.case.organisations
    fill_in(page.fields.editors["overall_responsible"], new)
    assert window.document.case.record("sip", "sip").overall_responsible == new  # type: ignore[union-attr]


def test_what_is_being_typed_is_kept_when_one_goes_elsewhere_and_the_sip_can_be_taken_away(
    window: CaseWindow, page: SipPage
) -> None:
    click(page.begin)
    assert page.fields is not None
    page.fields.editors["question"].text.setPlainText("Hur får Elin sova?")  # type: ignore[attr-defined]
    window.show_page("wishes")
    assert window.document.case.record("sip", "sip").question == "Hur får Elin sova?"  # type: ignore[union-attr]
    window.show_page("sip")
    click(page.drop)
    assert window.document.case.record("sip", "sip") is None


def test_the_page_is_in_the_menu_and_gives_the_keyboard_where_one_begins(window: CaseWindow) -> None:
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    found = window.more_pages.widgets["sip"]
    assert window.page == "sip" and isinstance(found, SipPage) and found.begin.hasFocus()
    press(Qt.Key.Key_Space)
    assert found.fields is not None
    assert QApplication.focusWidget() is found.fields.editors["coordinator"].focusProxy()


def test_the_needs_of_a_sip_meeting_are_written_on_the_page_that_its_step_opens(window: CaseWindow) -> None:
    window.document.push(hold_meeting(window.document.case, date(2026, 11, 17), agenda="sip_mote"))
    (meeting,) = window.document.case.meetings
    running(window).start(meeting)
    clock = running(window).clock
    assert clock is not None
    go_to(window, next(at for at, step in enumerate(clock.agenda.steps) if step.title == "Behov"))
    assert window.page == "sip"
