"""The window in which a whole case is erased."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.i18n import _
from app.widgets.common.messages import Message, tell
from app.widgets.erasing.backups import BackupsChoice, done_words
from app.widgets.services import CaseCard, ServiceFailed, Services


class EraseCaseDialog(Message):
    """Says what goes, and asks what becomes of the backups."""

    def __init__(self, card: CaseCard, backups: int, parent: QWidget | None) -> None:
        sentence = _(
            "Ärendet ”{title}” med {figures} figurer, {wishes} önskemål, planen, bilagorna och hela historiken "
            "tas bort ur biblioteket. Det går inte att ångra. "
            "Vill du ha det kvar någonstans: lämna över eller exportera ärendet först."
        ).format(title=card.title, figures=card.figures, wishes=card.wishes)
        super().__init__(
            parent,
            _("Ta bort ärendet?"),
            sentence,
            accept=_("Ta bort för gott"),
            reject=_("Avbryt"),
            dangerous=True,
        )
        self.backups = BackupsChoice(backups)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(2, self.backups)


def ask_erase_case(parent: QWidget, services: Services, card: CaseCard) -> bool:
    """Erase a case if the answer is yes; return whether it was. What could not be done is told."""
    dialog = EraseCaseDialog(card, services.backups(), parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    try:
        done = services.erase_case(card.id, later=dialog.backups.later)
    except ServiceFailed as problem:
        tell(parent, _("Ärendet togs inte bort"), str(problem))
        return False
    if done.failed or done.waiting:
        tell(parent, _("Ärendet är borttaget"), done_words(done, _("Ärendet finns inte kvar i biblioteket.")))
    return True
