"""The settings file may be damaged or written by anybody: the program starts all the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.settings import USUAL_IDLE, Settings

STRANGE: list[Any] = [{"a": 1}, [1], 3, None, True, "xx", "", "\ud800"]


@pytest.mark.parametrize("value", STRANGE, ids=repr)
@pytest.mark.parametrize("key", ["language", "windows", "values"])
def test_a_value_of_another_sort_is_as_if_it_were_not_there(tmp_path: Path, key: str, value: Any) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"language": "sv", "values": {"idle_minutes": 5}, key: value}), "utf-8")
    found = Settings.load(path)
    assert found.language == (None if key == "language" else "sv")
    assert found.idle_minutes == (USUAL_IDLE if key == "values" else 5)
    assert found.recall("case") is None


@pytest.mark.parametrize("value", STRANGE, ids=repr)
@pytest.mark.parametrize("name", ["idle_minutes", "user_name", "theme", "text_size", "retention_months"])
def test_a_choice_that_cannot_be_is_as_if_it_were_not_made(tmp_path: Path, name: str, value: Any) -> None:
    from app.models.retention import chosen_months
    from app.widgets.common.style import appearance_of

    found = Settings(values={name: value})
    assert found.idle_minutes == USUAL_IDLE
    assert isinstance(found.user_name, str)
    assert appearance_of(found).theme in ("light", "dark", "system")
    assert chosen_months(found.values) > 0
