"""Making an edit from a window: the patch is pushed, or a sentence says why not."""

from __future__ import annotations

from collections.abc import Callable

from app.document import Document
from app.i18n import _
from app.models.case import PatchRefused
from app.models.edits.making import EditRefused
from app.models.patch import Patch


def change(document: Document, build: Callable[[], Patch]) -> str | None:
    """Build a patch and push it; return None, or the sentence that says why it was refused.

    Nothing is changed when a sentence is returned. What could not be stored is told by `Document.refused`.
    """
    try:
        document.push(build())
    except EditRefused as problem:
        return str(problem)
    except PatchRefused:
        return _("Det går inte att ändra så här. Inget har ändrats.")
    return None
