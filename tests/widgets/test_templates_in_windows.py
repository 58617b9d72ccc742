"""A case begins from a template in the start page's dialog, and is saved as one from its own menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from window_driving import click, open_example

from app.application import LibraryServices
from app.models.templates import all_templates
from app.settings import Settings
from app.widgets.case_facts.template import TemplateDialog
from app.widgets.library.new_case import NewCaseDialog
from app.widgets.library.window import LibraryWindow


def answering(kind: type[QDialog], press: Callable[[Any], object]) -> None:
    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        press(dialog)

    QTimer.singleShot(0, act)


def test_a_new_case_begins_from_the_template_that_is_chosen(services: LibraryServices, qtbot: QtBot) -> None:
    window = LibraryWindow(services, Settings())
    with qtbot.waitExposed(window):
        window.show()

    def fill(dialog: NewCaseDialog) -> None:
        assert dialog.template() is None and "Bara barnet" in dialog.about.text()
        dialog.begin.setCurrentIndex(dialog.begin.findText("Mall: Hög frånvaro"))
        assert "borta från skolan" in dialog.about.text()
        dialog.title.setText("Åk 7")
        dialog.child.setText("Kim")
        click(dialog.make)

    answering(NewCaseDialog, fill)
    click(window.new)
    assert window.case_window is not None
    case = window.case_window.document.case
    assert {"Mentor", "Rektor", "BUP"} <= {figure.role for figure in case.figures.values()}
    assert case.info.opened_on is not None and window.case_window.page == "case_map"
    assert window.case_window.sheet is not None
    assert all(window.case_window.sheet.canvas.sheet.has(("figures", key)) for key in case.figures)


def test_a_case_saved_as_a_template_is_offered_the_next_time(services: LibraryServices, qtbot: QtBot) -> None:
    window = open_example(services, qtbot)

    def name(dialog: TemplateDialog) -> None:
        assert not dialog.make.isEnabled()
        dialog.line.setText("Vår skola")
        click(dialog.make)

    answering(TemplateDialog, name)
    window.book.actions["save_template"].trigger()
    assert "Mallen är sparad" in window.toast.text()
    assert "own/vår_skola" in all_templates().by_id
    assert NewCaseDialog(window).begin.findText("Mall: Vår skola") > 0


def test_nothing_is_saved_when_it_is_called_off(services: LibraryServices, qtbot: QtBot) -> None:
    window = open_example(services, qtbot)
    answering(TemplateDialog, lambda dialog: dialog.reject())
    window.book.actions["save_template"].trigger()
    assert not [key for key in all_templates().by_id if key.startswith("own/")]
