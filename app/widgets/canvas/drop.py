"""A figure on its way from the palette to the sheet."""

from __future__ import annotations

import json
from dataclasses import dataclass

from PySide6.QtCore import QMimeData

MIME_FIGURE = "application/x-samkarta-figure"


@dataclass(frozen=True, slots=True)
class CarriedFigure:
    """What is carried: a kind, and a role, area (``group`` id or ``sector``), ring and label if they are known."""

    kind: str = "person"
    role: str | None = None
    group: str | None = None
    sector: str | None = None
    ring: int | None = None
    label: str | None = None


def carry(figure: CarriedFigure) -> QMimeData:
    """Return mime data for a drag that the canvas takes."""
    keys = ("kind", "role", "group", "sector", "ring", "label")
    data = {key: getattr(figure, key) for key in keys if getattr(figure, key) is not None}
    mime = QMimeData()
    mime.setData(MIME_FIGURE, json.dumps(data, ensure_ascii=False).encode())
    return mime


def carried(mime: QMimeData) -> CarriedFigure | None:
    """Return the figure in mime data, or None if there is none or it cannot be read."""
    if not mime.hasFormat(MIME_FIGURE):
        return None
    try:
        data = json.loads(bytes(mime.data(MIME_FIGURE).data()))
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    texts = {key: data[key] for key in ("role", "group", "sector", "label") if isinstance(data.get(key), str)}
    ring = data.get("ring")
    kind = data.get("kind")
    return CarriedFigure(
        kind=kind if isinstance(kind, str) and kind else "person",
        ring=ring if isinstance(ring, int) and 0 <= ring <= 3 else None,
        **texts,
    )
