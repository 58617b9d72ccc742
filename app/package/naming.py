"""What a package is called: ``SAMKARTA_<nr>_<mottagare>_<datum>_v<n>``, or as the recipient's profile has it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

PATTERN = "SAMKARTA_{nr}_{mottagare}_{datum}_v{version}"
LONGEST = 60
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")


def package_name(number: str, recipient: str, day: date, version: int, pattern: str = PATTERN) -> str:
    """Return the package's name, which every file system takes."""
    parts = {"nr": plain(number), "mottagare": plain(recipient), "datum": day.isoformat(), "version": str(version)}
    made = re.sub(r"\{(nr|mottagare|datum|version)\}", lambda found: parts[found[1]], pattern)
    return re.sub(r"[^\w.-]+", "-", made, flags=re.UNICODE).strip(".-") or "SAMKARTA"


def plain(text: str) -> str:
    """Return a text as part of a file name: letters, digits and single hyphens, at most `LONGEST` characters."""
    kept = (
        re.sub(r"[^\w]+|_+", "-", unicodedata.normalize("NFC", text), flags=re.UNICODE).strip("-")[:LONGEST].strip("-")
    )
    return f"{kept}-" if _RESERVED.match(kept) else kept or "x"
