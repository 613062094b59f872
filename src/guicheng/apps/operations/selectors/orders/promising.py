"""Which clauses in force at an estate apply to an order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Final

from django.db.models import QuerySet
from django.utils.timezone import get_default_timezone

from guicheng.apps.operations.models import Place, PromiseSource, WorkOrder
from guicheng.apps.operations.selectors.plans import sources_at
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import EditionClause
from guicheng.domain.clause import Clause
from guicheng.domain.clause.reader import read
from guicheng.domain.orders import (
    About,
    Numbers,
    OrderKind,
    PlaceName,
    Promise,
    StageName,
    Standing,
    applying,
    depending,
    promise_of,
)
from guicheng.domain.orders.promises import ENDS
from guicheng.domain.targets.binding import Binding, Source, bind

_ENDS: Final = frozenset(end for ends in ENDS.values() for end in ends)


@dataclass(frozen=True, slots=True)
class Applying:
    """A clause that applies to an order, or would apply with other numbers.

    Args:
        stage: The stage that it bounds.
        governs: Whether the stage is timed by it.
        promise: What it promises.
        clause: The clause, with edition and standard.
        standing: Whether the numbers that it asks for are met, open or unmet.
    """

    stage: StageName
    governs: bool
    promise: Promise
    clause: EditionClause
    standing: Standing


@dataclass(frozen=True, slots=True)
class Wish:
    """What an order is about, before or after it was reported.

    Args:
        kind: Its kind.
        urgent: Whether it cannot wait.
        category: Key of its activity, "" for none.
        words: The problem, with the names of the place.
        numbers: What was said of it in numbers.
    """

    kind: OrderKind
    urgent: bool
    category: str
    words: str
    numbers: Numbers = field(default_factory=dict)


def promises_at(unit: Unit, at: datetime) -> list[tuple[Promise, EditionClause]]:
    """Return the promises in force at an estate that bound a stage of orders: one query.

    Args:
        unit: The estate.
        at: The moment, with time zone.
    """
    day = at.astimezone(get_default_timezone()).date()
    rows = sources_at(unit, day).filter(source=Source.EVENTS.value, end_event__in=_ENDS)
    found = ((row, _promise(row)) for row in rows)
    return [(promise, row.clause) for row, promise in found if promise is not None]


def applying_to(promises: Sequence[tuple[Promise, EditionClause]], wish: Wish, at: datetime) -> list[Applying]:
    """Return the clauses that apply to an order, then those that would with other numbers: no query.

    Each group is in the order of stages, the one that governs first.

    Args:
        promises: Those in force at its estate.
        wish: What it is about.
        at: When it was reported, with time zone.
    """
    clauses = {promise.clause: clause for promise, clause in promises}
    moment = at.astimezone(get_default_timezone()).replace(tzinfo=None)
    about = About(wish.kind, wish.urgent, wish.category, wish.words, moment, wish.numbers)
    every = [promise for promise, _clause in promises]
    return [
        Applying(each.stage, each.governs, each.promise, clauses[each.promise.clause], each.standing)
        for each in (*applying(every, about), *depending(every, about))
    ]


def promises_kept(order: WorkOrder) -> list[tuple[Promise, EditionClause]]:
    """Return the promises that were kept with an order, met or not, each once: one query.

    Args:
        order: The order; an edition that came into force since it was reported changes nothing.
    """
    found: dict[tuple[int, int], tuple[Promise, EditionClause]] = {}
    for row in order.promises.select_related("clause__edition__standard"):
        promise = _read(row.clause, row.position, row.start_event, row.end_event)
        if promise is not None:
            found[row.clause_id, row.position] = (replace(promise, from_change=row.from_change), row.clause)
    return list(found.values())


def words_with_place(problem: str, place_text: str, place: Place | None, names: Iterable[PlaceName]) -> str:
    """Return all that was said of an order: the problem, and where in words and in the names of its place."""
    where = next((" ".join(each.names) for each in names if place is not None and each.code == place.code), "")
    return " ".join(filter(None, (problem, place_text, where)))


def place_names(places: QuerySet[Place] | Iterable[Place]) -> list[PlaceName]:
    """Return places as people call them, each with the names of those that it lies in."""
    rows = list(places)
    names = {row.code: row.name for row in rows}
    return [PlaceName(row.code, tuple(names.get(code, "") for code in row.path.strip("/").split("/"))) for row in rows]


def _promise(row: PromiseSource) -> Promise | None:
    return _read(row.clause, row.position, row.start_event, row.end_event, row.start_words)


def _read(clause: EditionClause, position: int, start: str, end: str, start_words: str = "") -> Promise | None:
    """Return a promise of a clause."""
    said, bindings = _bound(clause.text)
    if position >= len(bindings):
        return None
    return promise_of(
        said,
        bindings[position].term,
        key=str(clause.pk),
        position=position,
        start=start,
        start_words=start_words,
        end=end,
    )


@lru_cache(maxsize=4096)
def _bound(text: str) -> tuple[Clause, tuple[Binding, ...]]:
    """Return a clause as it was read; published clauses never change, and every order asks for the same ones."""
    clause = read(text)
    return clause, bind(clause)
