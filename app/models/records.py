"""The records of a case, declared once each: `samkarta.case/1`.

From these classes follow type, validation, JSON, references and the properties panel. Field names are the
file's keys; labels are Swedish msgids. Lengths are millimetres, times are local, ids are text.
"""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal

from personnummer import personnummer  # type: ignore[import-untyped]
from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from app.i18n import N_
from app.models.fields import (
    ActorRef,
    Clock,
    Day,
    FigureRef,
    Flag,
    GoalRef,
    GroupRef,
    Id,
    Kind,
    LooseDay,
    MeetingRef,
    OrganisationRef,
    OriginRef,
    Place,
    Reading,
    Record,
    Shown,
    Whole,
)

Sector = Literal["family", "relatives", "friends", "leisure", "school", "social_services", "health", "other"]
Principal = Literal["municipality", "region", "state", "private", "association", "contracted"]
Category = Literal["attendance", "support", "health", "family", "housing", "economy", "leisure", "other"]
Consentable = Literal["attendance", "support", "health", "family", "housing", "economy", "leisure", "other", "plan"]
Restriction = Literal["reporter", "protected_identity", "inquiry", "third_person", "test", "journal", "private_note"]
Domain = Literal["safe", "healthy", "achieving", "nurtured", "active", "respected", "responsible", "included"]

SECTORS = {
    "family": N_("Familj"),
    "relatives": N_("Släkt"),
    "friends": N_("Kamrater"),
    "leisure": N_("Fritid"),
    "school": N_("Skola"),
    "social_services": N_("Socialtjänst"),
    "health": N_("Hälso- och sjukvård"),
    "other": N_("Andra"),
}
PRINCIPALS = {
    "municipality": N_("Kommun"),
    "region": N_("Region"),
    "state": N_("Stat"),
    "private": N_("Enskild"),
    "association": N_("Förening"),
    "contracted": N_("Utförare på uppdrag"),
}
CASE_KINDS = {"type_case": N_("Typfall"), "real": N_("Verkligt ärende"), "deidentified": N_("Avidentifierat")}
CASE_STATUSES = {"open": N_("Pågår"), "follow_up": N_("Uppföljning"), "closed": N_("Avslutat")}
FIGURE_STATUSES = {
    "active": N_("Med"),
    "waiting": N_("Väntar"),
    "dormant": N_("Vilande"),
    "missing": N_("Saknas"),
}
RINGS = {
    0: N_("Barnet"),
    1: N_("Varje dag"),
    2: N_("Varje vecka"),
    3: N_("Mer sällan"),
}
LIVES = {"always": N_("Alltid"), "partly": N_("Delvis"), "never": N_("Aldrig")}
SYMBOLS = {"male": N_("Man"), "female": N_("Kvinna"), "other": N_("Annat"), "unknown": N_("Okänt")}
ENERGIES = {
    "none": N_("Ingen riktning"),
    "to": N_("Till den andra"),
    "from": N_("Från den andra"),
    "both": N_("Åt båda håll"),
}
CATEGORIES = {
    "attendance": N_("Närvaro"),
    "support": N_("Stödinsatser"),
    "health": N_("Hälsa"),
    "family": N_("Familj"),
    "housing": N_("Boende"),
    "economy": N_("Ekonomi"),
    "leisure": N_("Fritid"),
    "other": N_("Annat"),
}
RESTRICTIONS = {
    "reporter": N_("Anmälare"),
    "protected_identity": N_("Skyddade personuppgifter"),
    "inquiry": N_("Pågående utredning"),
    "third_person": N_("Tredje person"),
    "test": N_("Psykologiskt test"),
    "journal": N_("Journalutdrag"),
    "private_note": N_("Egen anteckning"),
}
HELPS = {"child": N_("Barnet"), "guardian": N_("Vårdnadshavaren"), "staff": N_("Personalen")}
ANSWERS = {
    "unanswered": N_("Inte besvarat"),
    "can": N_("Kan"),
    "partly": N_("Delvis"),
    "blocked": N_("Blockerat"),
}
CAUSES = {"regulation": N_("Regelverk"), "organisation": N_("Organisation"), "outlook": N_("Synsätt")}
RAISED = {
    "none": N_("Inte lyft"),
    "internal_forum": N_("Internt forum"),
    "joint_body": N_("Gemensamt samarbetsorgan"),
    "steering_group": N_("Styrgrupp"),
    "political": N_("Politiskt forum"),
}
PLAN_KINDS = {"child": N_("Barnets plan"), "collaboration": N_("Samverkansplan")}
PLAN_STATUSES = {
    "planned": N_("Planerad"),
    "started": N_("Pågår"),
    "done": N_("Klar"),
    "stopped": N_("Avbruten"),
}
GOAL_STATES = {"open": N_("Pågår"), "reached": N_("Uppnått"), "dropped": N_("Nedlagt")}
CONSENT_FORMS = {"written": N_("Skriftligt"), "oral": N_("Muntligt")}
DOMAINS = {
    "safe": N_("Trygg"),
    "healthy": N_("Hälsa"),
    "achieving": N_("Utvecklas"),
    "nurtured": N_("Omvårdad"),
    "active": N_("Aktiv"),
    "respected": N_("Respekterad"),
    "responsible": N_("Ansvarstagande"),
    "included": N_("Delaktig"),
}
VOICES = {"child": N_("Barnet"), "guardian": N_("Vårdnadshavare"), "professional": N_("Professionell")}


