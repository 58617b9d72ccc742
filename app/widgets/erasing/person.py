"""The window in which a person is erased: what goes, every text that names the person, what becomes of the backups."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, ngettext
from app.kinds.edit_words import record_name
from app.kinds.words import figure_name
from app.models.case import Case
from app.models.erasing import Erasure, Mention, Preview, Way
from app.widgets.common.opening import fit_on_screen
from app.widgets.common.style import scaled
from app.widgets.erasing.backups import BackupsChoice
from app.widgets.services import ServiceFailed, Services

_TEXT = Qt.ItemDataRole.UserRole


class _Texts(QListWidget):
    """Asks for a few lines, and gets what room there is."""

    def sizeHint(self) -> QSize:
        """Return how large it wants to be."""
        return QSize(scaled(320), scaled(110))


class ErasePersonDialog(QDialog):
    """Shows everything before anything is done; `erasure` is what was decided."""

    def __init__(self, services: Services, case_id: str, case: Case, figure: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._services, self._id, self._case, self._figure = services, case_id, case, figure
        self.preview: Preview | None = None
        self._left_alone: dict[str, bool] = {}
        self.setObjectName("message")
        self.setWindowTitle(_("Radera en person"))
        fit_on_screen(self, 820, 640)
        heading = QLabel(_("Radera {who} för gott?").format(who=figure_name(case.figures[figure])))
        heading.setObjectName("dialogHeading")
        heading.setWordWrap(True)
        about = QLabel(
            _(
                "Personen försvinner ur kartorna, planen, historiken, sökningen och säkerhetskopiorna. "
                "Det går inte att ångra. Bilagor läses inte: ta själv bort dem som handlar om personen."
            )
        )
        about.setWordWrap(True)
        self.ways = QButtonGroup(self)
        self.also = QLineEdit()
        self.also.setAccessibleName(_("Kallas också"))
        self.also.setPlaceholderText(_("Andra namn, med komma emellan"))
        self.also.editingFinished.connect(self.look)
        self.falls = QLabel()
        self.falls.setWordWrap(True)
        self.told = QLabel()
        self.told.setObjectName("caption")
        self.told.setWordWrap(True)
        self.list = self._make_list()
        self.backups = BackupsChoice(services.backups())
        self._lay_out(heading, about, child=figure == case.child)
        self.ways.idToggled.connect(lambda _id, on: self.look() if on else None)
        self.look()

    def _lay_out(self, heading: QLabel, about: QLabel, *, child: bool) -> None:
        """The heading and the buttons stay in sight; what is between them scrolls on a small screen."""
        area, inside = QScrollArea(), QWidget()
        area.setObjectName("plain")
        inside.setObjectName("plainInside")
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 2, 0)
        column.setSpacing(10)
        column.addWidget(about)
        column.addLayout(self._way_choices(child))
        caption = QLabel(_("Kallas också"))
        caption.setObjectName("caption")
        caption.setBuddy(self.also)
        for widget in (caption, self.also, self.falls, self.told):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addLayout(self._marking())
        column.addWidget(self.backups)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(26, 22, 26, 20)
        whole.setSpacing(10)
        whole.addWidget(heading)
        whole.addWidget(area, 1)
        whole.addLayout(self._buttons())

    def _way_choices(self, child: bool) -> QVBoxLayout:
        remove = QRadioButton(_("Ta bort personen, och det som inte kan vara utan den"))
        role = QRadioButton(_("Låt rollen stå kvar på kartan, utan personen"))
        self.ways.addButton(remove, 0)
        self.ways.addButton(role, 1)
        remove.setEnabled(not child)
        (role if child else remove).setChecked(True)
        column = QVBoxLayout()
        column.setSpacing(4)
        for button in (remove, role):
            column.addWidget(button)
        return column

    def _make_list(self) -> QListWidget:
        found = _Texts()
        found.setObjectName("handedList")
        found.setAccessibleName(_("Texter som nämner personen"))
        found.setWordWrap(True)
        found.setTextElideMode(Qt.TextElideMode.ElideNone)
        found.setResizeMode(QListView.ResizeMode.Adjust)
        found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        found.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        return found

    def _marking(self) -> QHBoxLayout:
        """Return the buttons that mark all texts or none, beneath their list."""
        every = QPushButton(_("Markera alla"))
        every.clicked.connect(lambda _checked=False: self._check_all(Qt.CheckState.Checked))
        none = QPushButton(_("Markera ingen"))
        none.clicked.connect(lambda _checked=False: self._check_all(Qt.CheckState.Unchecked))
        self.marking = (every, none)
        row = QHBoxLayout()
        for button in self.marking:
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _buttons(self) -> QHBoxLayout:
        cancel = QPushButton(_("Avbryt"))
        cancel.clicked.connect(self.reject)
        cancel.setDefault(True)
        self.erase = QPushButton(_("Radera för gott"))
        self.erase.setObjectName("danger")
        self.erase.setAutoDefault(False)
        self.erase.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.erase)
        return row

    @property
    def way(self) -> Way:
        """What was chosen to become of the figure."""
        return "role" if self.ways.checkedId() == 1 else "remove"

    def look(self) -> None:
        """Look the case through, and show what is found; what was ticked stays so."""
        self._left_alone |= {text: not on for text, on in self._ticks().items()}
        names = [each.strip() for each in self.also.text().split(",") if each.strip()]
        try:
            self.preview = self._services.look_for(self._id, self._figure, self.way, names)
        except ServiceFailed as problem:
            self.preview = None
            self.falls.setText(str(problem))
            self.list.clear()
        self.erase.setEnabled(self.preview is not None)
        if self.preview is not None:
            self._show(self.preview)

    def _show(self, preview: Preview) -> None:
        gone = [record_name(family, key, self._case, self._case) for family, key in preview.falls]
        words = ngettext("{n} uppgift tas bort: {what}", "{n} uppgifter tas bort: {what}", len(gone))
        listed = ", ".join(gone[:8]) + (" …" if len(gone) > 8 else "")
        self.falls.setText(words.format(n=len(gone), what=listed) if gone else _("Inga uppgifter tas bort."))
        count = len(preview.mentions)
        told = ngettext(
            "{n} text nämner personen. Namnet byts mot ”{role}” där du markerar:",
            "{n} texter nämner personen. Namnet byts mot ”{role}” där du markerar:",
            count,
        ).format(n=count, role=preview.erasure.role)
        self.told.setText(told if count else _("Ingen text nämner personen."))
        self.list.clear()
        for mention in preview.mentions:
            self._add(mention)
        for widget in (self.list, *self.marking):
            widget.setVisible(bool(count))

    def _add(self, mention: Mention) -> None:
        family, key = mention.where[0]
        where = record_name(family, key, self._case, self._case)
        if not mention.now:
            where = _("{what}, i historiken").format(what=where)
        if not mention.sure:
            where = _("{what} – någon annan har samma namn").format(what=where)
        item = QListWidgetItem(f"{mention.text}\n{where}", self.list)
        item.setData(_TEXT, mention.text)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        alone = self._left_alone.get(mention.text, not mention.sure)
        item.setCheckState(Qt.CheckState.Unchecked if alone else Qt.CheckState.Checked)

    def _ticks(self) -> dict[str, bool]:
        items = [self.list.item(row) for row in range(self.list.count())]
        return {item.data(_TEXT): item.checkState() == Qt.CheckState.Checked for item in items}

    def _check_all(self, state: Qt.CheckState) -> None:
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(state)

    def erasure(self) -> Erasure:
        """Return what was decided; only after something was found."""
        assert self.preview is not None
        return self.preview.keeping(text for text, on in self._ticks().items() if not on)
