"""Which cases are to be handed out of: boxes, a search, and a look for those whose plan has rows nobody has got."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, ngettext
from app.models.folding import fold
from app.widgets.common.messages import tell
from app.widgets.common.search import SearchField
from app.widgets.common.style import scaled
from app.widgets.common.wrapping import wrap_lines
from app.widgets.disclosing.handout import CaseAtHand
from app.widgets.disclosing.opening import may_hand_out
from app.widgets.services import CaseCard, ServiceFailed, Services

if TYPE_CHECKING:
    from app.document import Document
    from app.widgets.library.window import LibraryWindow

_ID = Qt.ItemDataRole.UserRole
MOST = 100
"""Cases that can be handed out of at a time: so many can still be looked through."""


class CasesDialog(QDialog):
    """Asks for cases. ``chosen()`` are those that are ticked when it is accepted."""

    def __init__(self, parent: QWidget | None, services: Services) -> None:
        super().__init__(parent)
        self._services = services
        self._cards = {card.id: card for card in services.cases()}
        self._left: list[str] = []
        self._found = self._looked_at = 0
        self.setObjectName("message")
        self.setWindowTitle(_("Lämna ut ur flera ärenden"))
        heading, about = QLabel(_("Lämna ut ur flera ärenden")), QLabel()
        heading.setObjectName("dialogHeading")
        about.setText(_("Bocka för ärendena. Sedan väljer du mottagare och ser varje kopia innan något lämnas."))
        about.setWordWrap(True)
        self.search = SearchField(_("Sök ärende…"), _("Sök ärende"))
        self.search.textChanged.connect(self._search)
        self.list = self._make_list()
        self.news = QPushButton(_("Leta upp ärenden med nya rader"))
        self.news.setToolTip(_("Öppna ärenden där en mottagare inte har fått alla rader i planen"))
        self.bar, self.told = QProgressBar(), QLabel()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Så många ärenden är genomgångna"))
        self.bar.hide()
        self.told.setObjectName("panelSubheading")
        self.told.setWordWrap(True)
        self.cancel, self.forward = QPushButton(_("Avbryt")), QPushButton(_("Gå vidare"))
        self.forward.setObjectName("primary")
        self.forward.setDefault(True)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look_at_next)
        self.news.clicked.connect(lambda _checked=False: self.stop() if self._left else self.look())
        self.cancel.clicked.connect(self.reject)
        self.forward.clicked.connect(self.accept)
        self._lay_out(heading, about)
        self._enable()

    def _make_list(self) -> QListWidget:
        found = QListWidget()
        wrap_lines(found, _("Ärenden"))
        for case_id, words in case_words(self._cards.values()).items():
            item = QListWidgetItem(words, found)
            item.setData(_ID, case_id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        found.setCurrentRow(0)
        found.itemChanged.connect(lambda _item: self._enable())
        return found

    def _lay_out(self, heading: QLabel, about: QLabel) -> None:
        looking = QHBoxLayout()
        looking.addWidget(self.news)
        looking.addWidget(self.bar, 1)
        looking.addStretch(0)
        buttons = QHBoxLayout()
        buttons.addWidget(self.told, 1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.forward)
        for button in (self.news, self.cancel):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(10)
        for widget in (heading, about, self.search):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addLayout(looking)
        column.addLayout(buttons)
        room = self.screen().availableGeometry()
        self.resize(min(scaled(640), room.width() - 60), min(scaled(680), room.height() - 90))

    # Choosing

    def items(self) -> list[QListWidgetItem]:
        """Return the lines of the cases."""
        return [self.list.item(row) for row in range(self.list.count())]

    def chosen(self) -> list[CaseCard]:
        """Return the cases that are ticked."""
        ticked = [each for each in self.items() if each.checkState() == Qt.CheckState.Checked]
        return [self._cards[str(each.data(_ID))] for each in ticked]

    def tick(self, case_id: str, on: bool = True) -> None:
        """Tick a case, or untick it, as the user does."""
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        next(each for each in self.items() if each.data(_ID) == case_id).setCheckState(state)

    def _search(self, words: str) -> None:
        wanted = fold(words).split()
        for each in self.items():
            text = fold(each.text())
            each.setHidden(not all(word in text for word in wanted))

    def _enable(self) -> None:
        count = len(self.chosen())
        self.forward.setEnabled(0 < count <= MOST)
        said = ngettext("{n} ärende valt", "{n} ärenden valda", count).format(n=count) if count else ""
        if count > MOST:
            said += ". " + _("Välj högst {n} åt gången.").format(n=MOST)
        self.told.setText(said)

    # Looking for what is new

    def look(self) -> None:
        """Go through the cases that are not closed, and tick those with rows that somebody has not got."""
        self._left = [card.id for card in self._cards.values() if card.status != "closed"]
        self._found = self._looked_at = 0
        self.bar.setRange(0, len(self._left))
        self.bar.setValue(0)
        self.bar.show()
        self.news.setText(_("Sluta leta"))
        self._timer.start(0)

    def stop(self) -> None:
        """Look no further; what was found stays ticked."""
        self._timer.stop()
        self._left = []
        self.bar.hide()
        self.news.setText(_("Leta upp ärenden med nya rader"))
        self._enable()
        words = ngettext(
            "{n} ärende har rader som en mottagare inte har fått.",
            "{n} ärenden har rader som en mottagare inte har fått.",
            self._found,
        )
        self.told.setText(words.format(n=self._found) if self._found else _("Inget ärende har nya rader."))

    def _look_at_next(self) -> None:
        if not self._left:
            self.stop()
            return
        case_id = self._left.pop(0)
        try:
            some = any(self._services.new_rows(case_id).values())
        except ServiceFailed as problem:
            self._left = []
            self.stop()
            self.told.setText(str(problem))
            return
        if some:
            self._found += 1
            self.tick(case_id)
        self._looked_at += 1
        self.bar.setValue(self._looked_at)

    def done(self, result: int) -> None:
        """Look no further."""
        self._timer.stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Look no further."""
        self._timer.stop()
        super().closeEvent(event)