def _to_another(to: str, info: ValidationInfo) -> str:
    if to == info.data.get("from_"):
        raise PydanticCustomError("self_tie", "from a figure to itself")
    return to


class CaseInfo(Record):
    """What the case is: number, title, state, the child's situation."""

    called: ClassVar[str] = N_("Ärende")
    id: Id
    number: Annotated[str | None, Shown(N_("Ärendenummer"))] = None
    title: Annotated[str, Shown(N_("Casenamn"))]
    kind: Annotated[Literal["type_case", "real", "deidentified"], Shown(N_("Slag av ärende"), CASE_KINDS)] = "type_case"
    fictional: Annotated[Flag, Shown(N_("Påhittat"))] = False
    status: Annotated[Literal["open", "follow_up", "closed"], Shown(N_("Läge"), CASE_STATUSES)] = "open"
    opened_on: Annotated[Day | None, Shown(N_("Öppnat"))] = None
    closed_on: Annotated[Day | None, Shown(N_("Avslutat"))] = None
    target_group: Annotated[str | None, Shown(N_("Målgrupp"))] = None
    summary: Annotated[str | None, Shown(N_("Casebeskrivning"), long=True)] = None
    strengths: Annotated[str | None, Shown(N_("Tillgångar"), long=True)] = None
    keywords: tuple[str, ...] = ()
    coordinator: Annotated[FigureRef | None, Shown(N_("Samordnare"))] = None
    protected_identity: Annotated[Flag, Shown(N_("Skyddade personuppgifter"))] = False


class ChildVoice(Record):
    """A question to the child and what the child said."""

    question: str | None = None
    text: str | None = None


class Organisation(Record):
    """One that may hold a copy of the plan in its own records system."""

    called: ClassVar[str] = N_("Organisation")
    id: Id
    name: Annotated[str, Shown(N_("Namn"))]
    principal: Annotated[Principal, Shown(N_("Huvudman"), PRINCIPALS)]
    municipality: Annotated[str | None, Shown(N_("Kommun"))] = None
    region: Annotated[str | None, Shown(N_("Region"))] = None
    administration: Annotated[str | None, Shown(N_("Förvaltning"))] = None
    placing: Annotated[Flag, Shown(N_("Placerande kommun"))] = False


class Group(Record):
    """An area of the sheet."""

    called: ClassVar[str] = N_("Område")
    id: Id
    label: Annotated[str, Shown(N_("Namn"))]
    sector: Annotated[Sector, Shown(N_("Färg och tecken"), SECTORS)]
    order: Annotated[Whole | None, Shown(N_("Ordning"))] = None


