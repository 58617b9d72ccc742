"""The chapters of the guide: one Markdown file each, in the order of their names. The guide is in Swedish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from app.paths import resources

FIRST = "borja"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter: ``id`` is the file's name without its number, ``title`` its first heading, ``text`` all of it."""

    id: str
    title: str
    text: str

    def has(self, search: str) -> bool:
        """Return whether every word of ``search`` stands in the chapter."""
        text = self.text.casefold()
        return all(word in text for word in search.casefold().split())


@cache
def chapters() -> Sequence[Chapter]:
    """Return every chapter, in order."""
    return tuple(
        Chapter(path.stem.partition("-")[2], _title(text), text)
        for path in sorted((resources() / "guide").glob("*.md"))
        for text in (path.read_text(encoding="utf-8"),)
    )


def _title(text: str) -> str:
    return text.partition("\n")[0].removeprefix("# ")
