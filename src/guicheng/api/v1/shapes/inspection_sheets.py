"""Scoring sheets: their lines, points, deductions, vetoes, bonuses and bands."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Field, Schema

from guicheng.api.v1.shapes.examples import example
from guicheng.api.v1.shapes.inspections import Points
from guicheng.api.v1.shapes.parts import Key, Next, Revision, Sent

VetoName = Literal["", "zero", "grade-down"]
Typed = Annotated[str, Field(max_length=12, description="points with two decimals at most", examples=["0.5"])]


class SheetRow(Schema):
    """A scoring sheet."""

    key: str
    title: str
    version: int = Field(..., description="number of the version in force, 0 for none")
    revision: int


class InspectionSheets(Schema):
    """A page of sheets."""

    items: list[SheetRow]
    next: Next


class SheetLineRow(Schema):
    """A line of a sheet."""

    key: str
    text: str
    topic: str
    points: Points
    each: str | None
    cap: str | None
    veto: str
    counted: bool
    sampled: bool
    clause: str
    citation: str
    edition: str


class SheetSection(Schema):
    """A section of a sheet."""

    name: str
    points: Points
    cap: str | None
    lines: list[SheetLineRow]


class SheetBonus(Schema):
    """What is added or taken off beside the lines."""

    name: str
    points: Points


class SheetBand(Schema):
    """A band of scores."""

    since: Points = Field(..., description="the lowest score of it")
    name: str
    payout: Points = Field(..., description="share of the fee that is paid, 1 for all")


class SheetFull(SheetRow):
    """The draft of a sheet, with what is wrong with it."""

    bonuses: list[SheetBonus]
    bonus_cap: Points = Field(..., description="what bonuses add at most")
    bands: list[SheetBand] = Field(..., description="the best first")
    full: Points
    sum: Points
    faults: list[str]
    sections: list[SheetSection]


class SheetIn(Sent):
    """A new sheet."""

    title: str = Field(..., max_length=80, examples=[example("checklist")])


class StandardsTaken(Sent):
    """Standards whose lines are taken over."""

    standards: list[Key] = Field(..., max_length=100)


class SheetOwnLine(Sent):
    """A line of the company's own."""

    section: str = Field(..., max_length=60)
    text: str = Field(..., max_length=200, description="what is looked at")


class SheetSectionIn(Sent):
    """What a section is worth."""

    name: str = Field("", max_length=60)
    points: Typed
    cap: Typed = ""


class SheetLineIn(Sent):
    """What a line is worth."""

    key: str = Field(..., max_length=20)
    points: Typed
    each: Typed = ""
    cap: Typed = ""
    veto: VetoName = ""
    counted: bool = False
    sampled: bool = False
    out: bool = Field(default=False, description="whether the line is taken off the sheet")


class SheetRules(Sent):
    """Points and rules of a sheet; sections in their order."""

    revision: Revision
    sections: list[SheetSectionIn] = Field([], max_length=100)
    lines: list[SheetLineIn] = Field([], max_length=300)
    bonuses: str | None = Field(None, max_length=2000, description="one a line, name and points")
    bonus_cap: Typed = ""
    bands: str | None = Field(None, max_length=2000, description="one a line: points, name, share in per cent")


class SheetSeen(Sent):
    """The draft that the caller saw."""

    revision: Revision
