"""Which clauses in force at an estate apply to an order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from django.db.models import QuerySet
from django.utils.timezone import get_default_timezone

from guicheng.apps.operations.models import Place, PromiseSource
from guicheng.apps.operations.selectors.plans import sources_at
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import EditionClause
from guicheng.domain.clause import Clause
from guicheng.domain.clause.reader import read
from guicheng.domain.orders import About, OrderKind, PlaceName, Promise, StageName, applying, promise_of
from guicheng.domain.orders.promises import ENDS
from guicheng.domain.targets.binding import Binding, Source, bind

_ENDS: Final = frozenset(end for ends in ENDS.values() for end in ends)


@dataclass(frozen=True, slots=True)
class Applying:
    """A clause that applies to an order.

    Args:
        stage: The stage that it bounds.
        governs: Whether the stage is timed by it.
        promise: What it promises.
        clause: The clause, with edition and standard.
    """

    stage: StageName
    governs: bool
    promise: Promise
    clause: EditionClause


@dataclass(frozen=True, slots=True)
class Wish:
    """What an order is about, before or after it was reported.

    Args:
        kind: Its kind.
        urgent: Whether it cannot wait.
        category: Key of its activity, "" for none.
        words: The problem, with the names of the place.
    """

    kind: OrderKind
    urgent: bool
    category: str
    words: str


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
    """Return the clauses that apply to an order, by stage, the one that governs first: no query.

    Args:
        promises: Those in force at its estate.
        wish: What it is about.
        at: When it was reported, with time zone.
    """
    clauses = {promise.clause: clause for promise, clause in promises}
    moment = at.astimezone(get_default_timezone()).replace(tzinfo=None)
    about = About(wish.kind, wish.urgent, wish.category, wish.words, moment)
    return [
        Applying(each.stage, each.governs, each.promise, clauses[each.promise.clause])
        for each in applying((promise for promise, _clause in promises), about)
    ]


def place_names(places: QuerySet[Place] | Iterable[Place]) -> list[PlaceName]:
    """Return places as people call them, each with the names of those that it lies in."""
    rows = list(places)
    names = {row.code: row.name for row in rows}
    return [PlaceName(row.code, tuple(names.get(code, "") for code in row.path.strip("/").split("/"))) for row in rows]


def _promise(row: PromiseSource) -> Promise | None:
    clause, bindings = _bound(row.clause.text)
    if row.position >= len(bindings):
        return None
    return promise_of(
        clause,
        bindings[row.position].term,
        key=str(row.clause_id),
        position=row.position,
        start=row.start_event,
        start_words=row.start_words,
        end=row.end_event,
    )


@lru_cache(maxsize=4096)
def _bound(text: str) -> tuple[Clause, tuple[Binding, ...]]:
    """Return a clause as it was read; published clauses never change, and every order asks for the same ones."""
    clause = read(text)
    return clause, bind(clause)
