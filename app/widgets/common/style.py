"""The program's look: colour tokens, the bundled font and the style sheet."""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from app.drawing.to_qt import register_fonts
from app.paths import resources

FAMILY = "Source Sans Pro"

TOKENS = {
    "paper": "#FDFBF5",
    "panel": "#FCFAF3",
    "white": "#FFFFFF",
    "ink": "#222222",
    "muted": "#63605A",
    "faint": "#8A867C",
    "line": "#E0DBCD",
    "line_strong": "#CBC4B2",
    "hover": "#F4F0E4",
    "pressed": "#EAE4D3",
    "green": "#24443A",
    "green_hover": "#31594C",
    "green_pale": "#E3EFE9",
    "accent": "#C8501C",
    "accent_hover": "#AE4315",
    "focus": "#2F7D66",
    "can": "#00704F",
    "can_pale": "#E2F4ED",
    "partly": "#9A5B00",
    "partly_pale": "#FFF1D8",
    "blocked": "#B81F28",
    "blocked_pale": "#FBE7E7",
    "unanswered": "#4E5668",
    "unanswered_pale": "#ECEEF2",
    "started": "#0A5A8F",
    "started_pale": "#E2F0FA",
}
"""The colours of windows by name. Text colours reach 4.5:1 on white, paper and their pale ground."""

STATUS_COLOURS = {
    status: (TOKENS[status], TOKENS[f"{status}_pale"]) for status in ("can", "partly", "blocked", "unanswered")
}
"""Strong and pale colour of each answer to a wish; always shown together with its sign or word."""


def colour(name: str) -> QColor:
    """Return a token as a Qt colour."""
    return QColor(TOKENS[name])


def font(size: float = 10.5, *, bold: bool = False) -> QFont:
    """Return the bundled font; ``size`` in points."""
    made = QFont(FAMILY)
    made.setPointSizeF(size)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


def style_sheet() -> str:
    """Return the style sheet with its tokens filled in."""
    folder = resources() / "styles"
    text = (folder / "app.qss").read_text(encoding="utf-8")
    return Template(text).substitute(TOKENS, family=FAMILY, icons=(folder / "icons").as_posix())


def apply_style(app: QApplication) -> None:
    """Give the program its look. Doing it again changes nothing."""
    if app.property("samkartaStyled"):
        return
    register_fonts()
    app.setStyle("Fusion")
    app.setPalette(_palette())
    app.setFont(font())
    app.setStyleSheet(style_sheet())
    app.setProperty("samkartaStyled", True)


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
        QPalette.ColorRole.Highlight: "green",
        QPalette.ColorRole.HighlightedText: "white",
        QPalette.ColorRole.ToolTipBase: "green",
        QPalette.ColorRole.ToolTipText: "white",
    }
    for role, token in roles.items():
        palette.setColor(role, colour(token))
    return palette
