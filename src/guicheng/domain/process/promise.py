"""A promised time, set beside what the limits of the steps add up to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.process.finding import ProcessFinding
from guicheng.domain.process.graph import Graph, reachable
from guicheng.domain.process.limits import plain_number, read_limit
from guicheng.domain.process.spans import Span, Worst, is_answered, normal_flow
from guicheng.domain.process.timing import worst_case
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

_ARROW = r"\s*(?:→|-{1,2}>|=>|⇒)\s*"
_SHAPE = re.compile(
    rf"\s*(?P<minutes>[^:：]+)[:：]\s*(?P<first>.+?){_ARROW}(?P<last>[^,，;；]+)(?:[,，;；](?P<answers>.*))?"
)


class PromiseRefusedError(GuichengError):
    """A promise cannot be set beside this process."""

    code = "promise-refused"


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise.

    Args:
        minutes: How long it may take.
        first: Step at whose start time begins.
        last: Step at whose end time stops.
        answers: What steps answer, by step.
    """

    minutes: Fraction
    first: str
    last: str
    answers: Mapping[str, str] = field(default_factory=dict)


def read_promise(text: str) -> Promise:
    """Read a promise.

    Args:
        text: Minutes, first and last step, and answers: ``30:1→4,1=紧急``; ``->`` stands for the arrow.

    Raises:
        PromiseRefusedError: It has another form.

    Example:
        >>> promise = read_promise("30:1→4,1=紧急")
        >>> promise.minutes, promise.first, promise.last, dict(promise.answers)
        (Fraction(30, 1), '1', '4', {'1': '紧急'})
    """
    match = _SHAPE.fullmatch(text)
    minutes = read_limit(match["minutes"], "分钟") if match else None
    answers = _answers((match["answers"] or "") if match else "")
    if match is None or minutes is None or answers is None:
        raise PromiseRefusedError(
            _(
                "“{text}” is no promise. Write minutes, first step→last step and, where needed, answers: "
                "30:1→4,1=紧急.",
                text=text,
            )
        )
    return Promise(minutes.minutes, match["first"].strip(), match["last"].strip(), answers)


def _answers(text: str) -> dict[str, str] | None:
    found = {}
    for part in re.split("[,，;；]", text):
        if not part.strip():
            continue
        step, mark, answer = part.replace("＝", "=").partition("=")
        if not mark or not step.strip() or not answer.strip():
            return None
        found[step.strip()] = answer.strip()
    return found


def span_of(graph: Graph, promise: Promise) -> Span:
    """Return the span that a promise speaks of.

    Raises:
        PromiseRefusedError: A step is not there, an answer is not given there, or the last step cannot follow the
            first.
    """
    nodes = {node.step: node.id for node in graph.tasks} | {node.id: node.id for node in graph.tasks}
    ends = []
    for name in (promise.first, promise.last):
        key = name if name in nodes else normalize(name)
        if key not in nodes:
            raise PromiseRefusedError(
                _(
                    "The promise names step {step}, which “{name}” does not have. Its steps are {steps}.",
                    step=name,
                    name=graph.name,
                    steps="、".join(node.step for node in graph.tasks),
                )
            )
        ends.append(nodes[key])
    for step, answer in promise.answers.items():
        if not is_answered(graph, step, answer):
            raise PromiseRefusedError(
                _(
                    "Step {step} of “{name}” has no way for the answer “{answer}”. Write an answer of its 去向.",
                    step=step,
                    name=graph.name,
                    answer=answer,
                )
            )
    span = Span(ends[0], ends[1], promise.answers)
    if ends[1] not in reachable([ends[0]], normal_flow(graph, span.answers)):
        raise PromiseRefusedError(
            _(
                "With these answers no case of “{name}” comes from step {first} to step {last}. "
                "Write steps that follow one another.",
                name=graph.name,
                first=promise.first,
                last=promise.last,
            )
        )
    return span


def broken(graph: Graph, promise: Promise, worst: Worst) -> ProcessFinding | None:
    """Return the finding that a promise cannot be kept when every step uses its limit, or None.

    Args:
        graph: The compiled process.
        promise: The promise.
        worst: Its worst case with each step once.
    """
    if worst.minutes is None or worst.minutes <= promise.minutes:
        return None
    steps = tuple(dict.fromkeys(moment.step for moment in worst.path))
    parts = [f"{moment.step} ({_minutes(graph, moment.step)})" for moment in worst.path]
    return ProcessFinding(
        "promise-broken",
        steps,
        _(
            "{promised} minutes are promised from step {first} to step {last}, but the limits on the way add up to "
            "{minutes}: {parts}. Shorten a limit, or promise more time.",
            promised=str(plain_number(promise.minutes)),
            first=promise.first,
            last=promise.last,
            minutes=str(plain_number(worst.minutes)),
            parts=" + ".join(parts),
        ),
        worst.path,
    )


def _minutes(graph: Graph, step: str) -> str:
    found = next((node.minutes for node in graph.tasks if node.step == step), None)
    return str(plain_number(found)) if found is not None else "–"


def worst_of(graph: Graph, span: Span) -> tuple[Worst, Worst]:
    """Return the worst case of a span with each step at most once, and at most twice."""
    return worst_case(graph, span, 1), worst_case(graph, span, 2)
