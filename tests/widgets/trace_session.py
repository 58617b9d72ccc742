"""A session in a process of its own, started as people start it: ``trace_session.py work|recover PLACES``.

It says what it has done as one line of JSON on standard output, whenever the test may kill it.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import sys
import threading
import traceback
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget
from trace_typing import OWN, STEM, Typist, told, wait_until
from window_driving import click

from app.cli import main
from app.session import Session
from app.widgets.case_facts.facts import RecordDialog
from app.widgets.case_window import CaseWindow
from app.widgets.common.asking import AskingDialog
from app.widgets.library.new_case import NewCaseDialog
from app.widgets.library.window import LibraryWindow
from app.widgets.pages.base import pages
from app.widgets.plan.goal_dialog import GoalDialog
from app.widgets.properties.panels import FigurePanel
from app.widgets.unlock.code_page import CodePage
from app.widgets.unlock.pages import ChoosePage, UnlockPage

PASSWORD = "korall mossa trumpet segel"
_LEAVES = frozenset({"lock", "library", "print", "export", "save_template", "change_password", "new_recovery_code"}) | {
    "dark_look",
    "system_look",
    "larger_text",
    "smaller_text",
}
_STANDING = frozenset({"letterhead", "roles", "agendas", "settings"})
"""Actions whose windows write the user's own standing files, which are about no case."""
"""Actions that are taken one by one, or that lead out of the case."""


@dataclass(frozen=True)
class Places:
    """Where the library lies, what the user chooses from, and where the user puts things."""

    library: Path
    brought: Path
    chosen: Path


