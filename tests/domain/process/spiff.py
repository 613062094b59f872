"""A process run by SpiffWorkflow, as a second opinion on what is ready when."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from xml.sax.saxutils import quoteattr

from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.specs.event_definitions import timer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from guicheng.domain.process import Flow, Kind

_MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_TAGS = {
    Kind.START: "startEvent",
    Kind.TASK: "manualTask",
    Kind.CHOICE: "exclusiveGateway",
    Kind.ALL: "parallelGateway",
    Kind.ANY: "inclusiveGateway",
    Kind.END: "endEvent",
    Kind.TERMINATE: "endEvent",
}


def bpmn_of(graph) -> str:
    """Return a graph as BPMN; the condition of a way is the number of the answer that opens it."""
    names = {node.id: f"n{index}" for index, node in enumerate(graph.nodes)}
    parts = []
    for node in graph.nodes:
        inner = "<terminateEventDefinition/>" if node.kind is Kind.TERMINATE else ""
        parts.append(
            f"<{_TAGS[node.kind]} id={quoteattr(names[node.id])} name={quoteattr(node.id)}>{inner}</{_TAGS[node.kind]}>"
        )
    for index, edge in enumerate(graph.edges):
        if edge.flow is not Flow.NORMAL:
            parts.append(_boundary(graph, edge, index, names))
            continue
        ways = graph.ways(edge.source)
        condition = ""
        if graph.by_id[edge.source].kind in {Kind.CHOICE, Kind.ANY} and len(ways) > 1:
            condition = f"<conditionExpression>{ways.index(edge)} in said</conditionExpression>"
        parts.append(
            f'<sequenceFlow id="f{index}" sourceRef="{names[edge.source]}" targetRef="{names[edge.target]}">'
            f"{condition}</sequenceFlow>"
        )
    return f'<definitions xmlns="{_MODEL}"><process id="p" isExecutable="true">{"".join(parts)}</process></definitions>'


def _boundary(graph, edge, index, names) -> str:
    """Return an alarm as a timer on the boundary of its step, with what it leads to."""
    limit = edge.limit or graph.by_id[edge.source].limit
    seconds = int(limit.minutes * 60)
    stops = str(edge.flow is Flow.INTERRUPT).lower()
    return (
        f'<boundaryEvent id="b{index}" name={quoteattr("alarm")} attachedToRef="{names[edge.source]}" '
        f'cancelActivity="{stops}"><outgoing>f{index}</outgoing><timerEventDefinition><timeDuration>"PT{seconds}S"'
        f'</timeDuration></timerEventDefinition></boundaryEvent><sequenceFlow id="f{index}" sourceRef="b{index}" '
        f'targetRef="{names[edge.target]}"/>'
    )


class FakeTime(datetime):
    """A clock that stands where it is put."""

    here = datetime(2026, 11, 23, tzinfo=UTC)

    @classmethod
    def now(cls, tz=None):
        return cls.here


def stop_the_clock(monkeypatch) -> type[FakeTime]:
    """Let the timers of SpiffWorkflow read a clock that the test sets."""
    monkeypatch.setattr(timer, "datetime", FakeTime)
    return FakeTime


class SpiffCases:
    """Starts cases of one process."""

    def __init__(self, graph) -> None:
        parser = BpmnParser()
        parser.add_bpmn_xml(etree.parse(io.BytesIO(bpmn_of(graph).encode())))
        self.spec = parser.get_spec("p")

    def start(self) -> SpiffCase:
        """Start one."""
        return SpiffCase(BpmnWorkflow(self.spec))


class SpiffCase:
    """One running case."""

    def __init__(self, workflow) -> None:
        self.workflow = workflow
        self.workflow.do_engine_steps()

    def ready(self) -> list[str]:
        """Return the ids of the steps that run, sorted."""
        return sorted(task.task_spec.bpmn_name for task in self._tasks())

    def _tasks(self):
        return self.workflow.get_tasks(state=TaskState.READY, manual=True)

    def complete(self, step: str, said: list[int]) -> None:
        """Finish a step with the numbers of its answers."""
        task = next(task for task in self._tasks() if task.task_spec.bpmn_name == step)
        task.data["said"] = said
        task.run()
        self.workflow.do_engine_steps()

    def complete_all(self, step: str, said: list[int]) -> None:
        """Finish every task of a step: each alarm that tells somebody begins one of its own."""
        while step in self.ready():
            self.complete(step, said)

    def look_at_the_clock(self) -> None:
        """Let timers ring whose time has come."""
        self.workflow.refresh_timers()
        self.workflow.do_engine_steps()

    @property
    def is_over(self) -> bool:
        """Whether it is completed."""
        return self.workflow.is_completed()
