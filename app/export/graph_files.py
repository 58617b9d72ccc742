"""GraphML and GEXF: a map for programs that draw and reckon with networks. NetworkX writes both."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.documents.base import Document, Options
from app.export.base import Format
from app.models.case import Case

if TYPE_CHECKING:
    import networkx as nx

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class GraphMl(Format):
    """A GraphML file."""

    id = "graphml"
    suffixes = ("graphml",)
    shape = "graph"
    order = 80

    def write(self, document: Document, case: Case, options: Options, path: Path) -> None:
        """Write the graph; edges keep their ids."""
        import networkx as nx

        graph = _writable(document.graph(case, options))
        for _from, _to, key, data in graph.edges(keys=True, data=True):
            data["id"] = key
        nx.write_graphml(graph, path, edge_id_from_attribute="id", named_key_ids=True)


class Gexf(Format):
    """A GEXF file; figures stand where they stand on the map."""

    id = "gexf"
    suffixes = ("gexf",)
    shape = "graph"
    order = 81

    def write(self, document: Document, case: Case, options: Options, path: Path) -> None:
        """Write the graph, with places that drawing programs take up."""
        import networkx as nx

        graph = _writable(document.graph(case, options))
        for _key, data in graph.nodes(data=True):
            data["viz"] = {"position": {"x": data["x"], "y": -data["y"], "z": 0.0}}
        for _from, _to, key, data in graph.edges(keys=True, data=True):
            data["id"] = key
        nx.write_gexf(graph, path)


def _writable(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return the graph without letters that XML cannot hold."""
    import networkx as nx

    found: nx.MultiDiGraph[str] = nx.MultiDiGraph(**_clean(graph.graph))
    for key, data in graph.nodes(data=True):
        found.add_node(key, **_clean(data))
    for from_, to, key, data in graph.edges(keys=True, data=True):
        found.add_edge(from_, to, key=key, **_clean(data))
    return found


def _clean(data: dict[str, Any]) -> dict[str, Any]:
    return {name: _NOT_XML.sub("", value) if isinstance(value, str) else value for name, value in data.items()}
