"""Overviews: the promise funnel, the board of a month, reports of months."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Field, Schema

from guicheng.api.v1.shapes.attainment import AttainmentMonth, FigureState
from guicheng.api.v1.shapes.parts import Key, Next, Sent, Told, Wanted

StageOfPromise = Literal["written", "read", "proved", "landed", "kept"]
Domain = Annotated[str, Field(max_length=40, description="kind of service; empty for all, `none` for those without")]
BoardVersion = Annotated[
    str,
    Field(pattern="^(live|[0-9]{1,6})?$", description="number of a seal, `live` for the present count, empty: newest"),
]


class FunnelStage(Schema):
    """A stage of the funnel."""

    stage: StageOfPromise
    reached: int = Field(..., description="promises that came so far or further")
    lost: int = Field(..., description="promises that reached the stage before and not this one")


class FunnelDomain(Schema):
    """The funnel of a kind of service."""

    domain: str
    stages: list[FunnelStage]


class FunnelOut(Schema):
    """How far promises come; each stage is a part of the one before it."""

    month: str = Field(..., description="by which they are kept, empty where none was counted")
    stages: list[FunnelStage]
    domains: list[FunnelDomain]


class FunnelPromisesWanted(Wanted):
    """Which promises."""

    stage: StageOfPromise = "written"
    lost: bool = Field(default=False, description="those that did not reach the stage, though the one before")
    domain: Domain = ""


class FunnelPromise(Schema):
    """A clause that says something, and how far it came."""

    clause: str = Field(..., description="its lasting key")
    code: str
    title: str
    domain: str
    number: str
    text: str
    stage: StageOfPromise


class FunnelPromises(Schema):
    """A page of promises, in order of the standards' codes."""

    items: list[FunnelPromise]
    next: Next


class BoardWanted(Wanted):
    """Which board."""

    month: AttainmentMonth | Literal[""] = Field("", description="empty for the newest month")
    version: BoardVersion = ""
    unit: Key = Field("", description="only estates at or below this unit")
    domain: Domain = ""


class BoardClause(Schema):
    """A column of the board."""

    key: str
    citation: str
    text: str
    edition: int
    domain: str


class BoardCell(Schema):
    """A figure of the board."""

    kept: int
    late: int
    missed: int
    excused: int
    no_evidence: int
    pending: int
    share: float | None = Field(..., description="kept of what counts; null where nothing does")
    target: float
    state: FigureState


class BoardRow(Schema):
    """An estate of the board."""

    unit: Told
    failed: bool = Field(..., description="whether its last count came to nothing")
    kept: int
    counted: int
    below: int = Field(..., description="figures that miss their target")
    share: float | None
    cells: list[BoardCell] = Field(..., description="in the order of `clauses`")


class BoardOut(Schema):
    """Estates × clauses of a month."""

    month: str
    version: int = Field(..., description="of the seal; 0 for the present count")
    counted_at: datetime
    clauses: list[BoardClause]
    items: list[BoardRow]
    next: Next


class MonthlyReportIn(Sent):
    """Of what a report is wanted."""

    unit: Key = Field(..., description="an estate, or a unit with all below it")
    month: AttainmentMonth
    version: BoardVersion = ""
    form: Literal["docx", "pdf", "xlsx"] = "pdf"
    language: Literal["zh-hans", "en"] = "zh-hans"


class MonthlyReportRow(Schema):
    """A report of a month."""

    key: str
    unit: Told
    month: str
    version: int = Field(..., description="of the seal on which it rests; 0 for the count as it stood")
    form: Literal["docx", "pdf", "xlsx"]
    language: str
    name: str
    state: Literal["waiting", "ready", "refused"]
    done: int
    total: int
    size: int
    sha256: str = Field(..., description="of the file, empty until it is ready")
    refusal: str = Field(..., description="why it was not made, empty where it was")
    asked_at: datetime
    made_at: datetime | None


class MonthlyReportList(Schema):
    """A page of reports, the newest first."""

    items: list[MonthlyReportRow]
    next: Next


class MonthlyReportFile(Schema):
    """The file of a report."""

    name: str
    content_type: str
    content: str = Field(..., description="its bytes in base64")
