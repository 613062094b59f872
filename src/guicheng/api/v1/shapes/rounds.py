"""Checklists, their lines, and the rounds over them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Field, Schema

from guicheng.api.v1.shapes.examples import example
from guicheng.api.v1.shapes.parts import Key, Next, Sent, Told, Wanted

ThemeName = Literal["patrol", "equipment", "cleaning", "greening", "service"]
AnswerKind = Literal["pass", "number", "choice", "photo", "signature", "text"]
WhenPhoto = Literal["fail", "always", "never"]
StandingName = Literal["planned", "open", "begun", "unfinished", "done", "late", "missed"]
WhyNot = Literal["absent", "closed", "stopped", "weather", "other"]
LineName = Annotated[str, Field(max_length=80, description="`key` of the line, or `key@point` at a point")]
Title = Annotated[str, Field(max_length=120, examples=[example("checklist")])]
Figure = Annotated[str, Field(max_length=19, description="a number as text, empty for none", examples=["2.5"])]


class ChecklistRow(Schema):
    """A checklist of an estate."""

    key: str
    title: str
    theme: ThemeName
    unit: Told
    standard: str = Field(..., description="code of the standard it is compiled from, empty for one's own")
    version: int = Field(..., description="number of its newest version")


class Checklists(Schema):
    """A page of checklists."""

    items: list[ChecklistRow]
    next: Next


class ChecklistLineRow(Schema):
    """A line of a checklist."""

    key: str
    text: str
    kind: AnswerKind
    topic: str
    hint: str = Field(..., description="what else counts as in order")
    low: str | None = Field(..., description="smallest number in order")
    high: str | None = Field(..., description="largest number in order")
    low_open: bool
    high_open: bool
    unit: str
    choices: list[str]
    failing: list[str] = Field(..., description="choices that are not in order")
    mandatory: bool
    photo: WhenPhoto
    clause: str = Field(..., description="key of the clause it comes from, empty for one's own")
    number: str
    rounds: str = Field(..., description="how often, as the clause says")


class ChecklistFull(ChecklistRow):
    """A checklist as rounds are walked by it today."""

    bulk: bool = Field(..., description="whether lines may be passed together")
    signed: bool = Field(..., description="whether a round ends with a signature")
    points: list[Told] = Field(..., description="in the order of the walk")
    lines: list[ChecklistLineRow]


class ChecklistIn(Sent):
    """A checklist of one's own."""

    title: Title
    theme: ThemeName


class ChecklistRules(Sent):
    """How rounds are walked; what is left out stays."""

    title: Title = ""
    bulk: bool | None = None
    signed: bool | None = None
    points: list[str] | None = Field(None, max_length=200, description="codes of points in the order of the walk")


class ChecklistLineIn(Sent):
    """A line as it is to be; of one from a clause only `mandatory` and `photo` are taken."""

    text: str = Field("", max_length=60, examples=[example("line")])
    kind: AnswerKind = "pass"
    topic: str = Field("", max_length=60)
    unit: str = Field("", max_length=20)
    low: Figure = ""
    high: Figure = ""
    choices: list[str] = Field([], max_length=12)
    failing: list[str] = Field([], max_length=12)
    mandatory: bool = True
    photo: WhenPhoto = "fail"


class LineMove(Sent):
    """Which way a line goes."""

    up: bool


class RoundIn(Sent):
    """A round to begin."""

    occurrence: str = Field(
        "", max_length=64, description="id that the phone gave it; the same again is the same round"
    )
    title: Title = ""
    end: datetime | None = None
    assignee: Key = Field("", description="key of who walks it, empty for the caller")


class RoundRow(Schema):
    """A round as lists show it."""

    occurrence: str = Field(..., description="by which field events name it")
    title: str
    unit: Told
    checklist: Told
    version: int
    begin: datetime
    end: datetime | None
    assignee: Told | None
    standing: StandingName
    begun_at: datetime | None
    finished_at: datetime | None
    asked: int
    answered: int
    failed: int
    missing: int


class Rounds(Schema):
    """A page of rounds, in the order in which they were made."""

    items: list[RoundRow]
    next: Next


class RoundsWanted(Wanted):
    """Which rounds."""

    unit: Key = ""
    since: date | None = None
    until: date | None = None
    standing: StandingName | Literal[""] = ""
    assignee: Key = ""
    theme: ThemeName | Literal[""] = ""
    failed: bool = False


class RoundAnswer(Schema):
    """The answer that stands at a line."""

    line: str
    event: str
    answer: str
    mark: Literal["pass", "fail", "na", "noted", ""]
    reason: str
    photos: list[str]
    faults: list[str] = Field(..., description="what keeps it from counting")


class RoundMissing(Schema):
    """Something that keeps a round from being finished."""

    code: str
    address: str = Field(..., description="line, line at a point, or point; empty for the round")
    message: str


class RoundFull(RoundRow):
    """A round with its lines, the answers that stand, and what is missing: a pure function of its events."""

    bulk: bool
    signed: bool
    points: list[Told]
    lines: list[ChecklistLineRow]
    answers: list[RoundAnswer]
    visits: dict[str, int] = Field(..., description="point → first check-in, milliseconds since 1970")
    missing_now: list[RoundMissing]


class AnswerIn(Sent):
    """An answer to one line."""

    line: LineName
    answer: str = Field("", max_length=500, description="pass, fail, na, a number, a choice, or words")
    reason: WhyNot | Literal[""] = Field("", description="why it does not apply")
    note: str = Field("", max_length=500)
    photos: list[str] = Field([], max_length=20, description="SHA-256 of photos that arrived")


class CorrectionIn(AnswerIn):
    """Another answer in the place of one that was wrong."""

    why: str = Field(..., max_length=500)


class PassIn(Sent):
    """The rest is in order."""

    point: Key = Field("", description="only at this point")


class Passed(Schema):
    """How many lines were answered together."""

    answered: int


class CheckInIn(Sent):
    """Somebody is at a point."""

    point: Key
    code: str = Field("", max_length=80, description="what its label says")


class FinishIn(Sent):
    """A round is done."""

    signature: str = Field("", max_length=60)


class AssigneeIn(Sent):
    """Who walks a round."""

    person: Key = Field("", description="empty for nobody")


class FailedLine(Sent):
    """A line that is not in order."""

    line: LineName
    problem: str = Field("", max_length=2000, description="empty for the words of the line")


class OrderMade(Schema):
    """The work order that came of it."""

    key: str
    number: str
