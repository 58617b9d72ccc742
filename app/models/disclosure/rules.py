"""The rules R0–R7 on the records of one case, for one recipient: a verdict on every record, default deny."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import cast

from app.i18n import N_, _
from app.models.case import Case
from app.models.choices import CATEGORIES, RESTRICTIONS
from app.models.disclosure.basis import Basis, trade
from app.models.disclosure.verdicts import ANSWER, Choices, Verdict
from app.models.fields import Record
from app.models.records import Figure, PlanRow, SupportAnswer, Wish

HARD = {
    "relations": N_("Hur det är mellan människor på kartan lämnas aldrig ut."),
    "wheel": N_("Skattningar i hjulet lämnas aldrig ut."),
    "timeline": N_("Tidslinjen är arbetsmaterial och lämnas aldrig ut."),
    "maps": N_("Kartan och dess lappar är arbetsmaterial och lämnas aldrig ut."),
    "households": N_("Vem som bor med vem lämnas aldrig ut."),
    "meetings": N_("Anteckningar från träffar är arbetsmaterial och lämnas aldrig ut."),
}
UNNEEDED = N_("Uppgiften behövs inte för mottagarens del i planen.")
SENSITIVE = {"school": frozenset(("health", "family", "economy")), "health": frozenset(("family", "economy"))}
"""Kinds of fact that school and health care get item by item, never as a whole kind (rule R6)."""


class Rules:
    """Judges the records of one case for one recipient."""

    def __init__(self, basis: Basis, choices: Choices) -> None:
        self.basis = basis
        self.choices = choices
        self.case: Case = basis.case
        self.who = basis.recipient.who
        self.me = basis.recipient.id
        self._trade = trade(self.case, self.me) if self.who == "organisation" else ""

    def verdicts(self) -> Iterator[Verdict]:
        """Yield a verdict on every record (a wish and its answer by themselves); people and organisations not among
        them, since what is said of them follows from what goes (`extract`)."""
        rows = {key: self._chosen(self._row(row)) for key, row in self.case.plan.items()}
        judge: Mapping[str, Callable[[str, Record], Verdict]] = {
            "plan": lambda key, _row: rows[key],
            "long_term": lambda key, goal: self._goal(key, goal, "long_term", rows),
            "short_term": lambda key, goal: self._goal(key, goal, "short_term", rows),
            "support_answers": lambda _key, each: self._support(cast(SupportAnswer, each)),
            "wishes": lambda _key, each: self._wish(cast(Wish, each)),
            "child_voice": self._voice,
            "case": self._single("case"),
            "sip": self._single("sip"),
            "consents": self._consent,
        }
        for family, records in self.case.records().items():
            if family in ("frame", "figures", "organisations"):
                continue
            for key, record in records.items():
                verdict = judge.get(family, self._never(family))(key, record)
                verdict = self._chosen(verdict)
                yield verdict
                if family == "wishes" and cast(Wish, record).answer is not None:
                    yield self._chosen(self._answer(cast(Wish, record), verdict))

    # Each kind of record

    def _row(self, row: PlanRow) -> Verdict:
        said = _Said("plan", row.id, row.category, row.restricted, _texts(row))
        if stop := self._restricted(said):
            return stop
        if self.who == "steering_group":
            if row.kind == "collaboration":
                return said.goes("R2", _("Raden hör till partnernas egen plan."))
            return said.stays("R2", _("Styrgruppen får bara partnernas egen plan, inte barnets."), hard=True)
        if row.kind == "collaboration":
            return said.stays("R2", _("Raden hör till partnernas plan och lämnas bara till styrgruppen."), hard=True)
        taking_part = (*row.who, *(each.who for each in (row.first_step, row.follow_up) if each and each.who))
        if self.who != "organisation":
            if self.me == row.responsible or self.me in taking_part:
                return said.goes("R1", _("Mottagaren är själv med i raden."))
            return said.goes("R2", _("Planen är gjord med barnet och vårdnadshavarna."))
        owner = self._home(row.responsible)
        if owner == self.me:
            return said.goes("R1", _("Mottagaren ansvarar för raden."))
        if any(self._home(each) == self.me for each in taking_part) and self.basis.lets_in_plan_of(owner):
            return self._sensitive(said) or self._limited(said) or said.goes("R2", _("Mottagaren är med i raden."))
        return self._shared(said, owner, row.responsible, plan=True)

    def _goal(self, key: str, goal: Record, family: str, rows: Mapping[str, Verdict]) -> Verdict:
        said = _Said(family, key, "support", (), _texts(goal))
        if self.who == "steering_group":
            return said.stays("R2", _("Målen är barnets och lämnas inte till styrgruppen."), hard=True)
        if self.who != "organisation":
            return said.goes("R2", _("Planen är gjord med barnet och vårdnadshavarna."))
        under = any(rows[row.id].goes for row in self.case.plan.values() if row.goal == key)
        if not self.basis.covers_plan():
            return said.stays("R2", _("Samtycket gäller inte planen."))
        if not under:
            return said.stays("R2", _("Ingen rad under målet lämnas till mottagaren."))
        return self._limited(said) or said.goes("R2", _("Målet har rader som lämnas till mottagaren."))

    def _support(self, answer: SupportAnswer) -> Verdict:
        said = _Said("support_answers", answer.id, answer.category, answer.restricted, (answer.text,))
        if stop := self._restricted(said):
            return stop
        if self.who == "steering_group":
            return said.stays("R0", _(UNNEEDED), hard=True)
        if self._is_mine(answer.figure):
            return said.goes("R1", _("Mottagaren har själv sagt det."))
        if self.who != "organisation":
            return said.stays("R0", _(UNNEEDED))
        return self._shared(said, self._home(answer.figure), answer.figure)

    def _wish(self, wish: Wish) -> Verdict:
        said = _Said("wishes", wish.id, wish.category, wish.restricted, (wish.text,))
        if stop := self._restricted(said):
            return stop
        if self.who == "steering_group":
            return said.stays("R0", _(UNNEEDED), hard=True)
        if self.who != "organisation":
            if self.me in (wish.from_, wish.to):
                return said.goes("R1", _("Önskemålet är mottagarens eget, eller riktat till mottagaren."))
            return said.stays("R0", _(UNNEEDED))
        if self._is_mine(wish.from_):
            return said.goes("R1", _("Önskemålet är mottagarens eget."))
        asked = wish.to if self._is_mine(wish.to) else None
        verdict = self._shared(said, self._home(wish.from_), wish.from_)
        if asked is None and verdict.goes and self._source(wish.to, wish.category) is None:
            return said.stays("R3", _("Inget samtycke gäller mellan mottagaren och den som önskemålet är riktat till."))
        return verdict

    def _answer(self, wish: Wish, of_wish: Verdict) -> Verdict:
        assert wish.answer is not None
        texts = (wish.answer.text or "", wish.answer.unlock or "")
        said = _Said("wishes", wish.id, wish.category, wish.restricted, texts, ANSWER)
        if not of_wish.goes:
            return said.stays(of_wish.rule, of_wish.why, hard=of_wish.hard, by_item=of_wish.by_item)
        if self.who != "organisation" or self._is_mine(wish.to):
            return said.goes("R1", _("Svaret är mottagarens eget, eller till mottagaren."))
        return self._shared(said, self._home(wish.to), wish.to)

    def _voice(self, key: str, record: Record) -> Verdict:
        said = _Said("child_voice", key, "support", (), _texts(record))
        if self.who == "child":
            return said.goes("R1", _("Barnets egna ord."))
        if self.who == "steering_group":
            return said.stays("R0", _(UNNEEDED), hard=True)
        if said.id not in self.choices.yes or (self.who == "organisation" and not self.basis.covers_plan()):
            return said.stays(
                "R4", _("Barnets egna ord lämnas bara vidare om barnet har sagt ja till det."), by_item=True
            )
        return self._limited(said) or said.goes("R4", _("Barnet har sagt ja till att orden lämnas vidare."))

    def _single(self, family: str) -> Callable[[str, Record], Verdict]:
        def judged(key: str, _record: Record) -> Verdict:
            said = _Said(family, key, "support", (), ())
            if self.who == "steering_group":
                return said.stays("R0", _(UNNEEDED), hard=True)
            if self.who == "organisation" and not self.basis.covers_plan():
                return said.stays("R2", _("Samtycket gäller inte planen."))
            return said.goes("R2", _("Planens nummer, samordnare, ansvar och nästa möte."))

        return judged

    def _consent(self, key: str, _record: Record) -> Verdict:
        said = _Said("consents", key, "support", (), ())
        if key not in self.basis.consents:
            return said.stays("R0", _("Samtycket gäller inte mottagaren, eller gäller inte nu."), hard=True)
        rule = "R3" if self.who == "organisation" else "R1"
        return said.goes(rule, _("Utlämnandet vilar på samtycket."))

    def _never(self, family: str) -> Callable[[str, Record], Verdict]:
        def judged(key: str, _record: Record) -> Verdict:
            said = _Said(family, key, "support", (), ())
            if family in HARD:
                return said.stays("R5", _(HARD[family]), hard=True)
            return said.stays("R0", _(UNNEEDED), hard=True)

        return judged

    # What the rules have in common

    def _restricted(self, said: _Said) -> Verdict | None:
        """Rule R5: what is marked never leaves, whoever it belongs to."""
        if not said.restricted:
            return None
        marks = ", ".join(_(RESTRICTIONS[each]).lower() for each in said.restricted)
        return said.stays("R5", _("Märkt {marks}: lämnas aldrig ut.").format(marks=marks), hard=True)

    def _shared(self, said: _Said, organisation: str | None, figure: str | None, *, plan: bool = False) -> Verdict:
        """Rule R3, with R6 and the consents' limits: another's fact goes where a consent in force covers it."""
        person = figure if figure in self.case.figures else None
        source = self.basis.covering(organisation, person, said.category)
        if source is None or (plan and not self.basis.covers_plan()):
            kind = _(CATEGORIES[said.category]).lower()
            return said.stays(
                "R3", _("Inget samtycke gäller mellan avsändaren och mottagaren om {kind}.").format(kind=kind)
            )
        if stop := self._sensitive(said) or self._limited(said):
            return stop
        if not source and self.basis.decision is not None:
            return said.goes("R3", _("Lämnas utan samtycke efter beslut (R7)."))
        return said.goes("R3", _("Samtycke finns."), source)

    def _source(self, figure: str, category: str) -> str | None:
        return self.basis.covering(self._home(figure), figure, category)

    def _sensitive(self, said: _Said) -> Verdict | None:
        """Rule R6: some kinds of fact go to school and health care only item by item."""
        if said.category not in SENSITIVE.get(self._trade, frozenset()) or said.id in self.choices.yes:
            return None
        kind = _(CATEGORIES[said.category]).lower()
        sentence = _("Uppgifter om {kind} lämnas bara hit om vårdnadshavaren har sagt ja till just den här uppgiften.")
        return said.stays("R6", sentence.format(kind=kind), by_item=True)

    def _limited(self, said: _Said) -> Verdict | None:
        """Rule R3: what a consent says that it does not cover."""
        limit = self.basis.excluded(said.key, said.texts)
        return said.stays("R3", _("Samtycket gäller inte: {limit}").format(limit=limit)) if limit else None

    def _chosen(self, verdict: Verdict) -> Verdict:
        if not verdict.goes or verdict.id not in self.choices.without:
            return verdict
        return Verdict(verdict.family, verdict.key, False, "R0", _("Du har valt bort den."), verdict.part)

    def _is_mine(self, figure: str) -> bool:
        return self._home(figure) == self.me if self.who == "organisation" else figure == self.me

    def _home(self, actor: str | None) -> str | None:
        """Return the organisation that an organisation or a figure is of."""
        if actor is None or actor in self.case.organisations:
            return actor
        figure: Figure = self.case.figures[actor]
        return figure.organisation


class _Said:
    """A record under judgement."""

    def __init__(
        self,
        family: str,
        key: str,
        category: str,
        restricted: tuple[str, ...],
        texts: tuple[str, ...],
        part: str = "",
    ) -> None:
        self.family, self.key, self.category = family, key, category
        self.restricted, self.texts, self.part = restricted, texts, part
        self.id = Verdict(family, key, False, "", "").id

    def goes(self, rule: str, why: str, consent: str = "") -> Verdict:
        return Verdict(self.family, self.key, True, rule, why, self.part, consent=consent)

    def stays(self, rule: str, why: str, *, hard: bool = False, by_item: bool = False) -> Verdict:
        return Verdict(self.family, self.key, False, rule, why, self.part, hard, by_item)


def _texts(record: Record) -> tuple[str, ...]:
    """Return every text of a record's data, however deep."""

    def strings(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for each in value.values():
                yield from strings(each)
        elif isinstance(value, list | tuple):
            for each in value:
                yield from strings(each)

    return tuple(strings(record.to_data()))
