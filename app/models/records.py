"""The records of a case, declared once each: `samkarta.case/1`.

From these classes follow type, validation, JSON, references and the properties panel. Field names are the
file's keys; labels are Swedish msgids. Lengths are millimetres, times are local, ids are text. What was agreed
(goals, plan, consents, SIP) is declared in `app.models.agreements`, lists of values in `app.models.choices`.
"""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal

from personnummer import personnummer  # type: ignore[import-untyped]
from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from app.i18n import N_
from app.models.agreements import (
    Approval,
    Consent,
    Deviation,
    FirstStep,
    FollowUp,
    LongTermGoal,
    Measurement,
    PlanLog,
    PlanRow,
    ShortTermGoal,
    Sip,
    SipNeed,
)
from app.models.choices import (
    ANSWERS,
    CASE_KINDS,
    CASE_STATUSES,
    CATEGORIES,
    CAUSES,
    CONSENT_FORMS,
    DOMAINS,
    ENERGIES,
    FIGURE_STATUSES,
    GOAL_STATES,
    HELPS,
    LIVES,
    PLAN_KINDS,
    PLAN_STATUSES,
    PRINCIPALS,
    RAISED,
    RESTRICTIONS,
    RINGS,
    SECTORS,
    SYMBOLS,
    VOICES,
    Category,
    Consentable,
    Domain,
    Principal,
    Restriction,
    Sector,
)
from app.models.fields import (
    ActorRef,
    Clock,
    Day,
    FigureRef,
    Flag,
    GroupRef,
    Id,
    Kind,
    LooseDay,
    MeetingRef,
    OrganisationRef,
    Place,
    Record,
    Shown,
    Whole,
)

__all__ = [  # fmt: skip
    "Answer", "ANSWERS", "Approval", "CASE_KINDS", "CASE_STATUSES", "CaseInfo", "CATEGORIES", "Category",
    "CAUSES", "ChildVoice", "Consent", "CONSENT_FORMS", "Consentable", "Deviation", "Domain", "DOMAINS",
    "ENERGIES", "FAMILIES", "Figure", "FIGURE_STATUSES", "FirstStep", "FollowUp", "Frame", "GOAL_STATES",
    "Group", "HELPS", "Household", "LISTS", "LIVES", "LongTermGoal", "Measurement", "Meeting", "Organisation",
    "PLAN_KINDS", "PLAN_STATUSES", "PlanLog", "PlanRow", "Principal", "PRINCIPALS", "Questions", "RAISED",
    "Relation", "Restriction", "RESTRICTIONS", "RINGS", "Sector", "SECTORS", "Sheet", "SheetNote",
    "ShortTermGoal", "SINGLES", "Sip", "SipNeed", "SupportAnswer", "SYMBOLS", "TimelineCard", "VOICES",
    "WheelEntry", "Wish",
]  # fmt: skip


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
