"""Files that are kept with a case: the signed consent as a scan, a photograph of a paper map. They never leave by
themselves: no paper, export or package has them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.i18n import N_, _

LARGEST = 25 * 1024 * 1024
"""Bytes of one file."""

KINDS = {
    "signed_consent": N_("Underskriven samtyckesblankett"),
    "paper_map": N_("Foto av en karta på papper"),
    "other": N_("Annat"),
}
"""What a file can be, with Swedish msgids."""

MEDIA = {"image/png": "PNG", "image/jpeg": "JPEG", "application/pdf": "PDF"}
_BEGINNINGS = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"%PDF-", "application/pdf"))


class NotKept(ValueError):
    """A file is not kept; the message is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file kept with a case, without its contents: ``size`` in bytes, ``added`` local time."""

    id: str
    kind: str
    name: str
    media: str
    size: int
    added: datetime

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture; else it is a PDF."""
        return self.media.startswith("image/")


def media_of(name: str, data: bytes) -> str:
    """Return the media type that a file's beginning tells. Raises NotKept for what is too large or not of the three."""
    if len(data) > LARGEST:
        size = f"{len(data) / 1024 / 1024:.0f}"
        sentence = _("{name} är {size} MB. En bilaga får vara högst 25 MB. Inget har lagts in. Välj en mindre fil.")
        raise NotKept(sentence.format(name=name, size=size))
    for beginning, media in _BEGINNINGS:
        if data.startswith(beginning):
            return media
    sentence = _("{name} är ingen bild (PNG, JPEG) och ingen PDF. Inget har lagts in. Välj en sådan fil.")
    raise NotKept(sentence.format(name=name))
