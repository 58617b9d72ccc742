"""The words people read, for every layer, from one set of gettext catalogues.

The msgids are the Swedish sentences themselves, so nothing can be left untranslated in a Swedish
window; English is the catalogue ``resources/i18n/en/LC_MESSAGES/samkarta.po``.
"""

from __future__ import annotations

import gettext
from pathlib import Path

LANGUAGES = {"sv": "Svenska", "en": "English"}
DOMAIN = "samkarta"

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "sv"


def N_(message: str) -> str:
    """Mark ``message`` for the catalogue and return it untouched; translate with `_` when shown."""
    return message


def _(message: str) -> str:
    """Return ``message`` (Swedish) in the language in use."""
    return _catalogue.gettext(message) if message else ""


def ngettext(singular: str, plural: str, n: int) -> str:
    """Return the form of a Swedish sentence that suits the count ``n``, in the language in use."""
    return _catalogue.ngettext(singular, plural, n)


def use_language(code: str, folder: Path | None = None) -> None:
    """Speak ``code`` (``sv`` or ``en``) from now on; an unknown code or missing catalogue gives Swedish."""
    global _catalogue, _language
    from app.paths import resources

    _language = code if code in LANGUAGES else "sv"
    _catalogue = gettext.NullTranslations()
    if _language != "sv":
        place = folder or resources() / "i18n"
        _catalogue = gettext.translation(DOMAIN, place, languages=[_language], fallback=True)


def language() -> str:
    """Return the code of the language in use."""
    return _language
