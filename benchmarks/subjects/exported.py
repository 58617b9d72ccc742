"""The command that writes a case's map, without the derivation of the key. Arguments: library, case, file."""

from __future__ import annotations

import sys
from pathlib import Path

from frames import since_spawn, tell

from app.export.base import export
from app.storage.data_key import DataKey
from app.storage.library import Library

with Library.open(Path(sys.argv[1]), DataKey(bytes(32)), read_only=True) as library:
    case = library.case(sys.argv[2])
export(case, "case-map", Path(sys.argv[3]))
tell(exported=since_spawn())
