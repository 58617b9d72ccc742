"""The disclosure log as it is stored: a chain over salted hashes, so that a change shows and a person can be erased.

Each line has the entry itself, a salt, the hash of both (``digest``), and a ``link`` over the line before, its own
number, case and digest. Erasing takes the entry and the salt: the digest that stays tells nothing without them, and
the chain still holds. Lines are only ever added; how many there are and the last link stand in ``meta``, so that a
chain that was cut off at its end shows too.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, func, insert, select, update

from app.i18n import _
from app.models.disclosure.entries import Entry
from app.storage.schema import disclosures, meta

if TYPE_CHECKING:
    from sqlite3 import Connection as Plain

HEAD = "disclosures"
"""The line of ``meta`` that has ``<number of lines> <last link>``."""

START = "0" * 64
SALT_BYTES = 32


def read(connection: Plain, library_id: str) -> list[Entry]:
    """Return a case's entries, oldest first; erased lines are left out. Raises ValueError, KeyError or TypeError."""
    rows = connection.execute(
        'SELECT number, body FROM disclosures WHERE "case" = ? AND body IS NOT NULL ORDER BY number', (library_id,)
    )
    return [Entry.from_data(json.loads(body), number) for number, body in rows]


def append(connection: Connection, entries: Sequence[tuple[str, Entry]]) -> list[int]:
    """Write entries of cases after the last line; return their numbers."""
    count, link = _last(connection)
    numbers = []
    for library_id, entry in entries:
        count += 1
        body = json.dumps(entry.to_data(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        salt = secrets.token_hex(SALT_BYTES)
        digest = _digest(salt, body)
        link = _link(link, count, library_id, digest)
        row = {"number": count, "case": library_id, "body": body, "salt": salt, "digest": digest, "link": link}
        connection.execute(insert(disclosures).values(**row))
        numbers.append(count)
    connection.execute(delete(meta).where(meta.c.key == HEAD))
    connection.execute(insert(meta).values(key=HEAD, value=f"{count} {link}"))
    return numbers


def erase(connection: Connection, library_id: str) -> int:
    """Take what a case's entries say, and their salts, for good; return how many there were. The chain still holds."""
    of_case = (disclosures.c.case == library_id) & disclosures.c.body.is_not(None)
    return connection.execute(update(disclosures).where(of_case).values(body=None, salt=None)).rowcount


def erase_lines(connection: Connection, numbers: Sequence[int]) -> None:
    """Take what some lines say, and their salts, for good. The chain still holds."""
    if numbers:
        lines = disclosures.c.number.in_(numbers)
        connection.execute(update(disclosures).where(lines).values(body=None, salt=None))


def problems(connection: Connection) -> Iterator[str]:
    """Yield what is wrong with the chain."""
    link, count = START, 0
    for row in connection.execute(select(disclosures).order_by(disclosures.c.number)).mappings():
        count += 1
        if row["number"] != count:
            yield _("Utlämnandeloggen: rad {number} saknas.").format(number=count)
            return
        link = _link(link, count, row["case"], row["digest"])
        erased = row["body"] is None and row["salt"] is None
        if not hmac.compare_digest(link, row["link"]):
            yield _("Utlämnandeloggen: kedjan är bruten vid rad {number}.").format(number=count)
            return
        if not erased and not hmac.compare_digest(_digest(row["salt"] or "", row["body"] or ""), row["digest"]):
            yield _("Utlämnandeloggen: rad {number} har ändrats.").format(number=count)
    head = connection.execute(select(meta.c.value).where(meta.c.key == HEAD)).scalar_one_or_none()
    if (head or f"0 {START}") != f"{count} {link}":
        yield _("Utlämnandeloggen: rader i slutet saknas eller har lagts till.")


def _last(connection: Connection) -> tuple[int, str]:
    count: Any = connection.execute(select(func.max(disclosures.c.number))).scalar_one() or 0
    if not count:
        return 0, START
    link: str = connection.execute(select(disclosures.c.link).where(disclosures.c.number == count)).scalar_one()
    return int(count), link


def _digest(salt: str, body: str) -> str:
    return sha256(f"{salt}\n{body}".encode()).hexdigest()


def _link(before: str, number: int, library_id: str, digest: str) -> str:
    return sha256(f"{before}\n{number}\n{library_id}\n{digest}".encode()).hexdigest()
