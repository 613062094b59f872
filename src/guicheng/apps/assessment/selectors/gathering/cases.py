"""Processes under way: a step that cites a clause is a case of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from guicheng.apps.assessment.models import SourceKind
from guicheng.apps.assessment.selectors.gathering.promising import Promise, Promises
from guicheng.apps.assessment.selectors.gathering.story import From, Story
from guicheng.apps.operations.models import CaseOutcome, WorkItem, WorkState
from guicheng.apps.processes.readings import cited
from guicheng.domain.attainment import Requirement
from guicheng.domain.evidence.clock import Event
from guicheng.domain.process.running.state import rests_of_json

#: Beginnings of a clock that are the begin of the case; any other is that of the step.
_AT_REPORT: Final = frozenset({"", "reported", "received", "happened", "discovered", "rang"})


@dataclass(frozen=True, slots=True)
class _Work:
    """The work of a step with what it is called among tasks.

    Args:
        item: The work, with its case.
        task: What it is called.
    """

    item: WorkItem
    task: str

    @property
    def done_at(self) -> datetime | None:
        """When it was done, None where it was not."""
        return self.item.ended_at if self.item.state == WorkState.DONE else None


def tell_cases(story: Story, promises: Promises) -> None:
    """Tell of the cases of an estate whose steps cite clauses.

    Args:
        story: Where it is told.
        promises: What holds in the month.
    """
    citing: dict[int, dict[str, tuple[str, ...]]] = {}
    for item in _work(promises):
        edition = item.case.edition
        if edition.pk not in citing:
            citing[edition.pk] = cited(edition.rows)
        for promise in _cited(promises, citing[edition.pk].get(item.lasting, ()), item):
            if promise.requirement is not None:
                _tell(story, _Work(item, f"{item.case.key}/{item.step}/{item.begun}"), promise, promise.requirement)


def _work(promises: Promises) -> QuerySet[WorkItem]:
    lasting = Q(case__ended_at=None) | Q(case__ended_at__gte=promises.since)
    # What went back to an earlier step was not done and not asked any more.
    gone = Q(state=WorkState.GONE) & ~Q(case__outcome=CaseOutcome.CANCELLED)
    rows = WorkItem.objects.filter(lasting, case__unit=promises.unit, case__started_at__lt=promises.until)
    return rows.exclude(gone).exclude(lasting="").select_related("case__edition").order_by("pk")


def _cited(promises: Promises, citations: Iterable[str], item: WorkItem) -> list[Promise]:
    return [
        promise
        for citation in citations
        for promise in promises.called(citation, max(item.case.started_at, promises.since))
    ]


def _tell(story: Story, work: _Work, promise: Promise, requirement: Requirement) -> None:
    if promise.recurs:
        if work.done_at is not None:
            task = f"{work.task}/{promise.place}"
            story.sources[task] = From(SourceKind.CASE, str(work.item.case.key))
            story.visit(promise.key, task, "finish", work.done_at, {"clause": promise.key, "post": work.item.post_name})
        return
    start, end = getattr(requirement.measure, "start", None), getattr(requirement.measure, "end", None)
    if isinstance(start, Event) and isinstance(end, Event):
        _tell_timed(story, work, promise, start, end)


def _tell_timed(story: Story, work: _Work, promise: Promise, start: Event, end: Event) -> None:
    item, task = work.item, f"{work.task}/{promise.place}:{promise.clause.key}"
    story.sources[task] = From(SourceKind.CASE, str(item.case.key))
    at_report = start.key in _AT_REPORT
    begun = item.case.started_at if at_report else item.since
    kind = "report" if at_report else "finish" if start.key == "finished" else start.key
    story.tell(task, kind, begun, {"clause": promise.key, **({"post": item.post_name} if item.post_name else {})})
    for rest in rests_of_json(item.rests):
        story.tell(task, "pause", rest.since, {"reason": rest.reason})
        if rest.until is not None:
            story.tell(task, "resume", rest.until)
    if work.done_at is not None:
        kind = "finish" if end.key == "finished" else end.key or "event"
        story.tell(task, kind, work.done_at, None if end.key else {"event": end.words})
    elif item.case.outcome == CaseOutcome.CANCELLED and item.case.ended_at is not None:
        story.tell(task, "cancel", item.case.ended_at)
