"""What is done to a library as a whole: backups, restoring, passwords, encryption, migration, erasing, handing out."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from app.document import Document
from app.models.case import Case
from app.models.edits.fields import set_field
from app.storage.backups import back_up, backups_of, kept_of, verify
from app.storage.check import check
from app.storage.encrypting import encrypt, remove_plain
from app.storage.erasing import erase_case, erase_person, look
from app.storage.errors import WrongPassword
from app.storage.file import APPLICATION_ID, plain_library
from app.storage.handing import hand_over, merge, read_handed, same_case, sides, take_in
from app.storage.library import Library
from app.storage.restoring import restore
from app.storage.unlocking import change_password, unlock
from tests.support.libraries import CHEAP, KEY, PASSWORD, opened, raw
from tests.support.older import make_older
from tests.torture.desk import PNG, Tell
from tests.torture.works import NAME, Work, case_in, prepared, sound

NEW_PASSWORD = "ett annat lösenord"
HANDED = "arende.samkarta-case"
NAMED = "Xanthippa"


class BackingUp(Work):
    """A backup is made: whole or not there."""

    id = "backing_up"

    def prepare(self, home: Path) -> None:
        prepared(home / NAME)

    def do(self, home: Path, tell: Tell, lift: Callable[[], object], chance: random.Random) -> None:
        made = back_up(home / NAME, KEY, "asked", always=True)
        assert made is not None
        tell(made.path.name)

    def holds(self, home: Path, told: list[str]) -> None:
        path = home / NAME
        state = sound(path)
        there = backups_of(path)
        assert set(told) <= {each.path.name for each in there}
        for each in there:
            verify(each.path, KEY)
            assert unlock(each.path, PASSWORD) == KEY
            assert sound(each.path) == state


class Restoring(Work):
    """A backup is put in the library's place, and the present one kept."""

    id = "restoring"

    def prepare(self, home: Path) -> None:
        own = prepared(home / NAME)
        back_up(home / NAME, KEY, "asked", always=True)
        with opened(home / NAME) as library:
            case, history = library.load(own)
            document = Document(case, library.sink(own), history)
            assert document.push(set_field(case, "case", "case", "summary", "Efter kopian"))

    def do(self, home: Path, tell: Tell, lift: Callable[[], object], chance: random.Random) -> None:
        restore(home / NAME, backups_of(home / NAME)[0].path, KEY)
        tell("restored")

    def holds(self, home: Path, told: list[str]) -> None:
        path = home / NAME
        assert unlock(path, PASSWORD) == KEY
        (now,) = sound(path)
        (before,) = sound(backups_of(path)[0].path)
        if told:
            assert now == before
        if now == before:
            kept = kept_of(path)
            assert any(sound(each) != [before] for each in kept), "the present library was not kept"


class ChangingPassword(Work):
    """The library gets a new password: the old one or the new one opens it, and what was told is the new one."""

    id = "changing_password"

    def prepare(self, home: Path) -> None:
        prepared(home / NAME)
        back_up(home / NAME, KEY, "asked", always=True)

    def do(self, home: Path, tell: Tell, lift: Callable[[], object], chance: random.Random) -> None:
        change_password(home / NAME, KEY, NEW_PASSWORD, cost=CHEAP)
        tell("changed")

    def holds(self, home: Path, told: list[str]) -> None:
        path = home / NAME
        assert self._opens(path, NEW_PASSWORD) or (self._opens(path, PASSWORD) and not told)
        assert len(sound(path)) == 1
        (backup,) = backups_of(path)
        assert self._opens(backup.path, NEW_PASSWORD) or self._opens(backup.path, PASSWORD)

    @staticmethod
    def _opens(path: Path, password: str) -> bool:
        try:
            return unlock(path, password) == KEY
        except WrongPassword:
            return False