class Figure(Record):
    """A wooden figure: a person, a function or a whole organisation."""

    called: ClassVar[str] = N_("Figur")
    id: Id
    label: Annotated[str, Shown(N_("Namn"))]
    role: Annotated[str | None, Shown(N_("Roll"))] = None
    kind: Annotated[str, Kind("figure"), Shown(N_("Slag"))] = "person"
    group: Annotated[GroupRef, Shown(N_("Område"))]
    organisation: Annotated[OrganisationRef | None, Shown(N_("Organisation"))] = None
    status: Annotated[Literal["active", "waiting", "dormant", "missing"], Shown(N_("Läge"), FIGURE_STATUSES)] = "active"
    ring: Annotated[Whole, Field(ge=0, le=3), Shown(N_("Hur ofta"), RINGS)] = 3
    age: Annotated[Annotated[Whole, Field(ge=0, le=130)] | None, Shown(N_("Ålder"))] = None
    guardian: Annotated[Flag, Shown(N_("Vårdnadshavare"))] = False
    protected_identity: Annotated[Flag, Shown(N_("Skyddade personuppgifter"), advanced=True)] = False
    symbol: Annotated[
        Literal["male", "female", "other", "unknown"] | None,
        Shown(N_("Genogramsymbol"), SYMBOLS, advanced=True),
    ] = None
    deceased: Annotated[Flag, Shown(N_("Avliden"), advanced=True)] = False
    lives_with_child: Annotated[Literal["always", "partly", "never"] | None, Shown(N_("Bor med barnet"), LIVES)] = None
    influence: Annotated[Annotated[Whole, Field(ge=0, le=3)] | None, Shown(N_("Inflytande"), advanced=True)] = None
    personal_number: Annotated[str | None, Shown(N_("Personnummer"), advanced=True)] = None
    contact: Annotated[str | None, Shown(N_("Kontakt"), advanced=True)] = None
    note: Annotated[str | None, Shown(N_("Anteckning"), long=True)] = None

    @field_validator("personal_number")
    @classmethod
    def _check_digit(cls, number: str | None) -> str | None:
        if number is None:
            return None
        if not re.fullmatch(r"([0-9]{2})?[0-9]{6}[-+]?[0-9]{4}", number):
            raise PydanticCustomError("personal_number_form", "not a personal number")
        if not personnummer.valid(number):
            raise PydanticCustomError("personal_number", "the check digit or the date is wrong")
        return number


class Household(Record):
    """People who live together; a child may be in two."""

    called: ClassVar[str] = N_("Hushåll")
    id: Id | None = None
    label: str | None = None
    members: tuple[FigureRef, ...] = ()


class Relation(Record):
    """How it is between two figures."""

    called: ClassVar[str] = N_("Relation")
    id: Id
    from_: Annotated[FigureRef, Field(alias="from"), Shown(N_("Från"))]
    to: Annotated[FigureRef, Shown(N_("Till"))]
    quality: Annotated[str, Kind("tie"), Shown(N_("Hur är relationen?"))]
    energy: Annotated[Literal["none", "to", "from", "both"], Shown(N_("Energi"), ENERGIES)] = "none"
    label: Annotated[str | None, Shown(N_("Ord på linjen"))] = None

    _not_to_itself = field_validator("to")(_to_another)


class Questions(Record):
    """The key questions as they were asked, word for word."""

    called: ClassVar[str] = N_("Nyckelfrågor")
    support: str | None = None
    need: str | None = None


class SupportAnswer(Record):
    """A figure's answer to how it can support the child."""

    called: ClassVar[str] = N_("Svar på stödfrågan")
    id: Id
    figure: Annotated[FigureRef, Shown(N_("Vem"))]
    text: Annotated[str, Shown(N_("Svar"), long=True)]
    reported_by: Annotated[FigureRef | None, Shown(N_("Framfört av"))] = None
    category: Annotated[Category, Shown(N_("Slag av uppgift"), CATEGORIES, advanced=True)] = "support"
    restricted: tuple[Restriction, ...] = ()


