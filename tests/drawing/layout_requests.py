"""Requests for layouts: the example cases and made-up crowds, with words measured roughly."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import yaml

from app.drawing.geometry import Point, Rect
from app.drawing.layout import Area, BodyBox, LayoutRequest, TieLine

EXAMPLES = Path(__file__).parents[2] / "resources" / "examples"


def width(text: str, points: float) -> float:
    """Return about how wide a text is in millimetres."""
    return len(text) * points * 0.194


def body(figure: str, area: str, ring: int, words: str, *, child: bool = False, place: Point | None = None) -> BodyBox:
    """Return a figure of ordinary size with its words below."""
    wide, high = (25.0, 25.0) if child else (11.0, 15.0)
    rows = 1 if width(words, 9.5) <= 35 else 2
    label = min(width(words, 9.5), 35.0)
    return BodyBox(
        figure,
        area,
        ring,
        Rect(-wide / 2, -high / 2, wide, high),
        (Rect(-label / 2, high / 2 + 0.5, label, 4.0 * rows), Rect(-7, high / 2 + 0.5 + 4 * rows, 14, 3.5)),
        place,
    )


def example(name: str, *, relations: bool = True, wishes: bool = True, aspect: float = 1.7) -> LayoutRequest:
    """Return the request that an example case makes."""
    case = yaml.safe_load((EXAMPLES / f"{name}.yaml").read_text("utf-8"))
    ties = []
    if relations:
        for relation in case["relations"]:
            words = relation.get("label")
            label = (width(words, 7), 3.0) if words else None
            ties.append(TieLine(relation["id"], relation["from"], relation["to"], 1.0, (), label))
    if wishes:
        for wish in case["wishes"]:
            chips = ((min(width(wish["text"], 8) + 8, 45.0), 6.0), (28.0, 6.0), (20.0, 6.0), (9.0, 5.0))
            ties.append(TieLine(wish["id"], wish["from"], wish["to"], 1.0, chips))
    figures = tuple(
        body(f["id"], f["group"], f.get("ring", 3), f.get("role") or f["label"], child=f["id"] == case["child"])
        for f in case["figures"]
    )
    areas = tuple(Area(group["id"], (width(group["label"], 12.5), 4.5)) for group in case["groups"])
    return LayoutRequest(case["child"], figures, areas, tuple(ties), aspect)


def crowd(figures: int, relations: int, wishes: int, seed: int, areas: int = 8, aspect: float = 1.6) -> LayoutRequest:
    """Return a made-up sheet of so many figures (the child among them) and ties."""
    chance = random.Random(seed)
    groups = [f"g{number}" for number in range(areas)]
    bodies = [body("child", groups[0], 0, "Barnet", child=True)]
    for number in range(figures - 1):
        words = "m" * chance.randint(3, 30)
        bodies.append(body(f"f{number}", chance.choice(groups), chance.choice([1, 2, 2, 3, 3, 3]), words))
    ids = [figure.id for figure in bodies]
    ties = []
    for number in range(relations if figures > 1 else 0):
        one, two = chance.sample(ids, 2)
        if chance.random() < 0.3 and "child" not in (one, two):
            one = "child"
        ties.append(TieLine(f"r{number}", one, two, 1.0, (), (chance.uniform(10, 35), 3.0)))
    for number in range(wishes if figures > 1 else 0):
        one, two = chance.sample(ids, 2)
        ties.append(TieLine(f"w{number}", one, two, 1.0, ((chance.uniform(20, 45), 6.0), (9.0, 5.0))))
    return LayoutRequest(
        "child", tuple(bodies), tuple(Area(group, (26.0, 4.5)) for group in groups), tuple(ties), aspect
    )


def to_and_fro(figures: int, pairs: int, seed: int) -> LayoutRequest:
    """Return a made-up sheet on which some pairs of figures have five wishes each, both ways."""
    request, chance = crowd(figures, figures // 2, 5, seed), random.Random(seed)
    ties = list(request.ties)
    for pair in range(pairs):
        ends = chance.sample([figure.id for figure in request.bodies[1:]], 2)
        for number in range(5):
            one, two = ends if number % 2 else reversed(ends)
            ties.append(TieLine(f"p{pair}-{number}", one, two, 1.0, ((30.0, 6.0), (9.0, 5.0))))
    return replace(request, ties=tuple(ties))
