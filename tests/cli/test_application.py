"""The windows' services over a real library, and the program started as people start it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMessageBox
from pytestqt.qtbot import QtBot

from app.application import LibraryServices
from app.models.edits.fields import set_field
from app.starting import _Fault, _teach_qt
from app.widgets.services import ServiceFailed
from tests.support.libraries import opened

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def services(tmp_path: Path) -> Iterator[LibraryServices]:
    """Services over a new library."""
    with opened(tmp_path / "test.samkarta", create=True) as library:
        yield LibraryServices(library)


def test_a_new_case_is_listed_and_its_edits_are_stored(services: LibraryServices) -> None:
    own = services.create("Ett ärende", "Kim")
    document = services.open(own)
    assert document.push(set_field(document.case, "case", "case", "title", "Ett annat namn"))
    (card,) = services.cases()
    assert (card.id, card.title, card.figures) == (own, "Ett annat namn", 1)
    assert document.last_stored == card.changed


def test_a_case_that_is_open_is_handed_out_again(services: LibraryServices) -> None:
    own = services.create("Ett ärende", "Kim")
    document = services.open(own)
    assert services.open(own) is document
    document.push(set_field(document.case, "case", "case", "title", "Ett annat namn"))
    rows = document.case.to_rows()
    del document
    again = services.open(own)
    assert again.case.to_rows() == rows
    again.undo()
    assert again.case.info.title == "Ett ärende"


def test_the_example_is_put_in_once(services: LibraryServices) -> None:
    assert services.import_example() == services.import_example()
    assert len(services.cases()) == 1
    services.remove(services.import_example())
    assert services.cases() == []


def test_what_cannot_be_done_is_a_sentence(services: LibraryServices, tmp_path: Path, case_a: Path) -> None:
    bad = tmp_path / "fel.yaml"
    bad.write_text("schema: samkarta.case/1\n", "utf-8")
    with pytest.raises(ServiceFailed, match="child"):
        services.import_files([case_a, bad])
    with pytest.raises(ServiceFailed, match="ingen.yaml"):
        services.import_files([tmp_path / "ingen.yaml"])
    assert services.cases() == []
    services.import_files([case_a])
    with pytest.raises(ServiceFailed, match="finns redan"):
        services.import_files([case_a])
    with pytest.raises(ServiceFailed, match="finns inte längre"):
        services.open("borta")
    with pytest.raises(ServiceFailed, match="finns inte längre"):
        services.remove("borta")


def test_papers_are_offered_and_written(services: LibraryServices, tmp_path: Path) -> None:
    papers = {each.kind: each for each in services.papers()}
    assert {"case", "case-map", "collaboration-map", "plan"} <= set(papers)
    case = services.open(services.import_example()).case
    services.export(case, "plan", tmp_path / "plan.pdf")
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")
    with pytest.raises(ServiceFailed):
        services.export(case, "plan", tmp_path / "ingen" / "plan.pdf")


def test_qts_own_buttons_speak_swedish(qapp: QApplication, qtbot: QtBot) -> None:
    _teach_qt(qapp)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Avbryt"


def test_a_fault_in_a_window_is_said_once_and_work_goes_on(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, text: said.append(text))
    fault = _Fault()
    for _time in range(3):
        try:
            raise RuntimeError("Tuva")
        except RuntimeError as problem:
            fault(type(problem), problem, problem.__traceback__)
    assert len(said) == 1
    assert "Tuva" not in said[0]


def samkarta(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the program in ``folder``, on a machine without a display."""
    hidden = {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"}
    return subprocess.run(
        [sys.executable, "-m", "app", *map(str, arguments)],
        cwd=folder,
        env={**{key: value for key, value in os.environ.items() if key not in hidden}, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_demo_without_a_display_leaves_the_documents_in_build(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("elsewhere there is always a display")
    done = samkarta("demo", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "build/demo" in done.stdout
    names = {each.name: each.read_bytes()[:4] for each in (tmp_path / "build" / "demo").iterdir()}
    assert names == {
        "case-map.pdf": b"%PDF",
        "case-map.png": b"\x89PNG",
        "collaboration-map.pdf": b"%PDF",
        "collaboration-map.png": b"\x89PNG",
        "plan.pdf": b"%PDF",
    }


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_ctrl_c_in_the_terminal_closes_the_window_and_throws_the_demo_away(tmp_path: Path) -> None:
    thrown_away = tmp_path / "temporary"
    thrown_away.mkdir()
    demo = subprocess.Popen(
        [sys.executable, "-c", STARTED, "demo"],
        cwd=tmp_path,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(thrown_away), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert demo.stdout is not None
    assert demo.stdout.readline() == "started\n"
    assert list(thrown_away.glob("samkarta-*"))
    demo.send_signal(signal.SIGINT)
    assert demo.wait(20) == 130
    demo.stdout.close()
    assert not list(thrown_away.glob("samkarta-*"))


STARTED = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.cli import main

run = QApplication.exec
def tell(*arguments):
    timer = QTimer()
    def look():
        if any(each.objectName() == "caseWindow" and each.isVisible() for each in QApplication.topLevelWidgets()):
            timer.stop()
            print("started", flush=True)
    timer.timeout.connect(look)
    timer.start(20)
    return run()
QApplication.exec = tell
sys.exit(main(sys.argv[1:]))
"""


def test_the_program_passes_its_own_test(tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    done = samkarta("--self-test", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "gick bra" in done.stdout
    left = [path for path in sorted(tmp_path.rglob("*")) if "fontconfig" not in path.parts]  # the system's own cache
    assert left == before
