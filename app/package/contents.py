"""The files of one package: every byte of them comes out of the extract."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.documents.base import Attachment, Options
from app.documents.handed_over import HandedOver, ground
from app.documents.table_file import as_csv
from app.export.pdf import as_bytes
from app.i18n import _, language
from app.models.disclosure.extract import Extract
from app.models.disclosure.shapes import to_data
from app.models.disclosure.small_case import as_case
from app.package import manifest

PAPER, ARCHIVE, DATA, TABLE = "plan.pdf", "plan_arkiv.pdf", "plan.json", "atgarder.csv"
CONSENT, HEALTH, METADATA = "samtycke.txt", "plan.fhir.json", "metadata.json"
FORMATS: Mapping[str, str] = {"archive": ARCHIVE, "json": DATA, "csv": TABLE, "fhir": HEALTH}
"""What a profile may leave out; ``plan.pdf``, ``samtycke.txt`` and the list of files are always there."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a recipient's records system wants: which `FORMATS` (None is all that suit), and metadata of its own."""

    formats: frozenset[str] | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Return whether a format is wanted."""
        return self.formats is None or name in self.formats


def contents(extract: Extract, version: int, wishes: Wishes | None = None) -> Mapping[str, bytes]:
    """Return a package's files by name, the list of files last; nothing is put on the disk. Any thread may ask."""
    wishes = wishes or Wishes()
    plain = HandedOver(extract.handed, version)
    found = {PAPER: plan_pdf(extract, version)}
    if wishes.has("archive"):
        found[ARCHIVE] = _pdf(extract, plain)
    if wishes.has("json"):
        found[DATA] = _data(extract, version)
    if wishes.has("csv"):
        found[TABLE] = _table(plain)
    found[CONSENT] = _consent_text(plain).encode("utf-8")
    if extract.trade == "health" and wishes.has("fhir") and extract.handed.kind != "deidentified":
        from app.package.fhir import bundle

        found[HEALTH] = _bytes(bundle(extract.handed, version))
    if wishes.metadata:
        found[METADATA] = _bytes(dict(wishes.metadata))
    found[manifest.NAME] = manifest.text({name: manifest.digest(each) for name, each in found.items()}).encode("utf-8")
    return found


def plan_pdf(extract: Extract, version: int) -> bytes:
    """Return the very ``plan.pdf`` that the recipient gets, with the plan as data and as a table inside."""
    plain = HandedOver(extract.handed, version)
    inside = [
        Attachment(
            DATA, _data(extract, version), "application/json", "Source", _("Planen som data, för andra program")
        ),
        Attachment(TABLE, _table(plain), "text/csv", "Data", _("Planens rader som tabell")),
    ]
    return _pdf(extract, HandedOver(extract.handed, version, inside))


def fill(folder: Path, extract: Extract, version: int, wishes: Wishes | None = None) -> Mapping[str, str]:
    """Write a package's files into an empty folder; return file name → SHA-256, the list of files among them.

    Raises OSError, also where what stands on the disk is not what was written.
    """
    digests = {}
    for name, data in contents(extract, version, wishes).items():
        (folder / name).write_bytes(data)
        digests[name] = manifest.digest(data)
        if manifest.digest((folder / name).read_bytes()) != digests[name]:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(folder / name))
    return digests


def _pdf(extract: Extract, paper: HandedOver) -> bytes:
    return as_bytes(paper, as_case(extract.handed), Options(today=extract.handed.day))


def _table(paper: HandedOver) -> bytes:
    return as_csv(paper.table(as_case(paper.handed)))


def _data(extract: Extract, version: int) -> bytes:
    return _bytes(to_data(extract.handed, version=version, language=language()))


def _bytes(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _consent_text(paper: HandedOver) -> str:
    """Return what the disclosure rests on, as plain text with Windows line ends."""
    handed = paper.handed
    head = [
        paper.title(as_case(handed)),
        _("Kopia till {who}, version {version}").format(who=handed.recipient, version=paper.version),
        handed.day.isoformat(),
        "",
        _("Vad utlämnandet vilar på"),
    ]
    return "\r\n".join([*head, *(f"- {each}" for each in ground(handed)), ""])
