"""What was agreed: goals, the joint action plan, consents, SIP. Part of `app.models.records`, which see."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from app.i18n import N_
from app.models.choices import (
    CATEGORIES,
    CONSENT_FORMS,
    GOAL_STATES,
    PLAN_KINDS,
    PLAN_STATUSES,
    VOICES,
    Category,
    Consentable,
    Domain,
    Restriction,
)
from app.models.fields import (
    ActorRef,
    Day,
    FigureRef,
    Flag,
    GoalRef,
    Id,
    MeetingRef,
    OrganisationRef,
    OriginRef,
    Reading,
    Record,
    Shown,
    Whole,
)


class LongTermGoal(Record):
    """A goal some years away."""

    called: ClassVar[str] = N_("Långsiktigt mål")
    id: Id | None = None
    text: Annotated[str | None, Shown(N_("Mål"), long=True)] = None
    target_date: Annotated[Day | None, Shown(N_("Måldatum"))] = None
    wellbeing: tuple[Domain, ...] = ()


class Measurement(Record):
    """One reading of a goal's measure."""

    date: Day | None = None
    value: Reading | None = None
    note: str | None = None


class ShortTermGoal(Record):
    """A goal that can be followed up soon."""

    called: ClassVar[str] = N_("Kortsiktigt mål")
    id: Id | None = None
    text: Annotated[str | None, Shown(N_("Mål"), long=True)] = None
    indicator: Annotated[str | None, Shown(N_("Hur vet vi att målet är uppnått?"))] = None
    baseline: Annotated[str | None, Shown(N_("Utgångsläge"))] = None
    measure: Annotated[str | None, Shown(N_("Mäts genom"))] = None
    target_date: Annotated[Day | None, Shown(N_("Måldatum"))] = None
    wellbeing: tuple[Domain, ...] = ()
    state: Annotated[Literal["open", "reached", "dropped"], Shown(N_("Läge"), GOAL_STATES)] = "open"
    measurements: tuple[Measurement, ...] = ()


class FirstStep(Record):
    """The first step of a plan row (Första steget?)."""

    text: Annotated[str | None, Shown(N_("Första steget?"))] = None
    who: Annotated[FigureRef | None, Shown(N_("Vem tar det?"))] = None
    date: Annotated[Day | None, Shown(N_("Dag"))] = None


class FollowUp(Record):
    """When, by whom and how a plan row is followed up."""

    date: Annotated[Day | None, Shown(N_("Uppföljning"))] = None
    who: Annotated[FigureRef | None, Shown(N_("Vem följer upp?"))] = None
    how: Annotated[str | None, Shown(N_("Hur följs det upp?"))] = None


class PlanLog(Record):
    """What was said of a plan row at one meeting."""

    date: Day | None = None
    meeting: MeetingRef | None = None
    note: str | None = None
    status: Literal["planned", "started", "done", "stopped"] | None = None


class PlanRow(Record):
    """One activity of the joint action plan (gemensam handlingsplan)."""

    called: ClassVar[str] = N_("Rad i planen")
    id: Id
    kind: Annotated[Literal["child", "collaboration"], Shown(N_("Plan"), PLAN_KINDS)] = "child"
    goal: Annotated[GoalRef | None, Shown(N_("Mål"))] = None
    what: Annotated[str, Shown(N_("Vad?"), long=True)]
    how: Annotated[str | None, Shown(N_("Hur?"), long=True)] = None
    who: Annotated[tuple[FigureRef, ...], Shown(N_("Vem/vilka?"))] = ()
    responsible: Annotated[ActorRef | None, Shown(N_("Ansvarig"))] = None
    category: Annotated[Category, Shown(N_("Slag av uppgift"), CATEGORIES, advanced=True)] = "support"
    restricted: tuple[Restriction, ...] = ()
    when: Annotated[str | None, Shown(N_("När?"))] = None
    due: Annotated[Day | None, Shown(N_("Senast"))] = None
    origin: tuple[OriginRef, ...] = ()
    first_step: FirstStep | None = None
    follow_up: FollowUp | None = None
    status: Annotated[Literal["planned", "started", "done", "stopped"], Shown(N_("Läge"), PLAN_STATUSES)] = "planned"
    log: tuple[PlanLog, ...] = ()


