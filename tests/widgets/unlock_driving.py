"""Helpers that go through the pages before the library, over a real library file and its key file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.library_keys import LibraryKeys
from app.session import Session
from app.settings import Settings
from app.widgets.case_window import CaseWindow
from app.widgets.library.window import LibraryWindow
from app.widgets.unlock.pages import ChoosePage, KeyPage, UnlockPage
from app.widgets.unlock.window import UnlockWindow
from tests.support.libraries import CHEAP, PASSWORD

WAIT_MS = 20_000


def page(session: Session) -> KeyPage:
    """Return the page that is shown before the library."""
    assert session.unlocking is not None
    return session.unlocking.page


def choose(session: Session, password: str, again: str | None = None) -> None:
    """Write a new password twice and go on."""
    shown = page(session)
    assert isinstance(shown, ChoosePage)
    shown.password.setText(password)
    shown.again.setText(password if again is None else again)
    shown.want()


def unlock(session: Session, bot: QtBot, password: str = PASSWORD) -> None:
    """Write the password and wait until the lock has answered."""
    shown = page(session)
    assert isinstance(shown, UnlockPage)
    shown.password.setText(password)
    shown.want()
    bot.waitUntil(lambda: session.library is not None or bool(shown.trouble.text()), timeout=WAIT_MS)


def turned(session: Session, bot: QtBot, kind: type[KeyPage]) -> KeyPage:
    """Wait until a page of a kind is shown and return it."""
    bot.waitUntil(lambda: isinstance(page(session), kind), timeout=WAIT_MS)
    return page(session)


def shown(kind: type[QWidget]) -> list[QWidget]:
    """Return the windows of a kind that can be seen."""
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]


@contextmanager
def session_at(library: Path, settings: Settings | None = None, *, case: str | None = None) -> Iterator[Session]:
    """A session over the library at ``library``, nothing opened yet; every window is gone when it is left."""
    application = QApplication.instance()
    assert application is not None

    def make(services: object, chosen: Settings) -> QWidget:
        if case is not None:
            return CaseWindow(services.open(case), services, chosen, case)  # type: ignore[attr-defined,arg-type]
        return LibraryWindow(services, chosen)  # type: ignore[arg-type]

    chosen = settings or Settings(path=library.with_name("settings.json"))
    session = Session(application, chosen, LibraryKeys(library, cost=CHEAP), make)
    try:
        yield session
    finally:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, LibraryWindow | CaseWindow | UnlockWindow):
                widget.close()
                widget.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        session.close()
        session.setParent(None)
        QApplication.processEvents()
