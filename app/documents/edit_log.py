"""The case's own record of edits: who did what when, from the log's first line to the last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from app.documents.base import Shape
from app.documents.flowing import FlowingPaper, Setting, opening
from app.documents.paper_style import paragraph, stacked
from app.documents.paper_table import Row, section
from app.i18n import N_, _, ngettext
from app.kinds.edit_words import Told, told
from app.models.case import Case
from app.models.protection import protected_figures
from app.models.pseudonyms import Mask, Masked
from app.models.replay import Growth


class EditLog(FlowingPaper):
    """The record of edits as a paper and as a table. Without a growth it has nothing to tell."""

    id = "edit-log"
    label = N_("Ändringslogg")
    order = 66
    shapes = frozenset[Shape]({"pages", "table"})
    lying = True
    in_pack = False

    def __init__(self, growth: Growth | None = None) -> None:
        self._growth = growth

    def flowables(self, setting: Setting) -> list[Any]:
        """Return the log as one table, the oldest first."""
        lines = self.lines(setting.case)
        count = ngettext("{n} ändring", "{n} ändringar", max(len(lines) - 1, 0)).format(n=max(len(lines) - 1, 0))
        title = opening(setting, _(self.label), count)
        if not lines:
            return [*title, paragraph(_("Det finns ingen logg."), "empty")]
        head = (_("När"), _("Vem"), _("Vad"))
        return section(title, head, [_row(line) for line in lines], setting.widths(34, 38, 190))

    def table(self, case: Case) -> Sequence[Sequence[str]]:
        """Return the log as rows: number, day, clock, who, what, and the details."""
        rows = [(_("Nr"), _("Dag"), _("Klockan"), _("Vem"), _("Vad"), _("Detaljer"))]
        for line in self.lines(case):
            day = line.at.date().isoformat() if line.at is not None else ""
            clock = line.at.strftime("%H.%M.%S") if line.at is not None else ""
            rows.append((str(line.number), day, clock, line.who, line.what, "\n".join(line.details)))
        return rows

    def lines(self, case: Case) -> list[Told]:
        """Return the lines in words, with pseudonyms for whoever has protected identity now or had it then."""
        if self._growth is None:
            return []
        show = discreet(self._growth)
        return list(told(self._growth, show, kept=not isinstance(case, Masked)))


def discreet(growth: Growth) -> Callable[[Case], Case]:
    """Return what shows an earlier state as it may leave the program: with the same pseudonyms in every state."""
    ever = protected_figures(growth.at(growth.last)) if growth.moments else frozenset()
    mask = Mask()

    def shown(state: Case) -> Case:
        hidden = ever | protected_figures(state)
        return mask.of(state, hidden & frozenset(state.figures)) if hidden else state

    return shown


def _row(line: Told) -> Row:
    when = (line.at.date().isoformat(), line.at.strftime("%H.%M")) if line.at is not None else (_("tid okänd"), "")
    details = [(detail, "small") for detail in line.details]
    return Row(
        [
            stacked((when[0], "cell"), (when[1], "small")),
            stacked((line.who or _("ej angivet"), "cell")),
            stacked((line.what, "cell_bold"), *details),
        ]
    )
