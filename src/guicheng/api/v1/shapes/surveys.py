"""Surveys, their questionnaires, whom they ask, and what was answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Field, Schema
from pydantic import StringConstraints

from guicheng.api.v1.shapes.examples import example
from guicheng.api.v1.shapes.parts import Cursor, Key, Next, Revision, Sent, Told

Title = Annotated[str, StringConstraints(max_length=120)]
People = Annotated[int, Field(ge=1, le=10_000_000)]
Form = Annotated[
    dict[str, Any], Field(description="a questionnaire; its fields are told by `GET /surveys/{key}/faults`")
]


class SurveyListWanted(Schema):
    """Which surveys are listed."""

    words: str = Field("", max_length=60, description="a part of the title")
    archived: bool = False
    cursor: Cursor = ""


class Survey(Schema):
    """A survey with what respondents are told."""

    key: str
    unit: Told
    link: str = Field(..., description="what stands in the public address `/q/{link}/`")
    title: str
    purpose: str
    contact: str
    anonymous: bool = Field(..., description="whether nothing joins an answer and an invitation")
    by_invitation: bool
    population: int | None
    most: int | None = Field(..., description="how many answers are taken; null for any number")
    keep_days: int = Field(..., description="days after closing for which answers are kept")
    closes_on: date | None
    state: Literal["draft", "open", "closed"]
    revision: int = Field(..., description="of the draft of the questionnaire")
    opened_at: datetime | None
    closed_at: datetime | None
    purged_at: datetime | None = Field(..., description="when the answers were deleted, as respondents were told")
    archived_at: datetime | None
    answers: int = Field(..., description="answers that count")


class SurveyWhole(Survey):
    """A survey with its questionnaire and its groups."""

    form: dict[str, Any]
    segments: list[Segment]


class Surveys(Schema):
    """A page of surveys, newest first."""

    items: list[Survey]
    next: Next


class Segment(Schema):
    """A part of the customers."""

    key: str
    name: str
    population: int | None
    wanted: int | None = Field(..., description="after how many answers by the open link it is full")


class SegmentIn(Sent):
    """A part of the customers, known by its name."""

    name: str = Field(..., max_length=40, examples=[example("group")])
    population: People | None = None
    wanted: People | None = None


class SegmentsIn(Sent):
    """All parts of the customers, in the order in which they are offered."""

    segments: list[SegmentIn] = Field(..., max_length=40)


class SurveyIn(Sent):
    """A survey to begin."""

    unit: Key
    title: Title = Field("", examples=[example("survey")], description="empty takes that of the questionnaire")
    form: Form | None = None


class SurveyChange(Sent):
    """What is said of a survey; a field that is left out stays as it is."""

    title: Title | None = None
    purpose: Annotated[str, StringConstraints(max_length=300)] | None = None
    contact: Annotated[str, StringConstraints(max_length=120)] | None = None
    anonymous: bool | None = None
    by_invitation: bool | None = None
    population: People | None = None
    most: People | None = None
    keep_days: Annotated[int, Field(ge=1, le=1825)] | None = None
    closes_on: date | None = None


class FormIn(Sent):
    """A questionnaire to save over the revision that was seen."""

    form: Form
    revision: Revision


class FormFault(Schema):
    """Something wrong with a questionnaire."""

    path: str = Field(..., examples=["sections[2].questions[1].points"])
    message: str


class FormFaults(Schema):
    """What keeps a draft from being opened."""

    items: list[FormFault]


class Version(Schema):
    """A questionnaire as respondents saw it."""

    number: int
    made_at: datetime
    digest: str


class VersionWhole(Version):
    """A version with its questionnaire."""

    form: dict[str, Any]


class Versions(Schema):
    """The versions of a survey, newest first."""

    items: list[Version]


class Tally(Schema):
    """How many there are, were invited, answered and are wanted."""

    segment: str | None = Field(..., description="name of the group; null for all, empty for those without one")
    population: int | None
    invited: int
    answered: int | None = Field(..., description="null where 1 to 4 would single somebody out")
    wanted: int | None


class Tracking(Schema):
    """How a running survey stands."""

    all: Tally
    segments: list[Tally]
    excluded: int
    aside: int = Field(..., description="put aside and not sent")
    margin: float | None = Field(..., description="margin of error of a share of one half at 95 %, from 0 to 1")
    seconds: float | None = Field(..., description="median time")


class Answer(Schema):
    """One answered questionnaire, without a name, an address or a time of day."""

    key: str
    version: int
    segment: str | None
    answered_on: date
    seconds: int | None
    language: str
    standing: Literal["", "kept", "excluded"]
    reason: str
    answers: dict[str, Any] = Field(..., description="by field of the questionnaire")


class Answers(Schema):
    """A page of answers, in an order by chance."""

    items: list[Answer]
    withheld: bool = Field(..., description="whether they are not told: an anonymous survey with fewer than five")
    next: Next


class InvitedIn(Sent):
    """Somebody to invite."""

    address: Annotated[
        str, StringConstraints(max_length=250, pattern=r"^$|^[^@\s,;<>\"]{1,64}@[^@\s,;<>\"]{1,180}$")
    ] = ""
    name: Annotated[str, StringConstraints(max_length=60)] = ""


class InvitationsIn(Sent):
    """People to invite, each for one answer."""

    people: list[InvitedIn] = Field(..., min_length=1, max_length=2000)
    segment: Key = ""


class Invitation(Schema):
    """An invitation; whether it was used is told of a survey by name alone."""

    key: str
    name: str
    address: str
    segment: str | None
    link: str
    used: bool | None


class Invitations(Schema):
    """A page of invitations."""

    items: list[Invitation]
    next: Next


class LettersSent(Schema):
    """How many letters go out."""

    letters: int


class DecisionIn(Sent):
    """Which answers are kept or left out, and why."""

    answers: list[Key] = Field(..., min_length=1, max_length=500)
    standing: Literal["kept", "excluded"]
    reason: Annotated[str, StringConstraints(min_length=1, max_length=200)] = Field(
        ..., examples=[example("why-excluded")]
    )


class Decided(Schema):
    """How many answers changed."""

    changed: int


SurveyWhole.model_rebuild()
