"""A case whose map has grown on two days, and its history in a window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_driving import services_at

from app.application import LibraryServices
from app.models.edits.fields import set_field
from app.models.edits.figures import add_figure
from app.models.edits.making import added, made
from app.models.edits.removal import remove
from app.models.edits.ties import add_relation, answer_wish, ask_wish
from app.models.patch import Patch
from app.models.records import Meeting
from app.settings import Settings
from app.storage import library as storage
from app.widgets.case_window import CaseWindow
from app.widgets.growth.page import GrowthPage
from tests.support.libraries import raw

KEY = Qt.Key
Told = tuple[CaseWindow, dict[str, str]]
FIRST_DAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Clock:
    """The library's clock, set by hand."""

    def __init__(self) -> None:
        self.time = FIRST_DAY

    def __call__(self) -> datetime:
        self.time += timedelta(minutes=1)
        return self.time


def small_case(services: LibraryServices) -> str:
    return services.create("Tuva", "Tuva")


def grow(window: CaseWindow) -> dict[str, str]:
    """Make the map of a new case grow over three days in its window; return ids by name."""
    document = window.document
    case = document.case
    groups = list(case.groups)
    ids: dict[str, str] = {}

    def push(patch: Patch) -> str:
        assert document.push(patch)
        return patch.changes[0].key

    for name, role, ring in (("Petra", "Mamma", 1), ("Gunvor", "Mormor", 2), ("Marie", "Mentor", 2)):
        ids[name] = push(add_figure(case, label=name, role=role, group=groups[len(ids)], ring=ring))
    ids["relation"] = push(add_relation(case, ids["Petra"], case.child, "tenuous"))
    ids["wish"] = push(ask_wish(case, ids["Petra"], ids["Marie"], "Att någon möter på morgonen"))
    push(answer_wish(case, ids["wish"], status="blocked"))
    push(Patch("Ny träff", (added(case, "meetings", made(Meeting, {"id": "m1", "date": "2026-03-02"})),)))
    return ids


def change_later(window: CaseWindow, ids: dict[str, str], clock: Clock) -> None:
    """A week after the meeting: one gone, one new, one moved, one wish unlocked, one relation stronger."""
    document, case = window.document, window.document.case
    clock.time += timedelta(days=7)
    for build in (
        lambda: remove(case, [("figures", ids["Gunvor"])]),
        lambda: add_figure(case, label="Saga", role="Klasskompis", group=list(case.groups)[2], ring=3),
        lambda: set_field(case, "figures", ids["Marie"], "group", list(case.groups)[3]),
        lambda: answer_wish(case, ids["wish"], status="can"),
        lambda: set_field(case, "relations", ids["relation"], "quality", "strong"),
    ):
        assert document.push(build())


def look_back(window: CaseWindow, bot: QtBot) -> GrowthPage:
    """Open the history by its keys."""
    QTest.keyClick(window, KEY.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    page = window.outer.currentWidget()
    assert isinstance(page, GrowthPage) and page.past is not None
    bot.waitUntil(page.bar.track.hasFocus)
    page.bar.smooth.setChecked(False)
    return page


def figures(page: GrowthPage) -> set[str]:
    """Return the names that stand on the map that is shown."""
    assert page.view is not None
    return {figure.alt.split(",")[0].removeprefix("Barn ") for figure in page.view.sheet.picture.figures.values()}


def file_of(library: Path) -> bytes:
    """Return what the library holds, apart from the pages SQLite keeps for itself."""
    with raw(library) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        held = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in sorted(tables)}
    return repr(held).encode()


@dataclass(frozen=True)
class Kept:
    """A library in which a map has grown, made once: its file, the case's id, ids by name."""

    path: Path
    own: str
    ids: dict[str, str]


def kept_library(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Kept]:
    """Edits made in a case's window and stored, on two days; the window is closed again."""
    path = tmp_path_factory.mktemp("grown") / "library.samkarta"
    with pytest.MonkeyPatch.context() as patched, services_at(path) as made_with:
        clock = Clock()
        patched.setattr(storage, "now", clock)
        own = small_case(made_with)
        window = CaseWindow(made_with.open(own), made_with, Settings(values={"page": "wishes"}), own)
        ids = grow(window)
        change_later(window, ids, clock)
        window.close()
    yield Kept(path, own, ids)
