"""Going to the right place in a case that was opened from the list of what there is to do."""

from __future__ import annotations

from app.widgets.case_window import CaseWindow
from app.widgets.pages.base import pages

PAGES = {"consents": "consents", "meetings": "meeting", "sip": "sip"}
"""The page that shows records of a family; the others are followed up."""
FOLLOW_UP = "follow_up"


def go_to(window: CaseWindow, family: str, key: str) -> None:
    """Show a record on the page where it is seen to."""
    page = PAGES.get(family, FOLLOW_UP)
    window.show_page(page if page in pages() else FOLLOW_UP)
    widget = window.more_pages.widgets.get(window.page)
    show, choose = getattr(widget, "show_record", None), getattr(widget, "choose", None)
    if show is not None:
        show(family, key)
    elif choose is not None:
        choose(key)
