"""The SIP on the page "Ärendet": begun with a press, filled in where it stands, undone, taken away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from form_driving import fill_in, press, type_here
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from window_driving import click, open_case, services_at, write

from app.models.records import Sip
from app.settings import Settings
from app.widgets.case_facts.page import CaseFactsPage
from app.widgets.case_window import CaseWindow


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[CaseWindow]:
    with services_at(tmp_path / "library.samkarta") as services:
        yield open_case(services, qtbot, services.create("Prov", "Elin"), Settings(values={"page": "wishes"}))


@pytest.fixture
def page(window: CaseWindow) -> CaseFactsPage:
    window.show_page("case_facts")
    found = window.more_pages.widgets["case_facts"]
    assert isinstance(found, CaseFactsPage)
    return found


def test_a_sip_is_begun_filled_in_and_undone(window: CaseWindow, page: CaseFactsPage) -> None:
    case = window.document.case
    assert page.sip.fields is None and page.sip.begin.isVisible()
    click(page.sip.begin)
    assert page.sip.fields is not None and not page.sip.begin.isVisible()
    fill_in(page.sip.fields.editors["coordinator"], case.child)
    write(page.sip.fields.editors["next_meeting"], "2026-12-01")
    sip = case.record("sip", "sip")
    assert isinstance(sip, Sip) and sip.coordinator == case.child and str(sip.next_meeting) == "2026-12-01"
    for _step in range(3):
        window.document.undo()
    assert case.record("sip", "sip") is None and page.sip.begin.isVisible() and page.sip.fields is None


def test_a_new_organisation_can_be_chosen_at_once(window: CaseWindow, page: CaseFactsPage) -> None:
    click(page.sip.begin)
    page.organisations.new.setFocus()
    type_here("Habiliteringen")
    press(Qt.Key.Key_Return)
    assert page.sip.fields is not None
    (new,) = window.document.case.organisations
    fill_in(page.sip.fields.editors["overall_responsible"], new)
    assert window.document.case.record("sip", "sip").overall_responsible == new  # type: ignore[union-attr]


def test_what_is_being_typed_is_kept_when_one_goes_elsewhere_and_the_sip_can_be_taken_away(
    window: CaseWindow, page: CaseFactsPage
) -> None:
    click(page.sip.begin)
    assert page.sip.fields is not None
    page.sip.fields.more.click()
    page.sip.fields.editors["question"].text.setPlainText("Hur får Elin sova?")  # type: ignore[attr-defined]
    window.show_page("wishes")
    assert window.document.case.record("sip", "sip").question == "Hur får Elin sova?"  # type: ignore[union-attr]
    window.show_page("case_facts")
    click(page.sip.drop)
    assert window.document.case.record("sip", "sip") is None
