"""The paper of an extract: what one recipient gets, and what it rests on. It knows the extract and nothing else.

It is made by whoever hands out, and is not among the papers of a case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.documents.base import Attachment, Document, Options, Pages, Shape, Story
from app.documents.head import letterhead
from app.documents.paper_style import A4_LANDSCAPE, MARGIN_MM, bullets, heading, paragraph, stacked
from app.documents.paper_table import Band, Row, facts, section
from app.drawing.ops import Drawing
from app.i18n import N_, _
from app.models.case import Case
from app.models.choices import ANSWERS, CASE_KINDS, CONSENT_FORMS, CONSENTABLE, GOAL_STATES, PLAN_STATUSES
from app.models.consent_words import DRAFT, sentence
from app.models.disclosure.shapes import Action, Goal, Handed, Permission

WIDTHS = (42, 55, 38, 30, 27, 37, 40)
GOAL_WIDTHS = (110, 60, 62, 37)
SAID_WIDTHS = (70, 199)
WISH_WIDTHS = (52, 52, 82, 83)
TITLES = {"steering_group": N_("Samverkansplan"), "child": N_("Min plan")}
NOBODY = "–"


class HandedOver(Document):
    """The plan as one recipient gets it. ``inside`` are the files that its PDF carries."""

    label = N_("Gemensam handlingsplan")
    shapes = frozenset[Shape]({"pages", "table"})

    def __init__(self, handed: Handed, version: int, inside: Sequence[Attachment] = ()) -> None:
        self.handed = handed
        self.version = version
        self.inside = tuple(inside)

    @classmethod
    def made(cls) -> Sequence[HandedOver]:
        """Return nothing: it belongs to an extract, not to a case."""
        return ()

    @property
    def heading(self) -> str:
        """What the paper is called."""
        return _(TITLES.get(self.handed.recipient_kind, self.label))

    def title(self, case: Case) -> str:
        """Return the title with the case's number, where the recipient may have it."""
        return " – ".join(part for part in (self.heading, self.handed.number) if part)

    def attachments(self, case: Case, options: Options) -> Sequence[Attachment]:
        """Return the files that the PDF carries inside."""
        return self.inside

    def pages(self, case: Case, options: Options) -> Pages:
        """Return the extract as flowing pages."""

        def parts(_total: int) -> Sequence[Drawing | Story]:
            said = [
                *self._head(options),
                *self._opening(),
                *self._goals(),
                *self._rows(),
                *self._said(),
                *self._ground(),
            ]
            return [Story(said, A4_LANDSCAPE, self._foot())]

        return parts

    def table(self, case: Case) -> Sequence[Sequence[str]]:
        """Return one line a row of the plan under headings."""
        head = [_("Mål"), _("Vad?"), _("Hur?"), _("Vem/vilka?"), _("Ansvarig"), _("När?"), _("Senast")]
        head += [_("Första steget?"), _("Vem tar första steget?"), _("Första steget, dag")]
        head += [_("Uppföljning, dag"), _("Vem följer upp?"), _("Hur följs det upp?"), _("Läge")]
        return [head, *(self._line(row) for row in self.handed.plan)]

    # Words

    def _name(self, id_: str | None) -> str:
        """Return a person's role and name, or an organisation's name; empty for none."""
        if id_ is None:
            return ""
        if any(each.id == id_ for each in self.handed.organisations):
            return self.handed.party(id_).name
        person = self.handed.person(id_)
        return f"{person.role} {person.name}" if person.role and person.role != person.name else person.name

    def _names(self, ids: Sequence[str]) -> str:
        return ", ".join(self._name(each) for each in ids)

    def _goal_text(self, id_: str | None) -> str:
        return next((each.text or "" for each in self.handed.goals if each.id == id_), "")

    def _line(self, row: Action) -> list[str]:
        first, follow = row.first_step, row.follow_up
        return [
            self._goal_text(row.goal),
            row.what,
            row.how or "",
            self._names(row.who),
            self._name(row.responsible),
            row.when or "",
            _day(row.due),
            (first.text or "") if first else "",
            self._name(first.who) if first else "",
            _day(first.date) if first else "",
            _day(follow.date) if follow else "",
            self._name(follow.who) if follow else "",
            (follow.how or "") if follow else "",
            _(PLAN_STATUSES[row.status]) if row.status else "",
        ]

    def _foot(self) -> str:
        handed = self.handed
        copy = _("Kopia till {who}, version {version}").format(who=handed.recipient, version=self.version)
        secret = "" if handed.recipient_kind == "steering_group" else _("Omfattas av sekretess")
        return " · ".join(part for part in ("Samkarta", copy, handed.day.isoformat(), secret) if part)

    # Parts

    def _head(self, options: Options) -> list[Any]:
        """Return the sender's letterhead; a de-identified copy does not tell where it comes from."""
        if not options.letterhead or self.handed.kind == "deidentified":
            return []
        return letterhead(self.handed.number, A4_LANDSCAPE[0] - 2 * MARGIN_MM)

    def _opening(self) -> list[Any]:
        handed = self.handed
        nature = _(CASE_KINDS[handed.kind]) if handed.kind != "real" else ""
        made_up = _("Påhittat") if handed.fictional else ""
        copy = _("Kopia till {who}, version {version}").format(who=handed.recipient, version=self.version)
        pairs = [
            (_("Ärende"), handed.number),
            (_("Barn"), handed.person(handed.child).name if handed.child else ""),
            (_("Samordnare"), self._name(handed.coordinator)),
            (_("Övergripande ansvar"), self._name(handed.overall_responsible)),
            (_("Nästa möte"), _day(handed.next_meeting)),
        ]
        return [
            paragraph(self.heading, "title"),
            *stacked((sentence(_(DRAFT)) if handed.draft else "", "mark")),
            paragraph(" · ".join(part for part in (copy, _day(handed.day), nature, made_up) if part), "subtitle"),
            *facts((label, text) for label, text in pairs if text),
        ]

    def _goals(self) -> list[Any]:
        goals = self.handed.goals
        if self.handed.recipient_kind == "steering_group":
            return []
        if not goals:
            return [*heading(_("Målen")), paragraph(_("Inga mål ingår i den här kopian."), "empty")]
        head = (_("Mål"), _("Mäts genom"), _("Hur vet vi att målet är uppnått?"), _("Måldatum"))
        return section([paragraph(_("Målen"), "heading")], head, [_goal(each) for each in goals], GOAL_WIDTHS)

    def _rows(self) -> list[Any]:
        own = [row for row in self.handed.plan if row.own]
        others = [row for row in self.handed.plan if not row.own]
        made: list[Any] = []
        names = (_("Det du är med i"), _("Övriga insatser"))
        if self.handed.recipient_kind == "organisation":
            names = (_("Insatser som mottagaren ansvarar för"), _("Insatser hos andra"))
        elif self.handed.recipient_kind == "steering_group":
            names = (_("Insatser"), _("Insatser"))
        for title, rows in zip(names, (own, others), strict=True):
            if rows:
                head = [_("Vad?"), _("Hur?"), _("Vem/vilka?"), _("Ansvarig"), _("När?")]
                head += [_("Första steget?"), _("Uppföljning")]
                made += section([paragraph(title, "heading")], head, self._under_goals(rows), WIDTHS)
        if not self.handed.plan:
            made += [*heading(_("Insatser")), paragraph(_("Inga insatser ingår i den här kopian."), "empty")]
        if self.handed.more:
            made.append(paragraph(_("Ytterligare insatser finns hos annan aktör."), "empty"))
        return made

    def _under_goals(self, rows: Sequence[Action]) -> list[Band | Row]:
        lines: list[Band | Row] = []
        by_goal: Mapping[str | None, list[Action]] = {}
        by_goal = {goal: [row for row in rows if row.goal == goal] for goal in dict.fromkeys(row.goal for row in rows)}
        for goal, under in by_goal.items():
            if goal is not None:
                lines.append(Band(_("Mål: {goal}").format(goal=self._goal_text(goal))))
            lines += [self._row(row) for row in under]
        return lines

    def _row(self, row: Action) -> Row:
        first, follow = row.first_step, row.follow_up
        due = _("Senast {day}").format(day=_day(row.due)) if row.due else None
        step = ", ".join(part for part in (self._name(first.who), _day(first.date)) if part) if first else ""
        check = ", ".join(part for part in (self._name(follow.who), _day(follow.date)) if part) if follow else ""
        status = _(PLAN_STATUSES[row.status]) if row.status else None
        return Row(
            [
                stacked((row.what, "cell_bold"), (status, "small")),
                stacked((row.how, "cell")),
                [paragraph(self._name(key), "cell") for key in row.who],
                stacked((self._name(row.responsible), "cell")),
                stacked((row.when, "cell"), (due, "small")),
                stacked((first.text if first else None, "cell"), (step, "small")),
                stacked((follow.how if follow else None, "cell"), (check, "small")),
            ]
        )

    def _said(self) -> list[Any]:
        handed = self.handed
        made: list[Any] = []
        if handed.child_voice:
            made += heading(_("Barnets röst"))
            for voice in handed.child_voice:
                made += stacked((voice.question, "lead"), (voice.text, "body"))
        if handed.support:
            rows = []
            for each in handed.support:
                through = _("Framfört av {who}").format(who=self._name(each.reported_by)) if each.reported_by else None
                rows.append(
                    Row(
                        [stacked((self._name(each.who), "cell_bold")), stacked((each.text, "cell"), (through, "small"))]
                    )
                )
            head = [_("Vem"), _("Så kan vi stödja barnet")]
            made += section([paragraph(_("Stöd"), "heading")], head, rows, SAID_WIDTHS)
        if handed.wishes:
            head = [_("Den som behöver"), _("Den som tillfrågas"), _("Önskemål"), _("Svar")]
            lines = [self._wish(each) for each in handed.wishes]
            made += section([paragraph(_("Önskemål"), "heading")], head, lines, WISH_WIDTHS)
        return made

    def _wish(self, need: Any) -> Row:
        answer = need.answer
        said: list[Any] = []
        if answer is not None:
            by = _("Besvarat av {who}").format(who=self._name(answer.answered_by)) if answer.answered_by else ""
            unlock = _("Kan låsas upp så här: {how}").format(how=answer.unlock) if answer.unlock else None
            said = stacked(
                (_(ANSWERS[answer.status]) if answer.status else None, "cell_bold"),
                (answer.text, "cell"),
                (unlock, "cell"),
                (" · ".join(part for part in (by, _day(answer.answered_on)) if part), "small"),
            )
        cells = [stacked((self._name(each), "cell")) for each in (need.of, need.to)]
        return Row([*cells, stacked((need.text, "cell")), said])

    def _ground(self) -> list[Any]:
        return [*heading(_("Vad utlämnandet vilar på")), *bullets(ground(self.handed))]


