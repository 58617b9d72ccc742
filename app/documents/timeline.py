"""The timeline on paper: one lane a service, a card for each thing it did; long ones on pages to tape together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from app.documents.base import Document, Options, Pages, Shape, Story
from app.documents.footing import consent_words, names_words, nature
from app.documents.paper_sizes import AUTO, SIZES, TILED, page_size
from app.documents.tiling import on_sheets
from app.documents.withheld import withheld
from app.drawing import fonts
from app.drawing.geometry import Rect
from app.drawing.ops import Drawing, Ellipse, Group, Op, Path, Style, Text
from app.drawing.shapes import arrowhead, polyline, rounded
from app.i18n import N_, _, language
from app.kinds.base import Look
from app.kinds.palette import INK, LINE, PALE_LINE, PAPER, SHEET, SOFT_INK, sector_look
from app.kinds.words import figure_name
from app.models.case import Case
from app.models.records import TimelineCard
from app.models.timeline import UNDATED, Lane, Timeline, lane_of, timeline

MARGIN, NAMES, TOP, FOOT = 10.0, 34.0, 42.0, 18.0
WIDEST, NARROWEST, GAP = 41.0, 31.0, 2.5
"""Millimetres that a day's cards are wide: as wide as lets every day stand on one page, within these."""
CARD_PT, WHO_PT, LANE_PT = 8.6, 8.0, 10.0
MOST_LINES = 8
DIFFERENT = N_("Är det tydligt att processen borde se annorlunda ut? Hur då i så fall?")
"""The handbook's question to the finished line (ch. 6, Träff 3); the notes answer it."""
NOTHING_YET = N_("Inga kort är satta på tidslinjen ännu. Enas om var den börjar. Sätt ett kort för varje insats.")
NOTE_PT, NOTE_LINE = 9.5, 4.3
_CUT = Style(stroke=PALE_LINE, width=0.35, dash=(2.0, 1.6), cap="butt")


