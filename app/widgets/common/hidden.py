"""Why a text cannot be written over: a pseudonym stands in it for a name."""

from __future__ import annotations

from app.document import Document
from app.i18n import N_, _

HIDDEN = N_("Namnen är dolda. Texter går inte att ändra förrän du visar namnen igen (Ctrl+Skift+D).")
PROTECTED = N_("Skyddade namn är dolda. Texter där de står går inte att ändra förrän du visar dem (Ctrl+Alt+D).")


def hidden_words(document: Document) -> str:
    """Return why what is shown must not be written over, and the key that shows the names."""
    return _(HIDDEN) if document.all_hidden else _(PROTECTED)
