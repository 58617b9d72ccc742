"""Printing de-identified: the same words and search as in an exported file, with the texts to review at hand."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from window_driving import open_example

from app.application import LibraryServices
from app.models.deidentify.making import case_number, texts_to_review
from app.models.deidentify.reviewing import Decision
from app.widgets.case_window import CaseWindow
from app.widgets.deidentify.window import DeidentifyWindow
from app.widgets.printing.choice import Choice, printable
from app.widgets.printing.dialog import PrintDialog
from app.widgets.printing.safely import Safely

NAMES = ("Tuva", "Petra", "Joakim", "Gunvor", "Birgitta", "Löväng", "Ekvik", "2026-10-06")


@pytest.fixture
def window(services: LibraryServices, qtbot: QtBot) -> CaseWindow:
    return open_example(services, qtbot)


@pytest.fixture
def dialog(window: CaseWindow, qtbot: QtBot) -> PrintDialog:
    """The window for printing the plan of case A."""
    case, services = window.document.case, window.services
    made = PrintDialog(window, services, case, window.options, printable(), Safely(window))
    made.show()
    made.show_choice(Choice(("plan",)))
    return made


def said(dialog: PrintDialog, bot: QtBot) -> str:
    """What the pages say when they are made, their properties too."""
    bot.waitUntil(lambda: dialog.made is not None and not dialog.maker.busy, timeout=20_000)
    assert dialog.made is not None
    reader = PdfReader(BytesIO(dialog.made.pages.data))
    return "\n".join([*(page.extract_text() for page in reader.pages), str(reader.metadata)])


def choose(dialog: PrintDialog) -> None:
    dialog.choosing.safe.setFocus()
    QTest.keyClick(dialog.choosing.safe, Qt.Key.Key_Space)


def test_what_is_printed_and_saved_is_de_identified_and_says_so(
    dialog: PrintDialog, window: CaseWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Tuva" in said(dialog, qtbot) and dialog.review.isHidden()
    choose(dialog)
    told = said(dialog, qtbot)
    assert not [name for name in NAMES if name in told]
    assert "Avidentifierat" in told and case_number(window.library_id) in told
    assert "har ingen granskat" in dialog.note.text() and dialog.review.isVisible()
    assert not dialog.choosing.hidden.isEnabled()
    asked: list[str] = []
    target = tmp_path / "x.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (asked.append(a[2]) or str(target), ""))
    dialog.save_pdf()
    saved = "\n".join(page.extract_text() for page in PdfReader(target).pages)
    assert not [name for name in NAMES if name in saved] and case_number(window.library_id) in asked[0]


def test_the_texts_are_reviewed_from_there_and_are_then_printed(
    dialog: PrintDialog, window: CaseWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(dialog)
    assert "Morgonstöd" not in said(dialog, qtbot)

    def read(review: DeidentifyWindow) -> None:
        assert review.parent() is dialog
        texts = texts_to_review(window.document.case)
        window.services.keep_review(
            window.library_id, {each.place: Decision(each.print, each.proposal) for each in texts}
        )

    monkeypatch.setattr(DeidentifyWindow, "exec", read)
    dialog.review.click()
    told = said(dialog, qtbot)
    assert "Morgonstöd" in told and not [name for name in NAMES if name in told]
    assert "har ingen granskat" not in dialog.note.text()


def test_a_reviewed_text_that_still_tells_stops_it(dialog: PrintDialog, window: CaseWindow, qtbot: QtBot) -> None:
    first = texts_to_review(window.document.case)[0]
    window.services.keep_review(window.library_id, {first.place: Decision(first.print, "Tuva, 11 år, bor i Ekvik")})
    choose(dialog)
    qtbot.waitUntil(lambda: "ett namn" in dialog.note.text(), timeout=20_000)
    assert "Tuva" not in dialog.note.text() and "en exakt ålder" in dialog.note.text()
    assert dialog.made is None and not dialog.print.isEnabled() and dialog.review.isVisible()
