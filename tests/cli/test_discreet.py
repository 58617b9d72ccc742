"""What the system keeps of a program that falls has nothing of a case."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORD = "Vjxqåäö"
FALLS = f"""
import gc, logging, threading, warnings
from app.discreet import telling_no_values

def fall():
    raise ValueError("{WORD}")

class Falls:
    def __del__(self):
        fall()

def all_ways():
    threading.Thread(target=fall).start()
    while threading.active_count() > 1:
        pass
    Falls()
    gc.collect()
    try:
        fall()
    except ValueError:
        logging.getLogger("app.widgets").exception("%s", "{WORD}")
    logging.warning("%s", "{WORD}")
    warnings.warn("{WORD}")

if CALM:
    with telling_no_values():
        all_ways()
else:
    all_ways()
"""


def run(script: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True, timeout=60
    )


def test_faults_and_warnings_keep_their_places_and_tell_no_values(tmp_path: Path) -> None:
    said = run(f"CALM = True\n{FALLS}")
    assert said.stdout + said.stderr == ""
    log = (Path(os.environ["SAMKARTA_DATA"]) / "samkarta.log").read_text("utf-8")
    assert WORD not in log and log.count("builtins.ValueError") == 3 and " fall" in log


def test_python_alone_would_have_told_them() -> None:
    assert run(f"CALM = False\n{FALLS}").stderr.count(WORD) >= 5


@pytest.mark.skipif(sys.platform != "linux", reason="the way to ask is the system's own")
def test_the_system_keeps_no_image_of_the_memory() -> None:
    asks = "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    said = run(f"import ctypes, resource\nfrom app.discreet import forbid_dumps\nforbid_dumps()\n{asks}")
    assert said.stdout == "(0, 0) 0\n"
