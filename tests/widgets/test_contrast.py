"""Windows read in both themes, as WCAG 2.2 AA asks: the style sheet's colours, and the pixels on the screen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from window_driving import open_example, services_at

from app.paths import resources
from app.widgets.case_window import CaseWindow
from app.widgets.common.style import Appearance, apply_style
from app.widgets.common.tokens import THEMES
from tests.support.contrast import SHAPE, TEXT, contrast

GROUNDS = ("paper", "panel", "white")
BRIGHT = ("ink", "muted", "faint", "green", "accent", "can", "partly", "blocked", "unanswered", "started")
"""The tokens that words are written in on the ordinary grounds."""
RULES = re.compile(r"([^{}]+)\{([^{}]*)\}")
FOREGROUND = re.compile(r"(?:^|[;\s])color:\s*\$\{(\w+)\}")
BACKGROUND = re.compile(r"(?:^|[;\s])background:\s*\$\{(\w+)\}")


@pytest.fixture(autouse=True)
def light_again() -> Iterator[None]:
    """Leave the program as it was found."""
    yield
    application = QApplication.instance()
    if isinstance(application, QApplication):
        apply_style(application, Appearance("light", 100))


@pytest.mark.parametrize("theme", THEMES)
def test_words_read_on_every_ordinary_ground_and_on_their_pale_one(theme: str) -> None:
    tokens = THEMES[theme]
    for word in BRIGHT:
        for ground in GROUNDS:
            assert contrast(tokens[word], tokens[ground]) >= TEXT, (word, ground)
    for answer in ("can", "partly", "blocked", "unanswered", "started", "green"):
        assert contrast(tokens[answer], tokens[f"{answer}_pale"]) >= TEXT, answer
    for strong in ("green", "green_hover", "accent", "accent_hover", "can", "partly", "blocked"):
        assert contrast(tokens["white"], tokens[strong]) >= TEXT, strong
    for ground in ("hover", "pressed", "green_pale"):
        assert contrast(tokens["ink"], tokens[ground]) >= TEXT, ground
        assert contrast(tokens["muted"], tokens[ground]) >= TEXT, ground
    assert contrast(tokens["on_bar"], tokens["bar"]) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
def test_fields_focus_and_icons_are_seen(theme: str) -> None:
    tokens = THEMES[theme]
    for ground in GROUNDS:
        for shape in ("field", "focus", "accent", "green", "blocked", "faint"):
            assert contrast(tokens[shape], tokens[ground]) >= SHAPE, (shape, ground)
    assert contrast(tokens["focus"], tokens["green_pale"]) >= SHAPE


@pytest.mark.parametrize("theme", THEMES)
def test_every_rule_of_the_style_sheet_that_sets_both_colours_reads(theme: str) -> None:
    tokens = THEMES[theme]
    text = re.sub(r"/\*.*?\*/", "", (resources() / "styles" / "app.qss").read_text("utf-8"), flags=re.DOTALL)
    found = 0
    for selector, body in RULES.findall(re.sub(r"\$\{(\w+)\}", r"$<\1>", text)):
        body = re.sub(r"\$<(\w+)>", r"${\1}", body)
        word, ground = FOREGROUND.search(body), BACKGROUND.search(body)
        if word is None or ground is None or ":disabled" in selector:
            continue
        found += 1
        assert contrast(tokens[word[1]], tokens[ground[1]]) >= TEXT, selector.strip()
    assert found >= 12
    assert not re.search(r"#[0-9a-fA-F]{6}", text), "a colour that no theme can change"


def picture_of(widget: QWidget) -> QImage:
    """Return what stands on the screen where a widget is, with what lies beneath it."""
    window = widget.window()
    box = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    return window.grab(box).toImage()


def ink_and_ground(picture: QImage) -> tuple[str, str]:
    """Return the commonest colour, and the colour that stands out most from it and is there more than by chance."""
    counted = Counter(picture.pixelColor(x, y).name() for y in range(picture.height()) for x in range(picture.width()))
    ground = counted.most_common(1)[0][0]
    inks = [colour for colour, times in counted.items() if times >= 3]
    return max(inks, key=lambda colour: contrast(colour, ground)), ground


def samples(window: CaseWindow) -> Iterator[QWidget]:
    """Yield labels, buttons and fields that are seen whole, one of each kind and name."""
    seen: set[tuple[str, str, str]] = set()
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, QLabel | QPushButton | QLineEdit) or widget.visibleRegion().isEmpty():
            continue
        if isinstance(widget, QLabel) and not widget.text() or not widget.isEnabled():
            continue
        kind = (type(widget).__name__, widget.objectName(), str(widget.property("tone") or ""))
        whole = widget.visibleRegion().boundingRect().size() == widget.size()
        if whole and kind not in seen:
            seen.add(kind)
            yield widget


@pytest.mark.parametrize("theme", THEMES)
def test_what_is_written_on_the_screen_reads(tmp_path: Path, qtbot: QtBot, theme: str) -> None:
    with services_at(tmp_path / "library.samkarta") as services:
        window = open_example(services, qtbot, page="collaboration_map")
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply_style(application, Appearance(theme, 100))
        window.select([("wishes", next(iter(window.document.case.wishes)))])
        window.properties.panel.setFocus()
        qtbot.wait(50)
        checked = []
        for widget in samples(window):
            ink, ground = ink_and_ground(picture_of(widget))
            said = f"{type(widget).__name__}#{widget.objectName()} {ink} on {ground}"
            assert contrast(ink, ground) >= TEXT, said
            checked.append(widget.objectName())
        assert len(checked) >= 12
        assert {"caption", "tab", "accent", "caseTitle", "tileName"} <= set(checked)


@pytest.mark.parametrize("theme", THEMES)
def test_the_map_reads_on_the_screen(tmp_path: Path, qtbot: QtBot, theme: str) -> None:
    """Figures against their area, names against what they stand on: read from the pixels of the canvas."""
    with services_at(tmp_path / "library.samkarta") as services:
        window = open_example(services, qtbot, page="case_map")
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply_style(application, Appearance(theme, 100))
        assert window.sheet is not None
        canvas = window.sheet.canvas
        canvas.set_zoom(1.6)
        for key in list(window.document.case.figures)[1:8]:
            canvas.centerOn(canvas.sheet.figures[key].pos())
            qtbot.wait(20)
            item = canvas.sheet.figures[key]
            for room, least in ((item.body(), SHAPE), (item.words(), TEXT)):
                box = canvas.mapFromScene(room).boundingRect().adjusted(-3, -3, 3, 3)
                ink, ground = ink_and_ground(canvas.viewport().grab(box).toImage())
                assert contrast(ink, ground) >= least, (key, ink, ground)
