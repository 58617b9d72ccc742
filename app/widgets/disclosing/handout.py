"""What is about to be handed out, of one case or of several: what is wanted, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from app.i18n import _, ngettext
from app.models.case import Case
from app.models.disclosure.extract import Extract
from app.models.disclosure.recipients import Recipient, recipients
from app.models.findings.base import listed
from app.widgets.disclosing.asking import Gift
from app.widgets.disclosing.delivery import folder_of
from app.widgets.disclosing.profiles import Deliveries, KeptProfiles
from app.widgets.disclosing.recipients_list import Line
from app.widgets.disclosing.wanted import Wanted
from app.widgets.disclosing.words import standing
from app.widgets.services import ServiceFailed, Services

if TYPE_CHECKING:
    from app.models.deidentify.making import Worded


@dataclass(slots=True)
class CaseAtHand:
    """A case out of which something is handed. ``seen`` is it as its names may be shown, ``words`` what it is called
    among others, ``news`` how many plan rows each recipient has not had (`app.models.disclosure.news`).
    """

    id: str
    case: Case
    seen: Case
    words: str = ""
    news: Mapping[str, int] = field(default_factory=dict)


class Handout:
    """Knows every recipient by a key: its id, with several cases after the case's."""

    def __init__(self, services: Services, cases: Sequence[CaseAtHand], folder: str) -> None:
        self._services = services
        self.cases = tuple(cases)
        self.several = len(self.cases) > 1
        self.day = date.today()
        self.kept = KeptProfiles()
        self.extracts: dict[str, Extract] = {}
        self.wanted: dict[str, Wanted] = {}
        self._deliveries = {each.id: Deliveries(each.case, folder, self.kept) for each in self.cases}
        self._made: dict[str, Worded] = {}
        self._case: dict[str, CaseAtHand] = {}
        for each in self.cases:
            for recipient in recipients(each.case):
                key = f"{each.id} {recipient.id}" if self.several else recipient.id
                self.wanted[key], self._case[key] = Wanted(recipient), each
                self.judge(key)

    def case_of(self, key: str) -> CaseAtHand:
        """Return the case that a recipient's copy is of."""
        return self._case[key]

    def recipient(self, key: str) -> Recipient:
        """Return a recipient."""
        return self.wanted[key].recipient

    def deliveries(self, key: str) -> Deliveries:
        """Return how the recipients of the same case want it."""
        return self._deliveries[self._case[key].id]

    def chosen(self) -> list[str]:
        """Return the recipients that are to have a package."""
        return [key for key, each in self.wanted.items() if each.chosen]

    def judge(self, key: str) -> Extract:
        """Work out what goes to a recipient now; whoever may have nothing is not chosen."""
        wanted = self.wanted[key]
        found = self.extracts[key] = wanted.extract(self._case[key].case, self.day, self.made(key))
        wanted.chosen = wanted.chosen and found.refusal is None
        return found

    def made(self, key: str) -> Worded | None:
        """Return the safe words of a recipient's case, where the copies are de-identified."""
        return self._made.get(self._case[key].id)

    def news(self, key: str) -> int:
        """Return how many plan rows a recipient has not had."""
        return self._case[key].news.get(self.recipient(key).id, 0)

    def rests_on(self, key: str) -> list[str]:
        """Return in sentences what a recipient's copy rests on."""
        found = self.extracts[key]
        return [] if found.refusal is not None else list(self._services.rests_on(found))

    def gift(self, key: str) -> Gift:
        """Return a recipient's package as it is wanted now."""
        wanted, made = self.wanted[key], self.made(key)
        profile = self.deliveries(key).of(wanted.recipient)
        return Gift(
            self.extracts[key],
            folder_of(profile),
            zipped=profile.zip,
            formats=profile.formats,
            metadata=profile.metadata,
            pattern=profile.pattern or "",
            hidden=made.hidden if made is not None else None,
            choices={"without": sorted(wanted.without), "yes": sorted(wanted.yes)},
        )

    def gifts(self) -> list[tuple[str, Gift]]:
        """Return the packages that are to be made, judged anew on this day, each with its case's id."""
        self.day = date.today()
        keys = self.chosen()
        for key in keys:
            self.judge(key)
        return [(self._case[key].id, self.gift(key)) for key in keys]

    def package_name(self, key: str) -> str:
        """Return what a recipient's package will be called. Raises ServiceFailed."""
        return self._services.package_name(self._case[key].id, self.gift(key))

    def plan_pdf(self, key: str) -> Callable[[], bytes]:
        """Return what makes the very PDF that a recipient would get. Raises ServiceFailed."""
        return self._services.plan_pdf(self._case[key].id, self.gift(key))

    def make_safe(self, on: bool) -> tuple[bool, str]:
        """De-identify all copies, or no longer; return whether they are, and what is to be told of it (R12)."""
        from app.models.deidentify.making import StillTells, worded
        from app.widgets.deidentify.keeping import reviewed

        self._made = {}
        told = ""
        try:
            for each in self.cases if on else ():
                self._made[each.id] = worded(each.case, reviewed(self._services, each.id, each.case), each.id, self.day)
        except (StillTells, ServiceFailed) as problem:
            self._made, told = {}, str(problem)
        if count := sum(len(each.waiting) for each in self._made.values()):
            told = ngettext(
                "{n} text har ingen granskat. Den är inte med.", "{n} texter har ingen granskat. De är inte med.", count
            ).format(n=count)
        for key in self.wanted:
            self.judge(key)
        return bool(self._made), told

    # In words

    def lines(self) -> list[Line]:
        """Return every recipient with how it stands with the consents, under the case where there are several."""
        made: list[Line] = []
        for case in self.cases:
            if self.several:
                made.append(Line("", case.words))
            for key in (key for key, each in self._case.items() if each is case):
                made.append(Line(key, self.recipient(key).words, self._standing(key)))
        return made

    def _standing(self, key: str) -> str:
        told = standing(self._case[key].case, self.recipient(key), self.day)
        count = self.news(key)
        if not count:
            return told
        return f"{told}\n" + ngettext(
            "{n} rad i planen som mottagaren inte har fått.", "{n} rader i planen som mottagaren inte har fått.", count
        ).format(n=count)

    def asked(self) -> tuple[list[Line], set[str]]:
        """Return the recipients as they are asked for once more (rule R9), and those that must be named.

        An organisation that is in several cases is one recipient, told with the cases.
        """
        if not self.several:
            return [Line(key, each.recipient.words) for key, each in self.wanted.items()], set(self.chosen())
        groups: dict[str, list[str]] = {}
        for key, each in self.wanted.items():
            whole = each.recipient.who in ("organisation", "steering_group")
            groups.setdefault(each.recipient.words.casefold() if whole else key, []).append(key)
        chosen = set(self.chosen())
        lines = []
        for id_, keys in groups.items():
            told = [key for key in keys if key in chosen] or keys
            cases = listed(self._case[key].words for key in told)
            lines.append(Line(id_, self.recipient(keys[0]).words, cases))
        return lines, {id_ for id_, keys in groups.items() if chosen & set(keys)}

    def who(self, key: str) -> str:
        """Return a recipient in words, with its case where there are several."""
        words = self.recipient(key).words
        return _("{who} ({case})").format(who=words, case=self._case[key].words) if self.several else words