class Encrypting(Work):
    """A plain library from before is encrypted, and its plain file goes."""

    id = "encrypting"
    NAME = "oppet.samkarta"

    def prepare(self, home: Path) -> None:
        sealed, path = home / NAME, home / self.NAME
        prepared(sealed)
        connection = raw(sealed)
        connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(path),))
        connection.execute("SELECT sqlcipher_export('plain')").fetchall()
        connection.execute(f"PRAGMA plain.application_id = {APPLICATION_ID}")
        connection.close()
        for each in list(home.iterdir()):
            if each.name.startswith(NAME):
                each.unlink()

    def do(self, home: Path, tell: Tell, lift: Callable[[], object], chance: random.Random) -> None:
        encrypt(home / self.NAME, PASSWORD, cost=CHEAP)
        tell("encrypted")

    def holds(self, home: Path, told: list[str]) -> None:
        path = home / self.NAME
        if plain_library(path):
            assert not told
            connection = sqlcipher.connect(str(path))
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("SELECT count(*) FROM log").fetchone() == (7,)
            connection.close()
            return
        key = unlock(path, PASSWORD)
        remove_plain(path)
        assert check(path, key) == []
        with Library.open(path, key) as library:
            assert len(library.summaries()) == 1
        said = b"Sammanfattning"
        assert not [each.name for each in home.iterdir() if each.is_file() and said in each.read_bytes()]


class Migrating(Work):
    """A library of an older program is brought up to date when it is opened."""

    id = "migrating"

    def prepare(self, home: Path) -> None:
        prepared(home / NAME)
        make_older(home / NAME, "0003")

    def do(self, home: Path, tell: Tell, lift: Callable[[], object], chance: random.Random) -> None:
        with opened(home / NAME):
            tell("migrated")

    def holds(self, home: Path, told: list[str]) -> None:
        with opened(home / NAME) as library:  # what was not migrated is now
            (card,) = library.summaries()
            assert library.load(card.id)[1].index == 6
        assert check(home / NAME, KEY) == []


def with_person(path: Path) -> tuple[str, str]:
    """Make a library whose case has somebody in records and log; return the ids of the case and the figure."""
    own = prepared(path)
    with opened(path) as library:
        case, history = library.load(own)
        document = Document(case, library.sink(own), history)
        figure = next(key for key in case.figures if key != case.child)
        assert document.push(set_field(case, "figures", figure, "label", f"{NAMED} Qvarnlöf"))
        assert document.push(set_field(case, "case", "case", "summary", f"{NAMED} ringer på måndag"))
    back_up(path, KEY, "asked", always=True)
    return own, figure


def person_in(case: Case) -> str | None:
    """Return the figure that is called `NAMED`."""
    return next((key for key, each in case.figures.items() if NAMED in each.label), None)


class ErasingPerson(Work):
    """Somebody is erased from records, log and backups: each library has all of them, or nothing."""

    id = "erasing_person"

    def prepare(self, home: Path) -> None:
        with_person(home / NAME)

    def do(self, home: Path, tell: Tell, lift: Callable[[], object], chance: random.Random) -> None:
        with opened(home / NAME) as library:
            own = library.summaries()[0].id
            figure = person_in(library.case(own))
            if figure is not None:
                done = erase_person(library, own, look(library, own, figure, "remove").usual)
                tell("erased" if not done.failed else "erased here")

    def holds(self, home: Path, told: list[str]) -> None:
        assert unlock(home / NAME, PASSWORD) == KEY
        for path in (home / NAME, *(each.path for each in backups_of(home / NAME))):
            assert check(path, KEY) == []
            with opened(path) as library:
                own = library.summaries()[0].id
                said = str(library.case(own).to_rows())
                rows = library._connection.execute("SELECT patch FROM log").fetchall()
            gone = NAMED not in said
            assert gone == (NAMED not in str(rows)), "records and log do not tell the same"
            if "erased" in told or (told and path == home / NAME):
                assert gone


class RestoringErased(Work):
    """A backup from before an erasure is put back: at no moment has the library the person again."""

    id = "restoring_erased"

    def prepare(self, home: Path) -> None:
        own, figure = with_person(home / NAME)
        with opened(home / NAME) as library:
            erase_person(library, own, look(library, own, figure, "remove").usual, backups="later")

    def do(self, home: Path, tell: Tell, lift: Callable[[], object], chance: random.Random) -> None:
        assert restore(home / NAME, backups_of(home / NAME)[0].path, KEY).again.persons == 1
        tell("restored")

    def holds(self, home: Path, told: list[str]) -> None:
        assert unlock(home / NAME, PASSWORD) == KEY
        kept = kept_of(home / NAME)
        for path in (home / NAME, *kept):
            assert check(path, KEY) == []
            with opened(path) as library:
                rows = library._connection.execute("SELECT body FROM records UNION SELECT patch FROM log").fetchall()
            assert rows and NAMED not in str(rows)


