"""The choice of what becomes of the backups when something is erased, and what is said when it is done."""

from __future__ import annotations

from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.widgets.keeping import ErasedCount


class BackupsChoice(QWidget):
    """Rewrite them at once, or let each be until it is too old; nothing is asked where there are none."""

    def __init__(self, count: int) -> None:
        super().__init__()
        words = ngettext(
            "Radera ur säkerhetskopian också, nu", "Radera ur de {n} säkerhetskopiorna också, nu", count
        ).format(n=count)
        self.now = QRadioButton(words)
        self.now.setChecked(True)
        self.afterwards = QRadioButton(_("Låt säkerhetskopiorna vara tills de är för gamla och tas bort"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for button in (self.now, self.afterwards):
            column.addWidget(button)
        self.setVisible(bool(count))

    @property
    def later(self) -> bool:
        """Whether the backups are left alone."""
        return self.afterwards.isChecked()


def done_words(done: ErasedCount, what: str) -> str:
    """Return what was erased, without a name; ``what`` is the first sentence."""
    said = [what]
    if done.rewritten:
        words = ngettext("{n} säkerhetskopia är omskriven.", "{n} säkerhetskopior är omskrivna.", done.rewritten)
        said.append(words.format(n=done.rewritten))
    if done.waiting:
        words = ngettext(
            "{n} säkerhetskopia har uppgifterna kvar tills den är för gammal och tas bort.",
            "{n} säkerhetskopior har uppgifterna kvar tills de är för gamla och tas bort.",
            done.waiting,
        )
        said.append(words.format(n=done.waiting))
    if not done.history:
        said.append(_("Historiken gick inte att följa och är borttagen."))
    if done.failed:
        names = ", ".join(str(path) for path in done.failed)
        sentence = _("De här säkerhetskopiorna gick inte att skriva om och har uppgifterna kvar: {paths}. Ta bort dem.")
        said.append(sentence.format(paths=names))
    if done.unfinished:
        said.append(
            _(
                "Filerna gick inte att skriva om än: disken är full eller upptagen. Krypterade rester ligger kvar i "
                "biblioteket och säkerhetskopiorna tills Samkarta har skrivit om dem. Det sker av sig självt när det "
                "finns plats."
            )
        )
    return " ".join(said)
