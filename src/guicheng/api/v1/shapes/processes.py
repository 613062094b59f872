"""Processes: step tables, what is found of them, how they are approved and published."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Field, Schema

from guicheng.api.v1.shapes.examples import example
from guicheng.api.v1.shapes.parts import Key, Next, Revision, Sent, Told, Wanted

Cell = Annotated[str, Field(max_length=1_000)]
RequestState = Literal["open", "approved", "returned", "withdrawn", "published"]
Form = Literal["xlsx", "csv", "md", "bpmn", "svg"]
Bpmn = Annotated[str, Field(max_length=900_000, description="BPMN 2.0 XML")]


class Row(Schema):
    """A step as its company wrote it."""

    id: str = Field(..., description="the lasting id of the step, which a new number or name does not change")
    number: str
    name: str
    post: str
    limit: str
    form: str = Field(..., description="what is filled in, where the table tells it from the record that is kept")
    record: str
    next: str = Field(..., description="where the case goes next, in the grammar of step tables")
    timeout: str = Field(..., description="what happens when it runs over its time")
    join: str = Field(..., description="empty, or the word for waiting for all that lead to it")
    inputs: str
    note: str
    clauses: str = Field(..., description="citations such as KF-01/3.2")


class RowIn(Sent):
    """A step to write; without an id it is a new one, without a number it gets the next that is free."""

    id: str = Field("", max_length=12)
    number: Cell = ""
    name: Cell = Field(..., examples=[example("step-name")])
    post: Cell = Field("", examples=[example("post")])
    limit: Cell = Field("", examples=[example("value")])
    form: Cell = ""
    record: Cell = ""
    next: Cell = ""
    timeout: Cell = ""
    join: Cell = ""
    inputs: Cell = ""
    note: Cell = ""
    clauses: Cell = Field("", examples=["KF-03/1"])


class Process(Schema):
    """A process with what is known of its draft."""

    key: str
    code: str
    title: str
    unit: Told
    revision: int
    errors: int | None = Field(..., description="faults of the draft; null for a table that cannot be read")
    minutes: str = Field(..., description="worst case with each step at most once; empty where nothing bounds it")
    changed_at: datetime
    changed_by: Told | None
    archived_at: datetime | None
    edition: int | None = Field(..., description="number of the newest edition")


class ProcessWhole(Process):
    """A process with its table."""

    rows: list[Row]
    only_in_diagram: list[str] = Field(..., description="elements of the diagram that no table can say")
    request: RequestState | None = Field(..., description="how far a running approval is")


class Processes(Schema):
    """A page of processes, by code."""

    items: list[Process]
    next: Next


class ProcessListWanted(Wanted):
    """Which processes."""

    words: str = Field("", max_length=60, description="a part of code or title")
    archived: bool = Field(default=False, description="only those out of use, else only the others")


class ProcessIn(Sent):
    """A process to begin, empty, from a table or from a diagram."""

    unit: Key = Field(..., description="key of the unit")
    code: str = Field(..., max_length=20, examples=["LC-01"])
    title: str = Field("", max_length=120, examples=[example("process")], description="that of the diagram if empty")
    rows: list[RowIn] = Field([], max_length=500)
    bpmn: Bpmn = ""


class ProcessChange(Sent):
    """What changes of a process."""

    title: str = Field(..., max_length=120, examples=[example("process")])


class TableIn(Sent):
    """A table to save over the revision that was seen."""

    rows: list[RowIn] = Field(..., max_length=500)
    revision: Revision
    gives_up_diagram: bool = Field(default=False, description="whether what stands only in the diagram may be lost")


class DiagramIn(Sent):
    """A diagram to save over the revision that was seen."""

    bpmn: Bpmn
    revision: Revision


class ProcessSeen(Sent):
    """The revision that was seen."""

    revision: Revision


class Citations(Sent):
    """The clauses that a step realises."""

    clauses: list[Annotated[str, Field(max_length=60)]] = Field(..., max_length=50, examples=[["KF-03/1"]])
    revision: Revision


class Moment(Schema):
    """One step of a witness."""

    step: str
    answer: str
    flow: Literal["normal", "alarm", "interrupt"]


class Fault(Schema):
    """A fault of a process."""

    code: str
    steps: list[str] = Field(..., description="numbers of steps, or ids of elements of a diagram")
    message: str
    witness: list[Moment] = Field(..., description="a shortest case that shows it")


class Worst(Schema):
    """Worst cases in minutes; null where nothing bounds them."""

    once: float | None = Field(..., description="each step at most once")
    twice: float | None = Field(..., description="each step at most twice")


class Report(Schema):
    """What checking a process found."""

    sound: bool
    findings: list[Fault]
    worst_minutes: Worst
    promised_minutes: float | None
    warnings: list[Fault] = Field(..., description="posts that are away or stand too low; they stop no publishing")


class PromiseWanted(Schema):
    """A promise to set beside the limits."""

    promise: str = Field("", max_length=100, description="minutes, from the start of a step to the end of another")


class CheckIn(Sent):
    """A table or a diagram to check; nothing is kept."""

    title: str = Field("", max_length=120)
    rows: list[RowIn] = Field([], max_length=500)
    bpmn: Bpmn = ""
    promise: str = Field("", max_length=100, examples=["30:1→2"])


class StepChange(Schema):
    """What became of a step."""

    step: str
    what: str
    sentence: str


class Changes(Schema):
    """What changed between two tables."""

    items: list[StepChange]


class Saved(Schema):
    """A save of a table."""

    revision: int
    act: Literal["create", "save", "undo", "redo"]
    at: datetime
    by: str
    changes: list[StepChange]


class SavedList(Schema):
    """A page of saves, newest first."""

    items: list[Saved]
    next: Next


class Request(Schema):
    """A table set before a second pair of eyes."""

    key: str
    state: RequestState
    content_hash: str
    note: str
    asked_at: datetime
    asked_by: Told
    opinion: str
    decided_at: datetime | None
    decided_by: Told | None


class Said(Sent):
    """What goes with an act."""

    note: str = Field("", max_length=2_000)


class Why(Sent):
    """Why something is given back."""

    reason: str = Field(..., max_length=2_000, examples=[example("reason-to-return")])


class ProcessEditionIn(Sent):
    """An approved table to publish."""

    effective_from: date = Field(..., description="first day in force, today or later", examples=["2026-12-01"])
    note: str = Field("", max_length=2_000)


class ProcessEdition(Schema):
    """A published table."""

    process: str
    number: int
    title: str
    content_hash: str
    minutes: str
    effective_from: date
    note: str
    published_at: datetime
    published_by: Told


class ProcessEditionWhole(ProcessEdition):
    """A published table, exactly."""

    rows: list[Row]


class ProcessEditions(Schema):
    """A page of editions, newest first."""

    items: list[ProcessEdition]
    next: Next


class File(Schema):
    """A process as a file."""

    name: str
    content_type: str
    content: str = Field(..., description="bytes in base 64")


class ClauseStep(Schema):
    """A step that realises a clause."""

    process: str
    title: str
    id: str
    number: str
    name: str
    post: str
    limit: str


class ClauseSteps(Schema):
    """The steps that realise a clause."""

    items: list[ClauseStep]