class Consent(Record):
    """A consent (samtycke): who may share what with whom, until when."""

    called: ClassVar[str] = N_("Samtycke")
    id: Id | None = None
    given_by: Annotated[tuple[FigureRef, ...], Shown(N_("Lämnat av"))] = ()
    missing_from: Annotated[tuple[FigureRef, ...], Shown(N_("Saknas från"))] = ()
    organisations: Annotated[tuple[OrganisationRef, ...], Shown(N_("Gäller mellan"))]
    categories: tuple[Consentable, ...] | None = None
    purpose: Annotated[str | None, Shown(N_("Ändamål"))] = None
    scope: Annotated[str | None, Shown(N_("Vad som får delas"), long=True)] = None
    not_covered: tuple[str, ...] = ()
    given_on: Annotated[Day | None, Shown(N_("Lämnat den"))] = None
    valid_until: Annotated[Day | None, Shown(N_("Gäller till"))] = None
    withdrawn_on: Annotated[Day | None, Shown(N_("Återkallat"))] = None
    form: Annotated[Literal["written", "oral"] | None, Shown(N_("Form"), CONSENT_FORMS)] = None
    child_informed: Annotated[Flag | None, Shown(N_("Barnet är informerat"))] = None
    stored_at: tuple[OrganisationRef, ...] = ()


class SipNeed(Record):
    """One voice in the assessment of needs."""

    called: ClassVar[str] = N_("Nuläge och behov")
    voice: Annotated[Literal["child", "guardian", "professional"] | None, Shown(N_("Vem säger det?"), VOICES)] = None
    works: Annotated[str | None, Shown(N_("Vad fungerar bra?"), long=True)] = None
    worries: Annotated[str | None, Shown(N_("Vad fungerar inte så bra?"), long=True)] = None
    important: Annotated[str | None, Shown(N_("Vad är viktigt?"), long=True)] = None


class Approval(Record):
    """One figure's approval of the SIP."""

    called: ClassVar[str] = N_("Godkännande")
    figure: Annotated[FigureRef | None, Shown(N_("Vem godkänner?"))] = None
    on: Annotated[Day | None, Shown(N_("Dag"))] = None


class Deviation(Record):
    """A report that the SIP work failed (avvikelse)."""

    called: ClassVar[str] = N_("Avvikelse")
    on: Annotated[Day | None, Shown(N_("Dag"))] = None
    text: Annotated[str | None, Shown(N_("Vad hände, och vad bestämde ni?"), long=True)] = None


class Sip(Record):
    """What the statutory coordinated individual plan asks for beyond the joint plan."""

    called: ClassVar[str] = N_("SIP")
    needed: Annotated[Flag | None, Shown(N_("En SIP behövs"))] = None
    coordinator: Annotated[FigureRef | None, Shown(N_("Samordnare av SIP"))] = None
    overall_responsible: Annotated[OrganisationRef | None, Shown(N_("Övergripande ansvarig"))] = None
    next_meeting: Annotated[Day | None, Shown(N_("Nästa SIP-möte"))] = None
    copies_to: Annotated[tuple[ActorRef, ...], Shown(N_("Kopior till"))] = ()
    sequence: Annotated[Annotated[Whole, Field(ge=1)] | None, Shown(N_("SIP nummer"), advanced=True)] = None
    initiated_by: Annotated[FigureRef | None, Shown(N_("Vem tog initiativet?"), advanced=True)] = None
    question: Annotated[str | None, Shown(N_("Frågeställning"), long=True)] = None
    crisis: Annotated[str | None, Shown(N_("Vid kris eller försämring"), long=True, advanced=True)] = None
    needs: tuple[SipNeed, ...] = ()
    approvals: tuple[Approval, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    closed_on: Annotated[Day | None, Shown(N_("Avslutad"), advanced=True)] = None
    closed_because: Annotated[str | None, Shown(N_("Varför den avslutades"), advanced=True)] = None
