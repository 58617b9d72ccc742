"""The program's look: its theme, its text size, the bundled font and the style sheet.

Both can be changed while windows are open. Who paints by itself asks `colour`, `font` and `scaled` each time, or
listens to `LOOKS.changed`.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from app.drawing.to_qt import register_fonts
from app.paths import resources
from app.settings import Settings
from app.widgets.common.tokens import STATUS_COLOURS, TOKENS, use_tokens

__all__ = [  # fmt: skip
    "LOOKS", "STATUS_COLOURS", "TEXT_SIZES", "TOKENS", "Appearance", "appearance_of", "apply_style", "choose", "colour",
    "font", "scaled", "step_text", "style_sheet", "text_scale", "theme_now",
]  # fmt: skip

FAMILY = "Source Sans Pro"
TEXT_SIZES = (90, 100, 110, 125, 150, 175, 200)
"""How large text can be made, in per cent."""
_USUAL_POINTS = {"win32": 9.0, "darwin": 13.0}.get(sys.platform, 11.0)
_SIZES = re.compile(r"(\d+(?:\.\d+)?)(pt|spx)\b")


@dataclass(frozen=True, slots=True)
class Appearance:
    """What the user has chosen: ``theme`` light, dark or system; ``text`` in per cent, None for the system's size."""

    theme: str = "system"
    text: int | None = None


class _Looks(QObject):
    """Emits ``changed()`` when theme or text size is another."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chosen: Appearance | None = None
        self.theme = "light"
        self.scale = 1.0
        self.system_points = 0.0


LOOKS = _Looks()


def appearance_of(settings: Settings) -> Appearance:
    """Return the look that the user last chose; what cannot be understood is as the system has it."""
    theme, text = settings.values.get("theme"), settings.values.get("text_size")
    known = theme if isinstance(theme, str) and theme in ("light", "dark") else "system"
    fits = isinstance(text, int) and TEXT_SIZES[0] <= text <= TEXT_SIZES[-1]
    return Appearance(known, text if fits else None)


def choose(settings: Settings, *, theme: str | None = None, text: int | None = None) -> None:
    """Change the look from now on and remember it: ``theme`` light, dark or system, ``text`` in per cent (0: system's).

    What is not given stays as it is.
    """
    if theme is not None:
        settings.values["theme"] = theme
    if text is not None:
        settings.values["text_size"] = text or None
    settings.save()
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply_style(application, appearance_of(settings))


def theme_now() -> str:
    """Return the theme in use: ``light`` or ``dark``."""
    return LOOKS.theme


def text_scale() -> float:
    """Return how large text is, 1.0 being as designed."""
    return LOOKS.scale


def scaled(pixels: float) -> int:
    """Return a length in pixels that grows with the text."""
    return round(pixels * LOOKS.scale)


def step_text(step: int) -> int:
    """Return the text size, in per cent, so many steps larger (or smaller) than the one in use."""
    now = round(LOOKS.scale * 100)
    nearest = min(range(len(TEXT_SIZES)), key=lambda at: abs(TEXT_SIZES[at] - now))
    return TEXT_SIZES[max(0, min(len(TEXT_SIZES) - 1, nearest + step))]


def colour(name: str) -> QColor:
    """Return a token as a Qt colour."""
    return QColor(TOKENS[name])


def font(size: float = 10.5, *, bold: bool = False) -> QFont:
    """Return the bundled font at the user's text size; ``size`` in points as designed."""
    made = QFont(FAMILY)
    made.setPointSizeF(size * LOOKS.scale)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


def style_sheet() -> str:
    """Return the style sheet with its tokens filled in and its sizes at the user's text size."""
    folder = resources() / "styles"
    text = (folder / "app.qss").read_text(encoding="utf-8")
    icons = folder / "icons" / LOOKS.theme
    return _SIZES.sub(_size, Template(text).substitute(TOKENS, family=FAMILY, icons=icons.as_posix()))


def _size(found: re.Match[str]) -> str:
    number = float(found[1]) * LOOKS.scale
    return f"{number:.4g}pt" if found[2] == "pt" else f"{round(number)}px"


def apply_style(app: QApplication, look: Appearance | None = None) -> None:
    """Give the program its look, also while its windows are open. Without ``look`` the one it has stays."""
    first = LOOKS.chosen is None
    if first:
        register_fonts()
        LOOKS.system_points = app.font().pointSizeF()
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(lambda _scheme: _wear(app))
    LOOKS.chosen = look or LOOKS.chosen or Appearance()
    if _settle(app) or first or not app.styleSheet():
        _dress(app)


def _wear(app: QApplication) -> None:
    """Follow the system, if the user has chosen that."""
    if _settle(app):
        _dress(app)


def _settle(app: QApplication) -> bool:
    """Work out theme and scale from what is chosen; return whether either is another than before."""
    chosen = LOOKS.chosen or Appearance()
    dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    theme = ("dark" if dark else "light") if chosen.theme == "system" else chosen.theme
    scale = chosen.text / 100 if chosen.text else _scale_of_system(LOOKS.system_points)
    changed = (theme, scale) != (LOOKS.theme, LOOKS.scale)
    LOOKS.theme, LOOKS.scale = theme, scale
    return changed


def _scale_of_system(points: float) -> float:
    """Return how much larger than usual the system's own text is, never smaller than designed."""
    return min(TEXT_SIZES[-1] / 100, max(1.0, points / _USUAL_POINTS))


def _dress(app: QApplication) -> None:
    use_tokens(LOOKS.theme)
    app.setPalette(_palette())
    app.setFont(font())
    app.setStyleSheet(style_sheet())
    LOOKS.changed.emit()


def _palette() -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "paper",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.Base: "white",
        QPalette.ColorRole.AlternateBase: "panel",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.PlaceholderText: "faint",
        QPalette.ColorRole.Button: "white",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.BrightText: "blocked",
        QPalette.ColorRole.Link: "started",
        QPalette.ColorRole.Highlight: "green",
        QPalette.ColorRole.HighlightedText: "white",
        QPalette.ColorRole.ToolTipBase: "bar",
        QPalette.ColorRole.ToolTipText: "on_bar",
    }
    for role, token in roles.items():
        palette.setColor(role, colour(token))
    return palette