class Answer(Record):
    """What the asked actor answered to a wish."""

    status: Annotated[
        Literal["can", "partly", "blocked", "unanswered"], Shown(N_("Kan den som tillfrågas möta det?"), ANSWERS)
    ] = "unanswered"
    cause: Annotated[Literal["regulation", "organisation", "outlook"] | None, Shown(N_("Varför?"), CAUSES)] = None
    text: Annotated[str | None, Shown(N_("Svar"), long=True)] = None
    unlock: Annotated[str | None, Shown(N_("Vad skulle låsa upp det?"), long=True)] = None
    answered_by: Annotated[FigureRef | None, Shown(N_("Besvarat av"))] = None
    answered_on: Annotated[Day | None, Shown(N_("Besvarat den"))] = None

    @field_validator("cause")
    @classmethod
    def _only_where_something_is_in_the_way(cls, cause: str | None, info: ValidationInfo) -> str | None:
        status = info.data.get("status")
        if cause is not None and status in ("can", "unanswered"):
            raise PydanticCustomError("cause_unwanted", "a cause on an answer that is {status}", {"status": status})
        return cause


class Wish(Record):
    """What one figure needs of another (önskemål), and the answer to it."""

    called: ClassVar[str] = N_("Önskemål")
    id: Id
    from_: Annotated[FigureRef, Field(alias="from"), Shown(N_("Den som behöver"))]
    to: Annotated[FigureRef, Shown(N_("Den som tillfrågas"))]
    text: Annotated[str, Shown(N_("Önskemål"), long=True)]
    helps: Annotated[
        Literal["child", "guardian", "staff"] | None, Shown(N_("Vem är det som behöver hjälpen?"), HELPS)
    ] = None
    category: Annotated[Category, Shown(N_("Slag av uppgift"), CATEGORIES, advanced=True)] = "support"
    restricted: tuple[Restriction, ...] = ()
    answer: Answer | None = None
    raised_to: Annotated[
        Literal["none", "internal_forum", "joint_body", "steering_group", "political"],
        Shown(N_("Lyft till"), RAISED),
    ] = "none"
    unlocked_on: Annotated[Day | None, Shown(N_("Upplåst den"))] = None

    _not_to_itself = field_validator("to")(_to_another)

    @property
    def status(self) -> str:
        """The answer's status; a wish without an answer is ``unanswered``."""
        return self.answer.status if self.answer else "unanswered"


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

    voice: Literal["child", "guardian", "professional"] | None = None
    works: str | None = None
    worries: str | None = None
    important: str | None = None


class Approval(Record):
    """One figure's approval of the SIP."""

    figure: FigureRef | None = None
    on: Day | None = None


class Deviation(Record):
    """A report that the SIP work failed (avvikelse)."""

    on: Day | None = None
    text: str | None = None


