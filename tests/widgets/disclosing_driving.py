"""Helpers that drive the window in which a plan is handed out, over a real library."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_driving import EXAMPLES, click, services_at

from app.settings import Settings
from app.widgets.case_window import CaseWindow
from app.widgets.disclosing.opening import window_of
from app.widgets.disclosing.window import DiscloseWindow

BUP, SCHOOL, SOCIAL, LEISURE = "org_bup", "org_skola", "org_soc", "org_fritid"


@contextmanager
def case_a_window(home: Path) -> Iterator[CaseWindow]:
    """Case A's window over a library in ``home``."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAMKARTA_DATA", str(home))
        with services_at(home / "library.samkarta") as services:
            (own,) = services.import_files([EXAMPLES / "case_a.yaml"])
            found = CaseWindow(services.open(own), services, Settings(values={"page": "wishes"}), own)
            found.resize(1366, 768)
            found.show()
            yield found


def opened(window: CaseWindow, bot: QtBot) -> DiscloseWindow:
    """The window as it stands when it has been opened; shown without waiting for an answer."""
    dialog = window_of(window)
    bot.addWidget(dialog)
    dialog.show()
    bot.waitUntil(dialog.isVisible)
    return dialog


def settle() -> None:
    """Let the window follow what was ticked."""
    QApplication.processEvents()


def send_to(dialog: DiscloseWindow, folder: Path, *whom: str) -> None:
    """Say where the packages of some recipients are to stand, and that they are to have one."""
    for each in whom:
        dialog.list.tick(each)
        dialog.copy.delivery.folder.setText(str(folder))
        dialog.copy.delivery.commit()
    settle()


def confirm(dialog: DiscloseWindow, *whom: str) -> None:
    """Go on, and tick the recipients again."""
    click(dialog.forward)
    for each in whom:
        dialog.confirm.list.tick(each)


def given(dialog: DiscloseWindow, bot: QtBot, folder: Path, *whom: str) -> Sequence[Path]:
    """The packages of some recipients, handed out all the way through the window."""
    send_to(dialog, folder, *whom)
    confirm(dialog, *whom)
    click(dialog.forward)
    bot.waitUntil(lambda: dialog.stack.currentWidget() is dialog.done_page, timeout=20000)
    return dialog.done_page.paths


def data_of(package: Path) -> dict[str, Any]:
    """What a package's plan.json says."""
    if package.is_dir():
        found: dict[str, Any] = json.loads((package / "plan.json").read_bytes())
    else:
        with zipfile.ZipFile(package) as archive:
            found = json.loads(archive.read(f"{package.stem}/plan.json"))
    return found


def pieces(dialog: DiscloseWindow) -> list[str]:
    """Everything that stands in the preview of what goes."""
    return [dialog.copy.going.list.item(row).text() for row in range(dialog.copy.going.list.count())]