def case_words(cards: Collection[CaseCard]) -> dict[str, str]:
    """Return what each case is called; after the name of several the beginning of the library's id."""
    words = {card.id: " · ".join(part for part in (card.number, card.title) if part) for card in cards}
    alike = {each for each, count in Counter(words.values()).items() if count > 1}
    return {
        card.id: " · ".join([words[card.id], *([card.id[:8]] if words[card.id] in alike else [])]) for card in cards
    }


def at_hand(services: Services, cards: Sequence[CaseCard]) -> tuple[list[Document], list[CaseAtHand]]:
    """Open cases that are to be handed out of. Raises ServiceFailed."""
    documents, words = [services.open(card.id) for card in cards], case_words(services.cases())
    made = [
        CaseAtHand(card.id, document.case, document.shown, words[card.id], services.new_rows(card.id))
        for card, document in zip(cards, documents, strict=True)
    ]
    return documents, made


def hand_out_of_several(window: LibraryWindow) -> None:
    """Ask for cases, and open the window in which they are handed out of."""
    from app.widgets.disclosing.window import DiscloseWindow

    if not may_hand_out(window):
        return
    try:
        asking = CasesDialog(window, window.services)
        if asking.exec() != QDialog.DialogCode.Accepted:
            return
        documents, cases = at_hand(window.services, asking.chosen())
    except ServiceFailed as problem:
        tell(window, _("Det gick inte"), str(problem))
        return
    if any(each.read_only for each in documents):
        tell(
            window,
            _("Inget kan lämnas ut"),
            _("Biblioteket går bara att läsa just nu, så utlämnandet kan inte antecknas. Inget har lämnats ut."),
        )
        return
    dialog = DiscloseWindow(window, window.services, cases)
    dialog.exec()
    dialog.deleteLater()
