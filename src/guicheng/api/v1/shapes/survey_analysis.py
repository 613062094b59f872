"""What the answers to a survey say."""

from __future__ import annotations

from ninja import Field, Schema


class Figure(Schema):
    """A figure with its interval, as it is written."""

    value: str = Field(..., description="the figure; — where there is none")
    around: str = Field(..., description="its interval at 95 %; empty where it cannot be told")
    count: int = Field(..., description="answers that it comes from; 0 where they are not told")
    field: str = Field(..., description="field of the questionnaire that was answered; empty for none")


class FigureLine(Schema):
    """A row: what it is of, its figures, a verdict."""

    name: str
    figures: list[Figure]
    verdict: str
    sure: bool = Field(..., description="whether the verdict is more than chance")
    beside: str


class FigureTable(Schema):
    """A table of figures."""

    id: str
    title: str
    text: str = Field(..., description="how it is to be read")
    head: list[str]
    lines: list[FigureLine]


class SurveyAnalysis(Schema):
    """The figures of a survey; none where fewer than five people answered."""

    count: int = Field(..., description="answers that count")
    excluded: int
    asked: int | None
    margin: float | None = Field(..., description="half the interval of a share of one half at 95 %, from 0 to 1")
    effective: float = Field(..., description="effective number of answers under the weights")
    not_weighted: str = Field(..., description="why no weights are used though they were wanted")
    compared_with: str | None = Field(..., description="key of the survey before")
    withheld: list[str] = Field(..., description="fields that fewer than five people answered")
    tables: list[FigureTable]


class AnalysisWanted(Schema):
    """How a survey is analysed."""

    weight: str = Field("", max_length=40, description="empty, or `segments`: by the sizes of the groups")
    before: str = Field("", max_length=36, description="key of the survey to compare with; empty for the last, or none")
