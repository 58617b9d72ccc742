"""The page Bilagor in the real window: files are kept, looked at, copied out and removed."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas
from window_driving import click, open_example

from app.application import LibraryServices
from app.models.attached import KINDS, LARGEST
from app.models.edits.fields import set_field
from app.widgets.attachments.page import AttachmentsPage
from app.widgets.case_window import CaseWindow
from app.widgets.common.messages import Message


@pytest.fixture
def window(services: LibraryServices, qtbot: QtBot) -> CaseWindow:
    """Case A on its page of files."""
    found = open_example(services, qtbot)
    found.show_page("attachments")
    QApplication.processEvents()
    return found


@pytest.fixture
def page(window: CaseWindow) -> AttachmentsPage:
    found = window.more_pages.widget("attachments")
    assert isinstance(found, AttachmentsPage)
    return found


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photograph: green, 400 × 300."""
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#00AA55"))
    path = tmp_path / "Tuvas karta.jpg"
    assert image.save(str(path))
    return path


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A signed sheet as PDF: a blue page and a white one."""
    path = tmp_path / "Samtycke.pdf"
    sheet = Canvas(str(path), pagesize=(300, 400))
    sheet.setFillColor("#0055AA")
    sheet.rect(0, 0, 300, 400, stroke=0, fill=1)
    sheet.showPage()
    sheet.showPage()
    sheet.save()
    return path


def stored(window: CaseWindow) -> list[tuple[str, str]]:
    return [(each.kind, each.name) for each in window.services.attachments(window.library_id)]


def test_an_empty_page_says_what_to_do(page: AttachmentsPage) -> None:
    assert page.empty.isVisible() and not page.list.isVisible()
    assert not page.save.isVisible() and not page.remove.isVisible()


def test_what_is_added_by_the_menu_is_kept_as_what_it_was_called(
    window: CaseWindow, page: AttachmentsPage, scan: Path, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for action, path in zip(page.menu.actions(), (scan, photo), strict=False):
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_rest, each=path: ([str(each)], ""))
        action.trigger()
    assert stored(window) == [("signed_consent", "Samtycke.pdf"), ("paper_map", "Tuvas karta.jpg")]
    assert page.list.count() == 2 and page.list.currentRow() == 1
    assert "Foto av en karta på papper · JPEG" in page.list.item(1).text()
    assert scan.exists() and photo.exists()


def test_a_picture_is_seen_inside_the_program(page: AttachmentsPage, photo: Path) -> None:
    page.take([photo], "paper_map")
    seen = page.file.view.grab().toImage()
    middle = seen.pixelColor(seen.width() // 2, seen.height() // 2)
    assert middle.green() > 150 and middle.red() < 40
    assert page.file.view.accessibleName() == "Tuvas karta.jpg"


def test_the_pages_of_a_pdf_are_seen_inside_the_program(page: AttachmentsPage, scan: Path) -> None:
    page.take([scan], "signed_consent")
    panel = page.file.pages
    assert panel.isVisible() and not page.file.view.isVisible() and not page.file.words.isVisible()
    assert panel.told.text().startswith("Sida 1 av 2")
    sheet = panel.view.sheet.grab().toImage()
    assert sheet.pixelColor(sheet.width() // 2, sheet.height() // 2) == QColor("#0055AA")
    click(panel.after)
    sheet = panel.view.sheet.grab().toImage()
    assert sheet.pixelColor(sheet.width() // 2, sheet.height() // 2) == QColor("white")
    assert not page.list.item(0).icon().isNull()


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n%%EOF\n", b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj", b"%PDF-" + bytes(999)]
)
def test_a_broken_pdf_is_kept_and_said_to_be_broken(
    window: CaseWindow, page: AttachmentsPage, data: bytes, tmp_path: Path
) -> None:
    (tmp_path / "trasig.pdf").write_bytes(data)
    page.take([tmp_path / "trasig.pdf"], "other")
    assert stored(window) == [("other", "trasig.pdf")]
    assert page.file.words.text().startswith("PDF-filen är trasig") and not page.file.pages.isVisible()
    assert page.save.isEnabled()


def test_a_pdf_with_a_password_says_so(page: AttachmentsPage, scan: Path, tmp_path: Path) -> None:
    with pikepdf.open(scan) as pdf:
        pdf.save(tmp_path / "last.pdf", encryption=pikepdf.Encryption(user="hemligt", owner="hemligt"))
    page.take([tmp_path / "last.pdf"], "signed_consent")
    assert page.file.words.text().startswith("PDF-filen är låst med ett lösenord.")


def test_a_file_that_is_too_large_is_refused_with_its_size(
    window: CaseWindow, page: AttachmentsPage, tmp_path: Path
) -> None:
    (tmp_path / "stor.pdf").write_bytes(b"%PDF-" + bytes(LARGEST))
    page.take([tmp_path / "stor.pdf"], "other")
    assert stored(window) == [] and "En bilaga får vara högst 25 MB." in window.toast.text()


def test_what_a_file_is_can_be_changed_afterwards(window: CaseWindow, page: AttachmentsPage, photo: Path) -> None:
    page.take([photo], "other")
    assert page.kind.currentData() == "other"
    page.kind.setCurrentIndex(page.kind.findData("paper_map"))
    page.kind.activated.emit(page.kind.currentIndex())
    assert stored(window) == [("paper_map", "Tuvas karta.jpg")]
    assert "Foto av en karta på papper" in page.list.item(0).text() and page.kind.currentData() == "paper_map"


def test_what_is_dropped_is_kept_as_what_is_chosen(window: CaseWindow, page: AttachmentsPage, photo: Path) -> None:
    drop(page, photo)
    (menu,) = [each for each in page.findChildren(QMenu) if each is not page.menu]
    menu.actions()[list(KINDS).index("paper_map")].trigger()
    menu.close()
    assert stored(window) == [("paper_map", "Tuvas karta.jpg")]


def test_a_case_file_is_left_to_the_window(page: AttachmentsPage, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "arende.yaml"))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(page.rect().center(), Qt.DropAction.CopyAction, data, left, none)
    page.dragEnterEvent(event)
    assert not event.isAccepted()


def test_of_several_files_the_good_ones_are_kept_and_the_others_named(
    window: CaseWindow, page: AttachmentsPage, photo: Path, tmp_path: Path
) -> None:
    false = tmp_path / "falsk.png"
    false.write_bytes(b"GIF89a")
    page.take([false, tmp_path / "borta.png", photo], "paper_map")
    assert [name for _kind, name in stored(window)] == ["Tuvas karta.jpg"]
    said = window.toast.text()
    assert "1 bilaga är inlagd." in said and "falsk.png är ingen bild" in said and "borta.png går inte att läsa" in said


def test_a_copy_is_what_was_kept(
    page: AttachmentsPage, photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.take([photo], "paper_map")
    copy = tmp_path / "kopia.jpg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_rest: (str(copy), ""))
    click(page.save)
    assert copy.read_bytes() == photo.read_bytes()


def test_a_copy_that_cannot_be_written_is_told(
    window: CaseWindow, page: AttachmentsPage, photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.take([photo], "paper_map")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_rest: (str(photo / "in" / "kopia.jpg"), ""))
    click(page.save)
    assert "Bilagan är kvar i ärendet." in window.toast.text()


def test_removing_asks_first_and_says_what_is_gone(
    window: CaseWindow, page: AttachmentsPage, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.take([photo], "paper_map")
    asked: list[str] = []

    def answer(message: Message, yes: bool) -> int:
        asked.append(message.sentence.text())
        return int(yes)

    monkeypatch.setattr(Message, "exec", lambda message: answer(message, yes=False))
    click(page.remove)
    assert len(stored(window)) == 1
    monkeypatch.setattr(Message, "exec", lambda message: answer(message, yes=True))
    click(page.remove)
    assert stored(window) == [] and page.empty.isVisible()
    assert "”Tuvas karta.jpg” tas bort ur ärendet för gott." in asked[0]
    assert "är borttagen" in window.toast.text()


def test_while_names_are_hidden_no_file_shows_one(window: CaseWindow, page: AttachmentsPage, photo: Path) -> None:
    page.take([photo], "paper_map")
    window.document.push(set_field(window.document.case, "figures", "f01", "protected_identity", True))
    page.refresh()
    assert page.file.view.image.isNull() and page.list.item(0).icon().isNull()
    assert "Tuva" not in page.list.item(0).text()
    assert "Namnen är dolda" in page.file.words.text() and not page.save.isEnabled()


def test_the_page_is_reached_by_its_keys(window: CaseWindow, page: AttachmentsPage, qtbot: QtBot) -> None:
    window.show_page("wishes")
    qtbot.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert page.isVisible()


def drop(page: AttachmentsPage, path: Path) -> None:
    """Let a file go over the page."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(page.rect().center()), Qt.DropAction.CopyAction, data, left, none))
    QApplication.processEvents()
