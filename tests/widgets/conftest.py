"""What the tests of the windows begin from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from window_driving import services_at

from app.application import LibraryServices


@pytest.fixture
def services(qtbot: QtBot, tmp_path: Path) -> Iterator[LibraryServices]:
    """The services of an empty library of its own."""
    with services_at(tmp_path / "bibliotek.samkarta") as found:
        yield found
