"""Work, haste, opinions, lateness of running cases, told to whom they concern.

A completion of a step costs four statements and stays at that: what happened is told afterwards, from the log. Every
news has a name made of the case and the place in its log, so that a turn that is cut off is simply taken again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Max

from guicheng.apps.notices.services import tell
from guicheng.apps.notices.services.watermarks import known_names, reach, reached
from guicheng.apps.operations.models import Case, CaseEvent, CaseOutcome, WorkItem, WorkState
from guicheng.apps.organization.models import Person
from guicheng.domain.process.running import EventKind
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

_LOG: Final = "cases"
_AT_ONCE: Final = 200
#: Keys that are looked at again, since a transaction that began earlier may have ended later.
_OVERLAP: Final = 50
#: Lateness told so high is urgent.
_URGENT_LEVEL: Final = 2


@dataclass(frozen=True, slots=True)
class News:
    """Something to tell.

    Args:
        name: That never changes.
        kind: Of notice.
        case: Where it happened.
        people: Whom it concerns, by primary key.
        title: In a sentence.
        text: Beyond that, None for nothing.
        path: Of the page.
        urgent: Whether it breaks quiet hours.
    """

    name: str
    kind: str
    case: Case
    people: frozenset[int]
    title: Message
    path: str
    text: Message | None = None
    urgent: bool = False


def tell_of_cases(*, at: datetime) -> int:
    """Tell of what happened in cases since the last turn; return how much that was.

    Args:
        at: Now, with time zone.
    """
    newest = CaseEvent.objects.aggregate(last=Max("pk"))["last"] or 0
    since = reached(_LOG, newest=newest, at=at)
    if since is None:
        return 0
    events = CaseEvent.objects.filter(pk__gt=since - _OVERLAP).select_related("case__unit").order_by("pk")[:_AT_ONCE]
    told, last = 0, since
    by_case: dict[int, list[CaseEvent]] = {}
    for event in events:
        last = event.pk
        by_case.setdefault(event.case_id, []).append(event)
    for happened in by_case.values():
        told += _tell_of(happened, at)
    reach(_LOG, place=max(last, since), at=at)
    return told


@transaction.atomic
def _tell_of(events: list[CaseEvent], at: datetime) -> int:
    case = events[0].case
    found = list(_news(case, events))
    known = known_names(case.company_id, [each.name for each in found])
    new = [each for each in found if each.name not in known and each.people]
    people = Person.objects.in_bulk({pk for each in new for pk in each.people})
    for each in new:
        tell(
            [people[pk] for pk in each.people if pk in people],
            kind=each.kind,
            unit=case.unit,
            title=each.title,
            text=each.text,
            path=each.path,
            at=at,
            key=each.name,
            urgent=each.urgent,
        )
    return len(new)


def _news(case: Case, events: Iterable[CaseEvent]) -> Iterator[News]:
    items = {(item.step, item.begun): item for item in case.work.select_related("post").order_by("pk")}
    latest = {item.step: item for item in items.values()}
    for event in events:
        item = latest.get(event.step)
        if event.kind in _TOLD and item is not None:
            news = _TOLD[EventKind(event.kind)](case, event, item)
            yield from [news] if news.people else []
    if case.outcome == CaseOutcome.RUNNING:
        yield from (
            _work(case, item, events)
            for item in items.values()
            if item.state == WorkState.OPEN and _is_new(item, events)
        )


def _is_new(item: WorkItem, events: Iterable[CaseEvent]) -> bool:
    """Tell whether one of the events opened work or gave it to somebody."""
    given = {EventKind.REASSIGNED, EventKind.SUBSTITUTED}
    return any(event.seq == item.begun or (event.kind in given and event.step == item.step) for event in events)


def _work(case: Case, item: WorkItem, events: Iterable[CaseEvent]) -> News:
    """Return that there is work: for whoever has it, else for all of its post; nobody is told of their own act."""
    hand = item.stand_in_id or item.holder_id
    people = {hand} if hand else _post_people(case, item)
    own = {event.actor_id for event in events if event.kind == EventKind.REASSIGNED and event.step == item.step}
    own |= {event.actor_id for event in events if event.seq == item.begun} if hand else set()
    return News(
        f"work:{case.key}:{item.step}:{item.begun}:{hand or 'post'}",
        "case-work",
        case,
        frozenset(people - own),
        _("New work: {step} of “{case}”", step=item.name, case=case.title),
        f"/cases/{case.key}/steps/{item.step}/" if hand else f"/cases/{case.key}/",
    )


def _post_people(case: Case, item: WorkItem) -> set[int]:
    """Return who fills the post of work at the unit of its case or above it: one query."""
    if item.post is None:
        return set()
    rows = item.post.placements.filter(person__is_active=True).values_list("person_id", "unit__path")
    return {person for person, path in rows if str(case.unit.path).startswith(path)}


def hands_of(case: Case, item: WorkItem) -> set[int]:
    """Return who has work, otherwise who of its post could take it: one query at most."""
    hand = item.stand_in_id or item.holder_id
    return {hand} if hand else _post_people(case, item)


def _urged(case: Case, event: CaseEvent, item: WorkItem) -> News:
    reason = str(event.data.get("reason", ""))
    return News(
        f"urged:{case.key}:{event.seq}",
        "case-urged",
        case,
        frozenset(hands_of(case, item) - {event.actor_id}),
        _("{who} asks for haste: {step} of “{case}”", who=event.actor_name, step=item.name, case=case.title),
        f"/cases/{case.key}/",
        Message("{reason}", {"reason": reason}) if reason else None,
    )


def _asked(case: Case, event: CaseEvent, item: WorkItem) -> News:
    return News(
        f"signs:{case.key}:{event.seq}",
        "case-sign",
        case,
        _to(event),
        _("{who} asks for your opinion: {step} of “{case}”", who=event.actor_name, step=item.name, case=case.title),
        f"/cases/{case.key}/",
    )


def _late(case: Case, event: CaseEvent, item: WorkItem) -> News:
    return News(
        f"late:{case.key}:{event.seq}",
        "case-late",
        case,
        _to(event),
        _("{step} of “{case}” is late", step=item.name, case=case.title),
        f"/cases/{case.key}/",
        urgent=int(event.data.get("level", 1)) >= _URGENT_LEVEL,
    )


def _to(event: CaseEvent) -> frozenset[int]:
    """Return whom an event names, but for who did it."""
    named = event.data.get("to", [])
    keys = [named] if isinstance(named, str) else named
    return frozenset(int(each) for each in keys if str(each).isdigit()) - {event.actor_id}


_TOLD: Final = {EventKind.URGED: _urged, EventKind.SIGN_ASKED: _asked, EventKind.ESCALATED: _late}
