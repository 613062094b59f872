"""Inspections of quality: sheets, plans, what they came to, and what was found."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Field, Schema

from guicheng.api.v1.shapes.parts import Key, Next, Sent, Told, Wanted

InspectionKindName = Literal["self", "supervisor", "estate", "company", "flying", "mystery", "third_party"]
InspectionStateName = Literal["planned", "running", "to_sign", "signed"]
SampledName = Literal["", "points", "places", "households", "records"]
Points = Annotated[str, Field(max_length=40, description="points as an exact fraction or decimal", examples=["197/2"])]


class InspectionRow(Schema):
    """An inspection of an estate."""

    key: str
    title: str
    kind: InspectionKindName
    unit: Told
    begin: datetime
    end: datetime
    state: InspectionStateName
    inspector: str = Field(..., description="name; empty for nobody, and where it is not told")
    score: str | None = Field(..., description="points as an exact fraction; none before it is presented")
    band: str
    findings: int


class Inspections(Schema):
    """A page of inspections."""

    items: list[InspectionRow]
    next: Next


class InspectionsWanted(Wanted):
    """Which inspections."""

    kind: InspectionKindName | Literal[""] = ""
    state: InspectionStateName | Literal[""] = ""
    unit: str = Field("", max_length=36, description="at or below the unit with this key")
    since: date | None = Field(None, description="due on this day or later")
    until: date | None = Field(None, description="due on this day or earlier")


class SectionScored(Schema):
    """What a section came to."""

    name: str
    possible: Points
    reached: Points
    judged: int
    failed: int


class FindingRow(Schema):
    """What was found at a line."""

    key: str
    inspection: str
    unit: Told
    section: str
    text: str
    item: str = Field(..., description="what of the sample it was found at, empty for none")
    count: int
    points: Points
    veto: str
    clause: str
    citation: str
    edition: str
    sentence: str
    photos: list[str]
    order: str = Field(..., description="number of the work order that came of it, empty for none")


class InspectionFindings(Schema):
    """A page of findings."""

    items: list[FindingRow]
    next: Next


class SampleSays(Schema):
    """What was drawn, so that anybody can draw it again."""

    of: str
    seed: int
    population: int
    level: int
    margin: int
    items: list[str]


class Signed(Schema):
    """Who signed for the estate."""

    name: str
    at: datetime
    objection: str
    digest: str


class InspectionFull(InspectionRow):
    """An inspection with what it came to."""

    sheet: Told | None
    version: int | None
    round: str = Field(..., description="its round, by which it is answered; empty before it begins")
    sections: list[SectionScored]
    vetoes: list[str]
    sample: SampleSays | None
    signature: Signed | None
    found: list[FindingRow]


class InspectorIn(Sent):
    """To whom an inspection is given."""

    person: Key


class SignatureIn(Sent):
    """The signature of the inspected side."""

    name: str = Field(..., max_length=60)
    objection: str = Field("", max_length=1000)


class FindingFollowed(Schema):
    """What a finding became."""

    key: str
    number: str


class InspectionPlanRow(Schema):
    """A plan of inspections."""

    key: str
    title: str
    kind: InspectionKindName
    unit: Told
    sheet: Told
    sampled: SampledName
    margin: int
    level: int
    every: Literal["days", "weeks", "months"]
    step: int
    on: int = Field(..., description="weekday from 1, or day of the month; -1 is the last")
    days: int = Field(..., description="within how many days it is done")
    workdays: bool = Field(..., description="whether it begins on workdays only")
    standards: list[str] = Field(..., description="keys of the standards to which the sheet is narrowed, empty for all")
    domains: list[str] = Field(..., description="domains to which the sheet is narrowed, empty for all")
    ended: bool


class InspectionPlanFull(InspectionPlanRow):
    """A plan of inspections with who takes turns and which estates it is narrowed to."""

    inspectors: list[Told]
    estates: list[Told] = Field(..., description="empty for all of the unit")


class InspectionPlans(Schema):
    """A page of plans."""

    items: list[InspectionPlanRow]
    next: Next


class InspectionPlanIn(Sent):
    """A plan of inspections."""

    unit: Key
    kind: InspectionKindName
    title: str = Field(..., max_length=80)
    sheet: Key
    every: Literal["days", "weeks", "months"] = "months"
    step: int = Field(1, ge=1, le=12)
    on: int = Field(1, ge=-31, le=31, description="weekday from 1, or day of the month; -1 is the last")
    days: int = Field(7, ge=1, le=92, description="within how many days it is done")
    workdays: bool = False
    inspectors: list[Key] = Field([], max_length=50)
    estates: list[Key] = Field([], max_length=500)
    standards: list[Key] = Field([], max_length=100)
    domains: list[str] = Field([], max_length=10)
    sampled: SampledName = ""
    margin: int = Field(10, ge=1, le=50)
    level: int = Field(95, ge=80, le=99)
