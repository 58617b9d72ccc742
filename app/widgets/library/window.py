"""The start page: every case of the library, and the way to a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.i18n import LANGUAGES, _, language
from app.settings import Settings
from app.widgets.case_window import CaseWindow
from app.widgets.common.messages import tell
from app.widgets.common.opening import open_where_it_was
from app.widgets.common.search import SearchField
from app.widgets.common.segmented import Segmented
from app.widgets.common.speaking import speak
from app.widgets.common.style import appearance_of, apply_style, scaled
from app.widgets.dropping import local_files
from app.widgets.keeping import HANDED
from app.widgets.library.cards import CardDelegate, CardModel
from app.widgets.library.going import go_to
from app.widgets.library.menu import more_button
from app.widgets.library.new_case import NewCaseDialog
from app.widgets.library.todo import TodoPanel
from app.widgets.retention.button import ReviewButton
from app.widgets.searching.panel import HitPanel
from app.widgets.services import CaseCard, Found, ServiceFailed, Services

SUFFIXES = (".yaml", ".yml", ".json", HANDED)
_BOTH = 940  # pixels, as designed: in a narrower window either the cases or what there is to do is seen


class LibraryWindow(QMainWindow):
    """The library; a case has its place for as long as it is open. Raises ServiceFailed if it cannot be read."""

    def __init__(self, services: Services, settings: Settings) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply_style(application, appearance_of(settings))
        super().__init__()
        self.services, self.settings = services, settings
        self.case_window: CaseWindow | None = None
        self.model = CardModel()
        self.setAcceptDrops(True)
        open_where_it_was(self, 1080, 680, settings.recall("library"))
        self._build()
        self._add_shortcuts()
        self._fill()
        (self.list if self.model.cards else self.new).setFocus()  # Enter opens the first case, Space begins one

    # Building

    def _build(self) -> None:
        """Make the page; again when the language changes."""
        self.setWindowTitle(_("Biblioteket"))
        page = QWidget()
        page.setObjectName("library")
        column = QVBoxLayout(page)
        column.setContentsMargins(48, 36, 48, 22)
        column.setSpacing(14)
        column.addLayout(self._header())
        column.addLayout(self._tools())
        self.list = self._list()
        self.empty = self._empty()
        self.todo = TodoPanel(self.services)
        self.todo.opened.connect(self.open_at)
        self.part = Segmented({"cases": _("Ärenden"), "todo": _("Att göra")}, _("Vad visas?"))
        self.part.show_value("cases")
        self.part.chosen.connect(lambda _part: self._share())
        self.hits = HitPanel(self.services)
        self.hits.hide()
        self.hits.opened.connect(self._open_found)
        self.hits.counted.connect(lambda _count: self._show_state())
        self.hits.failed.connect(lambda sentence: tell(self, _("Biblioteket gick inte att läsa"), sentence))
        left = QVBoxLayout()
        left.setSpacing(12)
        for widget in (self.list, self.empty, self.hits):
            left.addWidget(widget, 3)
        both = QHBoxLayout()
        both.setSpacing(20)
        both.addLayout(left, 3)
        both.addWidget(self.todo, 2)
        column.addWidget(self.part)
        column.addLayout(both, 1)
        column.addLayout(self._foot())
        self.setCentralWidget(page)

    def _header(self) -> QHBoxLayout:
        name = QLabel("Samkarta")
        name.setObjectName("wordmark")
        about = QLabel(_("Kartan, önskemålen och planen runt ett barn"))
        about.setObjectName("about")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(name)
        words.addWidget(about)
        self.language_choice = Segmented(dict(LANGUAGES), _("Språk"))
        self.language_choice.setFixedWidth(180)
        self.language_choice.show_value(language())
        self.language_choice.chosen.connect(self._speak)
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(self.language_choice, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _tools(self) -> QHBoxLayout:
        self.search = SearchField(_("Sök i alla ärenden…"), _("Sök i alla ärenden"))
        self.search.returnPressed.connect(self._take_found)
        self.search.setMaximumWidth(340)
        self.search.textChanged.connect(self._search)
        self.example = self._button(_("Öppna exemplet"), self.open_example)
        self.importing = self._button(_("Importera…"), self.ask_import)
        self.new = self._button(_("Nytt ärende"), self.ask_new, "primary")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addStretch(1)
        self.more = more_button(self)
        for button in (self.example, self.importing, self.new, self.more):
            row.addWidget(button)
        return row

    @staticmethod
    def _button(text: str, press: Callable[[], object], name: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.clicked.connect(lambda _checked=False: press())
        return button

    def _list(self) -> QListView:
        view = QListView()
        view.setObjectName("cards")
        view.setAccessibleName(_("Ärenden"))
        view.setModel(self.model)
        view.setItemDelegate(CardDelegate(view))
        view.setMouseTracking(True)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setUniformItemSizes(True)
        view.activated.connect(self._activated)
        view.selectionModel().selectionChanged.connect(lambda *_what: self._show_buttons())
        return view

    def _empty(self) -> QLabel:
        label = QLabel()
        label.setObjectName("empty")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setWordWrap(True)
        return label

    def _foot(self) -> QHBoxLayout:
        self.place = QLabel(str(self.services.library_path))
        self.place.setObjectName("place")
        self.place.setToolTip(_("Här ligger biblioteket"))
        self.open_button = self._button(_("Öppna"), self.open_chosen)
        self.review_button = ReviewButton(self.services, self.settings, self.reload)
        self.remove_button = self._button(_("Ta bort…"), self.remove_chosen)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.place, 1)
        for button in (self.review_button, self.remove_button, self.open_button):
            row.addWidget(button)
        return row

    def _add_shortcuts(self) -> None:
        for keys, press in (
            ("Ctrl+N", lambda: self.new.click()),
            ("Ctrl+O", self.open_chosen),
            ("Ctrl+I", lambda: self.importing.click()),
            ("Ctrl+F", lambda: self.search.setFocus()),
            ("Delete", self._delete_pressed),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(press)

    # The list

    def reload(self) -> None:
        """Read the library again and keep what was chosen."""
        try:
            self._fill()
        except ServiceFailed as problem:
            tell(self, _("Biblioteket gick inte att läsa"), str(problem))

    def _fill(self) -> None:
        """Show what the library has. Raises ServiceFailed."""
        before = self.chosen()
        self.model.show_cards(self.services.cases())
        self.todo.show_cases(self.model.all)
        self.review_button.count()
        rows = [row for row, card in enumerate(self.model.cards) if before is not None and card.id == before.id]
        if self.model.cards:
            self.list.setCurrentIndex(self.model.index(rows[0] if rows else 0))
        self._show_state()

    def chosen(self) -> CaseCard | None:
        """Return the case that is chosen, or None."""
        indexes = self.list.selectionModel().selectedIndexes() if hasattr(self, "list") else []
        return self.model.cards[indexes[0].row()] if indexes else None

    def _search(self, words: str) -> None:
        self.model.search(words)
        self.hits.search(words)
        if self.model.cards:
            self.list.setCurrentIndex(self.model.index(0))
        self._show_state()

    def _take_found(self) -> None:
        """Open the case that is chosen, or the first record that was found where no case answers by its name."""
        if self.model.cards:
            self.open_chosen()
        else:
            self.hits.take_first()

    def _open_found(self, found: Found) -> None:
        from app.widgets.searching.showing import show_found

        self.open_case(found.case)
        if self.case_window is not None:
            show_found(self.case_window, found.family, found.key)

    def _show_state(self) -> None:
        self._share()
        if self.model.all:
            self.empty.setText(_("Inget ärende svarar mot det du söker."))
        else:
            self.empty.setText(
                _(
                    "Här samlas dina ärenden.\n\nBörja med ett nytt ärende, eller öppna exemplet och se hur en "
                    "samverkanskarta blir till.\nDu kan också släppa en ärendefil här."
                )
            )
        self._show_buttons()

    def _share(self) -> None:
        """Show cases and what there is to do beside each other, or one of them where there is no room for both."""
        some, any_case = bool(self.model.cards), bool(self.model.all)
        narrow = self.width() < scaled(_BOTH)
        self.part.setVisible(narrow and any_case)
        cases = not narrow or not any_case or self.part.value() != "todo"
        found = bool(self.hits.model.hits)
        self.list.setVisible(some and cases)
        self.hits.setVisible(found and cases)
        self.empty.setVisible(not some and not found and cases)
        self.todo.setVisible(any_case and not (narrow and cases))

    def _show_buttons(self) -> None:
        able, writes = self.chosen() is not None, not self.services.care.why_read_only
        self.open_button.setEnabled(able)
        self.remove_button.setEnabled(able and writes)
        for button in (self.new, self.importing):
            button.setEnabled(writes)

    # What one can do

    def _activated(self, index: QModelIndex) -> None:
        self.open_case(self.model.cards[index.row()].id)

    def open_chosen(self) -> None:
        """Open the chosen case."""
        card = self.chosen()
        if card is not None:
            self.open_case(card.id)

    def open_case(self, case_id: str) -> None:
        """Open a case in a window that takes the library's place until it is closed."""
        try:
            document = self.services.open(case_id)
        except ServiceFailed as problem:
            tell(self, _("Ärendet gick inte att öppna"), str(problem))
            return
        window = CaseWindow(document, self.services, self.settings, case_id)
        self.take_over(window)
        window.show()
        self.hide()

    def take_over(self, window: CaseWindow) -> None:
        """Have a case's window in the library's place, instead of one that had it."""
        if self.case_window is not None:
            self.case_window.closed.disconnect(self._case_closed)
        self.case_window = window
        window.closed.connect(self._case_closed)

    def open_at(self, case_id: str, family: str, key: str) -> None:
        """Open a case where one of its records is seen to."""
        self.open_case(case_id)
        if self.case_window is not None:
            go_to(self.case_window, family, key)

    def let_go(self) -> None:
        """Come back no more when the case is closed: the library is put away, and both with it."""
        if self.case_window is not None:
            self.case_window.closed.disconnect(self._case_closed)
            self.case_window = None

    def _case_closed(self) -> None:
        self.case_window = None
        self.show()
        self.reload()

    def open_example(self) -> None:
        """Open the example case; it is put in the library the first time."""
        self._open_made(self.services.import_example)

    def ask_new(self) -> None:
        """Ask what the new case is called, make it and open it."""
        dialog = NewCaseDialog(self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            title, child = dialog.values()
            template, kind = dialog.template(), dialog.kind()
            self._open_made(lambda: self.services.create(title, child, template, kind=kind))

    def _open_made(self, make: Callable[[], str]) -> None:
        try:
            made = make()
        except ServiceFailed as problem:
            tell(self, _("Det gick inte"), str(problem))
            return
        self.open_case(made)

    def ask_import(self) -> None:
        """Ask for case files and import them."""
        kinds = _("Ärendefiler") + " (" + " ".join(f"*{suffix}" for suffix in SUFFIXES) + ")"
        chosen, _kind = QFileDialog.getOpenFileNames(self, _("Importera ärenden"), "", kinds)
        if chosen:
            self.import_files([Path(each) for each in chosen])

    def import_files(self, paths: Sequence[Path]) -> None:
        """Import case files, all or none; one file is chosen in the list afterwards. Problems are told at once."""
        from app.widgets.case_merging.taking_in import import_all

        made = import_all(self, self.services, paths)
        if made is None:
            return
        self.search.clear()
        self.reload()
        rows = [row for row, card in enumerate(self.model.cards) if card.id in made]
        if rows:
            self.list.setCurrentIndex(self.model.index(rows[0]))
        self.list.setFocus()

    def _delete_pressed(self) -> None:
        if self.list.hasFocus():
            self.remove_chosen()

    def remove_chosen(self) -> None:
        """Take the chosen case out of the library, if the answer is yes."""
        card = self.chosen()
        if card is None:
            return
        from app.widgets.erasing.whole_case import ask_erase_case

        if ask_erase_case(self, self.services, card):
            self.reload()

    def _speak(self, code: object) -> None:
        speak(str(code))
        self.settings.language = str(code)
        self.settings.save()
        self._build()
        self.reload()
        self.language_choice.setFocus()

    # Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        if hasattr(self, "todo"):
            self._share()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take case files."""
        if local_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import the files that were let go."""
        files = local_files(event)
        if files:
            event.acceptProposedAction()
            self.import_files(files)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window."""
        self.settings.remember("library", self.saveGeometry().data())
        super().closeEvent(event)