def say(**what: Any) -> None:
    """Tell the test, which reads line by line."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


class Worker:
    """Goes through the program, in the thread that paints."""

    def __init__(self, places: Places) -> None:
        self.places, self.typist = places, Typist()

    @property
    def session(self) -> Session:
        application = QApplication.instance()
        assert application is not None
        (found,) = application.findChildren(Session)
        return found

    @property
    def library(self) -> LibraryWindow:
        return next(each for each in QApplication.topLevelWidgets() if isinstance(each, LibraryWindow))

    @property
    def case(self) -> CaseWindow:
        window = self.library.case_window
        assert window is not None
        return window

    def page(self, kind: type[QWidget]) -> Any:
        def shown() -> QWidget | None:
            return self.session.unlocking.page if self.session.unlocking is not None else None

        wait_until(lambda: isinstance(shown(), kind))
        return shown()

    # In and out

    def begin(self) -> None:
        """The first start: a password, the recovery code saved where the user says, one group of it written back."""
        wait_until(lambda: QApplication.instance().findChildren(Session))  # type: ignore[union-attr]
        choose = self.page(ChoosePage)
        choose.password.setText(PASSWORD)
        choose.again.setText(PASSWORD)
        choose.want()
        code = self.page(CodePage)
        self.typist.path = self.places.chosen / "aterstallningskod.txt"
        code.save_code()
        self.typist.path = self.places.chosen / "aterstallningskod.pdf"
        code.print_code()
        code.proof.setText(code.groups[code.asked])
        code.want()
        self.arrive()

    def unlock(self) -> None:
        wait_until(lambda: QApplication.instance().findChildren(Session))  # type: ignore[union-attr]
        page = self.page(UnlockPage)
        page.password.setText(PASSWORD)
        page.want()
        self.arrive()

    def arrive(self) -> None:
        wait_until(lambda: self.session.library is not None and self.session.window is not None)

    # Work

    def make_and_bring(self) -> None:
        """A case made in its dialog, and one brought from a file through the file dialogue."""
        self.typist.accepts = (NewCaseDialog,)
        click(self.library.new)
        self.typist.accepts = ()
        self.typist.fill(self.case.more_pages.widget("case_facts") or self.case)
        self.case.close()
        wait_until(lambda: self.library.case_window is None)
        self.typist.path = self.places.brought / "arende.yaml"
        self.library.ask_import()
        self.typist.fill(self.library)
        self.library.search.setText("")
        brought = next(each for each in self.library.services.cases() if STEM not in each.title)
        if self.library.case_window is not None:
            self.case.close()
            wait_until(lambda: self.library.case_window is None)
        self.library.open_case(brought.id)

    def type_everywhere(self) -> None:
        """Every page, every family's panel, the plan's cells."""
        window = self.case
        for family in ("figures", "relations", "wishes", "groups", "notes", "households"):
            rows = list(window.document.case.records().get(family, {}))[:1]
            for key in rows:
                window.show_page("case_map")
                window.select([(family, key)])
                QApplication.processEvents()
                self.typist.fill(window.properties)
        self.typist.accepts = (RecordDialog, GoalDialog)
        for key in [*window.pages, *pages()]:
            window.show_page(key)
            QTest.qWait(30)
            self.typist.fill(window)
        self.typist.accepts = ()
        self.fill_plan()

    def fill_plan(self) -> None:
        self.case.show_page("plan")
        table = self.case.plan.table
        for column in range(table.model().columnCount()):
            table.setCurrentIndex(table.model().index(0, column))
            table.edit(table.currentIndex())
            for kind in (QPlainTextEdit, QLineEdit):
                for field in table.viewport().findChildren(kind):
                    if field.isVisible() and field.isEnabled():
                        self.typist.type(field)

    def do_everything(self) -> None:
        """Every action of the window; dialogs are filled in and let be, windows filled in and closed."""
        for key, action in self.case.book.actions.items():
            if key in _LEAVES or key.startswith(("page_", "meeting_")):
                continue
            self.case.show_page("case_map")
            self.case.select([("figures", next(iter(self.case.document.case.figures)))])
            before = set(QApplication.topLevelWidgets())
            self.typist.stem = OWN if key in _STANDING else STEM
            action.trigger()
            QTest.qWait(20)
            for each in QApplication.topLevelWidgets():
                if each not in before and isinstance(each, QDialog) and each.isVisible():
                    self.typist.fill(each)
                    each.reject()
            self.typist.stem = STEM
        for _step in range(12):
            self.case.undo()
        for _step in range(6):
            self.case.redo()

    def save_template(self) -> None:
        self.typist.stem = OWN
        self.typist.accepts = (AskingDialog,)
        self.case.book.actions["save_template"].trigger()
        self.typist.accepts = ()
        self.typist.stem = STEM

    def put_on_paper(self) -> None:
        """Some papers, each format once, where the user says; and the pages as they would be printed."""
        met: set[str] = set()
        for paper in self.case.services.papers():
            for suffix in [each for each in paper.suffixes if each not in met]:
                met.add(suffix)
                self.typist.path = self.places.chosen / f"{paper.kind}.{suffix}"
                self.case.exporter.ask(paper)
        self.case.show_page("case_map")
        self.typist.path = None
        self.case.print_sheet()

    def fall(self) -> None:
        """Faults in every place where Python tells what they were about."""
        word = self.typist.word()

        def fall() -> None:
            raise ValueError(word)

        class Falls:
            def __del__(self) -> None:
                fall()

        QTimer.singleShot(0, fall)
        thread = threading.Thread(target=fall)
        thread.start()
        thread.join()
        Falls()
        gc.collect()
        try:
            fall()
        except ValueError:
            logging.getLogger("app").exception("%s", word)
        warnings.warn(word, stacklevel=1)
        QTest.qWait(100)

    def lock(self) -> str:
        """Lock with something on the clipboard; return what is left there."""
        self.case.show_page("case_map")
        self.case.select([("figures", key) for key in list(self.case.document.case.figures)[:3]])
        self.case.book.actions["copy"].trigger()
        assert QGuiApplication.clipboard().mimeData().formats(), "nothing was copied"
        self.case.book.actions["lock"].trigger()
        wait_until(lambda: self.session.library is None)
        left = QGuiApplication.clipboard().mimeData()
        return " ".join(left.formats()) if left is not None else ""

    def go_on(self) -> None:
        """Edit and export without end; each edit that is stored is told."""
        window, paper = self.case, self.case.services.papers()[0]
        figure = list(window.document.case.figures)[1]
        window.activateWindow()
        window.document.hide_names(False)
        window.show_page("case_map")
        while True:
            window.select([("figures", figure)])
            panel = window.properties.panel
            assert isinstance(panel, FigurePanel)
            field = panel.editors["note"].focusProxy()
            assert isinstance(field, QPlainTextEdit)
            self.typist.type(field, leave=True)
            window.commit_all()
            wait_until(lambda: window.document.case.figures[figure].note == self.typist.words[-1])
            say(stored=self.typist.words[-1])
            window.services.export(window.document.case, paper.kind, self.places.chosen / "om-igen.pdf")


def work(worker: Worker) -> None:
    steps = ("begin", "make_and_bring", "type_everywhere", "do_everything", "save_template", "put_on_paper", "fall")
    for step in steps:
        getattr(worker, step)()
    clipboard = worker.lock()
    worker.unlock()
    wait_until(lambda: worker.library.case_window is not None)
    worker.case.services.care.back_up("asked")
    say(**told(worker.typist, clipboard=clipboard))
    worker.go_on()


def recover(worker: Worker) -> None:
    worker.unlock()
    cards = worker.library.services.cases()
    worker.library.open_case(next(each.id for each in cards if each.figures > 5))
    worker.typist.fill(worker.case.properties)
    worker.case.undo()
    worker.library.search.setText(worker.typist.word())
    QTest.qWait(300)
    say(**told(worker.typist, cases=len(cards)))
    for each in (worker.case, worker.library):
        each.close()
    QApplication.quit()


def run(do: Any, places: Places) -> None:
    def start() -> None:
        try:
            do(Worker(places))
        except BaseException:
            say(failed=traceback.format_exc())
            os._exit(1)

    application = QApplication(["samkarta"])
    QTimer.singleShot(0, application, start)
    sys.exit(main(["--library", str(places.library)]))


if __name__ == "__main__":
    run({"work": work, "recover": recover}[sys.argv[1]], Places(*map(Path, sys.argv[2:5])))
