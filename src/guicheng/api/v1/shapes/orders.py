"""Work orders: reported, found, given to people, done; what was promised and what happened."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Field, Schema

from guicheng.api.v1.shapes.examples import example
from guicheng.api.v1.shapes.parts import Key, Next, Sent, Told, Wanted

Kind = Literal["repair", "complaint", "consultation", "other"]
OrderPhase = Literal[
    "reported", "dispatched", "accepted", "arrived", "started", "paused", "finished", "visited", "cancelled"
]
StageWord = Literal["respond", "arrive", "finish", "follow_up"]
#: Numbers that clauses ask for, by what is counted as clauses write it; how long something lasted is in ``minute``.
SaidNumbers = Annotated[
    dict[Annotated[str, Field(max_length=20)], Annotated[str, Field(max_length=20)]],
    Field(max_length=20, description="numbers that clauses ask for, by unit", examples=[{"minute": "90"}]),
]
OrderRevision = Annotated[int, Field(ge=0, le=2_000_000_000)]
Said = Annotated[str, Field(max_length=500)]
Problem = Annotated[str, Field(max_length=2000, examples=[example("case-title")])]


class OrderHead(Schema):
    """A work order."""

    key: str
    number: str = Field(..., description="day and count of that day at the estate")
    unit: Told
    kind: Kind
    problem: str
    place: str = Field(..., description="code of the place, empty for none")
    place_text: str
    category: str = Field(..., description="key of an activity of the lexicon, empty for none")
    urgent: bool
    channel: str
    phase: OrderPhase
    holder: Told | None
    post: str = Field(..., description="name of the post that it lies with, empty for none")
    offered: bool = Field(..., description="whether whoever fills the post may take it")
    reported_at: datetime
    ended_at: datetime | None
    due_at: datetime | None = Field(..., description="of the first stage that is not done; null while it is paused")
    rev: int = Field(..., description="how often it was written")


class OrderStage(Schema):
    """A stage that a clause bounds."""

    stage: StageWord
    clause: str = Field(..., description="standard and number of the clause that holds now, empty for none")
    edition: int | None
    text: str
    due_at: datetime | None = Field(..., description="null before its clock begins and while it stands still")
    done_at: datetime | None
    state: str = Field(..., description="running, paused, warned, breached, kept, late; empty where no clock runs")
    from_change: bool = Field(..., description="whether it counts from the change of priority, not from the report")


class OrderNeed(Schema):
    """A number within bounds."""

    unit: str
    low: str | None = Field(..., description="least number, null for no floor")
    high: str | None = Field(..., description="greatest number, null for no ceiling")
    above: bool = Field(..., description="whether the least number itself is left out")
    below: bool = Field(..., description="whether the greatest number itself is left out")


class OrderDepending(Schema):
    """A clause that would apply with another number."""

    stage: StageWord
    clause: str = Field(..., description="standard and number of the clause")
    edition: int
    text: str
    value: str = Field(..., description="of the limit")
    of: str = Field(..., description="unit of the limit: minute, hour, day, workday or month")
    standing: Literal["open", "unmet"] = Field(..., description="open: a number that it asks for is not known")
    needs: list[OrderNeed]


class OrderWhole(OrderHead):
    """A work order with its stages, its caller and what can be done with it."""

    caller_name: str
    caller_phone: str = Field(..., description="with its middle hidden", examples=["138****5678"])
    numbers: dict[str, str] = Field(..., description="numbers that clauses ask for and somebody said, by unit")
    stages: list[OrderStage]
    depending: list[OrderDepending] = Field(..., description="clauses that would apply with other numbers")
    acts: list[str] = Field(..., description="what can be done with it as it stands")
    total: str = Field(..., description="yuan of all costs")


class OrderList(Schema):
    """A page of orders, the newest first."""

    items: list[OrderHead]
    next: Next


class OrderListWanted(Wanted):
    """Which orders."""

    state: OrderPhase | Literal["", "open", "ended", "late"] = ""
    kind: Kind | Literal[""] = ""
    urgent: bool = False
    of: Literal["", "mine", "posts", "followed"] = Field(
        "", description="the caller's, free for their posts, or followed by them"
    )
    words: str = Field("", max_length=60, description="parts of the problem, the place or the number")
    unit: Key = Field("", description="key of the estate")


class OrderIn(Sent):
    """A work order to take in; what is left out is read from the words."""

    unit: Key = Field(..., description="key of the estate")
    problem: Problem
    kind: Kind | Literal[""] = ""
    urgent: bool | None = None
    category: str = Field("", max_length=80)
    place: str = Field("", max_length=30, description="code of a place of the estate")
    place_text: str = Field("", max_length=120)
    caller_name: str = Field("", max_length=40)
    caller_phone: str = Field("", max_length=40, examples=["13812345678"])
    source_kind: str = Field("", max_length=40, description="what it came from in the caller's system")
    source_key: str = Field("", max_length=64)
    numbers: SaidNumbers = Field(default_factory=dict)
    key: str = Field("", max_length=80, description="the caller's name of the order; under it there is one for good")


class OrderText(Sent):
    """A half-written order."""

    unit: Key = Field(..., description="key of the estate")
    problem: Problem
    kind: Kind | Literal[""] = ""
    urgent: bool | None = None
    numbers: SaidNumbers = Field(default_factory=dict)


class OrderClause(Schema):
    """A clause that would apply."""

    stage: StageWord
    governs: bool = Field(..., description="whether the stage is timed by it")
    clause: str
    edition: int
    text: str
    value: str = Field(..., description="of the limit")
    of: str = Field(..., description="unit of the limit: minute, hour, day, workday or month")


class OrderReading(Schema):
    """What an order seems to be, and the clauses that would apply to it."""

    kind: Kind
    urgent: bool
    because: str = Field(..., description="the words by which it is urgent or not")
    category: str
    place: str
    clauses: list[OrderClause]
    asks: list[str] = Field(..., description="units of the numbers that clauses about this matter ask for")
    depending: list[OrderDepending] = Field(..., description="clauses that would apply with other numbers")


class OrderEventOut(Schema):
    """One thing that happened, at a desk or on a phone."""

    id: str
    kind: str
    at: datetime
    by: str = Field(..., description="name of who did it; empty where nobody is known")
    phone: bool
    reason: str
    words: str


class OrderEvents(Schema):
    """What happened to an order, in order."""

    items: list[OrderEventOut]


class OrderAct(Sent):
    """Something to do with an order; which fields it takes follows from ``act``."""

    act: Literal[
        "dispatch", "claim", "accept", "contact", "arrive", "start", "pause", "resume", "priority", "finish",
        "follow_up", "reopen", "cancel", "cost", "strike", "follow", "unfollow", "numbers",
    ]  # fmt: skip
    reason: Said = Field("", description="pause: customer, parts, weather, access, contractor or other; else why")
    words: Said = Field("", description="finish, follow_up, pause: what was done or said")
    urgent: bool = Field(default=False, description="priority: whether it cannot wait")
    satisfied: bool | None = Field(None, description="follow_up: whether the customer was")
    mode: Literal["", "assign", "offer", "turn"] = Field("", description="dispatch: how")
    to: Key = Field("", description="dispatch by assign: key of the person")
    post: str = Field("", max_length=80, description="dispatch: name of the post")
    what: Literal["", "material", "labour", "other"] = Field("", description="cost: of what")
    name: str = Field("", max_length=60, description="cost: of the material or work")
    quantity: str = Field("1", max_length=20, description="cost: how much")
    measure: str = Field("", max_length=10, description="cost: of what unit")
    amount: str = Field("", max_length=20, description="cost: yuan in all")
    numbers: SaidNumbers = Field(default_factory=dict)
    event: str = Field("", max_length=40, description="strike: id of the event that added the cost")
    rev: OrderRevision | None = Field(None, description="the revision that was seen")
    key: str = Field("", max_length=80, description="the caller's name of the act; under it it happens once for good")


class OrderCommentIn(Sent):
    """Words about an order."""

    stream: Literal["internal", "resident"]
    text: str = Field(..., max_length=2000)
    key: str = Field("", max_length=80, description="the caller's name of the comment")


class OrderCommentOut(Schema):
    """A comment."""

    key: str
    stream: str
    text: str
    at: datetime
    by: str
    by_resident: bool


class OrderFileOut(Schema):
    """A photo or a PDF kept with an order."""

    key: str
    name: str
    media: str
    size: int = Field(..., description="bytes as they are kept")
    stream: str
    at: datetime
    by: str


class OrderFiles(Schema):
    """The files of an order, in order."""

    items: list[OrderFileOut]


class OrderFileWanted(Wanted):
    """How a file is kept."""

    stream: Literal["internal", "resident"] = Field("internal", description="resident: the customer sees it too")
    name: str = Field("", max_length=120, description="of the file")


class OrderComments(Schema):
    """The comments on an order, in order."""

    items: list[OrderCommentOut]
