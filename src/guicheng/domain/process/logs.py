"""A log of what happened, set beside its process: who fits, who does not and why, how long each step was waited for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from math import ceil
from statistics import median
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.process.graph import Graph, reachable
from guicheng.domain.process.replay import Deviation, Replayer, Verdict, label_of
from guicheng.domain.process.routes import Targets
from guicheng.domain.process.table import END

_TAIL: Final = 0.95


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a log: a step of a case was done.

    Args:
        case: Which case.
        step: The step as written: its number, its id or its name.
        answer: What was answered; "" where nothing is told.
        start: When somebody began; None where nothing is told.
        complete: When it was done; None where nothing is told.
        actor: Who did it.
    """

    case: str
    step: str
    answer: str = ""
    start: datetime | None = None
    complete: datetime | None = None
    actor: str = ""

    @property
    def at(self) -> datetime | None:
        """The moment that it is put in order by."""
        return self.complete or self.start


@dataclass(frozen=True, slots=True)
class Spell:
    """How long something lasted, over all times it happened; minutes.

    Args:
        count: How often it was measured.
        median: The middle one.
        tail: 95 of 100 lasted at most so long (nearest rank).
        longest: The longest.
    """

    count: int
    median: float
    tail: float
    longest: float


@dataclass(frozen=True, slots=True)
class StepTimes:
    """What the log says of one step.

    Args:
        step: Id of the step.
        name: Its name.
        count: How often it was done.
        waited: From the end of what led to it until somebody began, or until it was done where no beginning is told;
            None where it was never measured.
        lasted: From its beginning to its end; None where no beginning is told.
    """

    step: str
    name: str
    count: int
    waited: Spell | None
    lasted: Spell | None


@dataclass(frozen=True, slots=True)
class Variant:
    """Cases that went the same way.

    Args:
        steps: Ids of the steps in order; steps that the process does not have as they are written.
        count: How many cases.
        kind: How they stand to the process, that of the first.
    """

    steps: tuple[str, ...]
    count: int
    kind: Deviation


@dataclass(frozen=True)
class LogReport:
    """A log beside its process.

    Args:
        graph: The process.
        events: How many lines the log has.
        verdicts: How each case stands to the process, in the order of the log.
        steps: In the order of the process.
        variants: The most frequent first.
    """

    graph: Graph
    events: int
    verdicts: Mapping[str, Verdict]
    steps: tuple[StepTimes, ...]
    variants: tuple[Variant, ...]

    @cached_property
    def kinds(self) -> Counter[Deviation]:
        """How many cases there are of each kind."""
        return Counter(verdict.kind for verdict in self.verdicts.values())

    @property
    def heat(self) -> dict[str, float]:
        """How long each step is waited for in the middle, from 0 to 1 for the longest."""
        middles = {times.step: times.waited.median for times in self.steps if times.waited}
        most = max(middles.values(), default=0)
        return {step: value / most for step, value in middles.items()} if most > 0 else {}


@dataclass
class _Reader:
    """Knows the steps of a process by every way of writing them."""

    graph: Graph
    known: dict[str, str] = field(default_factory=dict)

    @cached_property
    def targets(self) -> Targets:
        """Steps by number and by name, where only one has it."""
        tasks = self.graph.tasks
        names = Counter(normalize(node.name) for node in tasks)
        numbers = {node.step: node.id for node in tasks} | {node.id: node.id for node in tasks}
        labels = {normalize(f"{node.step} {node.name}"): node.id for node in tasks}
        unique = {normalize(node.name): node.id for node in tasks if names[normalize(node.name)] == 1}
        return Targets(numbers, labels | unique, "")

    def step(self, text: str) -> str:
        """Return the id of a step; "" for the beginning and end that some logs tell; as written for an unknown one."""
        if text not in self.known:
            plain = text.strip()
            exact = plain if plain in self.targets.numbers.values() else self.targets.find(plain)
            if exact == END or plain in {"开始", "start", "Start"}:
                exact = ""
            self.known[text] = plain if exact is None else exact
        return self.known[text]


def read_log(graph: Graph, entries: Iterable[Entry]) -> LogReport:
    """Set a log beside a process.

    Args:
        graph: The process.
        entries: Lines of the log; those of a case are put in the order of their times, where all have one.

    Raises:
        TooManyWaysError: So much can go on side by side that it cannot be followed.
    """
    reader, cases, count = _Reader(graph), _by_case(entries), 0
    replayer, times = Replayer(graph), _Times(graph)
    verdicts: dict[str, Verdict] = {}
    ways: dict[tuple[str, ...], list[Verdict]] = {}
    for case, lines in cases.items():
        count += len(lines)
        told = [(step, entry) for entry in lines if (step := reader.step(entry.step))]
        verdict = replayer.judge([label_of(step, entry.answer) for step, entry in told])
        verdicts[case] = verdict
        ways.setdefault(tuple(step for step, _entry in told), []).append(verdict)
        times.add(told)
    variants = [Variant(steps, len(found), found[0].kind) for steps, found in ways.items()]
    variants.sort(key=lambda variant: -variant.count)
    return LogReport(graph, count, verdicts, times.steps(), tuple(variants))


def _by_case(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    cases: dict[str, list[Entry]] = {}
    for entry in entries:
        cases.setdefault(entry.case, []).append(entry)
    return {case: _in_order(lines) for case, lines in cases.items()}


def _in_order(lines: list[Entry]) -> list[Entry]:
    timed = [(entry.at, place, entry) for place, entry in enumerate(lines) if entry.at is not None]
    return [entry for _at, _place, entry in sorted(timed)] if len(timed) == len(lines) else lines


class _Times:
    """Gathers how long steps were waited for and lasted.

    Args:
        graph: The process.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.count: Counter[str] = Counter()
        self.waited: dict[str, list[float]] = defaultdict(list)
        self.lasted: dict[str, list[float]] = defaultdict(list)
        self.leading = {node.id: self._leads_to(node.id) for node in graph.tasks}

    def _leads_to(self, task: str) -> frozenset[str]:
        """Return the steps from which a case comes to a step without another between."""
        # Past gateways, never past another step.
        leading = {
            node.id: () if node.works else tuple(edge.source for edge in self.graph.incoming[node.id])
            for node in self.graph.nodes
        }
        own = {edge.source for edge in self.graph.incoming[task]}
        return frozenset(name for name in reachable(own, leading) if self.graph.by_id[name].works)

    def add(self, told: Sequence[tuple[str, Entry]]) -> None:
        """Take in a case."""
        ended: dict[str, datetime] = {}
        for step, entry in told:
            self.count[step] += 1
            if entry.start and entry.complete:
                self.lasted[step].append(_minutes(entry.start, entry.complete))
            begun = entry.start or entry.complete
            before = [at for name, at in ended.items() if name in self.leading.get(step, ())]
            if begun and before:
                self.waited[step].append(_minutes(max(before), begun))
            if entry.complete:
                ended[step] = entry.complete

    def steps(self) -> tuple[StepTimes, ...]:
        """Return what was gathered."""
        return tuple(
            StepTimes(
                node.id, node.name, self.count[node.id], _spell(self.waited[node.id]), _spell(self.lasted[node.id])
            )
            for node in self.graph.tasks
        )


def _minutes(first: datetime, last: datetime) -> float:
    return max(0.0, (last - first).total_seconds() / 60)


def _spell(values: list[float]) -> Spell | None:
    if not values:
        return None
    ordered = sorted(values)
    return Spell(len(ordered), median(ordered), ordered[ceil(_TAIL * len(ordered)) - 1], ordered[-1])
