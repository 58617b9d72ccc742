"""The map for the group on the second screen, while the case is worked on on the first. Two screens need a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).resolve().parents[2]
DESK, WALL = (0, 0, 1366, 768), (1366, 0, 1920, 1080)


def screens_file(path: Path) -> Path:
    """Write what Qt's platform without a display needs to have a desk's screen and a wall's."""
    same = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    screens = [
        {"name": name, "x": x, "y": y, "width": width, "height": height, **same}
        for name, (x, y, width, height) in (("desk", DESK), ("wall", WALL))
    ]
    path.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    return path


def test_the_second_screen_is_filled_and_followed_and_nothing_is_lost_when_it_goes(tmp_path: Path) -> None:
    config = screens_file(tmp_path / "screens.json")
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"}
    command = [sys.executable, "-X", "faulthandler", __file__, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["screens"] == 2
    assert tuple(told["shown at"]) == WALL and told["full"]
    assert tuple(told["case on"]) == DESK and told["case can be used"]
    assert told["seen on the wall"]
    x, y, width, height = told["after the wall is gone"]
    assert told["still there"] and x >= 0 and y >= 0 and x + width <= DESK[2] and y + height <= DESK[3]
    assert tuple(told["back"]) == WALL
    assert told["gone with the case"]


def _two_screens(folder: Path) -> dict[str, object]:
    """Show an empty case on two screens; take one away, give it back, and close the case. Return what was seen."""
    from app.application import LibraryServices
    from app.models.edits.figures import add_figure
    from app.settings import Settings
    from app.starting import make_application
    from app.widgets.case_window import CaseWindow
    from app.widgets.projector.projecting import projecting
    from tests.support.libraries import opened

    application = make_application()
    sys.excepthook = sys.__excepthook__  # a fault ends the process; a message would wait for somebody
    told: dict[str, object] = {"screens": len(application.screens())}
    with opened(folder / "library.samkarta", create=True) as library:
        services = LibraryServices(library)
        own = services.create("Prov", "Elin")
        window = CaseWindow(services.open(own), services, Settings(), own)
        window.show()
        application.processEvents()
        window.book.actions["projector"].trigger()
        application.processEvents()
        shown = projecting(window).shown
        assert shown is not None
        told |= {"shown at": shown.geometry().getRect(), "full": shown.isFullScreen()}
        told |= {"case on": window.screen().geometry().getRect(), "case can be used": window.isEnabled()}
        case = window.document.case
        window.document.push(add_figure(case, label="Mormor", group=next(iter(case.groups))))
        _until(lambda: len(shown.view.sheet.figures) == 2)
        told["seen on the wall"] = len(shown.view.sheet.figures) == 2
        wall = application.screens()[1]
        application.screenRemoved.emit(wall)
        application.processEvents()
        told |= {"still there": shown.isVisible(), "after the wall is gone": shown.geometry().getRect()}
        application.screenAdded.emit(wall)
        application.processEvents()
        told["back"] = shown.geometry().getRect()
        window.close()
        told["gone with the case"] = projecting(window).shown is None
    return told


def _until(true: object) -> None:
    from PySide6.QtTest import QTest

    assert callable(true)
    for _turn in range(400):
        if true():
            return
        QTest.qWait(25)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.stdout.write(json.dumps(_two_screens(Path(sys.argv[1]))) + "\n")
    QApplication.processEvents()
