"""Barnets bästa-hjulet on paper: eight slices, in each what child, guardians and professionals said, and the goals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import cos, sin
from typing import Literal

from app.documents.base import Document, Options, Pages, Shape, Story
from app.documents.footing import consent_words, names_words, nature
from app.documents.paper_sizes import SIZES, TILED, page_size
from app.documents.tiling import Grid, tiles
from app.documents.wheel_shape import (
    INNER,
    OUTER,
    PAD,
    PART,
    SLICE,
    STEPS,
    part_outline,
    radius_of,
    slice_outline,
    start_of,
)
from app.drawing import fonts
from app.drawing.fan import arc
from app.drawing.framing import scaled
from app.drawing.ops import Drawing, Ellipse, Group, Op, Path, Style, Text
from app.drawing.shapes import polyline
from app.i18n import N_, _, language
from app.kinds.palette import INK, PAPER, SHEET, SOFT_INK
from app.models.case import Case
from app.models.domain_names import domain_name
from app.models.wheel import VOICES, DomainState, Voice, wheel

PAGE = (297.0, 210.0)
IN_SHEETS = (2, 2)
"""How many sheets across and down a poster of the wheel is."""
CENTRE = (105.0, 110.0)
NAME_EDGE, LINE = 95.0, 4.4
"""Millimetres from the middle that a domain's name may reach sideways, and that its lines stand apart."""
GRID = "#c9c2b0"
SCALE_PT, FOOT_PT = 8.0, 8.7
TOP, BOTTOM, BETWEEN = 18.0, 198.0, 9.0
"""Where the words beside the wheel begin and end, and how far apart the domains stand there at most."""
CONCERN = "#b81f28"
COLUMN = 208.0
WIDE = PAGE[0] - COLUMN - 10.0

BEFORE = Style(stroke=INK, width=0.55, dash=(1.2, 0.9), cap="butt")
"""The line that shows how it was the time before."""

VOICE_LOOKS: dict[Voice, tuple[str, str, str]] = {
    "child": (N_("Barnet"), "B", "#c8501c"),
    "guardian": (N_("Vårdnadshavare"), "V", "#8a5a00"),
    "professional": (N_("Professionella"), "P", "#00568a"),
}
"""Each voice's name, its letter and its colour; the letter tells the voice without the colour."""


class WheelPaper(Document):
    """The wheel on one landscape page."""

    id = "wheel"
    label = N_("Barnets bästa-hjulet")
    order = 70
    shapes = frozenset[Shape]({"pages", "drawing", "table"})
    posters = True

    def __init__(self, until: date | None = None) -> None:
        """Show everything that was said, or what had been said on a day."""
        self.until = until

    def title(self, case: Case) -> str:
        """Return the wheel's title with the case's number or name."""
        return f"{_(self.label)} – {case.info.number or case.info.title}"

    def pages(self, case: Case, options: Options) -> Pages:
        """Return the wheel's one page, or the sheets of a poster."""

        def parts(_total: int) -> Sequence[Drawing | Story]:
            whole = self.drawing(case, options)
            sheet = TILED.get(options.paper)
            return [whole] if sheet is None else tiles(whole, Grid(*IN_SHEETS, page_size(sheet)))

        return parts

    def table(self, case: Case) -> Sequence[Sequence[str]]:
        """Return a line a rating: the day, the domain, whose it is, the number, what was said."""
        head = [_("Dag"), _("Del av hjulet"), _("Vem"), _("Siffra (1–5)"), _("Anteckning")]
        return [head, *(line for state in wheel(case, self.until) for line in _lines(state))]

    def drawing(self, case: Case, options: Options) -> Drawing:
        """Return the wheel on its page: the slices to the left, the domains in words to the right."""
        states = wheel(case, self.until)
        wheel_itself = (*wheel_ops(states), *_key(states))
        ops = (*_head(case, self.until), *wheel_itself, *_words(case, states), *_foot(case, options))
        told = _told(states)
        drawing = Drawing(*PAGE, ops, self.title(case), language(), SHEET, told)
        if options.paper in TILED:
            return scaled(drawing, Grid(*IN_SHEETS, page_size(TILED[options.paper])).size)
        return scaled(drawing, page_size(options.paper)) if options.paper in SIZES else drawing


