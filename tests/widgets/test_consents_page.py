"""The page Samtycke in the real window: written down, given, withdrawn, and the plan's mark that follows."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_driving import LEFT, click, open_example, write

from app.application import LibraryServices
from app.models.edits.removal import remove
from app.widgets.case_window import CaseWindow
from app.widgets.consents.form import ConsentForm
from app.widgets.consents.page import ConsentsPage
from app.widgets.properties.editors import PicksField


@pytest.fixture
def window(services: LibraryServices, qtbot: QtBot) -> CaseWindow:
    """Case A on its page of consents."""
    found = open_example(services, qtbot)
    found.show_page("consents")
    QApplication.processEvents()
    return found


def page_of(window: CaseWindow) -> ConsentsPage:
    page = window.more_pages.widget("consents")
    assert isinstance(page, ConsentsPage)
    return page


def form_of(window: CaseWindow) -> ConsentForm:
    form = page_of(window).form
    assert form is not None
    return form


def pick(form: ConsentForm, name: str, *values: str) -> None:
    field = form.editors[name]
    assert isinstance(field, PicksField)
    field.picks.show_value(values)
    field.picks.picked.emit(values)


def test_the_pill_in_the_bar_leads_to_the_page(window: CaseWindow) -> None:
    window.show_page("wishes")
    pill = window.top.consent if window.top.consent.isVisible() else window.top.missing
    QTest.mouseClick(pill, LEFT)
    assert window.page == "consents"


def test_a_consent_is_written_down_given_and_the_draft_is_lifted(window: CaseWindow) -> None:
    document, page = window.document, page_of(window)
    document.push(remove(document.case, [("consents", "c01")]))
    assert page.empty.isVisible() and not page.list.isVisible()
    assert "Samtycke saknas" in page.state.text() and window.plan.draft.text() == "Utkast – samtycke saknas"
    click(page.new)
    form = form_of(window)
    assert "Petra (mamma) och Joakim (pappa)" in form.missing.text()
    pick(form, "given_by", "f02")
    (consent,) = document.case.consents.values()
    assert consent.given_by == ("f02",) and consent.missing_from == ("f03",)
    assert window.plan.draft.text() == "Utkast – samtycke saknas från Joakim (pappa)"
    assert "Joakim (pappa) har inte samtyckt" in page.stopped.text()
    pick(form, "given_by", "f02", "f03")
    assert not form.missing.isVisible() and not page.stopped.isVisible() and window.plan.draft.text() == ""
    pick(form, "organisations", "org_skola", "org_bup")
    pick(form, "categories", "attendance", "plan")
    write(form.editors["not_covered"], "Pappas vård")
    (consent,) = document.case.consents.values()
    assert consent.organisations == ("org_skola", "org_bup") and consent.categories == ("attendance", "plan")
    assert consent.not_covered == ("Pappas vård",)


def test_a_withdrawn_consent_says_what_it_stops_and_can_be_taken_back(window: CaseWindow) -> None:
    form, page = form_of(window), page_of(window)
    assert not form.stopped.isVisible() and form.withdraw.isVisible()
    click(form.withdraw)
    consent = window.document.case.consents["c01"]
    assert consent.withdrawn_on == date.today()
    assert "får inte längre dela uppgifter om" in form.stopped.text() and "Lövängsskolan" in form.stopped.text()
    assert "återkallat" in page.state.text() and "Återkallat" in page.list.item(0).text()
    assert window.plan.draft.text().startswith("Utkast – samtycke saknas (det återkallades")
    click(form.restore)
    assert window.document.case.consents["c01"].withdrawn_on is None and window.plan.draft.text() == ""
    window.document.undo()
    assert window.document.case.consents["c01"].withdrawn_on == date.today()


def test_what_is_typed_is_kept_when_another_page_is_shown(window: CaseWindow) -> None:
    field = form_of(window).editors["purpose"]
    field.setFocus()
    editor = field.line  # type: ignore[attr-defined]
    editor.setText("En skola som fungerar")
    window.show_page("wishes")
    assert window.document.case.consents["c01"].purpose == "En skola som fungerar"


def test_a_day_that_makes_no_sense_is_refused_beside_the_field(window: CaseWindow) -> None:
    click(form_of(window).withdraw)
    write(form_of(window).editors["withdrawn_on"].line, "2020-01-01")  # type: ignore[attr-defined]
    window.commit_all()
    assert window.document.case.consents["c01"].withdrawn_on == date.today()
    assert "innan dess" in form_of(window).editors["withdrawn_on"].error.text()
