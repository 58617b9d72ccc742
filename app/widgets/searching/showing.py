"""Showing a record that was found, on the page of the case's window where it stands."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from app.kinds.registry import sheet_kinds
from app.models.case import Case
from app.widgets.case_window import PLAN, CaseWindow
from app.widgets.library.window import LibraryWindow

_PAGES = {
    "consents": "consents",
    "meetings": "meeting",
    "wheel": "wheel",
    "timeline": "timeline",
    "sip": "sip",
}
_PLAN = ("plan", "long_term", "short_term", "child_voice", "questions")
_TIES = ("relations", "wishes")
_FACTS = "case_facts"


def show_found(window: CaseWindow, family: str, key: str) -> None:
    """Show a record and choose it where that can be done."""
    case = window.document.case
    figures = _figures(case, family, key)
    if figures:
        window.show_page(_map_with(case, figures) or window.page)
        window.select([(family, key) if family in ("figures", *_TIES) else ("figures", figures[0])])
        return
    page = PLAN if family in _PLAN else _PAGES.get(family, _FACTS)
    window.show_page(page)
    if family == "plan":
        window.plan.table.choose(key)
        return
    widget = window.more_pages.widgets.get(page)
    for name, arguments in (("show_record", (family, key)), ("choose", (key,))):
        does = getattr(widget, name, None)
        if does is not None:
            does(*arguments)
            return


def in_place_of(window: CaseWindow, library_id: str) -> CaseWindow:
    """Open another case of the library in place of the one in ``window``, which is closed. Raises ServiceFailed."""
    other = CaseWindow(window.services.open(library_id), window.services, window.settings, library_id)
    library = next((each for each in QApplication.topLevelWidgets() if _has(each, window)), None)
    if isinstance(library, LibraryWindow):
        library.take_over(other)
    other.show()
    window.close()
    return other


def _has(widget: QWidget, window: CaseWindow) -> bool:
    return isinstance(widget, LibraryWindow) and widget.case_window is window


def _figures(case: Case, family: str, key: str) -> tuple[str, ...]:
    """Return the figures that a record of the map is about; none for what stands elsewhere."""
    if family == "figures":
        return (key,)
    if family in _TIES:
        tie = case.relations[key] if family == "relations" else case.wishes[key]
        return tie.from_, tie.to
    if family == "support_answers":
        return (case.support_answers[key].figure,)
    return ()


def _map_with(case: Case, figures: tuple[str, ...]) -> str | None:
    """Return the kind of the first map that has all of them."""
    for kind in sheet_kinds():
        sheet = case.sheet_of_kind(kind)
        if sheet is not None and (sheet.figures is None or set(figures) <= set(sheet.figures)):
            return kind
    return None