def _lines(state: DomainState) -> list[list[str]]:
    return [
        [
            each.day.isoformat() if each.day else "",
            domain_name(state.domain),
            _(VOICE_LOOKS[voice][0]),
            str(each.rating),
            each.note or "",
        ]
        for voice in VOICES
        for each in state.ratings[voice]
    ]


def wheel_ops(states: Sequence[DomainState], large: float = 1.0, edge: float = NAME_EDGE) -> tuple[Op, ...]:
    """Return the wheel alone, its middle at `CENTRE`, millimetres.

    ``large`` is how many times their size on paper the names are; ``edge`` how far sideways they may reach.
    """
    ops: list[Op] = []
    for number, state in enumerate(states):
        ops.append(
            Group((*_slice(state, number), *_name(state, start_of(number), large, edge)), *CENTRE, alt=_alt(state))
        )
    rings = [_ring(radius_of(step)) for step in range(1, STEPS + 1)]
    scale = [
        Text(0.8, 1.0 - radius_of(step - 0.5), str(step), SCALE_PT, colour=SOFT_INK, halo=PAPER)
        for step in range(1, STEPS + 1)
    ]
    return (*ops, Group((*rings, *scale), *CENTRE))


def _ring(radius: float) -> Op:
    return Ellipse(0, 0, radius, radius, Style(stroke=GRID, width=0.25))


def _slice(state: DomainState, domain: int) -> list[Op]:
    """Return one slice: its frame, and a wedge for each voice as far out as it rated."""
    frame = Style(fill=PAPER, stroke=CONCERN if state.gap else GRID, width=0.9 if state.gap else 0.35)
    ops: list[Op] = [Path(slice_outline(domain), frame)]
    for number, voice in enumerate(VOICES):
        _label, letter, colour = VOICE_LOOKS[voice]
        low = start_of(domain) + PAD + number * PART
        middle, said = low + PART / 2, state.ratings[voice]
        if not said:
            continue
        ops.append(Path(part_outline(domain, number, 0, said[-1].rating), Style(fill=colour)))
        if len(said) > 1:
            ops += _before(low, PART, radius_of(said[-2].rating))
        at = INNER + 4.2
        ops.append(Text(at * cos(middle), at * sin(middle) + 1.1, letter, 8.0, "bold", PAPER, "middle"))
    return ops


def _before(low: float, part: float, radius: float) -> list[Op]:
    """Return the dashed arc that shows where a voice's rating was the time before."""
    line = (("M", radius * cos(low), radius * sin(low)), *arc((radius, radius), low, low + part))
    return [Path(line, Style(stroke=PAPER, width=1.3, cap="butt")), Path(line, BEFORE)]


def _name(state: DomainState, start: float, large: float, edge: float) -> list[Op]:
    """Return the domain's name outside its slice, with a mark where it is a concern without a goal."""
    middle = start + SLICE / 2
    x, y = (OUTER + 5.0) * cos(middle), (OUTER + 5.0) * sin(middle)
    anchor: Literal["start", "end"] = "start" if x > 0 else "end"
    size, step = 11.0 * large, LINE * large
    lines = fonts.wrap(fonts.clean(domain_name(state.domain)), size, "semibold", edge - abs(x), 3)
    y -= step * (len(lines) - 1) * (1.0 if y < 0 else 0.0)
    ops: list[Op] = [
        Text(x, y + 1.2 + number * step, line, size, "semibold", INK, anchor) for number, line in enumerate(lines)
    ]
    if state.gap:
        ops.append(Text(x, y + 1.0 + step * len(lines), _("oro utan mål"), 8.5 * large, "regular", CONCERN, anchor))
    return ops


def _alt(state: DomainState) -> str:
    said = [
        _("{voice} {rating} av 5").format(voice=_(VOICE_LOOKS[voice][0]), rating=last.rating)
        for voice in VOICES
        if (last := state.latest(voice)) is not None
    ]
    return f"{domain_name(state.domain)}: " + (", ".join(said) if said else _("inte skattat"))


def _told(states: Sequence[DomainState]) -> str:
    """Return the wheel in words."""
    rated = ". ".join(_alt(state) + (f" ({_('oro utan mål')})" if state.gap else "") for state in states)
    return f"{_('Barnets bästa-hjulet')}. {_('1 stor oro – 5 styrka')}. {rated}."


