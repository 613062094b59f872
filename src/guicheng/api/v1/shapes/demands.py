"""Demands of customers, what they rest on, and the clauses that answer them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Field, Schema

from guicheng.api.v1.shapes.parts import Key, Next, Revision, Sent, Told, Wanted

DemandKindName = Literal["need", "pain", "expectation"]
#: A number from 1 to 5 as text, so that it stays exactly as it was written.
Number = Annotated[str, Field(max_length=5, pattern=r"^([1-5](\.[0-9]{1,2})?)?$")]


class DemandOf(Schema):
    """What a customer group wants, and how much it matters; numbers come with their source."""

    key: str
    code: str
    unit: Told
    group: Told
    theme: Told | None
    kind: DemandKindName
    text: str
    activity: str
    importance: str
    importance_source: str
    satisfaction: str
    satisfaction_source: str
    state: Literal["proposed", "confirmed", "merged", "closed"]
    merged_into: str = Field(..., description="key of the demand that took it in, empty for none")
    reason: str = Field(..., description="why it was closed")
    revision: int


class DemandsOf(Schema):
    """A page of demands, in the order in which they were stated."""

    items: list[DemandOf]
    next: Next


class DemandsWanted(Wanted):
    """Which demands."""

    words: str = Field("", max_length=100, description="parts of the text, each of them")
    state: Literal["", "open", "proposed", "confirmed", "merged", "closed"] = ""
    kind: DemandKindName | Literal[""] = ""
    group: str = Field("", max_length=36)
    theme: str = Field("", max_length=36)
    weight: Literal["", "high", "low", "unknown"] = Field("", description="importance from 4 on, below 4, not known")
    unit: str = Field("", max_length=36)


class DemandIn(Sent):
    """A demand; a number without its source is refused."""

    text: str = Field(..., max_length=300)
    kind: DemandKindName
    group: Key
    theme: str = Field("", max_length=36)
    activity: str = Field("", max_length=40)
    importance: Number = ""
    importance_source: str = Field("", max_length=120)
    satisfaction: Number = ""
    satisfaction_source: str = Field("", max_length=120)


class DemandNew(DemandIn):
    """A demand to state at a unit."""

    unit: Key


class DemandChange(DemandIn):
    """What a demand says from now on."""

    revision: Revision


class SourceIn(Sent):
    """What a demand rests on: one of the three."""

    quote: str = Field("", max_length=36, description="key of a quote")
    feedback: str = Field("", max_length=36, description="key of a record")
    cited: str = Field("", max_length=200, description="survey and question")


class SourceOf(SourceIn):
    """What a demand rests on, with the words."""

    key: str
    text: str


class SourcesOf(Schema):
    """What a demand rests on, as far as it lies within reach."""

    items: list[SourceOf]


class DemandClosed(Sent):
    """Why a demand is closed."""

    reason: str = Field(..., max_length=300)


class AnsweringClause(Schema):
    """A clause that was judged to answer a demand, or not."""

    clause: str = Field(..., description="key")
    standard: str = Field(..., description="code of the standard")
    number: str
    text: str = Field(..., description="empty where it was deleted or lies out of reach")
    answers: bool
    by: str
    at: datetime


class ClauseSuggested(Schema):
    """A clause that nobody judged yet."""

    clause: str
    standard: str
    number: str
    text: str
    score: float = Field(..., description="0 to 1, for the order alone")
    words: list[str]
    activities: list[str]


class AnswersOf(Schema):
    """The clauses that answer a demand, that do not, and that may."""

    judged: list[AnsweringClause]
    suggested: list[ClauseSuggested]


class LinkIn(Sent):
    """Whether a clause answers a demand."""

    answers: bool


class TracedOf(Schema):
    """A clause with what stands behind it."""

    clause: str
    standard: str
    number: str
    text: str
    demands: list[str] = Field(..., description="codes, such as XQ-001")
    norms: list[str] = Field(..., description="law and article")
    contract: bool


class TracesOf(Schema):
    """The clauses that hold at a unit, and the open demands that none of them answers."""

    items: list[TracedOf]
    next: Next
    unanswered: list[str] = Field(..., description="codes of demands")
