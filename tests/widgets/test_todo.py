"""The start page tells what there is to do over all cases, and leads to the right place in each."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from window_driving import EXAMPLES

from app.application import LibraryServices
from app.case_files import read_cases
from app.models.edits.fields import set_field
from app.models.edits.life import close_case
from app.settings import Settings
from app.widgets.library.todo import TodoPanel
from app.widgets.library.window import LibraryWindow

TODAY = date.today()


def window_of(services: LibraryServices, qtbot: QtBot) -> LibraryWindow:
    window = LibraryWindow(services, Settings(values={"page": "wishes"}))
    window.resize(1366, 768)
    with qtbot.waitSignal(window.todo.ready), qtbot.waitExposed(window):
        window.show()
    return window


def shown(panel: TodoPanel) -> list[str]:
    return [panel.list.item(row).text() for row in range(panel.list.count())]


def plant(services: LibraryServices) -> str:
    """Put case A in the library with a consent that ends in ten days and a row due tomorrow; return its id."""
    (own,) = services.import_files([EXAMPLES / "case_a.yaml"])
    document = services.open(own)
    consent, row = next(iter(document.case.consents)), next(iter(document.case.plan))
    document.push(set_field(document.case, "consents", consent, "valid_until", TODAY + timedelta(days=10)))
    document.push(set_field(document.case, "plan", row, "due", TODAY + timedelta(days=1)))
    document.push(set_field(document.case, "meetings", "m01", "next_meeting", TODAY + timedelta(days=5)))
    return own


def test_it_tells_what_is_late_what_is_due_which_consents_end_and_the_next_meetings(
    services: LibraryServices, qtbot: QtBot
) -> None:
    plant(services)
    lines = shown(window_of(services, qtbot).todo)
    text = "\n".join(lines)
    assert f"i morgon ({(TODAY + timedelta(days=1)).isoformat()}) · Sista dagen" in text
    assert "Samtycken som går ut (1)" in lines and (TODAY + timedelta(days=10)).isoformat() in text
    assert any(line.startswith("Nästa träffar") for line in lines)
    assert f"{(TODAY + timedelta(days=5)).isoformat()} · Träff" in text


def test_a_line_opens_the_case_on_the_page_where_it_is_seen_to(services: LibraryServices, qtbot: QtBot) -> None:
    own = plant(services)
    window = window_of(services, qtbot)
    lines = shown(window.todo)
    row = next(at for at, line in enumerate(lines) if line.startswith("i morgon"))
    window.todo.list.setCurrentRow(row)
    window.todo.list.setFocus()
    QTest.keyClick(window.todo.list, Qt.Key.Key_Return)
    case_window = window.case_window
    assert case_window is not None and case_window.library_id == own and case_window.page == "follow_up"
    page = case_window.more_pages.widgets["follow_up"]
    assert page.table.chosen() == next(iter(case_window.document.case.plan))  # type: ignore[attr-defined]


def test_a_closed_case_is_left_out_as_soon_as_its_window_is_closed(services: LibraryServices, qtbot: QtBot) -> None:
    own = plant(services)
    window = window_of(services, qtbot)
    assert shown(window.todo)
    window.open_case(own)
    assert window.case_window is not None
    document = window.case_window.document
    document.push(close_case(document.case, TODAY))
    with qtbot.waitSignal(window.todo.ready):
        window.case_window.close()
    assert not shown(window.todo) and "Inget är försenat" in window.todo.note.text()


def test_protected_identity_tells_only_the_number_and_what_kind_of_day_it_is(
    services: LibraryServices, qtbot: QtBot
) -> None:
    own = plant(services)
    document = services.open(own)
    document.push(set_field(document.case, "case", "case", "protected_identity", True))
    document.push(set_field(document.case, "case", "case", "number", "2026-014"))
    text = "\n".join(shown(window_of(services, qtbot).todo))
    assert "2026-014" in text and "Tuva" not in text
    assert not [row.what for row in document.case.plan.values() if row.what in text]


def test_a_case_that_has_not_been_changed_is_not_read_again(services: LibraryServices, qtbot: QtBot) -> None:
    plant(services)
    window_of(services, qtbot)
    (card,) = services.cases()
    assert services.dates_of(card) is services.dates_of(card)
    document = services.open(card.id)
    before = services.dates_of(card)
    document.push(set_field(document.case, "case", "case", "title", "Nytt namn"))
    (changed,) = services.cases()
    assert services.dates_of(changed) is not before and services.dates_of(changed).title == "Nytt namn"


def test_sixty_cases_are_all_told_of_after_the_window_is_shown(services: LibraryServices, qtbot: QtBot) -> None:
    case = read_cases([EXAMPLES / "case_b.yaml"])[0]
    services._library.add([case] * 60, copy=True)
    window = LibraryWindow(services, Settings())
    window.resize(1366, 768)
    with qtbot.waitSignal(window.todo.ready, timeout=30_000), qtbot.waitExposed(window):
        window.show()
        assert not shown(window.todo)  # shown first, read afterwards
    assert "Visa 20 till" in shown(window.todo)
    window.todo.list.itemClicked.emit(window.todo.list.item(shown(window.todo).index("Visa 20 till")))
    assert sum("den äldsta från" in line for line in shown(window.todo)) == 60


def test_in_a_narrow_window_either_the_cases_or_what_to_do_is_seen(services: LibraryServices, qtbot: QtBot) -> None:
    plant(services)
    window = window_of(services, qtbot)
    window.showNormal()
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: window.todo.isVisible() and window.list.isVisible() and not window.part.isVisible())
    window.resize(800, 700)
    assert window.list.isVisible() and not window.todo.isVisible()
    window.part.button("todo").click()
    assert window.todo.isVisible() and not window.list.isVisible()
