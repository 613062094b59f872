"""The starter library, and what is taken of it."""

from __future__ import annotations

from typing import Annotated

from ninja import Field, Schema
from pydantic import StringConstraints

from guicheng.api.v1.shapes.organization import Trade
from guicheng.api.v1.shapes.parts import Key, Sent, Told

Grade = Annotated[str, StringConstraints(max_length=20)]
Code = Annotated[str, StringConstraints(min_length=1, max_length=20)]


class LibraryWanted(Schema):
    """Which standards of the library are wanted."""

    unit: Key
    domain: list[Trade] = Field([], max_length=20, description="kinds of service; all where none is named")
    grade: Grade = Field("", description="whose values the texts take; empty keeps `{a|b|c}`")


class LibraryClause(Schema):
    """A clause of the library."""

    number: str
    text: str


class LibraryStandard(Schema):
    """A standard of the library."""

    code: str
    title: str
    domain: str
    taken: bool = Field(..., description="whether it holds at the unit already, within your sight")
    clauses: list[LibraryClause]


class Library(Schema):
    """What a unit could adopt."""

    grades: list[str] = Field(..., description="the best first")
    items: list[LibraryStandard]


class AdoptionIn(Sent):
    """What is taken of the library."""

    unit: Key
    domains: list[Trade] = Field([], max_length=20, description="kinds of service; all where none is named")
    codes: list[Code] = Field([], max_length=200, description="of these alone, where any is named")
    grade: Grade = Field("", description="whose values the drafts take; empty keeps all grades")


class Adopted(Schema):
    """The new drafts."""

    created: list[Told]


class ProcessesWanted(Schema):
    """Which form of the shipped processes is wanted."""

    unit: Key
    grade: Grade = Field("", description="whose limits the steps take; empty keeps `{a|b|c}`")


class ShippedStep(Schema):
    """A step, its cells as written."""

    number: str
    name: str
    post: str
    limit: str
    record: str
    next: str
    timeout: str
    join: str
    inputs: str
    note: str
    clauses: str


class WorstMinutes(Schema):
    """How long a case takes at worst, in minutes."""

    once: float | None = Field(..., description="each step at most once")
    twice: float | None = Field(..., description="each step at most twice")


class ShippedProcess(Schema):
    """A process of the library."""

    code: str
    title: str
    english: str
    domain: str
    purpose: str
    taken: bool = Field(..., description="whether it holds at the unit already, within your sight")
    worst_minutes: WorstMinutes
    steps: list[ShippedStep]


class ProcessLibrary(Schema):
    """The processes that a unit could adopt."""

    grades: list[str] = Field(..., description="the best first")
    items: list[ShippedProcess]


class ProcessAdoptionIn(Sent):
    """Which processes are taken of the library."""

    unit: Key
    codes: list[Code] = Field(..., min_length=1, max_length=100)
    grade: Grade = Field("", description="whose limits the drafts take; empty keeps all grades")
