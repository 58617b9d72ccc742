"""The legend: what the lines and signs on this very sheet mean, and nothing that is not on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.drawing.ops import Ellipse, Group, Op, Path, Style
from app.i18n import N_, _
from app.kinds import figure_states
from app.kinds.base import Look
from app.kinds.chips import sign
from app.kinds.figure_picture import kind_of
from app.kinds.genogram import MIDDLE, NAMES, symbol_name
from app.kinds.households import DASH, loops_on
from app.kinds.options import PLAIN, Options
from app.kinds.palette import INK, SOFT_INK
from app.kinds.registry import tie_kinds
from app.models.case import Case
from app.models.records import Figure, Relation, Wish

SAMPLE = 12.0
"""How long a line's sample is, in millimetres."""
ARROW_NOTE = N_("pilen pekar på den som får")
_GREY = Look(fill=SOFT_INK, line=SOFT_INK, tint="#e4e4e4", ink=SOFT_INK)


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A sample and what it means: ``ops`` from x = 0 to ``width`` round y = 0, within 2.7 mm up and down."""

    ops: tuple[Op, ...]
    width: float
    text: str


def legend(
    case: Case, figures: Iterable[str], ties: Iterable[Relation | Wish], look: Look, options: Options = PLAIN
) -> tuple[LegendEntry, ...]:
    """Return the legend of a sheet with these figures and ties; ``look`` is the relations'."""
    shown = [case.figures[key] for key in figures]
    return (
        *_tie_entries(list(ties), look),
        *(_symbol_entries(shown) if options.genogram else ()),
        *_figure_entries(shown),
        *_sign_entries(case, shown, options),
        *(_household_entry() if options.households and loops_on(case, [each.id for each in shown]) else ()),
    )


def _tie_entries(ties: list[Relation | Wish], look: Look) -> Iterable[LegendEntry]:
    line = ((0.0, 0.0), (SAMPLE, 0.0))
    for kind in tie_kinds().values():
        its = [t for t in ties if (t.quality if isinstance(t, Relation) else "wish") == kind.id]
        emphasis = look.emphasis if kind.family == "relations" else not look.emphasis
        for sample, label in kind.legend(its):
            if isinstance(sample, Relation):
                sample = sample.changed(energy="none")
            ops = tuple(kind.draw(sample, line, replace(look, emphasis=emphasis)))
            if isinstance(sample, Wish):
                ops = (*ops, Group(sign(sample.status), dx=SAMPLE * 0.38, scale=0.85))
            yield LegendEntry(ops, SAMPLE, _(label))
    directed = [t for t in ties if isinstance(t, Relation) and t.energy != "none"]
    if directed:
        sample = directed[0].changed(quality="ordinary", energy="to")
        kind = tie_kinds().get("ordinary") or next(iter(tie_kinds().values()))
        yield LegendEntry(tuple(kind.draw(sample, line, look)), SAMPLE, _(ARROW_NOTE))


def _figure_entries(shown: list[Figure]) -> Iterable[LegendEntry]:
    """Yield the kinds beside the person, and the missing one."""
    for kind_id in dict.fromkeys(figure.kind for figure in shown if figure.kind != "person"):
        figure = next(figure for figure in shown if figure.kind == kind_id)
        kind = kind_of(figure)
        plain = figure.changed(status="active", deceased=False)
        yield _small(kind.draw(plain, _GREY), _(kind.label))
    missing = next((figure for figure in shown if figure.status == "missing"), None)
    if missing is not None:
        person = kind_of(missing.changed(kind="person"))
        ops = figure_states.in_state(person.draw(missing, _GREY), missing, _GREY)
        yield _small(ops, _("figur som saknas"))


def _small(ops: Iterable[Op], text: str) -> LegendEntry:
    scale = 0.4
    return LegendEntry((Group(tuple(ops), dx=11 * scale / 2, scale=scale),), 11 * scale, text)


def _symbol_entries(shown: list[Figure]) -> Iterable[LegendEntry]:
    """Yield the genogram's symbols that the shown people have, in their own order."""
    samples: dict[str, tuple[Op, ...]] = {}
    for figure in shown:
        plain = figure.changed(status="active", deceased=False)
        drawn = kind_of(figure).symbol(plain, _GREY)
        if drawn is not None:
            samples.setdefault(symbol_name(figure), tuple(drawn))
    for name, text in NAMES.items():
        if name in samples:
            yield _small((Group(samples[name], dy=-MIDDLE),), _(text))


def _household_entry() -> Iterable[LegendEntry]:
    loop = Ellipse(4.0, 0, 3.9, 2.2, Style(stroke=SOFT_INK, width=0.5, dash=DASH))
    yield LegendEntry((loop,), 8.0, _("bor tillsammans"))


def _sign_entries(case: Case, shown: list[Figure], options: Options) -> Iterable[LegendEntry]:
    latest = latest_present(case)
    homes = {figure.lives_with_child for figure in shown if figure.id != case.child}
    disc = Ellipse(0, 0, 2.0, 2.0, Style(fill=SOFT_INK))
    dead = _crossed_out() if options.genogram else figure_states.cross()
    shield = Group(figure_states.guardian(SOFT_INK, SOFT_INK), scale=0.75)
    tower = Group(figure_states.tower(SOFT_INK, 3, half=2.0, storey=1.0), dy=-1.5)
    signs: list[tuple[bool, tuple[Op, ...], str]] = [
        (any(f.status == "waiting" for f in shown), figure_states.clock(SOFT_INK), _("väntar")),
        (any(f.status == "dormant" for f in shown), figure_states.pause(SOFT_INK), _("vilande")),
        (any(f.deceased for f in shown), dead, _("avliden")),
        (any(f.guardian for f in shown), (disc, shield), _("vårdnadshavare")),
        (any(f.id == case.info.coordinator for f in shown), (disc, _star()), _("samordnare")),
        ("always" in homes, figure_states.home(SOFT_INK, whole=True), _("bor med barnet")),
        ("partly" in homes, figure_states.home(SOFT_INK, whole=False), _("bor delvis med barnet")),
        (any(f.influence for f in shown), (tower,), _("inflytande")),
        (any(f.id in latest for f in shown), figure_states.present(), _("med vid senaste träffen")),
    ]
    for used, ops, text in signs:
        if used:
            yield LegendEntry((Group(ops, dx=2.0),), 4.0, text)


def _star() -> Op:
    return Group(figure_states.coordinator(SOFT_INK), scale=0.85)


def _crossed_out() -> tuple[Op, ...]:
    arms = Path((("M", -1.6, -1.6), ("L", 1.6, 1.6), ("M", -1.6, 1.6), ("L", 1.6, -1.6)), Style(stroke=INK, width=0.5))
    return (arms,)


def latest_present(case: Case) -> frozenset[str]:
    """Return who was at the latest meeting that noted it."""
    noted = [meeting for meeting in case.meetings.values() if meeting.present]
    return frozenset(max(noted, key=lambda meeting: meeting.date).present) if noted else frozenset()
