"""Handing out a case's plan, as the windows ask for it (`app.widgets.disclosing.asking`)."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.i18n import _
from app.widgets.disclosing.asking import Checked, Gift, GivenLog, Giving, Here, Progress
from app.widgets.services import ServiceFailed

if TYPE_CHECKING:
    from app.documents.withdrawal_letter import WithdrawalLetter
    from app.models.case import Case
    from app.models.disclosure.entries import Entry
    from app.models.disclosure.extract import Extract
    from app.package.handing import Order
    from app.storage.library import Library


class DisclosesCases:
    """The part of `LibraryServices` that hands out."""

    _library: Library

    def rests_on(self, extract: Extract) -> Sequence[str]:
        """Return in sentences what a disclosure rests on, as the package says it."""
        from app.documents.handed_over import ground

        return ground(extract.handed)

    def package_name(self, case_id: str, gift: Gift) -> str:
        """Return what a package will be called, as far as can be said before it is made."""
        from app.package.handing import name_of

        with _failing():
            order = _order(case_id, gift)
            return name_of(order, self._library.disclosures(case_id))

    def plan_pdf(self, case_id: str, gift: Gift) -> Callable[[], bytes]:
        """Return what makes the ``plan.pdf`` that would leave now, on any thread; nothing is put on the disk."""
        from app.package.contents import plan_pdf
        from app.package.handing import version_of

        with _failing():
            version = version_of(_order(case_id, gift), self._library.disclosures(case_id))
        return lambda: plan_pdf(gift.extract, version)

    def giving(self, gifts: Sequence[tuple[str, Gift]]) -> Giving:
        """Return packages, each of the case with its id, ready to be made: all or none."""
        from app.package.handing import hand_out

        orders, by = [_order(case_id, each) for case_id, each in gifts], self._library.actor() or _account()

        def give(here: Here, progress: Progress, cancelled: Callable[[], bool]) -> Sequence[Path]:
            with _failing():
                return hand_out(orders, _Log(self._library, here), by=by, progress=progress, cancelled=cancelled)

        return give

    def new_rows(self, case_id: str) -> Mapping[str, int]:
        """Return, for every recipient who may have something now, how many plan rows would go that it has not had."""
        from app.models.disclosure.news import new_rows

        with _failing():
            return new_rows(self._library.case(case_id), self._library.disclosures(case_id), date.today())

    def given(self, case_id: str) -> GivenLog:
        """Return what has been given out of a case, and whether the log is whole."""
        with _failing():
            return GivenLog(self._library.disclosures(case_id), self._library.disclosure_problems())

    def letter(self, case_id: str, case: Case) -> WithdrawalLetter:
        """Return the letters about withdrawn consents, with what the log says that each holds."""
        from app.documents.base import Options
        from app.documents.withdrawal_letter import WithdrawalLetter, withdrawn_consents
        from app.models.disclosure.entries import holders

        with _failing():
            entries = self._library.disclosures(case_id)
        return WithdrawalLetter(holders(entries, withdrawn_consents(case, Options())))

    def check_package(self, case_id: str, path: Path) -> Checked:
        """Look at a package, folder or zip file, and in the case's log for it."""
        from app.models.disclosure.entries import delivered
        from app.package.verifying import list_digest, verify

        try:
            problems, digest = verify(path), list_digest(path)
        except OSError as problem:
            sentence = _("Det finns inget paket i {path}, eller så går det inte att läsa.")
            raise ServiceFailed(sentence.format(path=path)) from problem
        with _failing():
            found = [each for each in delivered(self._library.disclosures(case_id)) if digest in each.files.values()]
        return Checked(problems, found[-1] if found else None)


def _account() -> str:
    """Return the computer's name for whoever is at work, for the log; nothing where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


class _Log:
    """The library's log of what was handed out, asked on the thread that the library belongs to."""

    def __init__(self, library: Library, here: Here) -> None:
        self._library, self._here = library, here

    def disclosures(self, library_id: str) -> Sequence[Entry]:
        """Return the case's entries, oldest first."""
        return self._here(lambda: self._library.disclosures(library_id))

    def write_disclosures(self, entries: Sequence[tuple[str, Entry]]) -> Sequence[Entry]:
        """Write entries, all or none; return them with their numbers."""
        return self._here(lambda: self._library.write_disclosures(entries))


def _order(case_id: str, gift: Gift) -> Order:
    from app.package.contents import Wishes
    from app.package.handing import Order
    from app.package.naming import PATTERN

    return Order(
        case_id,
        gift.extract,
        gift.target,
        zipped=gift.zipped,
        wishes=Wishes(gift.formats, gift.metadata),
        pattern=gift.pattern or PATTERN,
        choices=gift.choices,
        hidden=gift.hidden,
    )


@contextmanager
def _failing() -> Iterator[None]:
    from app.package.problems import HandingFailed
    from app.storage.errors import LibraryProblem

    try:
        yield
    except (LibraryProblem, HandingFailed) as problem:
        raise ServiceFailed(str(problem)) from problem