class Sip(Record):
    """What the statutory coordinated individual plan asks for beyond the joint plan."""

    called: ClassVar[str] = N_("SIP")
    needed: Flag | None = None
    coordinator: FigureRef | None = None
    overall_responsible: OrganisationRef | None = None
    next_meeting: Day | None = None
    copies_to: tuple[ActorRef, ...] = ()
    sequence: Annotated[Whole, Field(ge=1)] | None = None
    initiated_by: FigureRef | None = None
    question: str | None = None
    crisis: str | None = None
    needs: tuple[SipNeed, ...] = ()
    approvals: tuple[Approval, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    closed_on: Day | None = None
    closed_because: str | None = None


class Meeting(Record):
    """One meeting of the group (träff)."""

    called: ClassVar[str] = N_("Träff")
    id: Id
    date: Annotated[Day, Shown(N_("Dag"))]
    start: Annotated[Clock | None, Shown(N_("Börjar"))] = None
    end: Annotated[Clock | None, Shown(N_("Slutar"))] = None
    place: Annotated[str | None, Shown(N_("Plats"))] = None
    agenda: Annotated[str | None, Shown(N_("Dagordning"))] = None
    round_order: tuple[FigureRef, ...] = ()
    passed: tuple[FigureRef, ...] = ()
    answers_open: Flag = False
    facilitator: Annotated[str | None, Shown(N_("Processledare"))] = None
    documenter: Annotated[str | None, Shown(N_("Dokumentatör"))] = None
    present: Annotated[tuple[FigureRef, ...], Shown(N_("Närvarande"))] = ()
    notes: Annotated[str | None, Shown(N_("Anteckningar"), long=True)] = None
    surprises: Annotated[str | None, Shown(N_("Var det något som förvånade?"), long=True)] = None
    learned: Annotated[str | None, Shown(N_("Har ni fått lära er något nytt?"), long=True)] = None
    next_meeting: Annotated[Day | None, Shown(N_("Nästa träff"))] = None


class TimelineCard(Record):
    """One card of the timeline (tidslinje)."""

    called: ClassVar[str] = N_("Kort på tidslinjen")
    id: Id | None = None
    date: LooseDay | None = None
    until: LooseDay | None = None
    actor: ActorRef | None = None
    text: str | None = None
    responsible: FigureRef | None = None
    restricted: tuple[Restriction, ...] = ()


class WheelEntry(Record):
    """One rating in Barnets bästa-hjulet: 1 (great concern) to 5 (strength)."""

    domain: Domain | None = None
    voice: Literal["child", "guardian", "professional"] | None = None
    rating: Annotated[Whole, Field(ge=1, le=5)] | None = None
    note: str | None = None
    meeting: MeetingRef | None = None


class SheetNote(Record):
    """A free note on a sheet; ``place`` in millimetres from the child."""

    id: Id | None = None
    text: str | None = None
    place: Place | None = None


class Sheet(Record):
    """A sheet: which map of the case, who stands on it, and where."""

    called: ClassVar[str] = N_("Karta")
    id: Id
    kind: Annotated[str, Kind("sheet")]
    title: Annotated[str | None, Shown(N_("Rubrik"))] = None
    made_on: Annotated[Day | None, Shown(N_("Gjord den"))] = None
    made_with: Annotated[tuple[FigureRef, ...], Shown(N_("Gjord av"))] = ()
    figures: tuple[FigureRef, ...] | None = None
    places: dict[FigureRef, Place] = Field(default_factory=dict)
    pinned: tuple[FigureRef, ...] = ()
    notes: tuple[SheetNote, ...] = ()


class Frame(Record):
    """What holds the case file together: who the child is, and which keys the file had.

    ``present`` names the keys (``wheel``, ``goals.long_term`` …) that are written even when empty;
    ``null_keys`` those that were null.
    """

    child: FigureRef
    present: tuple[str, ...] = ()
    null_keys: tuple[str, ...] = ()


SINGLES: dict[str, type[Record]] = {"frame": Frame, "case": CaseInfo, "questions": Questions, "sip": Sip}
"""The families that hold at most one record, whose key is the family's name; in the order of the file."""

LISTS: dict[str, type[Record]] = {
    "child_voice": ChildVoice,
    "organisations": Organisation,
    "groups": Group,
    "figures": Figure,
    "households": Household,
    "relations": Relation,
    "support_answers": SupportAnswer,
    "wishes": Wish,
    "long_term": LongTermGoal,
    "short_term": ShortTermGoal,
    "plan": PlanRow,
    "consents": Consent,
    "meetings": Meeting,
    "timeline": TimelineCard,
    "wheel": WheelEntry,
    "maps": Sheet,
}
"""The families that hold a list of records, in the order of the file; ``long_term`` and ``short_term`` lie
under ``goals``."""

FAMILIES: dict[str, type[Record]] = {**SINGLES, **LISTS}
