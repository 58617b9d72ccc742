"""What the program has read when its first window is painted: as little as can be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.models.edits.newcase import empty_case
from tests.support.libraries import opened

ROOT = Path(__file__).resolve().parents[2]
LATER = {
    "sqlalchemy",
    "networkx",
    "reportlab",
    "numpy",
    "alembic",
    "yaml",
    "babel",
    "pydantic",
    "fontTools",
    "sqlcipher3",
}

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


AT_THE_MAP = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app.starting import run_window
from tests.support.libraries import KEY
from app.widgets.canvas.sheet_view import SheetView
paint = SheetView.paintEvent
def painted(self, event):
    paint(self, event)
    if self.sheet.figures:
        print(json.dumps(sorted(sys.modules)), flush=True)
        QApplication.exit(0)
        SheetView.paintEvent = paint
SheetView.paintEvent = painted
run_window(Path(sys.argv[1]), open_case=sys.argv[2], key=KEY)
"""


def test_a_stored_case_is_shown_without_what_only_writing_and_laying_out_take(tmp_path: Path) -> None:
    path = tmp_path / "library.samkarta"
    with opened(path, create=True) as library:
        (own,) = library.add([empty_case("Prov", "Elin")])
    modules = loaded(AT_THE_MAP, [str(path), own], tmp_path)
    assert "app.widgets.case_window" in modules
    assert not {"sqlalchemy", "alembic", "networkx", "reportlab"} & {name.split(".")[0] for name in modules}


def loaded(script: str, arguments: list[str], folder: Path) -> set[str]:
    """Return the modules that a started program has read when it tells of them."""
    ran = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "SAMKARTA_DATA": str(folder)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.stdout, ran.stderr
    return set(json.loads(ran.stdout.splitlines()[0]))


@pytest.mark.parametrize("arguments", [["demo"], ["--library", "new.samkarta"]], ids=["the example", "a library"])
def test_libraries_that_the_first_window_does_not_need_are_not_read_before_it_is_painted(
    tmp_path: Path, arguments: list[str]
) -> None:
    modules = loaded(AT_FIRST_PAINT, arguments, tmp_path)
    assert "app.widgets.first_window" in modules
    assert not LATER & {name.split(".")[0] for name in modules}
    assert not {name for name in modules if name.startswith(("app.models.", "app.kinds.", "app.storage."))}
