"""Standards, and the lists of them that people keep."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ninja import Field, Schema

from guicheng.api.v1.shapes.examples import example
from guicheng.api.v1.shapes.organization import Trade
from guicheng.api.v1.shapes.parts import Key, Next, Sent, Told, Wanted

State = Literal["draft", "review", "approved", "published", "revised", "withdrawn"]
Order = Literal["code", "-code", "title", "-title", "updated", "-updated", "errors", "-errors"]


class Standard(Schema):
    """A standard with the counts of its draft."""

    key: str
    code: str
    title: str
    category: Trade | Literal[""]
    unit: Told
    steward: Told | None
    state: State
    revision: int
    updated_at: datetime
    archived_at: datetime | None
    clauses: int = Field(..., description="without headings and notes")
    errors: int = Field(..., description="findings that stand; publishing is refused while there are any")
    warnings: int
    hints: int
    unread: int = Field(..., description="clauses that were not understood")
    requirements: int = Field(..., description="readings in all")
    confirmed: int = Field(..., description="readings that a person confirmed")
    open_threads: int
    edition: int | None = Field(..., description="number of the edition in force today")


class Standards(Schema):
    """A page of standards."""

    items: list[Standard]
    next: Next
    total: int


class StandardsWanted(Wanted):
    """Which standards, in which order."""

    words: str = Field("", max_length=100, description="words that code, title or a clause holds, each of them")
    state: State | Literal[""] = Field("", description="all where not said, as with the other filters")
    unit: str = Field("", max_length=36, description="key of a unit; those below count too")
    category: Trade | Literal[""] = ""
    steward: str = Field("", max_length=36, description="key of a person, or `me`")
    archived: bool = Field(default=False, description="only archived ones, else only the others")
    order: Order = Field("code", description="a hyphen in front for falling; a cursor belongs to its order")


class StandardIn(Sent):
    """A standard to begin."""

    unit: Key = Field(..., description="key of the unit")
    code: str = Field(..., max_length=20, examples=["KF-03"])
    title: str = Field(..., max_length=120, examples=[example("title")])
    category: Trade | Literal[""] = ""
    steward: str = Field("", max_length=36, description="key of who looks after it")


class StandardChange(Sent):
    """What changes of a standard; what is left out stays."""

    code: str | None = Field(None, max_length=20, examples=["KF-04"])
    title: str | None = Field(None, max_length=120, examples=[example("title-renamed")])
    category: Trade | Literal[""] | None = None


class StandardUnit(Sent):
    """Where a standard goes."""

    unit: Key


class StandardSteward(Sent):
    """Who looks after a standard."""

    person: str = Field(..., max_length=36, description="key of a person; empty for nobody")


class View(Schema):
    """A list that somebody keeps."""

    key: str
    page: str = Field(..., description="standards, orders or work")
    name: str
    query: str = Field(..., description="filters as the address of a list has them")
    shared: bool
    owner: Told


class ViewsWanted(Wanted):
    """Of which list the kept views are wanted."""

    page: Literal["standards", "orders", "work"] = "standards"


class Views(Schema):
    """A page of kept lists, by name."""

    items: list[View]
    next: Next


class ViewIn(Sent):
    """A list to keep; the same name again for the same list replaces it."""

    page: Literal["standards", "orders", "work"] = Field("standards", description="which list")
    name: str = Field(..., max_length=60, examples=[example("view")])
    query: str = Field("", max_length=1000, examples=["state=draft&steward=me"])
    shared: bool = Field(default=False, description="whether colleagues see it too")
