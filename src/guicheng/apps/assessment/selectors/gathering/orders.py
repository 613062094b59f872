"""Work orders as cases: what they are held to, and when each end of a clock was reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from django.db.models import Q

from guicheng.apps.assessment.models import SourceKind
from guicheng.apps.assessment.selectors.gathering.grading import grades_of
from guicheng.apps.assessment.selectors.gathering.promising import Promise, Promises
from guicheng.apps.assessment.selectors.gathering.story import From, Story
from guicheng.apps.operations.models import OrderPromise, WorkOrder
from guicheng.apps.operations.selectors.orders.standing import happenings_of_all
from guicheng.domain.evidence.kinds import Kind
from guicheng.domain.orders import Act, Happening, OrderState, Standing, state_of
from guicheng.domain.orders.happening import standing
from guicheng.domain.orders.kinds import Phase

_CHUNK: Final = 300
#: Names no promise: an order that is held to nothing yet may come to be when it becomes urgent.
NOTHING: Final = "-"
#: What says itself that an end of a clock was reached.
_WITNESSES: Final[Mapping[str, tuple[str, ...]]] = {
    "received": (Act.REPORT,),
    "dispatched": (Act.DISPATCH,),
    "responded": (Act.ACCEPT, Act.CLAIM, Act.CONTACT, Act.COMMENT),
    "arrived": (Act.ARRIVE, Kind.CHECK_IN, Act.START, Kind.ANSWER),
    "finished": (Act.FINISH,),
    "replied": (Act.COMMENT,),
    "visited": (Act.FOLLOW_UP,),
}


def tell_orders(story: Story, promises: Promises) -> dict[str, Promise]:
    """Tell of the orders of an estate that can count in the month.

    Args:
        story: Where it is told.
        promises: What holds in the month.

    Returns:
        The promises that the orders are held to, each under its name; one whose limit runs on the calendar of an
        order's own post has a name of its own.
    """
    named: dict[str, Promise] = {}
    rows = list(_orders(promises))
    for start in range(0, len(rows), _CHUNK):
        some = rows[start : start + _CHUNK]
        happened = happenings_of_all(some)
        held = _held(some)
        grades = grades_of(promises.unit, [str(row.key) for row in some], story)
        for order in some:
            names = _Names(order, held.get(order.pk, ()), promises)
            if names.all:
                named.update(names.all)
                _tell(story, order, happened[order.pk], names)
                for at, grade in grades.get(str(order.key), ()):
                    story.tell(str(order.key), "check_in", at, {"grade": grade})
    return named


def _orders(promises: Promises) -> Iterable[WorkOrder]:
    running = Q(reported_at__gte=promises.since) | Q(ended_at__gte=promises.since) | Q(ended_at=None)
    rows = WorkOrder.objects.filter(running, unit=promises.unit, reported_at__lt=promises.until)
    return rows.select_related("unit", "post").order_by("pk")


def _held(orders: Sequence[WorkOrder]) -> dict[int, list[OrderPromise]]:
    found: dict[int, list[OrderPromise]] = {}
    rows = OrderPromise.objects.filter(order__in=[order.pk for order in orders], standing=Standing.MET.value)
    for row in rows.select_related("clause__edition__standard").order_by("pk"):
        found.setdefault(row.order_id, []).append(row)
    return found


class _Names:
    """What the promises of an order are called in its events, while it is urgent and while it is not."""

    def __init__(self, order: WorkOrder, rows: Iterable[OrderPromise], promises: Promises) -> None:
        self.all: dict[str, Promise] = {}
        self._of: dict[tuple[bool, bool], list[str]] = {}
        post, post_id = (order.post.name, order.post_id) if order.post else ("", None)
        for row in rows:
            promise = promises.of_clause(row.clause, row.position)
            if promise is not None and promise.requirement is not None and not promise.recurs:
                name = _name(promise, promises, post_id, post)
                self.all[name] = promise
                self._of.setdefault((row.urgent, row.from_change), []).append(name)

    def of(self, *, urgent: bool) -> list[str]:
        """Return the names of what it is held to."""
        return [*self.anew(urgent=urgent), *self._of.get((urgent, False), ())] or [NOTHING]

    def anew(self, *, urgent: bool) -> list[str]:
        """Return those of them whose clock counts from the change of priority."""
        return self._of.get((urgent, True), [])


def _name(promise: Promise, promises: Promises, post_id: int | None, post: str) -> str:
    usual, own = promises.calendar_of(promise), promises.calendar_of(promise, post_id, post)
    same = own is None or (usual is not None and usual.calendar_id == own.calendar_id)
    return promise.key if same or own is None else f"{promise.key}~{own.calendar_id}"


def _tell(story: Story, order: WorkOrder, happened: Sequence[Happening], names: _Names) -> None:
    state = state_of(happened)
    if state.reported is None:
        return
    key = str(order.key)
    story.sources[key] = From(SourceKind.ORDER, key)
    first = state.urgent if not state.changes else not state.changes[0][1]
    about = {"clause": names.of(urgent=first), **({"post": order.post.name} if order.post else {})}
    story.tell(key, "report", state.reported, about)
    for at, urgent in state.changes:
        if anew := names.anew(urgent=urgent):
            story.tell(key, "change", at, {"clause": anew, "from": "change"})
        story.tell(key, "change", at, {"clause": names.of(urgent=urgent)})
    for kind, moment, reason in (*_pauses(state), *_ends(state, standing(happened))):
        story.tell(key, kind, moment, {"reason": reason} if reason else None)
    if state.phase is Phase.CANCELLED and order.ended_at is not None:
        story.tell(key, "cancel", order.ended_at, {"reason": state.why})


def _pauses(state: OrderState) -> Iterator[tuple[str, int, str]]:
    for begun, ended, reason in state.pauses:
        yield "pause", begun, reason
        if ended is not None:
            yield "resume", ended, ""


def _ends(state: OrderState, happened: Iterable[Happening]) -> Iterator[tuple[str, int, str]]:
    """Yield when ends of clocks were reached, as far as something said so itself.

    Who is at the door has answered before, but nobody knows when: what only follows from a later stage is left to how
    attainment is counted, which knows that it was in time or else knows nothing.
    """
    for finished, reopened in state.reopenings:
        yield "finish", finished, ""
        yield "reopen", reopened, ""
    seen = {(each.kind, each.ms) for each in happened}
    for end, moment in state.reached.items():
        if any((kind, moment) in seen for kind in _WITNESSES.get(end, ())):
            yield "finish" if end == "finished" else end, moment, ""
