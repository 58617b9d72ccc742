"""An extract in words: what the recipient will read, section by section, and what is said of the rest, rule by rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.i18n import N_, _, ngettext
from app.models.case import Case
from app.models.choices import ANSWERS, CONSENTABLE, GOAL_STATES, PLAN_STATUSES
from app.models.disclosure.basis import Basis, covered
from app.models.disclosure.extract import Extract
from app.models.disclosure.recipients import Recipient
from app.models.disclosure.shapes import Action, Goal, Handed, Need
from app.models.disclosure.verdicts import RULES, Verdict
from app.models.findings.base import listed

OWN_RIGHT = {
    "guardian": N_("Vårdnadshavare: får barnets plan utan samtycke."),
    "child": N_("Barnet: får sin egen plan utan samtycke."),
    "steering_group": N_("Får partnernas egen plan. Inget barn nämns."),
}
ALWAYS = {
    "R8": N_("Den görs på annat sätt, aldrig härifrån."),
    "R9": N_("Du väljer mottagarna en gång till innan något lämnas."),
    "R10": N_("Det skrivs i loggen innan paketet får sitt namn. Går det inte lämnas inget."),
    "R12": N_("Det här paketet är inte avidentifierat."),
    "R13": N_("Varje fält i ärendet står i tabellen över vad som får lämnas."),
}
"""What is said of the rules that judge no record."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that the recipient will read. ``id`` is what it is taken away by, empty where it goes with the rest."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the copy with its heading."""

    title: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A rule: how many records go by it, and those that it keeps, by the sentence that says why."""

    rule: str
    goes: int
    stays: tuple[tuple[str, tuple[Verdict, ...]], ...]

    @property
    def kept(self) -> int:
        """How many records the rule keeps."""
        return sum(len(some) for _why, some in self.stays)


def standing(case: Case, recipient: Recipient, day: date) -> str:
    """Return how it stands with the consents for a recipient, in a sentence or two."""
    if recipient.who != "organisation":
        return _(OWN_RIGHT[recipient.who])
    basis = Basis(case, recipient, day)
    if basis.carrying:
        kinds = listed(
            _(label).lower()
            for kind, label in CONSENTABLE.items()
            if any(kind in covered(each) for each in basis.carrying.values())
        )
        days = [each.valid_until for each in basis.carrying.values()]
        if None in days:
            return _("Samtycke gäller tills vidare, om {kinds}.").format(kinds=kinds)
        last = max(each for each in days if each is not None)
        return _("Samtycke gäller till {day}, om {kinds}.").format(day=last, kinds=kinds)
    if not basis.ended:
        return _("Inget samtycke gäller.")
    ends = [d for each in basis.ended.values() for d in (each.withdrawn_on, each.valid_until) if d and d <= day]
    if any(each.withdrawn_on and each.withdrawn_on <= day for each in basis.ended.values()):
        return _("Samtycket är återkallat {day}.").format(day=max(ends))
    return _("Samtycket gick ut {day}.").format(day=max(ends))


def sections(case: Case, found: Extract, rests: Sequence[str]) -> list[Section]:
    """Return what the recipient will read, in the order of the paper. ``rests`` says what the disclosure rests on."""
    handed, keys = found.handed, _Keys(case, found)
    own = [(id_, row) for id_, row in zip(keys("plan"), handed.plan, strict=True) if row.own]
    others = [(id_, row) for id_, row in zip(keys("plan"), handed.plan, strict=True) if not row.own]
    goals = zip((*keys("long_term"), *keys("short_term")), handed.goals, strict=True)
    voices = zip(keys("child_voice"), handed.child_voice, strict=True)
    support = zip(keys("support_answers"), handed.support, strict=True)
    wishes = zip(keys("wishes"), handed.wishes, strict=True)
    rows = {
        "organisation": (_("Insatser som mottagaren ansvarar för"), _("Insatser hos andra")),
        "steering_group": (_("Insatser"), _("Insatser")),
    }.get(handed.recipient_kind, (_("Insatser som mottagaren är med i"), _("Övriga insatser")))
    made = [
        Section(_("Överst"), tuple(_opening(case, handed))),
        Section(_("Målen"), tuple(Piece(id_, _goal(each)) for id_, each in goals)),
        Section(rows[0], tuple(Piece(id_, _row(handed, each)) for id_, each in own)),
        Section(rows[1], tuple(Piece(id_, _row(handed, each)) for id_, each in others)),
        Section(_("Barnets röst"), tuple(Piece(i, _lines(each.question, each.text)) for i, each in voices)),
        Section(_("Stöd"), tuple(Piece(i, f"{name(handed, each.who)}: {each.text}") for i, each in support)),
        Section(_("Önskemål"), tuple(Piece(id_, _wish(handed, each)) for id_, each in wishes)),
        Section(_("Personer som nämns"), _people(handed)),
        Section(_("Vad utlämnandet vilar på"), tuple(Piece("", each) for each in rests)),
    ]
    return [each for each in made if each.pieces]


