"""The family's copy: one page in plain words. What matters to the child, what we want, who does what and when.

No ratings, no measurements, no categories and none of the services' own words. What does not fit is counted, and the
family is told that the plan has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable

from app.documents.base import Story
from app.documents.flowing import FlowingPaper, Setting, child_name, day, joined, next_meeting
from app.documents.head import letterhead
from app.documents.paper_style import MARGIN_MM, bullets, paragraph, stacked
from app.drawing.to_reportlab import MM
from app.i18n import N_, _, ngettext
from app.models.consent_state import consent_state
from app.models.dates import OVER
from app.models.records import PlanRow

FOOT_MM = 2.0
"""What the page's foot takes off its frame."""
FEWEST, GOALS = 1, 4
"""How few of the child's answers are told before rows are left out, and how many goals are told."""
LONGEST, LONGEST_NAME = 220, 40
"""Letters of one line, and of the child's name in headings: a longer text is for the plan."""


class FamilyCopy(FlowingPaper):
    """The page that the family takes home."""

    id = "family-copy"
    label = N_("Familjens blad")
    order = 61
    for_services = False

    def parts(self, setting: Setting) -> Sequence[Story]:
        """Return the page, with as many rows and words of the child as there is room for.

        Where own standing texts leave no room for anything else, their beginnings stand with as much as then fits.
        """
        rows = _rows(setting)
        for longest in (None, LONGEST):
            for shown, voices in _fewer(len(rows), len(_voices(setting))):
                made = _page(setting, rows[:shown], len(rows) - shown, voices, longest)
                if _height(made, setting) <= _room(setting):
                    return [self.story(setting, made)]
        return [self.story(setting, made)]


def _fewer(rows: int, voices: int) -> list[tuple[int, int]]:
    """Return how many rows and how many of the child's answers to try, the most first."""
    every = [(rows, each) for each in range(voices, FEWEST, -1)]
    return [*every, *((each, min(voices, FEWEST)) for each in range(rows, 0, -1)), (0, 0)]


def _page(
    setting: Setting, rows: Sequence[PlanRow], left_out: int, voices: int, longest: int | None = None
) -> list[Flowable]:
    """Return the page; standing texts at most ``longest`` letters long."""
    intro, rights = (_short(said, longest) if longest else said for said in map(setting.says, ("intro", "rights")))
    name = _short(child_name(setting.case), LONGEST_NAME)
    head = letterhead(setting.case.info.number, setting.size[0] - 2 * MARGIN_MM) if setting.options.letterhead else []
    written = _("Skrivet {day}").format(day=setting.today.isoformat())
    silent = _("{name} har inte fått säga sitt ännu. Fråga!").format(name=name)
    undecided = "" if left_out else _("Inget är bestämt ännu.")
    return [
        *head,
        paragraph(_("Så här hjälps vi åt kring {name}").format(name=name), "title"),
        *stacked((written, "subtitle"), (intro, "body")),
        *_part(_("Det {name} säger").format(name=name), _voices(setting)[:voices], silent),
        *_part(_("Det här vill vi nå"), _goals(setting), _("Vi har inte bestämt några mål ännu.")),
        *_part(_("Det här gör vi"), [_sentence(setting, row) for row in rows], undecided),
        *stacked((_left(left_out), "empty")),
        *_part(_("När vi ses igen och vem du kan fråga"), _asking(setting), ""),
        paragraph(_("Ert samtycke"), "heading"),
        *stacked((_consent(setting), "body"), (rights, "body")),
    ]


def _part(title: str, lines: Sequence[str], nothing: str) -> list[Any]:
    said = bullets(lines) if lines else stacked((nothing, "empty"))
    return [paragraph(title, "heading"), *said]


def _left(count: int) -> str:
    if not count:
        return ""
    return ngettext("{n} sak till står i planen.", "{n} saker till står i planen.", count).format(n=count)


def _voices(setting: Setting) -> list[str]:
    found = [each.to_data() for each in setting.case.family("child_voice").values()]
    return [_short(joined(each.get("question"), each["text"], by=" ")) for each in found if each.get("text")]


def _goals(setting: Setting) -> list[str]:
    near = [each.text for each in setting.case.short_term.values() if each.state == "open"]
    far = [each.text for each in setting.case.long_term.values()]
    return [_short(text) for text in near or far if text][:GOALS]


def _rows(setting: Setting) -> list[PlanRow]:
    """Return what is to be done for the child, the soonest first; what is over is not told again."""
    plan = setting.case.plan.values()
    rows = [row for row in plan if row.kind == "child" and row.status not in OVER and not row.restricted]
    return sorted(rows, key=lambda row: day((row.first_step.date if row.first_step else None) or row.due) or "9")


def _sentence(setting: Setting, row: PlanRow) -> str:
    who = joined(*(setting.name(key) for key in row.who[:3])) or setting.actor(row.responsible)
    when = row.when or (_("senast {day}").format(day=day(row.due)) if row.due else "")
    return _short(joined(_end(row.what), joined(who, when, by=" – "), by=" "))


def _end(text: str) -> str:
    """Return a text with a stop at its end."""
    bare = text.strip()
    return bare if bare[-1:] in ".!?:" else f"{bare}."


def _asking(setting: Setting) -> list[str]:
    _on, words = next_meeting(setting)
    coordinator = setting.sip.coordinator or setting.case.info.coordinator
    contact = setting.case.figures[coordinator].contact if coordinator else None
    asked = _("Fråga {who} om du undrar över något.").format(who=joined(setting.name(coordinator), contact))
    return [
        _short(_("Vi ses {when}.").format(when=words)) if words else _("Vi har inte bestämt när vi ses igen."),
        _short(asked) if coordinator else _("Vi har inte bestämt vem du kan fråga."),
    ]


def _consent(setting: Setting) -> str:
    found = consent_state(setting.case, setting.today)
    if found.state != "valid":
        return _("Det finns inget samtycke nu. Vi får inte dela uppgifter med varandra med stöd av det.")
    until = _("Ni har sagt ja till att vi pratar med varandra till och med {day}. Ni får ändra er när ni vill.")
    always = _("Ni har sagt ja till att vi pratar med varandra. Ni får ändra er när ni vill.")
    said = until.format(day=day(found.until)) if found.until else always
    missing = joined(*(setting.name(key) for key in found.missing))
    return _short(joined(said, _("Det fattas ett ja från {names}.").format(names=missing) if missing else "", by=" "))


def _short(text: str | None, longest: int = LONGEST) -> str:
    """Return a text in one line; of a very long one the beginning, at a word."""
    line = " ".join((text or "").split())
    if len(line) <= longest:
        return line
    cut = line[:longest]
    return (cut[: cut.rfind(" ")] if " " in cut else cut) + " …"


def _room(setting: Setting) -> float:
    """Return how high the page's frame is, in points."""
    return (setting.size[1] - 2 * MARGIN_MM - FOOT_MM) * MM


def _height(flowables: Sequence[Flowable], setting: Setting) -> float:
    """Return how high the flowables are under each other, in points: never less than what they take on the page."""
    width = (setting.size[0] - 2 * MARGIN_MM) * MM
    return sum(
        each.wrap(width, 10_000.0)[1] + float(each.getSpaceBefore()) + float(each.getSpaceAfter()) for each in flowables
    )
