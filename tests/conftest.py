"""What every test stands on: no screen, no network, no home but its own, Swedish."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported by anyone

import pytest

from app import i18n
from tests.support.libraries import PASSWORD

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "resources" / "examples"


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return ROOT


@pytest.fixture
def case_a() -> Path:
    """The example case with 19 figures, everything answered."""
    return EXAMPLES / "case_a.yaml"


@pytest.fixture
def case_b() -> Path:
    """The second example case, larger and with what case A lacks."""
    return EXAMPLES / "case_b.yaml"


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the test a home of its own: nothing it does reaches the user's library or settings."""
    home = tmp_path / "home"
    for name, folder in {
        "HOME": home,
        "USERPROFILE": home,
        "APPDATA": home / "AppData" / "Roaming",
        "LOCALAPPDATA": home / "AppData" / "Local",
        "XDG_DATA_HOME": home / ".local" / "share",
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_CACHE_HOME": home / ".cache",
        "XDG_STATE_HOME": home / ".local" / "state",
        "SAMKARTA_DATA": home / "samkarta",
    }.items():
        folder.mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setenv("SAMKARTA_PASSWORD", PASSWORD)


@pytest.fixture(autouse=True)
def swedish() -> Iterator[None]:
    """Start and leave every test in Swedish."""
    i18n.use_language("sv")
    yield
    i18n.use_language("sv")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail the test that opens a connection to anything but this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != getattr(socket, "AF_UNIX", None) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            pytest.fail(f"The program opened a connection to {address}; it has no business on the network.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