def by_rule(found: Extract) -> list[Ruled]:
    """Return every rule, R0 to R13, with what it lets go and what it keeps."""
    made = []
    for rule in RULES:
        kept: dict[str, list[Verdict]] = {}
        for each in found.verdicts:
            if each.rule == rule and not each.goes:
                kept.setdefault(each.why, []).append(each)
        goes = sum(each.rule == rule and each.goes for each in found.verdicts)
        made.append(Ruled(rule, goes, tuple((why, tuple(some)) for why, some in kept.items())))
    return made


def counted(rule: Ruled, found: Extract) -> str:
    """Return how many records go by a rule and how many it keeps, or what it does besides."""
    if rule.rule == "R7" and found.decision is not None:
        return _("Beslutet gäller i stället för ett samtycke.")
    if rule.rule == "R12" and found.handed.kind == "deidentified":
        return _("Kopian är avidentifierad. Text som ingen har granskat är inte med.")
    parts = []
    if rule.goes:
        parts.append(ngettext("{n} uppgift lämnas", "{n} uppgifter lämnas", rule.goes).format(n=rule.goes))
    if rule.kept:
        parts.append(ngettext("{n} uppgift lämnas inte", "{n} uppgifter lämnas inte", rule.kept).format(n=rule.kept))
    return ", ".join(parts) or _(ALWAYS.get(rule.rule, N_("Berör ingen uppgift här.")))


def name(handed: Handed, id_: str | None) -> str:
    """Return what somebody of an extract is called in it: an organisation's name, or a person's role and name."""
    if id_ is None:
        return ""
    if any(each.id == id_ for each in handed.organisations):
        return handed.party(id_).name
    person = handed.person(id_)
    return f"{person.role} {person.name}" if person.role and person.role != person.name else person.name


class _Keys:
    """What the records that go are taken away by, in the order in which the extract has them."""

    def __init__(self, case: Case, found: Extract) -> None:
        self._case = case
        self._ids = {(v.family, v.key): v.id for v in found.verdicts if v.goes and not v.part}

    def __call__(self, family: str) -> Sequence[str]:
        return [self._ids[family, key] for key in self._case.family(family) if (family, key) in self._ids]


def _opening(case: Case, handed: Handed) -> Iterable[Piece]:
    coordinator = _told(_("Samordnare"), name(handed, handed.coordinator))
    of_case = case.info.coordinator is not None
    pieces = [
        Piece("", _told(_("Barn"), handed.person(handed.child).name if handed.child else "")),
        Piece("case", _dots(_told(_("Ärende"), handed.number), coordinator if of_case else "")),
        Piece(
            "sip",
            _dots(
                "" if of_case else coordinator,
                _told(_("Övergripande ansvar"), name(handed, handed.overall_responsible)),
                _told(_("Nästa möte"), handed.next_meeting),
            ),
        ),
    ]
    return [each for each in pieces if each.text]


def _goal(goal: Goal) -> str:
    state = _(GOAL_STATES[goal.state]) if goal.state and goal.state != "open" else ""
    return _lines(
        goal.text,
        _dots(
            _("På lång sikt") if goal.term == "long" else "",
            _told(_("Mäts genom"), goal.measure),
            _told(_("Uppnått när"), goal.indicator),
            _told(_("Måldatum"), goal.target_date),
            state,
        ),
    )


def _row(handed: Handed, row: Action) -> str:
    who = ", ".join(name(handed, each) for each in row.who)
    first, follow = row.first_step, row.follow_up
    return _lines(
        row.what,
        _told(_("Hur"), row.how),
        _dots(_told(_("Vem"), who), _told(_("Ansvarig"), name(handed, row.responsible))),
        _dots(
            _told(_("När"), row.when),
            _told(_("Senast"), row.due),
            _(PLAN_STATUSES[row.status]) if row.status else "",
        ),
        _told(_("Första steget"), _commas(first.text, name(handed, first.who), first.date)) if first else "",
        _told(_("Uppföljning"), _commas(follow.how, name(handed, follow.who), follow.date)) if follow else "",
    )


def _wish(handed: Handed, need: Need) -> str:
    answer = need.answer
    said = ""
    if answer is not None:
        status = _(ANSWERS[answer.status]) if answer.status else ""
        said = _told(_("Svar"), _commas(status, answer.text, name(handed, answer.answered_by), answer.answered_on))
    unlock = _told(_("Kan låsas upp så här"), answer.unlock) if answer is not None else ""
    return _lines(f"{name(handed, need.of)} → {name(handed, need.to)}: {need.text}", said, unlock)


def _people(handed: Handed) -> tuple[Piece, ...]:
    named = listed(name(handed, each.id) for each in handed.people if not each.masked)
    masked = listed(dict.fromkeys(each.name for each in handed.people if each.masked))
    parties = listed(each.name for each in handed.organisations if not each.masked)
    said = ((_("Vid namn"), named), (_("Med ett ord för rollen"), masked), (_("Verksamheter"), parties))
    return tuple(Piece("", _told(label, words)) for label, words in said if words)


def _told(label: str, value: object) -> str:
    return f"{label}: {value}" if value else ""


def _lines(*parts: str | None) -> str:
    return "\n".join(part for part in parts if part)


def _dots(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _commas(*parts: object) -> str:
    return ", ".join(str(part) for part in parts if part)