def _head(case: Case, until: date | None) -> list[Op]:
    """Return the title and the case."""
    then = _("som det var {day}").format(day=until.isoformat()) if until is not None else ""
    case_words = " · ".join(part for part in (case.info.number or case.info.title, nature(case), then) if part)
    title = Text(10.0, 18.0, _("Barnets bästa-hjulet"), 20.0, "bold", INK)
    under = Text(10.0, 24.5, fonts.cut(case_words, 10.5, "regular", 170.0), 10.5, "regular", SOFT_INK)
    return [Group((title,), role="title"), Group((under,), role="text")]


def _key(states: Sequence[DomainState]) -> list[Op]:
    """Return what the numbers mean, and those letters and lines that are there; that nothing is rated, if so."""
    ops: list[Op] = []
    said = [voice for voice in VOICES if any(state.ratings[voice] for state in states)]
    y = 197.2 - 5.6 * (len(said) - 1)
    if not said:
        ops.append(Text(10.0, 198.5, _("Inget är skattat ännu."), 9.0, "regular", INK))
    for voice in said:
        label, letter, colour = VOICE_LOOKS[voice]
        ops.append(Ellipse(13.0, y, 2.4, 2.4, Style(fill=colour)))
        ops.append(Text(13.0, y + 1.1, letter, 8.0, "bold", PAPER, "middle"))
        ops.append(Text(17.5, y + 1.3, _(label), 9.0, "regular", INK))
        y += 5.6
    if any(len(state.ratings[voice]) > 1 for state in states for voice in VOICES):
        ops.append(Path(polyline([(152.0, 191.7), (160.0, 191.7)]), BEFORE))
        ops.append(Text(162.0, 192.9, _("gången före"), 9.0, "regular", INK))
    ops.append(Text(152.0, 198.5, _("1 stor oro – 5 styrka"), 9.0, "regular", INK))
    return ops


def _words(case: Case, states: Sequence[DomainState]) -> list[Op]:
    """Return each domain in words: the goals tied to it, or that there is none."""
    rule = Path(polyline([(COLUMN - 5, 12), (COLUMN - 5, 198)]), Style(stroke=GRID, width=0.3))
    ops: list[Op] = [Group((rule,), role="furniture")]
    most = max(1, int(((BOTTOM - TOP) / len(states) - 6.0) / 3.9))
    said = [_goals_in_words(case, state)[:most] for state in states]
    taken = sum(4.4 + 3.9 * len(lines) for lines in said)
    between = min(BETWEEN, (BOTTOM - TOP - taken) / (len(states) - 1))
    y = TOP
    for state, lines in zip(states, said, strict=True):
        name = Text(COLUMN, y, domain_name(state.domain), 10.5, "semibold", INK)
        ops.append(Group((name,), role="heading"))
        y += 4.4
        under: list[Op] = []
        for line in lines:
            under.append(Text(COLUMN, y, line, 8.5, "regular", CONCERN if state.gap else SOFT_INK))
            y += 3.9
        ops.append(Group(tuple(under), role="text"))
        y += between
    return ops


def _goals_in_words(case: Case, state: DomainState) -> list[str]:
    """Return the goals tied to a domain in lines, or that there is none."""
    if not state.goals:
        return [_("Oro utan mål.") if state.gap else _("Inget mål knutet hit.")]
    lines: list[str] = []
    for family, key in state.goals[:3]:
        text = fonts.clean(getattr(case.record(family, key), "text", None) or "")
        lines += fonts.wrap(text, 8.5, "regular", WIDE, 2)
    return lines


def _foot(case: Case, options: Options) -> list[Op]:
    names = names_words(case, hidden=options.hidden)
    parts = [
        "Samkarta",
        names,
        consent_words(case, options.day),
        _("utskriven {day}").format(day=options.day.isoformat()),
    ]
    numbering = "" if options.paper in TILED else _("Sida {page} av {pages}").format(page=1, pages=1)
    room = PAGE[0] - 28 - fonts.measure(numbering, FOOT_PT)
    text = fonts.cut(" · ".join(part for part in parts if part), FOOT_PT, "regular", room)
    left = Text(10.0, 206.0, text, FOOT_PT, "regular", SOFT_INK)
    right = Text(PAGE[0] - 10.0, 206.0, numbering, FOOT_PT, "regular", SOFT_INK, "end")
    return [Group((left, right), role="furniture")]
