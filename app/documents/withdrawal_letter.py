"""The letter to those who hold a copy when a consent has been withdrawn (rule R11): one page for each of them.

What each holds comes from the disclosure log, which a paper does not know: it is given to the one who makes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.documents.base import Document, Options, Pages, Shape, Story
from app.documents.head import letterhead
from app.documents.paper_sizes import text_page
from app.documents.paper_style import MARGIN_MM, bullets, heading, paragraph
from app.documents.paper_table import facts
from app.drawing.ops import Drawing
from app.i18n import N_, _
from app.kinds.words import nature
from app.models.case import Case
from app.models.consent_state import state_of
from app.models.consent_words import kinds_of_fact
from app.models.disclosure.entries import Held
from app.models.pseudonyms import neutral_title
from app.models.records import Consent

FACTS_WIDTH = 182.0


class WithdrawalLetter(Document):
    """The letters to the organisations of consents that are withdrawn. ``held`` is what the log says that they have."""

    id = "withdrawal-letter"
    label = N_("Brev om återkallat samtycke")
    order = 260
    shapes = frozenset[Shape]({"pages", "text"})
    in_pack = False

    def __init__(self, held: Sequence[Held] = ()) -> None:
        self.held = tuple(held)

    def title(self, case: Case) -> str:
        """Return what the letter is called, with the case's number."""
        return " – ".join(part for part in (_(self.label), case.info.number) if part)

    def pages(self, case: Case, options: Options) -> Pages:
        """Return one letter for each organisation; a sentence where no consent is withdrawn."""
        withdrawn = withdrawn_consents(case, options)
        letters = {
            key: [each for each in withdrawn.values() if key in each.organisations]
            for key in case.organisations
            if any(key in each.organisations for each in withdrawn.values())
        }
        day = _("utskriven {day}").format(day=options.day.isoformat())
        foot = " · ".join(part for part in ("Samkarta", case.info.number, nature(case), day) if part)

        page = text_page(options.paper)

        def parts(_total: int) -> Sequence[Drawing | Story]:
            head = letterhead(case.info.number, page.size[0] - 2 * MARGIN_MM) if options.letterhead else []
            if not letters:
                nothing = _("Inget samtycke i ärendet är återkallat. Det finns inget brev att skriva.")
                said = [*head, paragraph(_(self.label), "title"), paragraph(nothing, "empty")]
                return [Story(said, page.size, foot, page.scale)]
            return [
                Story([*head, *self._letter(case, key, some, options)], page.size, foot, page.scale)
                for key, some in letters.items()
            ]

        return parts

    def _letter(self, case: Case, key: str, consents: Sequence[Consent], options: Options) -> list[Any]:
        number = neutral_title(case.info.number)
        said = [
            paragraph(_(self.label), "title"),
            paragraph(f"{case.organisations[key].name} · {options.day.isoformat()}", "subtitle"),
            *facts([(_("Gäller"), number)], FACTS_WIDTH),
        ]
        for each in consents:
            sentence = _("Samtycket att dela uppgifter om {what} återkallades {day}.")
            said.append(paragraph(sentence.format(what=kinds_of_fact(each), day=each.withdrawn_on)))
        said += [
            *heading(_("Det här betyder det")),
            *bullets(
                [
                    _("Uppgifterna får inte längre lämnas vidare med stöd av samtycket."),
                    _("Den kopia ni har finns kvar i ert system så länge era regler om bevarande säger det."),
                    _("Märk kopian så att var och en som öppnar den ser att samtycket är återkallat."),
                    _("Svara den som skickade brevet när det är gjort."),
                ]
            ),
            *heading(_("Det här har ni fått")),
        ]
        mine = [each for each in self.held if each.recipient == key]
        if not mine:
            return [*said, paragraph(_("Inga paket till er är antecknade."), "empty")]
        line = _("{day}, version {version}: {package}")
        lines = [line.format(day=each.at.date(), version=each.version, package=each.package) for each in mine]
        return [*said, *bullets(lines)]


def withdrawn_consents(case: Case, options: Options) -> Mapping[str, Consent]:
    """Return the consents that are withdrawn on the paper's day."""
    return {key: each for key, each in case.consents.items() if state_of(case, each, options.day) == "withdrawn"}
