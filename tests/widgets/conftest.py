"""What the tests of the windows begin from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from window_driving import services_at

from app.application import LibraryServices
from app.models.edits.newcase import empty_case
from tests.support.libraries import opened


@pytest.fixture
def services(qtbot: QtBot, tmp_path: Path) -> Iterator[LibraryServices]:
    """The services of an empty library of its own."""
    with services_at(tmp_path / "bibliotek.samkarta") as found:
        yield found


@pytest.fixture
def nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    """No password comes from the environment: somebody has to type it."""
    monkeypatch.delenv("SAMKARTA_PASSWORD")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Where a library is to be made."""
    return tmp_path / "bibliotek.samkarta"


@pytest.fixture
def locked(new: Path) -> Path:
    """A library with a case in it, opened by `PASSWORD`."""
    with opened(new, create=True) as library:
        library.add([empty_case("Prov", "Elin")])
    return new
