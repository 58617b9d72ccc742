"""The window Brevhuvud och fasta texter: what is typed is stored on the way out, and stands on the next paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from window_driving import click, open_example, write

from app.application import LibraryServices
from app.models.letterhead import letterhead_path, own_letterhead
from app.models.standing_texts import own_path, standing
from app.widgets.case_window import CaseWindow
from app.widgets.letterhead.head_form import HeadForm
from app.widgets.letterhead.texts_form import TextsForm
from app.widgets.letterhead.window import HEAD, LetterheadWindow


@pytest.fixture
def dialog(services: LibraryServices, qtbot: QtBot) -> Iterator[LetterheadWindow]:
    """The window as the menu opens it."""
    window = open_example(services, qtbot)
    found = opened_from(window, qtbot)
    yield found
    found.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def opened_from(window: CaseWindow, bot: QtBot) -> LetterheadWindow:
    window.book.actions["letterhead"].trigger()
    (found,) = window.findChildren(LetterheadWindow)
    bot.waitUntil(found.isVisible)
    return found


def head_of(dialog: LetterheadWindow) -> HeadForm:
    assert isinstance(dialog.form, HeadForm)
    return dialog.form


def texts_of(dialog: LetterheadWindow, kind: str) -> TextsForm:
    dialog.choose(kind)
    assert isinstance(dialog.form, TextsForm)
    return dialog.form


def test_what_is_typed_is_seen_at_once_and_stored_on_the_way_out(dialog: LetterheadWindow) -> None:
    form = head_of(dialog)
    before = form.preview.grab().toImage()
    write(form.lines["organisation"], "Ekviks kommun")
    assert "Ekviks kommun" in form.preview.accessibleDescription()
    assert form.preview.grab().toImage() != before
    assert not letterhead_path().exists()
    click(dialog.finish)
    assert not dialog.isVisible() and own_letterhead().head.organisation == "Ekviks kommun"


def test_a_logo_is_kept_as_a_picture_of_the_programs_own_and_can_be_taken_away(
    dialog: LetterheadWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = QImage(3000, 1000, QImage.Format.Format_RGB32)
    picture.fill(QColor("#336699"))
    assert picture.save(str(tmp_path / "logga.jpg"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_rest: (str(tmp_path / "logga.jpg"), ""))
    form = head_of(dialog)
    click(form.choose)
    kept = own_letterhead().logo
    assert kept is not None and QImage.fromData(kept).width() == 1200
    click(form.without)
    assert own_letterhead().logo is None and not form.without.isEnabled()


def test_what_is_no_picture_is_refused_in_a_sentence(dialog: LetterheadWindow, tmp_path: Path) -> None:
    (tmp_path / "logga.png").write_text("ingen bild")
    head_of(dialog).take_logo(tmp_path / "logga.png")
    assert "ingen PNG- eller JPEG-bild" in dialog.said.text() and dialog.said.isVisible()
    assert own_letterhead().logo is None


def test_a_text_is_stored_when_another_paper_is_chosen_and_can_be_put_back(dialog: LetterheadWindow) -> None:
    form = texts_of(dialog, "sip")
    original = form.fields["law"].toPlainText()
    assert not form.restore["law"].isEnabled()
    form.fields["law"].setPlainText("Enligt vår lag.")
    dialog.choose(HEAD)
    assert standing("sip", "law") == "Enligt vår lag."
    form = texts_of(dialog, "sip")
    click(form.restore["law"])
    assert form.fields["law"].toPlainText() == original == standing("sip", "law")
    assert not own_path("sip").exists()


def test_a_damaged_file_is_told_of(services: LibraryServices, qtbot: QtBot) -> None:
    letterhead_path().write_text("organisation: [", encoding="utf-8")
    dialog = opened_from(open_example(services, qtbot), qtbot)
    assert "Filen är orörd" in dialog.said.text() and dialog.said.isVisible()


def test_the_window_stays_with_the_reason_where_nothing_can_be_stored(
    dialog: LetterheadWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.models.letterhead.write_whole", full)
    write(head_of(dialog).lines["unit"], "Barn och familj")
    click(dialog.finish)
    assert dialog.isVisible() and "Det gamla är kvar" in dialog.said.text()
    monkeypatch.undo()
    click(dialog.finish)
    assert not dialog.isVisible() and own_letterhead().head.unit == "Barn och familj"


def test_every_paper_with_texts_is_in_the_list(dialog: LetterheadWindow) -> None:
    names = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert names[0] == "Brevhuvud" and {"Samtyckesblankett", "Familjens blad", "Inbjudan till träff"} <= set(names)