def ground(handed: Handed) -> list[str]:
    """Return in sentences what a disclosure rests on: the consents in force, a decision, or the recipient's own right.

    ``samtycke.txt`` says the same.
    """
    paper = HandedOver(handed, 0)
    lines = [_permission(paper, each) for each in handed.consents]
    if handed.decision is not None:
        made = handed.decision
        lines.append(
            _("Utan samtycke, efter beslut av {who} {day} enligt {paragraph}: {why}").format(
                who=made.by, day=_day(made.on), paragraph=made.paragraph, why=made.because
            )
        )
    if handed.draft:
        lines.append(_("Alla vårdnadshavare har inte samtyckt. Planen är ett utkast."))
    own = {
        "guardian": _("Kopian lämnas till barnets vårdnadshavare."),
        "child": _("Kopian lämnas till barnet självt."),
        "steering_group": _("Kopian har partnernas egen plan och inga uppgifter om barnet."),
    }
    lines += [own[handed.recipient_kind]] if handed.recipient_kind in own else []
    if handed.consents:
        lines.append(_("Samtycket kan ha begränsningar och kan återkallas när som helst, hos den som har blanketten."))
    return lines


def _permission(paper: HandedOver, consent: Permission) -> str:
    kinds = ", ".join(_(CONSENTABLE[each]).lower() for each in consent.categories)
    between = ", ".join(paper.handed.party(each).name for each in consent.organisations)
    names = ", ".join(paper.handed.person(each).name for each in consent.given_by)
    parts = [
        _("Samtycke från {who}").format(who=names) if names else _("Samtycke"),
        _(CONSENT_FORMS[consent.form]).lower() if consent.form else "",
        _("lämnat {day}").format(day=_day(consent.given_on)) if consent.given_on else "",
        _("gäller mellan {who}").format(who=between) if between else "",
        _("gäller uppgifter om {what}").format(what=kinds) if kinds else "",
        _("ändamål: {what}").format(what=consent.purpose.rstrip(".")) if consent.purpose else "",
        _("omfattning: {what}").format(what=consent.scope.rstrip(".")) if consent.scope else "",
        _("till och med {day}").format(day=_day(consent.valid_until)) if consent.valid_until else "",
    ]
    return ", ".join(part for part in parts if part)


def _goal(goal: Goal) -> Row:
    state = _(GOAL_STATES[goal.state]) if goal.state and goal.state != "open" else None
    term = _("På lång sikt") if goal.term == "long" else None
    cells = [
        stacked((goal.text or NOBODY, "cell_bold"), (term, "small"), (state, "small")),
        stacked((goal.measure, "cell")),
        stacked((goal.indicator, "cell")),
        stacked((_day(goal.target_date), "cell")),
    ]
    return Row(cells)


def _day(day: Any) -> str:
    return day.isoformat() if day is not None else ""
