"""Running cases: where they stand, their open work, their log, and what is done with them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Field, Schema

from guicheng.api.v1.shapes.examples import example
from guicheng.api.v1.shapes.parts import Key, Next, Sent, Told, Wanted

Outcome = Literal["running", "finished", "cancelled"]
Step = Annotated[str, Field(max_length=60, examples=["1"])]
Reason = Annotated[str, Field(max_length=500)]
CaseRevision = Annotated[int, Field(ge=0, le=2_000_000_000)]


class CaseWork(Schema):
    """The open work of one step."""

    case: Told
    unit: Told
    step: str
    begun: int = Field(..., description="which visit of the step it is")
    name: str
    post: str
    holder: Told | None
    stand_in: Told | None
    since: datetime
    due_at: datetime | None = Field(..., description="null without a limit, and while the clock stands still")
    provisional: bool = Field(..., description="whether holidays that are not announced yet may move it")
    budget_s: int | None = Field(..., description="open seconds of a limit by the clock")
    consumed_s: int = Field(..., description="open seconds used before the last pause ended or began")
    paused_at: datetime | None
    urged: int
    level: int = Field(..., description="how far up lateness was told")


class CaseHead(Schema):
    """A case."""

    key: str
    title: str
    unit: Told
    process: str = Field(..., description="code of the process")
    edition: int
    outcome: Outcome
    rev: int = Field(..., description="how often it was written")
    started_at: datetime
    ended_at: datetime | None
    due_at: datetime | None = Field(..., description="the nearest deadline of its open work")


class CaseWhole(CaseHead):
    """A case with its open work."""

    work: list[CaseWork]


class CaseList(Schema):
    """A page of cases, the newest first."""

    items: list[CaseHead]
    next: Next


class CaseListWanted(Wanted):
    """Which cases."""

    outcome: Outcome | Literal[""] = ""
    words: str = Field("", max_length=60, description="a part of the title, or the code of the process")


class CaseIn(Sent):
    """A case to start by the newest edition in force of a process."""

    unit: Key = Field(..., description="key of the unit")
    process: str = Field(..., max_length=20, examples=["LC-BX"])
    title: str = Field(..., max_length=120, examples=[example("case-title")])


class CaseWorkList(Schema):
    """A page of open work."""

    items: list[CaseWork]
    next: Next


class CaseWorkWanted(Wanted):
    """Whose work."""

    of: Literal["mine", "posts", "followed"] = Field("mine", description="the caller's, their posts', or followed")


class CaseEvent(Schema):
    """One thing that happened."""

    seq: int
    rev: int
    kind: str
    step: str
    actor: str = Field(..., description="name of who did it; empty for the service")
    at: datetime
    at_device: datetime | None
    answers: dict[str, Any] = Field(..., description="what was filled in, by field")
    reason: str


class CaseEvents(Schema):
    """What happened in a case, in order."""

    items: list[CaseEvent]


class StepForm(Schema):
    """The form of a step."""

    step: str
    name: str
    begun: int
    form: dict[str, Any] = Field(..., description="JSON Schema (draft 2020-12) of the answers")


class Completion(Sent):
    """A step to finish."""

    answers: dict[str, Any] = Field({}, description="by field, as the form describes them")
    begun: CaseRevision | None = Field(None, description="the visit that was seen")
    rev: CaseRevision | None = Field(
        None, description="the revision that was seen, where nothing may have happened beside"
    )
    key: str = Field(
        "", max_length=80, description="the caller's name of the completion; under it it happens once for good"
    )
    at_device: datetime | None = Field(None, description="when a device says that it was")


class CaseAct(Sent):
    """Something to do with a case other than finishing a step; which fields it takes follows from ``act``."""

    act: Literal[
        "return", "withdraw", "take_on", "reassign", "substitute", "add_signer", "agree", "disagree", "urge", "copy",
        "pause", "resume", "cancel",
    ]  # fmt: skip
    step: Step = Field("", description="the step under way; for withdraw the step that was done")
    target: Step = Field("", description="for return: the step to which it goes back")
    to: list[Key] = Field([], max_length=20, description="keys of people")
    reason: Reason = ""
    key: str = Field("", max_length=80, description="the caller's name of the act")


class CaseMigrationIn(Sent):
    """Running cases to move from one edition to another."""

    number: int = Field(..., ge=1, le=2_000_000_000, description="the edition by which they run")
    to: int = Field(..., ge=1, le=2_000_000_000)
    clocks: Literal["keep", "recompute"]
    steps: dict[str, str] = Field({}, description="steps of the one edition → steps of the other")
    dry_run: bool = True


class MovedCase(Schema):
    """What became of a case, or would."""

    case: Told
    moved: bool
    problems: list[str]


class CaseMigration(Schema):
    """What became of the cases of an edition, or would."""

    items: list[MovedCase]
