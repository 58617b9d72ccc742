"""The map's history where the library is long, damaged, only to be read, or does not know the case."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from growth_driving import (
    Clock,
    Kept,
    figures,
    kept_library,
    look_back,
    small_case,
)
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_driving import open_case, services_at

from app.application import LibraryServices
from app.case_files import read_cases
from app.models.case import Case
from app.models.edits.fields import set_field
from app.models.edits.figures import add_figure, move_figures
from app.models.edits.sheets import ensure_sheet
from app.settings import Settings
from app.storage import library as storage
from app.storage.file import writing_file
from app.storage.reads import last_line
from app.storage.storing import write_step
from app.widgets.case_window import CaseWindow
from tests.support.libraries import opened, raw

kept = pytest.fixture(kept_library, scope="module")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that the library looks at."""
    made_up = Clock()
    monkeypatch.setattr(storage, "now", made_up)
    return made_up


def test_a_thousand_steps_are_scrubbed_over_and_the_ends_are_right(
    services: LibraryServices, qtbot: QtBot, clock: Clock
) -> None:
    own = small_case(services)
    document = services.open(own)
    ids = [add_figure(document.case, label=f"Figur {n}", group=list(document.case.groups)[n % 4]) for n in range(3)]
    for patch in ids:
        document.push(patch)
    first, sheet = ensure_sheet(document.case, "case_map")
    document.push(first)
    who = ids[0].changes[0].key
    with writing_file(services._library._connection, services.library_path) as connection:
        line = last_line(connection, own)
        for number in range(1000):
            patch = move_figures(document.case, sheet, {who: (60.0 + number % 40, 20.0 + number // 40)})
            document.case.apply(patch)
            line = write_step(connection, own, patch, "do", clock(), line or 0)
    del document
    page = look_back(open_case(services, qtbot, own, Settings(values={"page": "case_map"})), qtbot)
    view, track = page.view, page.bar.track
    assert view is not None and track.maximum() == 1003
    track.setSliderDown(True)
    for number in range(1003, 4, -25):
        track.setValue(number)
        QApplication.processEvents()
    track.setSliderDown(False)
    for number in (504, 4, 1003):
        track.setValue(number)
        qtbot.waitUntil(lambda number=number: page.number == number and not page._soon.isActive())  # type: ignore[misc]
        step = number - 4
        assert view.sheet.figures[who].x() == pytest.approx(60.0 + step % 40)
        assert view.sheet.figures[who].y() == pytest.approx(20.0 + step // 40)


def test_a_line_that_cannot_be_read_is_told_and_all_else_is_shown(kept: Kept, tmp_path: Path, qtbot: QtBot) -> None:
    path, own = Path(shutil.copy(kept.path, tmp_path / "damaged.samkarta")), kept.own
    with raw(path) as connection:
        lines = [row[0] for row in connection.execute('SELECT seq FROM log WHERE "case" = ? ORDER BY seq', (own,))]
        connection.execute("UPDATE log SET patch = '{\"label\": 3' WHERE seq = ?", (lines[3],))
    connection.close()
    with services_at(path) as services:
        again = open_case(services, qtbot, own, Settings(values={"page": "case_map"}))
        page = look_back(again, qtbot)
        assert page.past is not None and page.past.last == 12
        page.go(3)
        assert "Mentor Marie" in figures(page)
        assert page.bar.what.text() == "Det går inte att läsa vad som hände här. Kartan är rätt ändå."
        page.go(2)
        assert figures(page) == {"Tuva", "Mamma Petra", "Mormor Gunvor"}
        page.leave()
        assert again.document.stack.canUndo()


def test_a_library_that_may_only_be_read_shows_its_history(
    tmp_path: Path, qtbot: QtBot, case_a: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    path = tmp_path / "read.samkarta"
    with opened(path, create=True) as library:
        (own,) = library.add(read_cases([case_a]))
        case, _history = library.load(own)
        store = library.sink(own)
        patch = set_field(case, "case", "case", "title", "Annat namn")
        store(patch, "do")
    with opened(path, read_only=True) as library:
        services = LibraryServices(library)
        window = open_case(services, qtbot, own, Settings(values={"page": "case_map"}))
        page = look_back(window, qtbot)
        assert page.past is not None and page.past.last == 1 and len(figures(page)) == 19
        page.leave()
        window.close()


def test_a_case_that_no_library_knows_is_followed_by_what_can_be_undone(
    services: LibraryServices, qtbot: QtBot, case_a: Path
) -> None:
    from app.document import Document

    case = read_cases([case_a])[0]
    document = Document(case, lambda _patch, _step: datetime.now(UTC))
    document.push(set_field(document.case, "case", "case", "title", "Annat namn"))
    window = CaseWindow(document, services, Settings(values={"page": "case_map"}), "okänt")
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page = look_back(window, qtbot)
    assert page.past is not None and page.past.last == 1
    assert isinstance(page.past.growth.at(0), Case) and page.past.growth.at(0).info.title != "Annat namn"
    assert page.problem
