"""A process as its company wrote it: one row a step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

#: The target that stands for the end of a branch.
END = "结束"


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a step may take.

    Args:
        text: As written.
        minutes: Its length by the clock; a working day counts as 1,440 until a calendar says more.
        workdays: Working days in it, 0 where it is counted by the clock.
        parts: What it is made of, unit by unit: ``minute``, ``clock`` (minutes that no calendar stretches), ``day``
            or ``workday``, and how many; none where a source tells only its length.
    """

    text: str
    minutes: Fraction
    workdays: Fraction = Fraction(0)
    parts: tuple[tuple[str, Fraction], ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """A field of a record that must be filled with one of the listed answers, such as 结论:优/良/差."""

    name: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """Where a case goes after a step.

    Args:
        answer: The answer that opens this way, as written; "" when it is always open.
        targets: Ids of the steps started together, or ``END``.
        unknown: Targets as written that no step has.
    """

    answer: str
    targets: tuple[str, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alarm:
    """What happens when a step runs over its time.

    Args:
        limit: After how long; None stands for the limit of the step itself.
        target: Id of the step that is started, or ``END``; "" when it is unknown.
        interrupts: Whether the step is taken away from its post; otherwise it goes on beside the alarm.
        text: As written.
    """

    limit: Limit | None
    target: str
    interrupts: bool
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table.

    Args:
        id: Its number, the same in every edition.
        name: What is done.
        post: Who does it; "" when nobody is named.
        limit: How long it may take; None when no length of time is given.
        record: What is filled in; "" when nothing is.
        choices: Answers that the record lists.
        ways: Where the case goes next.
        alarms: What happens on running over.
        waits_for_all: Whether it starts only when every step that leads to it has arrived.
        inputs: What it needs.
        note: What else is said of it.
        clauses: Numbers of the clauses that it realises.
        row: Position in the table, counted from 1.
        limit_text: The limit as written, also where it is no length of time.
        form: What is filled in, where the table tells it from the record that is kept; "" otherwise.
        spans: From where to where a clause is counted, by clause, for those of which the table says it.
    """

    id: str
    name: str
    post: str = ""
    limit: Limit | None = None
    record: str = ""
    choices: tuple[Choice, ...] = ()
    ways: tuple[Way, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    waits_for_all: bool = False
    inputs: str = ""
    note: str = ""
    clauses: tuple[str, ...] = ()
    row: int = 0
    limit_text: str = ""
    form: str = ""
    spans: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def papers(self) -> str:
        """Form and record in one."""
        return "、".join(part for part in (self.form, self.record) if part)


@dataclass(frozen=True)
class Process:
    """A whole step table.

    Args:
        name: Title of the process.
        steps: In order; a case starts at the first.
        columns: Columns that the table has; about missing ones nothing is said.
    """

    name: str
    steps: tuple[Step, ...]
    columns: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def by_id(self) -> Mapping[str, Step]:
        """Steps by their number."""
        return {step.id: step for step in self.steps}

    @property
    def posts(self) -> tuple[str, ...]:
        """Distinct posts in the order of their first step: the lanes of the drawing."""
        return tuple(dict.fromkeys(step.post for step in self.steps))
