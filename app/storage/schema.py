"""The tables of a library. A change here needs a revision in ``migrations/versions`` and a new
`app.storage.file.REVISION`."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

cases = Table(
    "cases",
    metadata,
    Column("id", Text, primary_key=True),  # the library's own UUID
    Column("case_id", Text, nullable=False, index=True),  # as in the file
    Column("number", Text),
    Column("title", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("figures", Integer, nullable=False),
    Column("wishes", Integer, nullable=False),
    Column("blocked", Integer, nullable=False),
    Column("created", Text, nullable=False),  # ISO 8601, UTC
    Column("changed", Text, nullable=False, index=True),
    Column("protected", Integer, nullable=False, server_default="0"),  # how many have protected identity
    Column("searched", Text),  # `changed` as it was when the case's words were last read
    Column("dated", Text),  # `changed` as it was when the case's dates were last read
)

records = Table(
    "records",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case", Text, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False),
    Column("family", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("position", Integer, nullable=False),  # 0, 1, 2 … within the family
    Column("body", JSON, nullable=False),
    UniqueConstraint("case", "family", "key"),
    Index("ix_records_position", "case", "family", "position"),
)

waved = Table(
    "waved",
    metadata,
    Column("case", Text, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("finding", Text, primary_key=True),  # its kind and what it is about, see `Finding.mark`
)

reviewed = Table(
    "reviewed",
    metadata,
    Column("case", Text, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Text, primary_key=True),  # which text, see `app.models.deidentify.reviewing.Said`
    Column("of", Text, nullable=False),  # the fingerprint of the text that was read
    Column("text", Text),  # what is written instead; NULL = it is left out
)

erased = Table(
    "erased",  # nothing here tells of anybody; see `app.models.erased`
    metadata,
    Column("id", Text, primary_key=True),
    Column("case", Text, nullable=False),  # it stays when the case is gone
    Column("file_id", Text, nullable=False),
    Column("day", Text, nullable=False),  # ISO 8601
    Column("person", Text),  # JSON; NULL = the whole case
)

merged = Table(
    "merged",  # the states of a case elsewhere that have been merged into it
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case", Text, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("line", Integer, nullable=False),  # the last line of the case's log before it was merged
    Column("state", Text, nullable=False),  # its fingerprint
    Column("rows", JSON, nullable=False),
)

attachments = Table(
    "attachments",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case", Text, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Text, nullable=False),  # a key of `app.models.attached.KINDS`
    Column("name", Text, nullable=False),
    Column("media", Text, nullable=False),
    Column("size", Integer, nullable=False),  # bytes of the body
    Column("added", Text, nullable=False),  # ISO 8601, UTC
    Column("body", LargeBinary, nullable=False),
    Index("ix_attachments_case", "case", "added"),
)

dates = Table(
    "dates",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case", Text, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("day", Text, nullable=False, index=True),  # YYYY-MM-DD
    Column("kind", Text, nullable=False),  # see `app.models.dates.Dated`, as the others
    Column("text", Text, nullable=False),
    Column("who", Text),
    Column("family", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("discreet", Integer, nullable=False),  # 1: only the kind of date may be told
)

words = Table(
    "words",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case", Text, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("family", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("folded", Text, nullable=False),  # indexed by the FTS5 table ``search``, which triggers keep in step
)

log = Table(
    "log",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("case", Text, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False),
    Column("at", Text, nullable=False),  # ISO 8601, UTC
    Column("step", Text, nullable=False),  # start | do | undo | redo
    Column("label", Text, nullable=False),
    Column("patch", JSON, nullable=False),
    Column("actor", Text),
    Index("ix_log_case", "case", "seq"),
    sqlite_autoincrement=True,
)

disclosures = Table(
    "disclosures",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # 1, 2, 3 … over the whole library, no gaps
    Column("case", Text, nullable=False, index=True),  # a case's lines stay when it is gone, erased
    Column("body", Text),  # the entry as JSON, to the letter what was hashed; NULL once erased
    Column("salt", Text),
    Column("digest", Text, nullable=False),
    Column("link", Text, nullable=False),
)
