"""What the user has chosen: language, the windows' sizes. Kept beside the library, never anything of a case."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from app.i18n import LANGUAGES
from app.paths import data_folder, write_whole

FILE_NAME = "settings.json"
IDLE_MINUTES = (5, 10, 30, 0)
"""After how many minutes without a key or a pointer the program may be locked; 0 is never."""
USUAL_IDLE = 10
LONGEST_NAME = 120


@dataclass
class Settings:
    """The user's choices. ``language`` is None until chosen; Swedish is spoken then.

    ``windows`` holds what Qt says of each window's place, by the window's name, as base64. ``values`` holds
    what a part of the program wants remembered under a name of its own; JSON-able values only.
    """

    language: str | None = None
    windows: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    path: Path | None = field(default=None, compare=False)

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """Read the settings; a file that is missing or damaged gives those of a first start."""
        place = path or data_folder() / FILE_NAME
        try:
            data = json.loads(place.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            data = {}
        if not isinstance(data, dict):
            data = {}
        found = cls(path=place)
        if isinstance(data.get("language"), str) and data["language"] in LANGUAGES:
            found.language = data["language"]
        for name in ("windows", "values"):
            if isinstance(data.get(name), dict):
                setattr(found, name, data[name])
        return found

    @property
    def idle_minutes(self) -> int:
        """After how many minutes at rest the program locks itself; 0 is never."""
        found = self.values.get("idle_minutes")
        return found if type(found) is int and found in IDLE_MINUTES else USUAL_IDLE

    @property
    def user_name(self) -> str:
        """What the user is called in the log of a case; empty until it is told."""
        found = self.values.get("user_name")
        return " ".join(found.split())[:LONGEST_NAME] if isinstance(found, str) else ""

    def save(self) -> bool:
        """Write the settings, whole or not at all; return whether it could be done. Losing them loses no work."""
        place = self.path or data_folder() / FILE_NAME
        data = {key: value for key, value in asdict(self).items() if key != "path"}
        try:
            write_whole(place, json.dumps(data, ensure_ascii=False, indent=1))
        except (OSError, TypeError, ValueError):
            return False
        return True

    def remember(self, window: str, state: bytes | bytearray | memoryview[int]) -> None:
        """Keep a window's ``saveGeometry()`` or ``saveState()`` under a name and write it down."""
        self.windows[window] = base64.b64encode(state).decode("ascii")
        self.save()

    def recall(self, window: str) -> bytes | None:
        """Return what was remembered of a window, or None."""
        try:
            return base64.b64decode(self.windows[window], validate=True)
        except (KeyError, TypeError, ValueError, binascii.Error):
            return None
