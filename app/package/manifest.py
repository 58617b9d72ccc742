"""The list of a package's files with their SHA-256, one a line as ``sha256sum`` writes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256

NAME = "manifest-sha256.txt"
_LINE = re.compile(r"([0-9a-f]{64}) [ *](\S.*)")


def digest(data: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal digits."""
    return sha256(data).hexdigest()


def text(digests: Mapping[str, str]) -> str:
    """Return the list as text."""
    return "".join(f"{each}  {name}\n" for name, each in sorted(digests.items()))


def read(said: str) -> Mapping[str, str]:
    """Return file name → SHA-256. Raises ValueError with the line that cannot be read."""
    found: dict[str, str] = {}
    for line in said.splitlines():
        if not line.strip():
            continue
        match = _LINE.fullmatch(line)
        if match is None or match[2] in found:
            raise ValueError(line[:80])
        found[match[2]] = match[1]
    return found
