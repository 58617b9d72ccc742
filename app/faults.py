"""What is kept of a fault in the program: where it arose, never what it was about."""

from __future__ import annotations

import traceback
from datetime import datetime

from app.i18n import _
from app.paths import data_folder

LOG_NAME = "samkarta.log"


def write_down(problem: BaseException) -> str:
    """Log where in the program a fault arose – never its message, which may hold something of a case.

    Return a sentence for the user.
    """
    frames = traceback.extract_tb(problem.__traceback__)
    lines = [f"{datetime.now().astimezone().isoformat()} {type(problem).__module__}.{type(problem).__qualname__}"]
    lines += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    log = data_folder() / LOG_NAME
    sentence = _("Något gick fel i programmet. Det som var sparat är kvar.")
    try:
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as out:
            out.write("\n".join(lines) + "\n")
    except OSError:
        return sentence
    return sentence + " " + _("Var det hände står i {path}, utan uppgifter ur ärendet.").format(path=log)
