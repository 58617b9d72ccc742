"""The window of roles: the user's own, to add, change and remove; the program's, to start from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.models.records import SECTORS
from app.models.roles import Role, RolesNotSaved, built_in, own_roles, save_own
from app.widgets.common.opening import fit_on_screen
from app.widgets.roles.form import RoleForm

_ROLE = Qt.ItemDataRole.UserRole


class RolesWindow(QDialog):
    """Keeps the user's own roles. Emits ``saved()`` when their file has been written."""

    saved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.setWindowTitle(_("Roller"))
        fit_on_screen(self, 780, 560)
        self._editing: str | None = None
        self.list = QListWidget()
        self.list.setAccessibleName(_("Roller"))
        self.form = RoleForm()
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setAccessibleName(_("Vad som hände"))
        self.new = QPushButton(_("Ny roll"))
        self.keep = QPushButton(_("Spara rollen"))
        self.keep.setObjectName("primary")
        self.remove = QPushButton(_("Ta bort"))
        self.done_button = QPushButton(_("Stäng"))
        self._lay_out()
        self.list.itemSelectionChanged.connect(self._show)
        self.form.changed.connect(self._check)
        self.new.clicked.connect(self._begin)
        self.keep.clicked.connect(self._keep)
        self.remove.clicked.connect(self._remove)
        self.done_button.clicked.connect(self.accept)
        for each in self.findChildren(QPushButton):
            each.setAutoDefault(False)  # Enter in a line keeps the role and presses nothing else
        self.form.role.returnPressed.connect(self._keep)
        self.said.setText(
            own_roles().problem or _("Rollerna gäller i alla ärenden. Skriv aldrig namn på personer här.")
        )
        self._fill(None)
        self._begin()

    def _lay_out(self) -> None:
        heading = QLabel(_("Roller"))
        heading.setObjectName("dialogHeading")
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addWidget(self.new)
        right.addWidget(self.form, 1)
        row = QHBoxLayout()
        row.addWidget(self.remove)
        row.addStretch(1)
        row.addWidget(self.keep)
        right.addLayout(row)
        both = QHBoxLayout()
        both.setSpacing(18)
        both.addLayout(left, 2)
        both.addLayout(right, 3)
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        foot.addWidget(self.done_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addLayout(both, 1)
        column.addLayout(foot)

    # The list

    def _fill(self, current: str | None) -> None:
        """List the user's roles first, then the program's that the user has not replaced."""
        own = own_roles().roles
        replaced = {role.role.casefold() for role in own}
        self.list.blockSignals(True)
        self.list.clear()
        for role in (*own, *(each for each in built_in() if each.role.casefold() not in replaced)):
            mine = role in own
            item = QListWidgetItem(_("{role} – din egen").format(role=role.name) if mine else role.name)
            item.setData(_ROLE, role)
            item.setToolTip(_(SECTORS[role.sector]))
            self.list.addItem(item)
            if role.role == current:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self._check()

    def _show(self) -> None:
        chosen = self.list.selectedItems()
        role = chosen[0].data(_ROLE) if chosen else None
        if isinstance(role, Role):
            self._editing = role.role
            self.form.show_role(role)
        self._check()

    def _own(self) -> Role | None:
        """Return the user's role that is edited, or None if it is new or the program's."""
        return next((role for role in own_roles().roles if role.role == self._editing), None)

    def _check(self) -> None:
        self.keep.setEnabled(self.form.value() is not None)
        self.remove.setEnabled(self._own() is not None)

    # What can be done

    def _begin(self) -> None:
        self.list.clearSelection()
        self._editing = None
        self.form.show_role(None)
        self.form.role.setFocus()
        self._check()

    def _keep(self) -> None:
        role = self.form.value()
        if role is None:
            return
        own = list(own_roles().roles)
        before = self._own()
        if any(role.role.casefold() == each.role.casefold() and each is not before for each in own):
            self.said.setText(_("Du har redan en roll som heter {role}. Inget sparades.").format(role=role.role))
            return
        if before is None:
            own.append(role)
        else:
            own[own.index(before)] = role
        self._save(own, role.role, _("{role} är sparad.").format(role=role.name))

    def _remove(self) -> None:
        before = self._own()
        if before is None:
            return
        own = [each for each in own_roles().roles if each is not before]
        self._save(own, None, _("{role} är borttagen. Spara rollen för att få den tillbaka.").format(role=before.name))

    def _save(self, own: list[Role], current: str | None, sentence: str) -> None:
        try:
            aside = save_own(own)
        except RolesNotSaved as problem:
            self.said.setText(str(problem))
            return
        if aside is not None:
            sentence += " " + _("Filen som inte gick att läsa ligger kvar som {path}.").format(path=aside)
        self._editing = current
        self._fill(current)
        self.said.setText(sentence)
        self.saved.emit()
