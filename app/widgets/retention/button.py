"""The button of the start page that says how many closed cases are due for review; hidden where none is closed long."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from app.i18n import ngettext
from app.models.retention import chosen_months
from app.settings import Settings
from app.widgets.services import Services


class ReviewButton(QPushButton):
    """Opens the window in which they are kept, handed over or erased; ``after`` is called when it is closed."""

    def __init__(self, services: Services, settings: Settings, after: Callable[[], object]) -> None:
        super().__init__()
        self._services, self._settings, self._after = services, settings, after
        self.clicked.connect(lambda _checked=False: self.open())
        self.hide()

    def count(self) -> None:
        """Count the cases that are due now."""
        due = len(self._services.due_for_review(chosen_months(self._settings.values)))
        words = ngettext("Gallring: {n} ärende att gå igenom…", "Gallring: {n} ärenden att gå igenom…", due)
        self.setText(words.format(n=due))
        self.setAccessibleName(self.text())
        self.setVisible(bool(due))

    def open(self) -> None:
        """Show the cases."""
        from app.widgets.retention.window import RetentionWindow

        RetentionWindow(self._services, self._settings, self.window()).exec()
        self._after()
