"""The first example case as text and as data that a test may spoil."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.models import casefile

CASE_A = Path(__file__).parents[2] / "resources" / "examples" / "case_a.yaml"


@pytest.fixture
def example_text() -> str:
    return CASE_A.read_text("utf-8")


@pytest.fixture
def example_data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(casefile.dump(casefile.read(CASE_A, casefile.Vocabulary()), "json"))
    return data
