"""Dates to the calendar out of the window: the dialog decides what the file holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from window_driving import click, open_example

from app.application import LibraryServices
from app.widgets.calendar_choice import CalendarChoice
from app.widgets.case_window import CaseWindow


@pytest.fixture
def window(services: LibraryServices, qtbot: QtBot) -> CaseWindow:
    return open_example(services, qtbot)


def export(window: CaseWindow, press: Callable[[CalendarChoice], object]) -> None:
    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CalendarChoice)
        press(dialog)

    QTimer.singleShot(0, act)
    window.export_actions["calendar"].trigger()


def test_only_what_is_ticked_comes_into_the_file(
    window: CaseWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "datum.ics"
    offered: list[str] = []

    def choose(_parent: object, _heading: str, suggested: str, filters: str) -> tuple[str, str]:
        offered.append(suggested)
        return str(target), filters

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)

    def press(dialog: CalendarChoice) -> None:
        for kind, box in dialog.kinds.items():
            box.setChecked(kind == "meeting")
        dialog.only_coming.setChecked(False)
        dialog.remind.setChecked(True)
        click(dialog.save)

    export(window, press)
    entries = Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert [str(entry["summary"]) for entry in entries] == ["Ärende: Träff", "Ärende: Träff"]
    assert all(entry.walk("VALARM") for entry in entries)
    assert window.toast.text() == f"Sparad: {target}" and "Tuva" not in Path(offered[0]).name


def test_nothing_is_written_when_it_is_called_off(window: CaseWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: pytest.fail("asked where to"))
    export(window, lambda dialog: click(dialog.cancel))
    assert window.exporter.written is None


def test_something_must_be_ticked(window: CaseWindow) -> None:
    dialog = CalendarChoice(window)
    for box in dialog.kinds.values():
        box.setChecked(False)
    assert not dialog.save.isEnabled()
    dialog.kinds["goal"].setChecked(True)
    assert dialog.save.isEnabled()
