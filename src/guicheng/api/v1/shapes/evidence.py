"""The chain of evidence: its length, roots, proofs; holds and days of keeping."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema

from guicheng.api.v1.shapes.parts import Next, Sent, Told


class Chain(Schema):
    """The chain of an organisation."""

    organisation: str = Field(..., description="its lasting key, from which the first link is made")
    length: int
    head: str = Field(..., description="the last link")


class ChainCheck(Schema):
    """What computing a chain anew found; it tells whether records are unaltered, never whether they are true."""

    length: int
    unaltered: bool
    broken_at: int | None = Field(..., description="number of the first link that is not what it was")
    fault: str = Field(..., description="gap, record, link or end; empty for none")
    since_ms: int | None = Field(..., description="receipt of the first link, milliseconds since 1970")


class Root(Schema):
    """The Merkle root over the links of a day."""

    day: date
    first_seq: int
    last_seq: int
    root: str
    sealed: bool = Field(..., description="whether the day is over, so that the root stands for good")
    stamped_by: str = Field(..., description="authority that stamped it with the time (RFC 3161), empty for none")
    stamped_at: datetime | None = Field(..., description="when, by the authority's clock")


class Roots(Schema):
    """Roots of the last days, the newest first."""

    items: list[Root]


class Inclusion(Schema):
    """That an event is one of the links of a day (RFC 6962)."""

    event: str
    seq: int
    link: str
    day: date
    root: str
    sealed: bool
    index: int
    size: int
    path: list[str]


class HoldIn(Sent):
    """Everything of a task to be kept while a dispute lasts."""

    occurrence: str = Field(..., max_length=64)
    case: str = Field(..., max_length=60, examples=["TS-2026-118"])
    reason: str = Field(..., max_length=500, examples=["TS-2026-118"])


class Hold(Schema):
    """A hold."""

    key: str
    unit: Told
    occurrence: str
    case: str
    reason: str
    placed_at: datetime
    placed_by: Told | None
    lifted_at: datetime | None
    lifted_by: Told | None


class Holds(Schema):
    """A page of holds, the newest first."""

    items: list[Hold]
    next: Next


class Kept(Schema):
    """For how many days content of a class is kept."""

    retention: Literal["presence", "work", "agreed"]
    days: int


class KeptList(Schema):
    """Days by class."""

    items: list[Kept]


class DaysIn(Sent):
    """Days to keep a class of content."""

    days: int = Field(..., ge=30, le=3_660, examples=[365])


class Forgotten(Schema):
    """What forgetting a person came to."""

    events: int
    held: int = Field(..., description="events that a hold keeps")
