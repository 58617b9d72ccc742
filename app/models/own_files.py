"""YAML files that people may write by hand or get from others: agendas, roles, templates, names, settings of papers.

They are small, flat and without anchors, so nothing that such a file says can take long, or much memory, to refuse.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.models.text_reader import Unreadable, broken_texts, read_yaml

LARGEST = 256 * 1024
"""Bytes: an agenda has two thousand."""


class NotReadable(ValueError):
    """The file, or its text, is not YAML that is understood; the message is for a log."""


def read_file(path: Path) -> Any:
    """Return the data of a YAML file. Raises NotReadable, or OSError if the file cannot be read."""
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise NotReadable(f"{path.name}: larger than {LARGEST} bytes")
    try:
        return read_text(content.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise NotReadable(f"{path.name}: not UTF-8") from problem


def read_text(text: str) -> Any:
    """Return the data of YAML text; days are left as text. Raises NotReadable."""
    try:
        reading = read_yaml(text)
    except Unreadable as problem:
        raise NotReadable(str(problem)) from problem
    wrong = [sentence for _path, sentence in reading.found]
    if wrong or any(True for _path in broken_texts(reading.data)):
        raise NotReadable(wrong[0] if wrong else "half a character")
    return reading.data
