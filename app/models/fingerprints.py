"""What a case was like at each moment, as a number that tells no more than whether two states are the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from app.models.case import Case
from app.models.fields import Record
from app.models.patch import Patch

_SIZE = 1 << 256


def fingerprints(now: Case, patches: Sequence[Patch | None]) -> list[str]:
    """Return the fingerprint of every state that led to now, the oldest first and now last.

    ``patches`` are the log's, oldest first, without the line that made the case; nothing before a line that cannot be
    read (None) is known. The order of records does not count.
    """
    number = sum(_number(family, key, each) for family, of in now.records().items() for key, each in of.items())
    found = [number % _SIZE]
    for patch in reversed(patches):
        if patch is None:
            break
        for change in patch.changes:
            number += _number(change.family, change.key, change.before) - _number(
                change.family, change.key, change.after
            )
        found.append(number % _SIZE)
    return [f"{each:064x}" for each in reversed(found)]


def _number(family: str, key: str, record: Record | None) -> int:
    if record is None:
        return 0
    text = json.dumps([family, key, record.to_data()], ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")