class ErasingCase(Work):
    """A case is erased from the library and its backups."""

    id = "erasing_case"

    def prepare(self, home: Path) -> None:
        prepared(home / NAME)
        back_up(home / NAME, KEY, "asked", always=True)

    def do(self, home: Path, tell: Tell, lift: Callable[[], object], chance: random.Random) -> None:
        with opened(home / NAME) as library:
            for card in library.summaries():
                done = erase_case(library, card.id)
                tell("erased" if not done.failed else "erased here")

    def holds(self, home: Path, told: list[str]) -> None:
        assert len(sound(home / NAME)) in ((0,) if told else (0, 1))
        for each in backups_of(home / NAME):
            assert len(sound(each.path)) in ((0,) if "erased" in told else (0, 1))


class HandingOver(Work):
    """A case is written to a file of its own: a whole one, or none."""

    id = "handing_over"

    def prepare(self, home: Path) -> None:
        own = prepared(home / NAME)
        with opened(home / NAME) as library:
            library.attach(own, "other", "bild.png", PNG + bytes(9000))

    def do(self, home: Path, tell: Tell, lift: Callable[[], object], chance: random.Random) -> None:
        with opened(home / NAME) as library:
            hand_over(library, library.summaries()[0].id, home / HANDED, NEW_PASSWORD, cost=CHEAP)
            tell("written")

    def holds(self, home: Path, told: list[str]) -> None:
        assert len(sound(home / NAME)) == 1
        if told or (home / HANDED).exists():
            assert len(read_handed(home / HANDED, NEW_PASSWORD).files) == 1


class TakingIn(HandingOver):
    """A case that was handed over is taken in, or merged with the one that is here."""

    id = "taking_in"

    def prepare(self, home: Path) -> None:
        super().prepare(home)
        super().do(home, lambda _words: None, lambda: None, random.Random(0))
        with opened(home / NAME) as library:
            own = library.summaries()[0].id
            case, history = library.load(own)
            document = Document(case, library.sink(own), history)
            assert document.push(set_field(case, "case", "case", "title", "Ändrad här"))

    def do(self, home: Path, tell: Tell, lift: Callable[[], object], chance: random.Random) -> None:
        handed = read_handed(home / HANDED, NEW_PASSWORD)
        with opened(home / NAME) as library:
            if len(library.summaries()) == 1:  # done again after the merge has failed
                take_in(library, handed, copy=True)
            tell("taken in")
            own = same_case(library, handed)
            assert own is not None
            merge(library, own, sides(library, own, handed), {}, handed.files)
            tell("merged")

    def holds(self, home: Path, told: list[str]) -> None:
        read_handed(home / HANDED, NEW_PASSWORD)
        assert len(sound(home / NAME)) in ((2,) if "taken in" in told else (1, 2))


class Disclosing(Work):
    """A package is handed out: it has its name only when the log has a line of it."""

    id = "disclosing"

    def prepare(self, home: Path) -> None:
        prepared(home / NAME)
        (home / "ut").mkdir()

    def do(self, home: Path, tell: Tell, lift: Callable[[], object], chance: random.Random) -> None:
        from app.models.disclosure.extract import extract
        from app.models.disclosure.recipients import recipient
        from app.package.handing import Order, hand_out

        with opened(home / NAME) as library:
            own = library.summaries()[0].id
            case = library.case(own)
            known = (found for each in case.organisations if (found := recipient(case, each)) is not None)
            extracts = (extract(case, whom, date(2026, 11, 22)) for whom in known)
            allowed = next(each for each in extracts if each.refusal is None)
            (made,) = hand_out([Order(own, allowed, home / "ut", zipped=True)], library, by="prov")
            tell(made.name)

    def holds(self, home: Path, told: list[str]) -> None:
        from app.package.verifying import verify as verified

        assert len(sound(home / NAME)) == 1
        with opened(home / NAME) as library:
            given = [each for each in library.disclosures(case_in(home / NAME)) if each.event == "given"]
        made = [each for each in (home / "ut").iterdir() if not each.name.startswith(".")]
        assert len(given) >= len(made) >= len(told)
        for each in made:
            assert verified(each) == []