class TimelinePaper(Document):
    """The timeline as pages to tape together, or as one long picture."""

    id = "timeline"
    label = N_("Tidslinje")
    order = 71
    shapes = frozenset[Shape]({"pages", "drawing", "table"})
    posters = True

    def title(self, case: Case) -> str:
        """Return the timeline's title with the case's number or name."""
        return f"{_(self.label)} – {case.info.number or case.info.title}"

    def pages(self, case: Case, options: Options) -> Pages:
        """Return as many pages as the days take."""

        said = withheld(case)

        def parts(total: int) -> Sequence[Drawing | Story]:
            sheet = TILED.get(options.paper)
            if sheet is not None:
                return on_sheets(self._whole(said, options, 0), page_size(sheet), pages=total)
            if options.paper != AUTO:
                return self._side_by_side(said, options, page_size(options.paper))
            tried = (self._side_by_side(said, options, size) for size in SIZES.values() if _holds(said, size))
            return next(tried, None) or on_sheets(self._whole(said, options, 0), page_size("a3"), pages=total)

        return parts

    def drawing(self, case: Case, options: Options) -> Drawing:
        """Return the whole timeline as one picture."""
        return self._whole(withheld(case), options)

    def table(self, case: Case) -> Sequence[Sequence[str]]:
        """Return a line a card, in time."""
        head = [_("Dag"), _("Till och med"), _("Område"), _("Vem"), _("Vad"), _("Ansvarig")]
        said = withheld(case)
        cards = [card for card in said.family("timeline").values() if isinstance(card, TimelineCard)]
        cards.sort(key=lambda card: (not card.date, card.date or ""))
        return [head, *(_line(said, card) for card in cards)]

    def _whole(self, case: Case, options: Options, count: int = 1) -> Drawing:
        """Return all days on one page; ``count`` 0 leaves the page number to the sheets that it is cut into."""
        strip = _Strip.of(case, 0.0)
        width = max(297.0, 2 * MARGIN + NAMES + max(1, len(strip.line.days)) * (strip.column + GAP))
        return self._page(case, options, strip, (width, 0.0), 0, count, max(1, len(strip.line.days)))

    def _side_by_side(self, case: Case, options: Options, size: tuple[float, float]) -> list[Drawing]:
        """Return as many pages of a size as the days take, all lanes on each."""
        room = size[0] - 2 * MARGIN - NAMES
        strip = _Strip.of(case, room)
        each = max(1, int((room + GAP + 1e-6) // (strip.column + GAP)))
        count = max(1, ceil(len(strip.line.days) / each))
        return [self._page(case, options, strip, size, number, count, each) for number in range(count)]

    def _page(
        self, case: Case, options: Options, strip: _Strip, size: tuple[float, float], number: int, count: int, each: int
    ) -> Drawing:
        notes = _notes(case, strip.line.notes, size[0])
        height = max(size[1], TOP + strip.height + FOOT + _notes_height(notes))
        scale = size[1] / height if size[1] else 1.0
        width = size[0] / scale
        days = strip.line.days[number * each : (number + 1) * each]
        ops = [*_head(case, number, count), *strip.draw(case, days, width, last=number >= count - 1)]
        tape = _tape(number, count, MARGIN + NAMES + each * (strip.column + GAP) - GAP / 2, strip.height)
        ops.append(Group(tuple(tape), role="furniture"))
        if number == 0:
            ops += _draw_notes(notes, TOP + strip.height + 7)
        names = names_words(case, hidden=options.hidden)
        parts = [
            "Samkarta",
            names,
            consent_words(case, options.day),
            _("utskriven {day}").format(day=options.day.isoformat()),
        ]
        numbering = _("Sida {page} av {pages}").format(page=number + 1, pages=count) if count else ""
        text = fonts.cut(" · ".join(part for part in parts if part), 8.7, "regular", width - 60)
        foot = Text(MARGIN, height - 6, text, 8.7, "regular", SOFT_INK)
        page = Text(width - MARGIN, height - 6, numbering, 8.7, "regular", SOFT_INK, "end")
        ops.append(Group((foot, page), role="furniture"))
        sheet = Group(tuple(ops), scale=scale, role="page")
        told = strip.told(case, days)
        return Drawing(width * scale, height * scale, (sheet,), self.title(case), language(), SHEET, told)


def _head(case: Case, number: int, count: int) -> list[Op]:
    words = " · ".join(part for part in (case.info.number or case.info.title, nature(case)) if part)
    title = Text(MARGIN, 18.0, _("Tidslinje"), 20.0, "bold", INK)
    under = Text(MARGIN, 24.5, fonts.cut(words, 10.5, "regular", 200.0), 10.5, "regular", SOFT_INK)
    ops: list[Op] = [Group((title,), role="title"), Group((under,), role="text")]
    if count > 1:
        sentence = _("Blad {number} av {count}: tejpa ihop bladen från vänster till höger.")
        if number:
            sentence = _("Blad {number} av {count}: klipp vid den streckade linjen och tejpa mot linjen på förra.")
        tape = Text(MARGIN, 30.0, sentence.format(number=number + 1, count=count), 8.7, "regular", SOFT_INK)
        ops.append(Group((tape,), role="text"))
    return ops


def _tape(number: int, count: int, end: float, height: float) -> list[Op]:
    """Return the dashed lines that two sheets are laid edge to edge along: before the first day, after the last."""
    places = ([MARGIN + NAMES - GAP / 2] if number else []) + ([end] if number < count - 1 else [])
    return [Path(polyline([(x, TOP - 10), (x, TOP + height + 3)]), _CUT) for x in places]


def _notes(case: Case, keys: Sequence[str], width: float) -> list[str]:
    """Return the notes' lines, each note beginning with a dash."""
    lines: list[str] = []
    for key in keys:
        text = fonts.clean(getattr(case.record("timeline", key), "text", None) or "")
        lines += fonts.wrap(f"– {text}", NOTE_PT, "regular", max(width, 297.0) - 2 * MARGIN, MOST_LINES)
    return lines


def _notes_height(lines: Sequence[str]) -> float:
    return 10 + NOTE_LINE * len(lines) if lines else 0.0


def _draw_notes(lines: Sequence[str], y: float) -> list[Op]:
    """Return the question with the notes that answer it."""
    if not lines:
        return []
    question = Text(MARGIN, y, _(DIFFERENT), 10.5, "semibold", INK)
    answers = tuple(
        Text(MARGIN, y + 5.2 + number * NOTE_LINE, line, NOTE_PT, "regular", INK) for number, line in enumerate(lines)
    )
    return [Group((question,), role="heading"), Group(answers, role="text")]


def _line(case: Case, card: TimelineCard) -> list[str]:
    group = lane_of(case, card.actor)
    area = case.groups[group].label if group is not None else ""
    actor, who = card.actor, card.responsible
    organisation, figure = case.organisations.get(actor or ""), case.figures.get(actor or "")
    name = figure_name(figure) if figure is not None else organisation.name if organisation is not None else ""
    responsible = figure_name(case.figures[who]) if who is not None else ""
    return [card.date or "", card.until or "", area, name, card.text or "", responsible]


def _holds(case: Case, size: tuple[float, float]) -> bool:
    """Return whether all lanes have room on a page of a size, nothing made smaller."""
    strip = _Strip.of(case, size[0] - 2 * MARGIN - NAMES)
    notes = _notes_height(_notes(case, strip.line.notes, size[0]))
    return TOP + strip.height + FOOT + notes <= size[1] + 1e-6


@dataclass(frozen=True, slots=True)
class _Card:
    """A card with its lines of text and its height in millimetres."""

    lines: tuple[str, ...]
    who: tuple[str, ...]
    height: float


@dataclass(frozen=True, slots=True)
class _Strip:
    """The whole timeline measured: its cards by key, how high each lane is, and how high all of them are."""

    line: Timeline
    column: float
    cards: dict[str, _Card]
    heights: tuple[float, ...]

    @classmethod
    def of(cls, case: Case, room: float) -> _Strip:
        """Measure a case's timeline for pages with ``room`` millimetres beside the lanes' names."""
        line = timeline(case)
        fitting = (room + GAP) / max(1, len(line.days)) - GAP
        column = min(fitting, WIDEST) if fitting >= NARROWEST else WIDEST
        cards = {
            key: _card(case, card, column)
            for key, card in case.family("timeline").items()
            if isinstance(card, TimelineCard)
        }
        heights = tuple(
            max(sum(cards[k].height + GAP for k in keys) for keys in lane.cards.values()) + 5 for lane in line.lanes
        )
        return cls(line, column, cards, heights)

    @property
    def height(self) -> float:
        """All lanes with the arrow over them."""
        return sum(self.heights) + 4 * max(0, len(self.heights) - 1)

    def told(self, case: Case, days: Sequence[str]) -> str:
        """Return these days in words: what each service did, in order."""
        if not self.line.lanes:
            return _(NOTHING_YET)
        said = [_("Tidslinje")]
        for day in days:
            for lane in self.line.lanes:
                name = case.groups[lane.group].label if lane.group is not None else _("Gemensamt")
                texts = (" ".join((*self.cards[key].lines, *self.cards[key].who)) for key in lane.cards.get(day, ()))
                said += [f"{day_words(day)}, {name}: {text}" for text in texts]
        return ". ".join(each.rstrip(".") for each in said) + "."

    def draw(self, case: Case, days: Sequence[str], width: float, *, last: bool) -> list[Op]:
        """Return the arrow with these days and the lanes under it."""
        if not self.line.lanes:
            return [Group((Text(MARGIN, TOP, _(NOTHING_YET), 10.5, "regular", SOFT_INK),), role="text")]
        ops = _arrow(days, self.column, width, last, self.line.start)
        y = TOP
        for lane, height in zip(self.line.lanes, self.heights, strict=True):
            ops += self._lane(case, lane, days, Rect(MARGIN, y, width - 2 * MARGIN, height))
            y += height + 4
        return ops

    def _lane(self, case: Case, lane: Lane, days: Sequence[str], box: Rect) -> list[Op]:
        group = case.groups[lane.group] if lane.group is not None else None
        look = sector_look(group.sector if group is not None else "other")
        name = group.label if group is not None else _("Gemensamt")
        ops: list[Op] = [Path(rounded(box, 2.5), Style(fill=look.tint))]
        for number, line in enumerate(fonts.wrap(name, LANE_PT, "semibold", NAMES - 6, 3)):
            ops.append(Text(box.x + 3, box.y + 7 + number * 4.4, line, LANE_PT, "semibold", look.ink))
        for number, day in enumerate(days):
            y = box.y + 2.5
            for key in lane.cards.get(day, ()):
                card = self.cards[key]
                place = Rect(box.x + NAMES + number * (self.column + GAP), y, self.column, card.height)
                ops.append(_paint(card, place, look, key))
                y += card.height + GAP
        return ops


def _card(case: Case, card: TimelineCard, column: float) -> _Card:
    lines = fonts.wrap(fonts.clean(card.text or ""), CARD_PT, "regular", column - 5, MOST_LINES)
    who = card.responsible or (card.actor if card.actor in case.figures else None)
    name = figure_name(case.figures[who]) if who is not None else ""
    whom = fonts.wrap(name, WHO_PT, "semibold", column - 5, 2) if name else []
    return _Card(tuple(lines), tuple(whom), 4.0 + 3.8 * len(lines) + 3.7 * len(whom))


def _paint(card: _Card, place: Rect, look: Look, key: str) -> Op:
    ops: list[Op] = [Path(rounded(place, 1.2), Style(fill=PAPER, stroke=look.line, width=0.35))]
    band = Rect(place.x, place.y, 1.4, place.height)
    ops.append(Path(rounded(band, 0.7), Style(fill=look.fill)))
    y = place.y + 4.6
    for line in card.lines:
        ops.append(Text(place.x + 3, y, line, CARD_PT, "regular", INK))
        y += 3.8
    for line in card.who:
        ops.append(Text(place.x + 3, y, line, WHO_PT, "semibold", SOFT_INK))
        y += 3.7
    return Group(tuple(ops), id=key, alt=" ".join((*card.lines, *card.who)))


def _arrow(days: Sequence[str], column: float, width: float, last: bool, start: str | None) -> list[Op]:
    """Return the long arrow with its days and the start point; it has its head on the last page only."""
    y, end = TOP - 4.5, width - MARGIN
    ops: list[Op] = [
        Path(polyline([(MARGIN + NAMES - 4, y), (end - (4 if last else 0), y)]), Style(stroke=LINE, width=1.0))
    ]
    if last:
        ops.append(Path(arrowhead((end, y), (1.0, 0.0), 5.0), Style(fill=LINE)))
    for number, day in enumerate(days):
        x = MARGIN + NAMES + number * (column + GAP)
        ops.append(Path(polyline([(x, y - 1.8), (x, y + 1.8)]), Style(stroke=LINE, width=0.6)))
        if day == start:
            ops.append(Ellipse(x, y, 1.9, 1.9, Style(fill=INK)))
        words = _("{day} – start").format(day=day_words(day)) if day == start else day_words(day)
        ops.append(Text(x + (2.4 if day == start else 1), y - 2.4, words, 9.0, "semibold", INK))
    return ops


def day_words(day: str) -> str:
    """Return a loose day as people say it: a year, a month in a year, or a date."""
    if day == UNDATED:
        return _("utan datum")
    if len(day) != 7:
        return day
    from babel.dates import format_date

    return format_date(date.fromisoformat(f"{day}-01"), "LLL y", locale="sv_SE" if language() == "sv" else "en_GB")
