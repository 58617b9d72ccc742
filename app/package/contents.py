"""The files of one package, made in a folder: every byte of them comes out of the extract."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.documents.base import Attachment, Options
from app.documents.handed_over import HandedOver, ground
from app.export.base import write
from app.i18n import _, language
from app.models.case import Case
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


def fill(folder: Path, extract: Extract, version: int, wishes: Wishes | None = None) -> Mapping[str, str]:
    """Write a package's files into an empty folder; return file name → SHA-256, the list of files not among them.

    Raises app.export.base.ExportFailed or OSError.
    """
    wishes = wishes or Wishes()
    case = as_case(extract.handed)
    options = Options(today=extract.handed.day)
    data = _bytes(to_data(extract.handed, version=version, language=language()))
    (folder / DATA).write_bytes(data)
    plain = HandedOver(extract.handed, version)
    write(plain, case, folder / TABLE, options)
    inside = _attachments(data, (folder / TABLE).read_bytes())
    write(HandedOver(extract.handed, version, inside), case, folder / PAPER, options)
    if wishes.has("archive"):
        write(plain, case, folder / ARCHIVE, options)
    for name, file in (("json", DATA), ("csv", TABLE)):
        if not wishes.has(name):
            (folder / file).unlink()
    (folder / CONSENT).write_bytes(_consent_text(plain, case).encode("utf-8"))
    if extract.trade == "health" and wishes.has("fhir") and extract.handed.kind != "deidentified":
        from app.package.fhir import bundle

        (folder / HEALTH).write_bytes(_bytes(bundle(extract.handed, version)))
    if wishes.metadata:
        (folder / METADATA).write_bytes(_bytes(dict(wishes.metadata)))
    digests = {each.name: manifest.digest(each.read_bytes()) for each in sorted(folder.iterdir())}
    (folder / manifest.NAME).write_text(manifest.text(digests), encoding="utf-8", newline="\n")
    return digests


def _bytes(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _attachments(data: bytes, table: bytes) -> list[Attachment]:
    return [
        Attachment(DATA, data, "application/json", "Source", _("Planen som data, för andra program")),
        Attachment(TABLE, table, "text/csv", "Data", _("Planens rader som tabell")),
    ]


def _consent_text(paper: HandedOver, case: Case) -> str:
    """Return what the disclosure rests on, as plain text with Windows line ends."""
    handed = paper.handed
    head = [
        paper.title(case),
        _("Kopia till {who}, version {version}").format(who=handed.recipient, version=paper.version),
        handed.day.isoformat(),
        "",
        _("Vad utlämnandet vilar på"),
    ]
    return "\r\n".join([*head, *(f"- {each}" for each in ground(handed)), ""])
