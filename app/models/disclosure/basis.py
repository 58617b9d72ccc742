"""What a disclosure rests on: the consents in force with the recipient, or a recorded decision; and what they cover."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.i18n import _
from app.models.case import Case
from app.models.choices import CONSENTABLE
from app.models.consent_state import guardians, kinds_of, state_of
from app.models.disclosure.recipients import Recipient
from app.models.records import Consent

ADULT = 18
PRIVATE_SECTORS = frozenset(("family", "relatives", "friends"))
OPPOSITE = {"health": "social_services", "social_services": "health"}
"""Who may exchange without consent for a child under 18, by a recorded decision (OSL 25:12 and 26:9). No school."""

_EXCEPT = re.compile(r"\b(utöver|förutom|utom|except|beyond|other than)\b", re.IGNORECASE)
_AND = re.compile(r"[,;/&]|\b(?:och|samt|eller|and|or)\b", re.IGNORECASE)
_FACTS = "uppgift|förhållande|fråg|situation|tillstånd|läge|information|data"
_EMPTY = frozenset(
    (
        *("allt", "annan", "annat", "andra", "dess", "deras", "detta", "denna", "eget", "egen", "egna", "eller"),
        *("från", "hans", "hela", "hennes", "information", "inget", "ingen", "inte", "kring", "med", "mellan"),
        *("några", "samt", "sina", "sådant", "uppgift", "uppgifter", "uppgifterna", "vara", "vidare", "övrigt"),
        *("about", "anything", "data", "facts", "from", "his", "her", "other", "own", "their", "with"),
    )
)


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision to exchange what is necessary without consent (rule R7): who took it, by which paragraph, why, when.

    The paragraph and the reason are the decider's own words; the program checks none of them but that they are there.
    """

    by: str
    paragraph: str
    because: str
    on: date

    def is_whole(self) -> bool:
        """Return whether nothing of what must be recorded is missing."""
        return all(part.strip() for part in (self.by, self.paragraph, self.because))


def sectors(case: Case, organisation: str) -> frozenset[str]:
    """Return the sectors that an organisation's people stand in; of one without people, what its principal tells."""
    found = frozenset(
        case.groups[figure.group].sector for figure in case.figures.values() if figure.organisation == organisation
    )
    if not found and case.organisations[organisation].principal == "region":
        return frozenset(("health",))
    return found


def trade(case: Case, organisation: str) -> str:
    """Return what an organisation is to the rules: ``school`` where any of its people are in school, else ``health``
    or ``social_services`` where they are there and not in both, else ``other``."""
    found = sectors(case, organisation)
    if "school" in found:
        return "school"
    of_two = found & set(OPPOSITE)
    return next(iter(of_two)) if len(of_two) == 1 else "other"


def why_no_decision(case: Case, recipient: Recipient, decision: Decision) -> str:
    """Return in a sentence why a decision cannot carry a disclosure (rule R7); empty where it can."""
    if recipient.who != "organisation" or trade(case, recipient.id) not in OPPOSITE:
        return _("Utan samtycke får bara hälso- och sjukvård och socialtjänst lämna uppgifter till varandra.")
    age = case.figures[case.child].age
    if age is None:
        return _("Barnets ålder är inte ifylld. Utan samtycke får uppgifter bara lämnas om den som är under 18 år.")
    if age >= ADULT:
        return _("Utan samtycke får uppgifter bara lämnas om den som är under 18 år.")
    if not decision.is_whole():
        return _("Beslutet saknar vem som fattat det, vilken paragraf det vilar på, eller varför det behövs.")
    return ""


