"""“My work”: everything that somebody has to do, whatever kind it is of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet

from guicheng.apps.operations.selectors.my_work.cases import rows_of_cases, work_of_cases
from guicheng.apps.operations.selectors.my_work.orders import rows_of_orders, work_of_orders
from guicheng.apps.operations.selectors.my_work.plans import rows_of_plans, work_of_plans
from guicheng.apps.operations.selectors.my_work.rounds import rows_of_rounds, work_of_rounds
from guicheng.apps.operations.selectors.my_work.work import Whose, Work, WorkStanding
from guicheng.apps.organization.actors import Actor

Provider = Callable[[Actor, Whose, datetime, int], list[Work]]
#: Kind of work → who finds it. A new kind is one line here and one file beside this one.
PROVIDERS: Final[dict[str, Provider]] = {
    "case": work_of_cases,
    "order": work_of_orders,
    "round": work_of_rounds,
    "plan": work_of_plans,
}
#: Kind of work → its rows, to be counted where nobody reads them.
ROWS: Final[dict[str, Callable[[Actor, Whose, datetime], QuerySet[Any]]]] = {
    "case": rows_of_cases,
    "order": rows_of_orders,
    "round": rows_of_rounds,
    "plan": rows_of_plans,
}
#: Of each kind; whoever has more of one sees the most urgent of them.
MOST: Final = 200


def my_work(actor: Actor, whose: Whose, *, at: datetime, kind: str = "") -> list[Work]:
    """Return what somebody has to do, the most urgent first; at most two queries a kind.

    Args:
        actor: Who asks.
        whose: Their own, that of their posts that nobody has, or what they follow.
        at: Now, with time zone.
        kind: Only of this kind, "" for all.
    """
    wanted = [PROVIDERS[kind]] if kind in PROVIDERS else PROVIDERS.values()
    found = [each for provider in wanted for each in provider(actor, whose, at, MOST)]
    return sorted(found, key=lambda each: (each.due_at is None, each.due_at or at, each.kind, each.key))


__all__ = ["PROVIDERS", "ROWS", "Provider", "Whose", "Work", "WorkStanding", "my_work"]
