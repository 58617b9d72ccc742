"""The lock holds what the project file asks for, each package with its hashes, and says nothing of where from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINS = re.compile(r"^([A-Za-z0-9._-]+)==([^ \\;]+)", re.MULTILINE)


def test_everything_the_project_asks_for_is_pinned_to_a_version_that_suits() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [Requirement(line) for line in [*project["dependencies"], *project["optional-dependencies"]["dev"]]]
    pinned: dict[str, list[str]] = {}
    for name, version in PINS.findall(LOCK):
        pinned.setdefault(canonicalize_name(name), []).append(version)
    for requirement in wanted:
        versions = pinned.get(canonicalize_name(requirement.name), [])
        assert versions, f"{requirement.name} is not in the lock: run make lock"
        assert all(requirement.specifier.contains(version) for version in versions), requirement


def test_every_pin_has_hashes() -> None:
    blocks = re.split(r"\n(?=[A-Za-z0-9])", LOCK)
    assert not [block.split()[0] for block in blocks if "==" in block and "--hash=sha256:" not in block]


def test_the_lock_names_no_place_to_fetch_from() -> None:
    assert not re.search(r"https?://|--index|--find-links|--extra-index", LOCK)
