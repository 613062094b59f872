"""Elements, letters, costs and known values of a standard."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import StringConstraints

from guicheng.api.v1.shapes.library import Grade
from guicheng.api.v1.shapes.parts import Key, Next, Revision, Sent, Wanted
from guicheng.api.v1.shapes.scope import Customer, Item, Property

Element = Literal["object", "content", "quality", "limit", "provider", "way", "assessment"]
Beside = Literal[
    "object",
    "content",
    "quality",
    "limit",
    "provider",
    "way",
    "assessment",
    "frequency",
    "effort",
    "material",
    "grade",
]
Words = Annotated[str, StringConstraints(max_length=2_000)]


class AtUnit(Wanted):
    """At which unit it is worked out."""

    unit: Key | Literal[""] = Field("", description="the standard's first estate where not said, else its own unit")


class ElementTold(Schema):
    """An element of a clause."""

    text: str
    source: Literal["text", "beside", "standard"] = Field(..., description="where it is said")


class ClauseElements(Schema):
    """A clause with its elements."""

    clause: str
    number: str
    text: str
    elements: dict[Element, ElementTold] = Field(..., description="those that somebody says")
    missing: list[Element]
    effort: str = Field(..., description="what one occasion takes, as it stands beside the clause")
    material: str


class Lack(Schema):
    """Why a clause does not have a letter."""

    clause: str
    number: str
    reason: str


class LetterOf(Schema):
    """One letter of SMART."""

    letter: Literal["S", "M", "A", "R", "T"]
    having: int
    of: int
    lacks: list[Lack]


class Elements(Schema):
    """A page of the clauses of a standard with their elements; the letters are those of the whole standard."""

    items: list[ClauseElements]
    next: Next
    smart: list[LetterOf]


class ElementsIn(Sent):
    """What is written beside a clause; what is not named stays."""

    revision: Revision
    elements: dict[Beside, Words] = Field(..., description="empty words take it away", examples=[{"effort": "30"}])


class CoverageIn(Sent):
    """What a standard covers; what is left out stays."""

    items: list[Item] | None = Field(None, max_length=200, description="codes of services")
    grades: list[Grade] | None = Field(None, max_length=20, description="the best first")
    property_types: list[Property] | None = Field(None, max_length=10)
    customer_groups: list[Customer] | None = Field(None, max_length=10)


class Coverage(Schema):
    """What a standard covers."""

    items: list[str]
    grades: list[str]
    property_types: list[Property]
    customer_groups: list[Customer]


class Basis(Schema):
    """A number that a cost was worked out with."""

    what: Literal["occasions", "places", "hours", "wage", "material"]
    value: str
    source: str = Field(..., description="words of the clause, or a fact")


class ClauseCost(Schema):
    """What a year of a clause costs."""

    clause: str
    number: str
    text: str
    yearly: str | None = Field(..., description="yuan; null where a number is missing", examples=["12345.60"])
    basis: list[Basis]
    missing: list[str] = Field(
        ..., description="facts, or `effort`, `frequency`, `cases`, `hours`, `months`, `places`, `trade`"
    )


class Costs(Schema):
    """A page of the costs of a standard at a unit."""

    items: list[ClauseCost]
    next: Next
    unit: str = Field(..., description="key of the unit at which they were worked out")
    yearly: str = Field(..., description="yuan of all clauses that could be worked out")
    open: int = Field(..., description="clauses that could not")


class Amount(Schema):
    """A value with its unit."""

    value: str
    unit: str = Field(..., description="of a count in a period `time/day`; empty for a window")


class KnownValue(Amount):
    """A value that somebody promises or sets."""

    op: Literal["<=", "<", "==", ">=", ">"]
    source: str
    year: str
    kind: Literal["grade-table", "firm", "law"]
    note: str


class Strip(Schema):
    """A promise among known values."""

    clause: str
    number: str
    value: str = Field(..., description="what the clause says", examples=["30"])
    unit: str = Field(..., examples=["minute"])
    lowest: Amount = Field(..., description="smallest known value; of a frequency the rarest")
    highest: Amount
    tighter_than: int = Field(..., description="known values that ask for less")
    looser_than: int = Field(..., description="known values that ask for more")
    values: list[KnownValue]


class Strips(Schema):
    """A page of promises for which values are known."""

    items: list[Strip]
    next: Next