class Basis:
    """What one disclosure rests on. ``covers`` and the rest are asked about records of the case as it is."""

    def __init__(self, case: Case, recipient: Recipient, day: date, decision: Decision | None = None) -> None:
        self.case = case
        self.recipient = recipient
        self.day = day
        self.decision = decision if decision and not why_no_decision(case, recipient, decision) else None

    @cached_property
    def consents(self) -> Mapping[str, Consent]:
        """The consents in force that concern the recipient: it is among the organisations, or gave it."""
        in_force = {k: c for k, c in self.case.consents.items() if state_of(self.case, c, self.day) == "valid"}
        if self.recipient.who == "organisation":
            return {k: c for k, c in in_force.items() if self.recipient.id in c.organisations}
        if self.recipient.who == "guardian":
            return {k: c for k, c in in_force.items() if self.recipient.id in c.given_by}
        return {}

    @cached_property
    def carrying(self) -> Mapping[str, Consent]:
        """Those of `consents` that let out what organisations know: given by a guardian, the child or somebody who
        stands in their place, not only by others near the child, who consent for what they have said themselves."""
        return {key: each for key, each in self.consents.items() if self._carries(each)}

    def _carries(self, consent: Consent) -> bool:
        case, expected = self.case, guardians(self.case)
        if not expected or not consent.given_by:
            return True
        given = set(consent.given_by) - set(consent.missing_from)
        return any(
            each in (*expected, case.child) or case.groups[case.figures[each].group].sector not in PRIVATE_SECTORS
            for each in given
        )

    @cached_property
    def ended(self) -> Mapping[str, Consent]:
        """The consents with the recipient organisation that are withdrawn or have run out."""
        return {
            key: consent
            for key, consent in self.case.consents.items()
            if self.recipient.id in consent.organisations
            and state_of(self.case, consent, self.day) in ("withdrawn", "expired")
        }

    @cached_property
    def shared(self) -> frozenset[str]:
        """The organisations that share a consent in force with the recipient, itself, and those a decision lets in."""
        found = {self.recipient.id} if self.recipient.who == "organisation" else set()
        if self.recipient.who == "organisation":
            found |= {each for consent in self.carrying.values() for each in consent.organisations}
        return frozenset(found | self._decided)

    @cached_property
    def _decided(self) -> set[str]:
        """The organisations whose facts a decision lets the recipient have."""
        if self.decision is None:
            return set()
        other = OPPOSITE[trade(self.case, self.recipient.id)]
        return {each for each in self.case.organisations if trade(self.case, each) == other}

    @cached_property
    def givers(self) -> frozenset[str]:
        """Those who have given the consents in force, and whom none of them calls missing."""
        missing = {each for consent in self.consents.values() for each in consent.missing_from}
        return frozenset(each for consent in self.consents.values() for each in consent.given_by) - missing

    def covers_plan(self) -> bool:
        """Return whether a consent in force lets the recipient have the plan, or a decision does."""
        return self.decision is not None or any("plan" in covered(each) for each in self.carrying.values())

    def lets_in_plan_of(self, organisation: str | None) -> bool:
        """Return whether a row that somebody answers for may go to who takes part in it: a consent in force has the
        plan, or a decision lets in the facts of the one who answers for it."""
        consented = any("plan" in covered(each) for each in self.carrying.values())
        return consented or organisation in self._decided

    def covering(self, organisation: str | None, figure: str | None, category: str) -> str | None:
        """Return the key of a consent in force between who a fact comes from and the recipient, that covers it.

        A private person's own words are covered by a consent that this person gave. ``""`` stands for a decision.
        """
        for key, consent in self.consents.items():
            party = key in self.carrying and (organisation in consent.organisations or figure == self.case.child)
            if (party or self._own_consent(figure, consent)) and category in covered(consent):
                return key
        return "" if organisation in self._decided else None

    @staticmethod
    def _own_consent(figure: str | None, consent: Consent) -> bool:
        return figure in consent.given_by and figure not in consent.missing_from

    def excluded(self, key: str, texts: Collection[str]) -> str:
        """Return the words by which a consent in force leaves a record out (``not_covered``); empty if none does.

        A limit holds for what it names: a record's id, or a text in which its own words stand. What cannot be
        told apart is left out.
        """
        for consent in self.consents.values():
            for limit in consent.not_covered:
                if limit.strip() == key or _speaks_of(limit, " ".join(texts), self._other_words):
                    return limit
        return ""

    @cached_property
    def _other_words(self) -> Mapping[str, str]:
        """What people are called besides: the words of their roles, by the words of their names."""
        found = {}
        for figure in self.case.figures.values():
            for word in _words(figure.label):
                found[word] = (figure.role or "").casefold()
        return found


def covered(consent: Consent) -> frozenset[str]:
    """Return the kinds of fact that a consent is about, less those that it takes back in ``not_covered``."""
    taken_back = {kind for limit in consent.not_covered for kind in _kinds_in(limit)}
    return frozenset(kind for kind in kinds_of(consent) if kind not in taken_back)


def _kinds_in(limit: str) -> set[str]:
    """Return the kinds of fact that a limit names as such: Hälsa, uppgifter om boende, hälsouppgifter och ekonomi.

    A kind with other telling words beside it is no kind but somebody's own (Pappas ekonomi).
    """
    names = {kind: (kind, label, _(label)) for kind, label in CONSENTABLE.items()}
    whole = " ".join(_words(limit))
    found = {kind for kind, called in names.items() if whole in (each.casefold() for each in called)}
    for part in _AND.split(limit):
        said = [word for word in _words(part) if len(word) > 2 and word not in _EMPTY]
        found |= {kind for kind, called in names.items() if any(_same_kind(said, _words(each)) for each in called)}
    return found


def _same_kind(said: list[str], name: list[str]) -> bool:
    """Return whether words are a kind's name, bent (hälsan, ekonomiska) or with a word for facts (hälsouppgifter)."""
    if not said or len(said) != len(name) or said[:-1] != name[:-1]:
        return False
    last, word = name[-1], said[-1]
    root = last.removesuffix("en").rstrip("aeo")
    return bool(re.fullmatch(rf"{last}(n|t|en|na|ska)?|{root}[aeos]?({_FACTS})\w*", word))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _speaks_of(limit: str, text: str, other_words: Mapping[str, str]) -> bool:
    """Return whether a text speaks of what a limit names: all its telling words stand there, however they are bent."""
    subject, *exception = _EXCEPT.split(limit, maxsplit=1)
    wanted = _telling(subject)
    said = _words(text)
    said += [
        word for each in said for word in _words(other_words.get(each.removesuffix("s"), other_words.get(each, "")))
    ]
    if not wanted or not all(any(word.startswith(stem) for word in said) for stem in wanted):
        return False
    let_through = {stem for part in exception[1:] for stem in _telling(part)}
    return not any(word.startswith(stem[:4]) for word in said for stem in let_through)


def _telling(phrase: str) -> set[str]:
    """Return the stems of a phrase's telling words: the long ones, or where it has none, all but the little ones."""
    words = [word for word in _words(phrase) if word not in _EMPTY]
    return {_stem(word) for word in ([word for word in words if len(word) > 3] or words)}


def _stem(word: str) -> str:
    return word[: max(4, len(word) - 3)]
