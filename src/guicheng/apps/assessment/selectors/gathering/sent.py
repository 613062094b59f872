"""What phones and gateways say of clauses by themselves, with no order, plan, round or case behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from guicheng.apps.assessment.models import SourceKind
from guicheng.apps.assessment.selectors.gathering.grading import rows_of
from guicheng.apps.assessment.selectors.gathering.orders import NOTHING
from guicheng.apps.assessment.selectors.gathering.promising import Promise, Promises
from guicheng.apps.assessment.selectors.gathering.story import From, Story, milliseconds
from guicheng.apps.operations.models import FieldEvent
from guicheng.apps.operations.selectors.events import event_of, grade_at, photos_of
from guicheng.domain.attainment.casefile import case_files
from guicheng.domain.attainment.held import of_its_kind
from guicheng.domain.attainment.naming import Standing
from guicheng.domain.evidence import Placed
from guicheng.domain.evidence.canonical import canonical

#: Of something that recurs by long periods the time may come months after its slot began.
_AFTER: Final = timedelta(days=367)


def tell_sent(story: Story, promises: Promises) -> dict[str, tuple[str, ...]]:
    """Tell what events at an estate say of clauses that they name themselves.

    Args:
        story: Where it is told; what it tells already is left out.
        promises: What holds in the month.

    Returns:
        What lines that were answered are called → keys of the promises that they are about.
    """
    tasks = [name for name in _tasks(promises) if name not in story.sources]
    rows = list(rows_of(promises.unit, tasks))
    arrived = frozenset(photos_of(rows))
    by_task: dict[str, list[FieldEvent]] = {}
    for row in rows:
        by_task.setdefault(row.occurrence, []).append(row)
    names: dict[str, tuple[str, ...]] = {}
    for task, events in by_task.items():
        _tell(story, promises, _Task(task, events, arrived), names)
    return names


def _tasks(promises: Promises) -> list[str]:
    """Return the tasks of which an event of the month, or after it, names a clause or a line."""
    since, until = (milliseconds(at) for at in (promises.since, promises.until + _AFTER))
    rows = FieldEvent.objects.filter(
        company__path=promises.unit.company_path,
        unit=promises.unit,
        effective_ms__gte=since,
        effective_ms__lt=until,
        payload__contains='"clause',
    )
    return list(rows.order_by().values_list("occurrence", flat=True).distinct())


class _Task:
    """One task with its events as they were sent, graded as the service grades them."""

    def __init__(self, name: str, rows: Iterable[FieldEvent], arrived: frozenset[str]) -> None:
        self.name = name
        self.rows = sorted(rows, key=lambda row: (row.effective_ms, row.pk))
        self._arrived = arrived

    @property
    def begun(self) -> datetime:
        """The moment of its first event."""
        return datetime.fromtimestamp(self.rows[0].effective_ms / 1000, tz=UTC)

    def events(self) -> Iterable[Placed]:
        """Yield its events."""
        for row in self.rows:
            event = event_of(row)
            grade = grade_at(row, self._arrived)
            payload = {**event.payload, "grade": grade.value} if grade else event.payload
            yield Placed(replace(event, payload=payload, personal={}), row.effective_ms)


def _tell(story: Story, promises: Promises, task: _Task, names: dict[str, tuple[str, ...]]) -> None:
    story.sources[task.name] = From(SourceKind.EVENT, task.name)
    story.sent.update(row.event_id for row in task.rows)
    if any(row.payload is None for row in task.rows):
        story.forgotten.add(task.name)
    events = list(task.events())
    named = [name for placed in events for name in _clauses(placed.event.payload)]
    meant = {name: _meant(events, promises.called(name, task.begun)) for name in named}
    for promise in dict.fromkeys(key for some in meant.values() for each in some if each.recurs for key in [each.key]):
        told = [_with(placed, {**placed.event.payload, "clause": promise}) for placed in events]
        story.recurring.setdefault(promise, []).extend(told)
    if any(not some or any(not each.recurs for each in some) for some in meant.values()):
        story.cases += [_with(placed, _renamed(placed.event.payload, meant)) for placed in events]
        for placed in events:
            line = placed.event.payload.get("line")
            if isinstance(line, str) and (about := promises.called(line, task.begun)):
                names[line] = tuple(each.key for each in about if not each.recurs)


def _meant(events: Sequence[Placed], named: list[Promise]) -> list[Promise]:
    """Return the promises that a task can be about: of a clause with rounds and failures either these or those."""
    standing = [Standing(replace(each.requirement, citation=each.citation)) for each in named if each.requirement]
    if len(standing) < 2:
        return named
    kept = {each.requirement.key for each in of_its_kind(case_files(events)[0], standing)}
    return [each for each in named if each.requirement is None or each.requirement.key in kept]


def _with(placed: Placed, payload: Mapping[str, Any]) -> Placed:
    said = dict(payload)
    return Placed(replace(placed.event, payload=said, payload_bytes=canonical(said)), placed.effective_ms)


def _clauses(payload: Mapping[str, Any]) -> list[str]:
    said = payload.get("clause", payload.get("clauses"))
    found = [said] if isinstance(said, str) else said if isinstance(said, list) else []
    return [name for name in found if isinstance(name, str) and name]


def _renamed(payload: Mapping[str, Any], meant: Mapping[str, list[Promise]]) -> dict[str, Any]:
    """Return a payload that names promises of the edition of its day in place of clauses; a name of none stays."""
    said = dict(payload)
    if named := _clauses(payload):
        said.pop("clauses", None)
        keys = [key for name in named for key in _keys(name, meant.get(name, []))]
        said["clause"] = keys or [NOTHING]
    return said


def _keys(name: str, some: list[Promise]) -> list[str]:
    return [each.key for each in some if not each.recurs] if some else [name]
