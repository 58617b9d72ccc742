"""What the program has read when its first window is painted: as little as can be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LATER = {"sqlalchemy", "networkx", "reportlab", "numpy", "alembic", "yaml", "babel", "pydantic", "fontTools", "sqlite3"}

AT_FIRST_PAINT = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.cli import main
from app.widgets.first_window import FirstWindow
paint = FirstWindow.paintEvent
def painted(self, event):
    paint(self, event)
    print(json.dumps(sorted(sys.modules)), flush=True)
    QApplication.exit(0)
    QTimer.singleShot(0, self.close)
    FirstWindow.paintEvent = paint
FirstWindow.paintEvent = painted
main(sys.argv[1:])
"""


@pytest.mark.parametrize("arguments", [["demo"], ["--library", "new.samkarta"]], ids=["the example", "a library"])
def test_libraries_that_the_first_window_does_not_need_are_not_read_before_it_is_painted(
    tmp_path: Path, arguments: list[str]
) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", AT_FIRST_PAINT, *arguments],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "SAMKARTA_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    modules = set(json.loads(ran.stdout.splitlines()[0]))
    assert "app.widgets.first_window" in modules, ran.stderr
    assert not LATER & {name.split(".")[0] for name in modules}
    assert not {name for name in modules if name.startswith(("app.models.", "app.kinds.", "app.storage."))}
