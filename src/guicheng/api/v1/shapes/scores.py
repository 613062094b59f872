"""Metrics of satisfaction, scorecards, their results, appeals."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Field, Schema

from guicheng.api.v1.shapes.parts import Key, Next, Sent, Told, Wanted

FormulaName = Literal[
    "satisfied", "score", "rated", "rating_score", "visited", "mended", "complaints", "valid_complaints"
]
ScoreMonth = Annotated[str, Field(max_length=7, examples=["2026-10"])]
ScoreWords = Annotated[str, Field(max_length=500)]
Exact = Annotated[str, Field(max_length=12, description="a number of at most four decimals", examples=["12.5"])]


class FormulaIn(Sent):
    """A formula with what it leaves open."""

    formula: FormulaName
    question: Annotated[str, Field(max_length=40, description="id of the question, for surveys")] = ""
    least: Annotated[int, Field(ge=1, le=10, description="fewest points that count as satisfied")] = 4
    points: Annotated[int, Field(ge=2, le=10, description="highest point")] = 5
    options: list[Annotated[str, Field(max_length=40)]] = Field([], max_length=20)
    base: Literal["answered", "returned"] = "answered"


class MetricIn(FormulaIn):
    """A metric with its first formula."""

    name: Annotated[str, Field(max_length=60)]
    begins: ScoreMonth


class FormulaChangeIn(FormulaIn):
    """Another formula of a metric from a month on."""

    begins: ScoreMonth
    reason: ScoreWords


class FormulaVersion(Schema):
    """A formula from a month on."""

    number: int
    begins: str
    definition: FormulaIn
    reason: str
    at: datetime


class MetricRow(Schema):
    """A metric with all its formulas, the first one first."""

    key: str
    name: str
    formulas: list[FormulaVersion]


class MetricList(Schema):
    """A page of metrics."""

    items: list[MetricRow]
    next: Next


class ValuesWanted(Wanted):
    """Which values of a metric."""

    month: ScoreMonth


class MetricValueRow(Schema):
    """A metric at one estate in one month."""

    unit: Told
    month: str
    formula: int | None = Field(..., description="number of the formula that held; null where none did yet")
    standing: Literal["value", "few", "nothing", "withheld", "no_size"]
    value: float | None = Field(..., description="a share from 0 to 1, or a number a hundred households")
    low: float | None
    high: float | None
    count: int | None = Field(..., description="how many it rests on; null where fewer than five answered a survey")
    left_out: int = Field(..., description="surveys that fewer than five people answered")


class MetricValues(Schema):
    """A page of values."""

    items: list[MetricValueRow]
    next: Next


class HouseholdsIn(Sent):
    """How many households an estate has from a month on."""

    households: Annotated[int, Field(ge=1, le=1_000_000)]
    since: ScoreMonth


class HouseholdsRow(Schema):
    """What was said of the households of an estate."""

    unit: Told
    households: int
    since: str


class JudgementIn(Sent):
    """Whether a complaint is valid."""

    source: Annotated[str, Field(max_length=50, description="``order:`` or ``feedback:`` with the key")]
    valid: bool
    reason: ScoreWords


class JudgementRow(Schema):
    """A judgement that was kept."""

    source: str
    valid: bool
    reason: str
    at: datetime


class CardLineIn(Sent):
    """A line of a card."""

    key: Annotated[str, Field(max_length=40)]
    name: Annotated[str, Field(max_length=60)]
    weight: Exact
    source: Literal["attainment", "inspection", "satisfaction", "nonconformities"]
    subject: Annotated[str, Field(max_length=60, description="``clause:`` or ``domain:`` with a key, or a metric")] = ""
    section: Annotated[str, Field(max_length=40)] = ""
    full: Exact = "1"
    zero: Exact = "0"
    veto: bool = False
    least: Exact = "1"
    fewest: Annotated[int, Field(ge=0, le=100_000)] = 5


class CardBandIn(Sent):
    """What a score comes to."""

    since: Exact
    name: Annotated[str, Field(max_length=20)]
    payout: Exact


class CardContentIn(Sent):
    """What a card holds from a month on."""

    lines: list[CardLineIn] = Field(..., min_length=1, max_length=40)
    bands: list[CardBandIn] = Field([], max_length=20)
    most_extra: Exact = "0"
    begins: ScoreMonth


class CardIn(CardContentIn):
    """A scorecard."""

    name: Annotated[str, Field(max_length=60)]
    post: Key = ""


class CardChangeIn(CardContentIn):
    """A change of a card."""

    reason: ScoreWords


class CardDayIn(Sent):
    """From which day of the next month on a card is worked out by itself."""

    day: Annotated[int, Field(ge=1, le=28)] | None


class CardVersionRow(Schema):
    """A card from a month on."""

    number: int
    begins: str
    lines: list[CardLineIn]
    bands: list[CardBandIn]
    most_extra: str
    reason: str
    at: datetime


class CardRow(Schema):
    """A scorecard with all its versions, the first one first."""

    key: str
    name: str
    post: Told | None = Field(..., description="null for a card of whole estates")
    day: int | None = Field(..., description="day of the next month from which on it is worked out each night")
    versions: list[CardVersionRow]


class CardList(Schema):
    """A page of scorecards."""

    items: list[CardRow]
    next: Next


class ExtraPointsIn(Sent):
    """Points for praise, or taken off for a fault."""

    unit: Key
    month: ScoreMonth
    points: Exact
    reason: ScoreWords


class ExtraPointsRow(Schema):
    """Points that were kept."""

    key: str
    unit: Told
    month: str
    points: str
    reason: str


class WorkOutIn(Sent):
    """Which month is worked out."""

    month: ScoreMonth


class ResultLine(Schema):
    """What became of a line."""

    key: str
    name: str
    weight: str
    value: str | None = Field(..., description="the figure as an exact fraction, such as 37/41")
    count: int | None
    basis: str = Field(..., description="``sealed:1``, ``live``, ``formula:2``, ``presented`` or ``appeal``")
    judged: Literal["counted", "nothing", "few"]
    reached: str | None
    points: str | None


class ResultBand(Schema):
    """The band of a result."""

    name: str
    payout: str


class ResultRow(Schema):
    """What a card came to at an estate in a month."""

    key: str
    card: Told
    unit: Told
    month: str
    number: int = Field(..., description="1 for the first; working out again and appeals bring the next")
    total: str | None = Field(..., description="null where nothing could be judged")
    band: ResultBand | None
    vetoes: list[str]
    extra: str
    lines: list[ResultLine]
    signed_at: datetime | None
    at: datetime


class ResultList(Schema):
    """A page of results."""

    items: list[ResultRow]
    next: Next


class ResultsWanted(Wanted):
    """Which results of a card."""

    month: Annotated[str, Field(max_length=7, description="empty for all months", examples=["2026-10"])] = ""


class WorkedOutRow(Schema):
    """What came of working a month out."""

    made: list[str] = Field(..., description="keys of new results")
    kept: list[str] = Field(..., description="keys of results that stay: signed, corrected, or the same as before")


class AppealIn(Sent):
    """What is wrong with a line of a result."""

    line: Annotated[str, Field(max_length=40)]
    reason: ScoreWords
    evidence: ScoreWords = ""


class AppealRow(Schema):
    """An appeal."""

    key: str
    result: str
    line: str
    reason: str
    evidence: str
    at: datetime


class AppealAnswerIn(Sent):
    """The answer to an appeal."""

    granted: bool
    reason: ScoreWords
    value: Annotated[str, Field(max_length=12, description="the right figure; empty leaves the line out")] = ""


class AppealAnswerRow(Schema):
    """An answer that was kept."""

    appeal: str
    granted: bool
    reason: str
    result: str | None = Field(..., description="key of the result that came of it")
    at: datetime
