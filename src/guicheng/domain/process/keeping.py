"""Timed clauses beside the chart: whether the limits on the way keep what a clause allows, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Final

from guicheng.domain.clause import Kind
from guicheng.domain.clause.lexicon import Lexicon
from guicheng.domain.clause.reader import read
from guicheng.domain.process.graph import Graph
from guicheng.domain.process.promise import Promise, PromiseRefusedError, broken, read_promise, span_of
from guicheng.domain.process.spans import Span, Worst
from guicheng.domain.process.spread import KEPT, spread_of
from guicheng.domain.process.table import Process
from guicheng.domain.process.temporal import ClausePromise, find_conflict
from guicheng.domain.process.timing import worst_case
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: Minutes of the units of clauses; a working day counts by the clock, as in step tables.
MINUTES: Final = {
    "second": Fraction(1, 60),
    "minute": Fraction(1),
    "hour": Fraction(60),
    "day": Fraction(1440),
    "workday": Fraction(1440),
    "month": Fraction(43_200),
}


class Standing(StrEnum):
    """How a clause stands to the chart."""

    KEPT = "kept"
    BROKEN = "broken"
    #: It depends on what nobody said: from where it is counted, or which of its limits is meant.
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Cited:
    """A timed clause that steps cite.

    Args:
        clause: How the table names it.
        allowed: Minutes that it allows, each of its limits once, the shortest first; at least one.
        steps: Numbers of the steps that cite it, in the order of the process.
        spans: From where to where it is counted, as the table says; none where it does not.
    """

    clause: str
    allowed: tuple[Fraction, ...]
    steps: tuple[str, ...]
    spans: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """A clause beside the chart, for one span.

    Args:
        cited: The clause.
        span: From where to where it was counted, with answers: ``1→4,1=紧急``; "" where it could not be counted.
        worst: Minutes that the limits on the way add up to, each step once; None where they could not be counted.
        standing: The verdict.
        why: The verdict in words, and what to do; None where it is kept.
        share: How often it is kept when each step keeps its limit as often as assumed; None where that is not said.
        stated: Whether the table says from where to where it is counted.
    """

    cited: Cited
    span: str
    worst: Fraction | None
    standing: Standing
    why: Message | None = None
    share: float | None = None
    stated: bool = False


def minutes_allowed(text: str, lexicon: Lexicon | None = None) -> tuple[Fraction, ...]:
    """Return the limits after an event that a clause sets, in minutes, each once, the shortest first.

    Example:
        >>> minutes_allowed("紧急报修30分钟内到场。")
        (Fraction(30, 1),)
    """
    return tuple(
        sorted(
            {
                Fraction(found.value) * MINUTES[found.unit]
                for found in read(text, lexicon=lexicon).requirements
                if found.kind is Kind.TIME_LIMIT and found.op == "<=" and found.unit in MINUTES
            }
        )
    )


def cited_in(
    graph: Graph, spans: Mapping[str, Sequence[str]], allowed: Mapping[str, tuple[Fraction, ...]]
) -> list[Cited]:
    """Return the timed clauses that steps cite, in the order in which they are first cited.

    Args:
        graph: The compiled process.
        spans: From where to where clauses are counted, for those of which the table says it.
        allowed: Limits of each clause that sets any.
    """
    steps: dict[str, list[str]] = {}
    for node in graph.tasks:
        for clause in node.clauses:
            steps.setdefault(clause, []).append(node.step)
    return [
        Cited(clause, allowed[clause], tuple(by), tuple(spans.get(clause, ())))
        for clause, by in steps.items()
        if allowed.get(clause)
    ]


def spans_in(process: Process) -> dict[str, tuple[str, ...]]:
    """Return from where to where clauses are counted, as the steps of a table say, each span once."""
    found: dict[str, tuple[str, ...]] = {}
    for step in process.steps:
        for clause, spans in step.spans.items():
            found[clause] = tuple(dict.fromkeys((*found.get(clause, ()), *spans)))
    return found


def beside_chart(graph: Graph, cited: Iterable[Cited], kept: float = KEPT) -> list[Beside]:
    """Return each clause beside the chart, one answer for each span that the table states.

    Where the table states none, a clause surely is kept when it is kept from the start of the case, and surely is not
    when the steps that cite it take longer alone; what lies between is open, and the words say what to write. A clause
    with several limits is judged in the same way: kept by the shortest, broken by the longest.

    Args:
        graph: The compiled process.
        cited: The clauses.
        kept: Share of cases in which each step keeps its limit.
    """
    return [each for clause in cited for each in _beside(graph, clause, kept)]


def _beside(graph: Graph, cited: Cited, kept: float) -> Iterable[Beside]:
    if not cited.spans:
        yield _unstated(graph, cited, kept)
    for span in cited.spans:
        try:
            yield _stated(graph, cited, span, kept)
        except PromiseRefusedError as error:
            yield Beside(cited, "", None, Standing.OPEN, error.message, stated=True)


def _stated(graph: Graph, cited: Cited, said: str, kept: float) -> Beside:
    promise = read_promise(f"1:{said}")
    longest, shortest = replace(promise, minutes=cited.allowed[-1]), replace(promise, minutes=cited.allowed[0])
    span = span_of(graph, longest)
    worst = worst_case(graph, span, 1)
    share = _share(graph, span, shortest.minutes, kept)
    standing, why = _judged(graph, cited, longest, shortest, worst)
    return Beside(cited, said, worst.minutes, standing, why, share, stated=True)


def _judged(
    graph: Graph, cited: Cited, longest: Promise, shortest: Promise, worst: Worst
) -> tuple[Standing, Message | None]:
    if worst.minutes is None:
        return Standing.OPEN, _cannot(worst)
    if worst.minutes <= shortest.minutes:
        return Standing.KEPT, None
    late = broken(graph, longest, worst)
    if late is not None:
        return Standing.BROKEN, _explained(graph, cited.clause, longest) or late.message
    why = _(
        "It names several limits, and the way takes longer than the shortest. Divide the clause, so that each limit "
        "stands in a clause of its own."
    )
    return Standing.OPEN, why


def _cannot(worst: Worst) -> Message:
    if worst.unlimited:
        return _("It cannot be counted: no limit at steps {steps}.", steps="、".join(worst.unlimited))
    return _("It cannot be counted: no case gets there, or too much runs side by side.")


def _explained(graph: Graph, clause: str, promise: Promise) -> Message | None:
    """Return a least set of limits that is too long for a clause, None where a way back takes part."""
    names = {node.id: node.step for node in graph.tasks}
    span = span_of(graph, promise)
    bound = ClausePromise(clause, names[span.first], names[span.last], promise.minutes)
    conflict = find_conflict(graph, [bound], promise.answers)
    return conflict.message if conflict else None


def _unstated(graph: Graph, cited: Cited, kept: float) -> Beside:
    start = next((node.step for node in graph.tasks), "")
    steps = cited.steps
    try:
        far = _stated(graph, cited, f"{_first(graph) or start}→{steps[-1]}", kept)
        near = _stated(graph, cited, f"{steps[0]}→{steps[-1]}", kept)
    except PromiseRefusedError:
        return Beside(cited, "", None, Standing.OPEN, _say_span(cited.clause, steps[-1]))
    if far.standing is Standing.KEPT or near.standing is Standing.BROKEN:
        return replace(far if far.standing is Standing.KEPT else near, stated=False)
    why = far.why if far.worst is None else _say_span(cited.clause, steps[-1])
    return Beside(cited, "", None, Standing.OPEN, why)


def _say_span(clause: str, step: str) -> Message:
    return _(
        "Whether it is kept depends on where its time begins. Write that behind it: {clause}(1→{step}), from the "
        "start of one step to the end of another.",
        clause=clause,
        step=step,
    )


def _first(graph: Graph) -> str:
    """Return the number of the step at which every case starts; "" where cases start at several."""
    ways = graph.ways(graph.start.id)
    seen: set[str] = set()
    while len(ways) == 1 and ways[0].target not in seen:
        node = graph.by_id[ways[0].target]
        seen.add(node.id)
        if node.works:
            return node.step
        ways = graph.ways(node.id)
    return ""


def _share(graph: Graph, span: Span, minutes: Fraction, kept: float) -> float | None:
    found = spread_of(graph, span, kept)
    return found.share(minutes) if found is not None else None
