"""A map as a graph for other programs: who stands on it is a node, each relation and wish an edge.

Attributes are plain values, none left empty; x and y are millimetres from the child, y downwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _
from app.kinds.registry import figure_kinds, sheet_kinds, tie_kinds
from app.kinds.sheet_picture import SheetPicture
from app.kinds.words import figure_name
from app.models.case import Case
from app.models.pseudonyms import Masked
from app.models.records import ANSWERS, FIGURE_STATUSES, RINGS, SECTORS, Figure, Relation, Wish

if TYPE_CHECKING:
    import networkx as nx

Value = str | int | float | bool


def map_graph(case: Case, picture: SheetPicture) -> nx.MultiDiGraph[str]:
    """Return the graph of a composed sheet. Ids are the case's own, but of a case where names are hidden: they tell."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=picture.title)
    rings = sheet_kinds()[picture.kind].ring_names
    hidden = isinstance(case, Masked)
    ids = {key: f"f{number}" if hidden else key for number, key in enumerate(picture.figures, 1)}
    for key, shown in picture.figures.items():
        figure = case.figures[key]
        x, y = shown.place
        place: dict[str, Value] = {"x": round(x, 2), "y": round(y, 2)}
        graph.add_node(ids[key], **_node(case, figure, rings), **place)
    for number, tie in enumerate(picture.ties.values(), 1):
        record = case.record(tie.family, tie.id)
        if isinstance(record, Wish):
            data = {"number": case.wish_number(record.id), **_wish(record)}
        elif isinstance(record, Relation):
            data = _relation(record)
        else:
            continue
        graph.add_edge(ids[tie.from_], ids[tie.to], key=f"t{number}" if hidden else tie.id, **data)
    return graph


def _node(case: Case, figure: Figure, rings: tuple[str, ...]) -> dict[str, Value]:
    group = case.groups.get(figure.group or "")
    named = 1 <= figure.ring <= len(rings)
    kind = figure_kinds().get(figure.kind)
    found: dict[str, Value] = {
        "label": figure_name(figure),
        "name": figure.label,
        "role": figure.role or "",
        "kind": figure.kind,
        "kind_label": _(kind.label) if kind is not None else figure.kind,
        "group": group.label if group is not None else "",
        "sector": group.sector if group is not None else "",
        "sector_label": _(SECTORS[group.sector]) if group is not None else "",
        "ring": figure.ring,
        "ring_label": _(rings[figure.ring - 1]) if named else _(RINGS[figure.ring]),
        "status": figure.status,
        "status_label": _(FIGURE_STATUSES[figure.status]),
        "child": figure.id == case.child,
        "coordinator": figure.id == case.info.coordinator,
        "guardian": bool(figure.guardian),
    }
    return found | ({"influence": figure.influence} if figure.influence else {})


def _wish(wish: Wish) -> dict[str, Value]:
    return {
        "family": "wish",
        "kind": "wish",
        "kind_label": _("Önskemål"),
        "label": wish.text,
        "status": wish.status,
        "status_label": _(ANSWERS[wish.status]),
    }


def _relation(relation: Relation) -> dict[str, Value]:
    kind = tie_kinds().get(relation.quality)
    return {
        "family": "relation",
        "kind": relation.quality,
        "kind_label": _(kind.label) if kind is not None else relation.quality,
        "label": relation.label or "",
        "energy": relation.energy,
    }
