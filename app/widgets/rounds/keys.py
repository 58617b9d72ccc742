"""The keys of the rounds, for the F1 sheet. Those that go to the rounds stand with their pages."""

from __future__ import annotations

from app.i18n import N_
from app.widgets.canvas.keyboard import KeyLine

ROUND_KEYS: tuple[KeyLine, ...] = (
    KeyLine(N_("Ctrl+Enter i en runda"), N_("Skriv upp svaret och gå till nästa aktör eller önskemål."), "go"),
    KeyLine(N_("Ctrl+Skift+Enter i en runda"), N_("Gå till föregående aktör."), "go"),
    KeyLine(N_("Alt+P i en runda"), N_("Aktören passar, och nästa får ordet."), "go"),
    KeyLine(N_("Enter i en runda"), N_("Skriv upp svaret, eller dra pilen och gå till nästa rad."), "edit"),
)
