"""The pictures of the README, from the real window with the example case in it. `make screenshots`.

Needs no screen: Qt paints offscreen. The library is thrown away afterwards.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.application import LibraryServices
from app.i18n import use_language
from app.settings import Settings
from app.starting import make_application
from app.storage.library import Library
from app.widgets.case_window import CaseWindow

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
SIZE = QSize(1440, 900)


def main() -> int:
    """Make every picture. Return the exit code."""
    use_language("sv")
    application = make_application()
    sys.excepthook = sys.__excepthook__  # nobody is here to read a message box
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "a.samkarta", create=True) as library:
        services = LibraryServices(library)
        settings = Settings.load(Path(folder) / "settings.json")
        case_id = services.import_example()
        window = CaseWindow(services.open(case_id), services, settings, case_id)
        wishes = window.document.case.wishes
        blocked = next(key for key, wish in wishes.items() if wish.status == "blocked")
        window.show_page("collaboration_map")
        window.select([("wishes", blocked)])
        take(window, "window.png", keep=True)
        window.show_page("case_map")
        window.select([])
        take(window, "case-map.png", keep=True)
        window.show_page("plan")
        take(window, "plan.png")
        application.processEvents()
    return 0


def take(window: QWidget, name: str, *, keep: bool = False) -> None:
    """Show the window, let it settle, and write what it looks like to ``docs/pictures``."""
    window.setWindowState(Qt.WindowState.WindowNoState)  # on the small screen that is not there it fills it
    window.resize(SIZE)
    window.show()
    QTest.qWait(400)
    PICTURES.mkdir(parents=True, exist_ok=True)
    if not window.grab().save(str(PICTURES / name)):
        raise SystemExit(f"{PICTURES / name} could not be written")
    print(f"docs/pictures/{name}")
    if not keep:
        window.close()


if __name__ == "__main__":
    sys.exit(main())
