"""The company's words and parameters."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Field, Schema

from guicheng.api.v1.shapes.examples import example
from guicheng.api.v1.shapes.parts import Next, Revision, Sent, Wanted

Group = Literal[
    "post",
    "severity",
    "time-unit",
    "physical",
    "metric-name",
    "harmless",
    "immediate",
    "vague-time",
    "vague-frequency",
    "vague-quality",
    "vague-degree",
    "vague-escape",
    "vague-open",
]
Inclusive = Literal["", "yes", "no"]


class Term(Schema):
    """A word of the company's lexicon, over the shipped one."""

    key: str
    surface: str
    group: Group
    canonical: str
    value: str
    inclusive: Inclusive
    note: str
    changed_at: datetime


class Terms(Schema):
    """A page of terms, by word."""

    items: list[Term]
    next: Next


class TermsWanted(Wanted):
    """Which terms."""

    words: str = Field("", max_length=100, description="parts of word, standard form or note, each of them")
    group: Group | Literal[""] = ""


class TermIn(Sent):
    """A word to add."""

    surface: str = Field(..., max_length=40, examples=[example("term")])
    group: Group
    canonical: str = Field("", max_length=40, description="standard form")
    value: str = Field("", max_length=20, description="how many of the unit it is", examples=["30"])
    inclusive: Inclusive = ""
    note: str = Field("", max_length=500)


class TermChange(Sent):
    """What changes of a word; what is left out stays."""

    surface: str | None = Field(None, max_length=40)
    group: Group | None = None
    canonical: str | None = Field(None, max_length=40)
    value: str | None = Field(None, max_length=20)
    inclusive: Inclusive | None = None
    note: str | None = Field(None, max_length=500, examples=[example("term-note")])


class Parameter(Schema):
    """A value that clauses name as 【group.name】."""

    key: str
    name: str
    value: str
    note: str
    revision: int
    changed_at: datetime


class Parameters(Schema):
    """A page of parameters, by name."""

    items: list[Parameter]
    next: Next


class ParametersWanted(Wanted):
    """Which parameters."""

    words: str = Field("", max_length=100, description="parts of name, value or note, each of them")


class ParameterIn(Sent):
    """A parameter to add."""

    name: str = Field(..., max_length=60, description="a group, a dot and a name", examples=[example("parameter")])
    value: str = Field(..., max_length=40, examples=[example("value")])
    note: str = Field("", max_length=500)


class ParameterChange(Sent):
    """Another value for a parameter."""

    value: str = Field(..., max_length=40, examples=[example("value-changed")])
    revision: Annotated[Revision, Field(ge=1)]
    note: str | None = Field(None, max_length=500, description="stays where left out")


class Use(Schema):
    """A clause that names a parameter."""

    clause: str
    standard: str = Field(..., description="code of the standard")
    number: str
    text: str


class Uses(Schema):
    """A page of such clauses."""

    items: list[Use]
    next: Next
