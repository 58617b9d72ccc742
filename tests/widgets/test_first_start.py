"""The first time the program is started, a case fills the screen; after that it opens where it was."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCREEN = {"name": "desk", "x": 0, "y": 0, "width": 1920, "height": 1080}
EDGES = 8
"""Pixels that the platform's own frame may take."""
SAME = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}

SHOWN = """
import json
from pathlib import Path
from app.application import LibraryServices
from app.settings import Settings
from app.starting import make_application
from app.widgets.case_window import CaseWindow
from app.widgets.first_window import FirstWindow
from tests.support.libraries import opened

application = make_application()
settings = Settings()
told = []
with opened(Path("library.samkarta"), create=True) as library:
    services = LibraryServices(library)
    own = services.create("Prov", "Elin")
    for _start in range(2):
        windows = [FirstWindow(settings), CaseWindow(services.open(own), services, settings, own)]
        for window in windows:
            window.show()
            application.processEvents()
        told.append([[window.isMaximized(), window.width(), window.height()] for window in windows])
        windows[1].showNormal()
        windows[1].resize(1200, 700)
        application.processEvents()
        for window in windows:
            window.close()
        application.processEvents()
print(json.dumps(told))
"""


def test_a_case_fills_the_screen_at_the_first_start_and_opens_where_it_was_at_the_next(tmp_path: Path) -> None:
    config = tmp_path / "screen.json"
    config.write_text(json.dumps({"screens": [{**SCREEN, **SAME}]}), "utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
        "SAMKARTA_DATA": str(tmp_path),
    }
    command = [sys.executable, "-c", SHOWN]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=90
    )
    assert done.returncode == 0, done.stderr
    first, second = json.loads(done.stdout.splitlines()[-1])
    assert first[0] == first[1], "the first window and the real one stand in one place"
    maximised, width, height = first[0]
    assert maximised and 1920 - EDGES <= width <= 1920 and 1080 - EDGES <= height <= 1080
    assert second == [[False, 1200, 700], [False, 1200, 700]]
