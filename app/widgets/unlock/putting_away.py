"""What is seen of a library: put away when the program is locked, and set out again where it was."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QByteArray, QCoreApplication, QEvent
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.document import Document
from app.i18n import _
from app.settings import Settings
from app.widgets.canvas.clipboard import forget
from app.widgets.case_window import CaseWindow
from app.widgets.common.messages import Message
from app.widgets.library.window import LibraryWindow
from app.widgets.projector.projecting import projecting
from app.widgets.services import ServiceFailed, Services

AnyWindow = TypeVar("AnyWindow", bound=QWidget)


@dataclass(frozen=True, slots=True)
class CasePlace:
    """Where a case's window stood and what it showed: ids, no words of the case."""

    case: str
    geometry: QByteArray
    page: str
    selection: tuple[tuple[str, str], ...]
    names_hidden: bool
    projected: bool
    wall_deidentified: bool


@dataclass(frozen=True, slots=True)
class Places:
    """Every window of a library as it stood; ``said`` are sentences about what could not be kept as it was."""

    library: QByteArray | None
    cases: tuple[CasePlace, ...]
    said: tuple[str, ...]


def note_places() -> Places:
    """Commit what is being typed, close what is half answered, and return where the windows stand."""
    said: list[str] = []
    cases = [window for window in _windows(CaseWindow) if window.isVisible()]
    libraries = _windows(LibraryWindow)
    for window in cases:
        window.document.refused.connect(said.append)
    places = tuple(_place(window) for window in cases)
    said += _close_dialogs()
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    for window in cases:
        window.commit_all()
        window.document.refused.disconnect(said.append)
    return Places(libraries[0].saveGeometry() if libraries else None, places, tuple(said))


def _windows(kind: type[AnyWindow]) -> list[AnyWindow]:
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind)]


def _place(window: CaseWindow) -> CasePlace:
    return CasePlace(
        window.library_id,
        window.saveGeometry(),
        window.page,
        tuple(window.properties.selection),
        window.document.all_hidden,
        projecting(window).shown is not None,
        window.document.wall_deidentified,
    )


def _close_dialogs() -> list[str]:
    """Close menus and dialogs, the innermost first; return a sentence for each in which something may be written."""
    popup = QApplication.activePopupWidget()
    while popup is not None:
        popup.close()
        popup = None if QApplication.activePopupWidget() is popup else QApplication.activePopupWidget()
    said = []
    for dialog in reversed([each for each in _windows(QDialog) if each.isVisible()]):
        if not isinstance(dialog, Message):
            sentence = _("Fönstret ”{title}” var öppet och stängdes. Det som inte hann sparas där skriver du igen.")
            said.append(sentence.format(title=dialog.windowTitle()))
        dialog.reject()
    return said


def hide_everything(but: QWidget) -> None:
    """Hide every window but one, and take what the program put on the clipboard away."""
    for widget in QApplication.topLevelWidgets():
        if widget is not but and widget.isVisible():
            widget.hide()
    forget()
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)


def put_away() -> list[Document]:
    """Close every window of the library for good; nothing comes back in their place. Return what they showed."""
    libraries = _windows(LibraryWindow)
    for library in libraries:
        library.let_go()
    windows = _windows(CaseWindow)
    for window in windows:
        window.document.hold(_("Samkarta är låst. Lås upp och gör ändringen igen."))
        window.close()
    for library in libraries:
        library.close()
        library.deleteLater()
    return [window.document for window in windows]


def forget_cases(documents: Sequence[Document]) -> None:
    """Let go of cases whose windows have been closed, and of everything else that Python still holds of them.

    What a document was connected to holds its window, which holds the document, past what Python's collector can see.
    """
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    for document in documents:
        shiboken6.delete(document)
        vars(document).clear()
    gc.unfreeze()  # what was there when the program had started
    gc.collect()


def set_out(places: Places, services: Services, settings: Settings) -> QWidget:
    """Make and show the windows where they stood; a case that is gone is told of, and the library shown.

    Returns the window that is in front. Raises ServiceFailed if the library cannot be read.
    """
    front: QWidget | None = None
    library: LibraryWindow | None = None
    if places.library is not None or not places.cases:
        library = LibraryWindow(services, settings)
        if places.library is not None:
            library.restoreGeometry(places.library)
        library.show()
        front = library
    for place in places.cases:
        window = _reopened(place, library, services, settings)
        front = window or front
    if front is None:
        front = LibraryWindow(services, settings)
        front.show()
    return front


def _reopened(
    place: CasePlace, library: LibraryWindow | None, services: Services, settings: Settings
) -> CaseWindow | None:
    if library is not None:
        library.open_case(place.case)
        window = library.case_window
        if window is None:
            return None
    else:
        try:
            window = CaseWindow(services.open(place.case), services, settings, place.case)
        except ServiceFailed:
            return None
    window.document.hide_names(place.names_hidden)
    window.restoreGeometry(place.geometry)
    window.show()
    window.show_page(place.page)
    window.select([key for key in place.selection if window.document.case.record(*key) is not None])
    if place.wall_deidentified:
        projecting(window).deidentify()
    if place.projected and window.document.wall_deidentified == place.wall_deidentified:
        projecting(window).show()
    return window
