"""Files kept with the cases of a library, encrypted like all else in it and removed with their case."""

from __future__ import annotations

import uuid
from contextlib import AbstractContextManager
from pathlib import PurePath
from typing import TYPE_CHECKING

from app.i18n import _
from app.models.attached import KINDS, AttachedFile, NotKept, media_of
from app.storage.errors import AttachmentMissing, AttachmentRefused, CaseUnknown
from app.storage.log import now
from app.storage.summary import local

if TYPE_CHECKING:
    from sqlite3 import Connection as Plain

    from sqlalchemy import Connection

LONGEST_NAME = 200


class KeepsFiles:
    """What a library does with the files of its cases. A case is known by the library's own id."""

    def _reading(self) -> AbstractContextManager[Plain]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _must_write(self) -> None:
        raise NotImplementedError

    def _empty_journal(self) -> None:
        raise NotImplementedError

    def attachments(self, library_id: str) -> list[AttachedFile]:
        """Return the files of a case, the oldest first, without their contents."""
        query = """SELECT id, kind, name, media, size, added FROM attachments WHERE "case" = ? ORDER BY added, id"""
        with self._reading() as connection:
            rows = connection.execute(query, (library_id,)).fetchall()
        return [
            AttachedFile(key, kind, name, media, size, local(added)) for key, kind, name, media, size, added in rows
        ]

    def attachment(self, library_id: str, key: str) -> bytes:
        """Return a file's contents. Raises AttachmentMissing."""
        query = """SELECT body FROM attachments WHERE "case" = ? AND id = ?"""
        with self._reading() as connection:
            row = connection.execute(query, (library_id, key)).fetchone()
        if row is None:
            raise _gone()
        return bytes(row[0])

    def attach(self, library_id: str, kind: str, name: str, data: bytes) -> AttachedFile:
        """Keep a file with a case, as one of `KINDS`.

        Raises AttachmentRefused for what is too large or of no known sort, CaseUnknown where the case is gone, or
        LibraryNotWritable.
        """
        from sqlalchemy import insert

        from app.storage.schema import attachments
        from app.storage.steps import last_line

        if kind not in KINDS:
            raise ValueError(kind)
        try:
            media = media_of(name, data)
        except NotKept as problem:
            raise AttachmentRefused(str(problem)) from problem
        self._must_write()
        short = PurePath(name).name[-LONGEST_NAME:]
        made = AttachedFile(str(uuid.uuid4()), kind, short, media, len(data), now())
        row = {"id": made.id, "kind": kind, "name": short, "media": media, "size": made.size}
        with self._writing() as connection:
            if last_line(connection, library_id) is None:
                raise CaseUnknown.gone(library_id)
            connection.execute(
                insert(attachments).values(case=library_id, added=made.added.isoformat(), body=data, **row)
            )
        return made

    def reclassify(self, library_id: str, key: str, kind: str) -> None:
        """Say that a file is another one of `KINDS`. Raises AttachmentMissing or LibraryNotWritable."""
        from sqlalchemy import update

        from app.storage.schema import attachments

        if kind not in KINDS:
            raise ValueError(kind)
        self._must_write()
        with self._writing() as connection:
            found = (attachments.c.case == library_id) & (attachments.c.id == key)
            if connection.execute(update(attachments).where(found).values(kind=kind)).rowcount != 1:
                raise _gone()

    def detach(self, library_id: str, key: str) -> None:
        """Remove a file for good, from the journal too. Raises AttachmentMissing or LibraryNotWritable."""
        from sqlalchemy import delete

        from app.storage.schema import attachments

        self._must_write()
        with self._writing() as connection:
            found = (attachments.c.case == library_id) & (attachments.c.id == key)
            if connection.execute(delete(attachments).where(found)).rowcount != 1:
                raise _gone()
        self._empty_journal()


def _gone() -> AttachmentMissing:
    return AttachmentMissing(_("Bilagan finns inte längre i ärendet."))
