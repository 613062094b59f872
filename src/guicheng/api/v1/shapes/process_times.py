"""Times of processes, clauses beside their charts, steps and clauses without each other, and replays of logs."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Field, Schema

from guicheng.api.v1.shapes.parts import Next, Sent, Wanted

Minutes = float | None
Kind = Literal["fitting", "skipped", "reversed", "repeated", "unfinished", "wrong-answer", "impossible", "unknown-step"]


class TimesWanted(Schema):
    """A promise, and what the answers are to rest on; empty for what is assumed otherwise."""

    promise: str = Field("", max_length=100, description="minutes, from the start of a step to the end of another")
    kept: str = Field("", max_length=10, description="percent of cases in which each step keeps its limit; 95")
    days: str = Field("", max_length=12, description="workdays, every_day, mon-fri or mon-sat; workdays")
    hours: str = Field("", max_length=60, description="open hours; 08:30-17:30")


class AssumedTimes(Schema):
    """What the answers rest on."""

    kept_percent: float
    spread: float = Field(..., description="standard deviation of the logarithm of a step's time")
    days: str
    hours: str


class Quantile(Schema):
    """Within how long a share of cases ends."""

    share: float
    minutes: Minutes


class LikelyTimes(Schema):
    """How likely a span ends in time."""

    within_minutes: float
    share: float
    steps: int = Field(..., description="steps on the way whose limits are longest")
    all_kept_share: float = Field(..., description="share of cases in which each of them keeps its own limit")
    quantiles: list[Quantile]


class WorstStart(Schema):
    """The start from which a span takes longest by the clock."""

    weekday: Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    start: str = Field(..., description="local time")
    end: str = Field(..., description="local time")
    minutes: int
    weekly: bool = Field(..., description="whether all weeks are alike, so that the date means nothing")


class ClauseBeside(Schema):
    """A timed clause that steps cite, beside the limits on its way."""

    clause: str
    grade: str = Field(..., description="the grade at which it stands worst; empty where it has one form")
    span: str = Field(..., description="from the start of which step to the end of which; empty where nobody said")
    stated: bool = Field(..., description="whether the table says the span")
    steps: list[str]
    allowed_minutes: list[float]
    worst_minutes: Minutes
    standing: Literal["kept", "broken", "open"]
    share: float | None
    message: str


class ProcessTimes(Schema):
    """What the limits of a process add up to, how likely that is kept, and its worst start."""

    once: Minutes
    twice: Minutes
    assumed: AssumedTimes
    likely: LikelyTimes | None
    worst_start: WorstStart | None
    clauses: list[ClauseBeside]


class StepOpen(Schema):
    """A step that cites no clause, or one that is not there."""

    process: str
    title: str
    id: str
    number: str
    name: str
    unknown: list[str] = Field(..., description="what it cites that no standard within reach has")


class StepsOpen(Schema):
    """A page of them, process by process."""

    items: list[StepOpen]
    next: Next


class ClauseOpen(Schema):
    """A timed clause that no step realises."""

    key: str
    standard: str
    number: str
    text: str
    allowed_minutes: list[float]


class ClausesOpen(Schema):
    """A page of them, standard by standard."""

    items: list[ClauseOpen]
    next: Next


class ClausesOpenWanted(Wanted):
    """Which clauses."""

    standard: str = Field("", max_length=20, description="code of a standard; empty for all")


class LogIn(Sent):
    """A log to set beside a process."""

    log: Annotated[str, Field(max_length=900_000, description="a CSV table of cases, steps and times")]
    name: str = Field("log.csv", max_length=200)
    edition: int | None = Field(None, ge=1, le=2_000_000_000, description="number of an edition; null for the draft")
    keep: bool = Field(default=False, description="whether what it says is kept; needs processes.edit")


class ReplaySpell(Schema):
    """How long something lasted, in minutes."""

    n: int
    median: float
    p95: float
    max: float


class ReplayStep(Schema):
    """What a log says of a step."""

    step: int | str
    name: str
    count: int
    waited_minutes: ReplaySpell | None
    lasted_minutes: ReplaySpell | None


class ReplayDeviation(Schema):
    """What was wrong first with a case."""

    case: str
    kind: Kind
    event: int | None
    step: int | str
    others: list[int | str]
    message: str


class ReplayVariant(Schema):
    """Cases that went the same way."""

    steps: list[int | str]
    count: int
    kind: Kind


class ReplayResult(Schema):
    """What a log says of a process."""

    key: str | None = Field(..., description="key of the kept replay; null where it was not kept")
    cases: int
    events: int
    fitting: int
    kinds: dict[str, int]
    deviations: list[ReplayDeviation] = Field(..., description="the first 200")
    steps: list[ReplayStep]
    variants: list[ReplayVariant] = Field(..., description="the 200 most frequent")


class Replay(Schema):
    """A kept replay without what it says."""

    key: str
    edition: int | None = Field(..., description="number of the edition; null for the draft")
    revision: int
    file_name: str
    log_hash: str
    cases: int
    events: int
    fitting: int
    at: datetime
    by: str


class Replays(Schema):
    """A page of kept replays, newest first."""

    items: list[Replay]
    next: Next
