"""One act on several rows of “My work”, whatever kinds of work they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from guicheng.apps.operations.models import Case, Round, WorkOrder
from guicheng.apps.operations.selectors.cases import case_visible_to
from guicheng.apps.operations.selectors.orders.finding import order_visible_to
from guicheng.apps.operations.selectors.rounds.rounds import round_visible_to
from guicheng.apps.operations.services.case_access import NotACaseError
from guicheng.apps.operations.services.estate_access import person_within
from guicheng.apps.operations.services.handing import reassign, take_on, urge
from guicheng.apps.operations.services.orders.dispatching import claim_order, dispatch_order
from guicheng.apps.operations.services.rounds.opening import assign_round, take_round
from guicheng.apps.operations.services.several import MOST_AT_ONCE, Named, Several, once_each
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person
from guicheng.domain.values.message import _

#: What can be done with several rows at once.
ACTS: Final = ("take_on", "hand_over", "urge")
#: Kinds of work, as ``Work.kind`` has them, with which something can be done at once.
KINDS: Final = ("case", "order", "round")


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    key: str
    step: str
    named: Named


def act_on_work(
    *, actor: Actor, work: Iterable[str], act: str, at: datetime, to: str = "", reason: str = ""
) -> Several:
    """Take work, hand it over or ask for haste, row by row, each by the rules of that kind of work.

    Each row is a transaction of its own: it is done whole, or stays as it was and is told with the reason.

    Args:
        actor: Who acts.
        work: Rows as ``kind:key``, with kind and key of ``Work``; at most ``MOST_AT_ONCE``.
        act: One of ``ACTS``.
        at: Now, with time zone.
        to: Key of the person, for ``hand_over``.
        reason: Why, for ``hand_over`` and ``urge``.

    Raises:
        NotACaseError: There is no such act, nobody of that key, or there are no rows or too many; nothing is done.
        Case.DoesNotExist, WorkOrder.DoesNotExist, Round.DoesNotExist: One is not within reach; nothing is done.
    """
    chosen = once_each(work)
    if act not in ACTS:
        raise NotACaseError(_("Choose what to do with the work."), field="act")
    if not 0 < len(chosen) <= MOST_AT_ONCE:
        raise NotACaseError(_("Choose between 1 and {limit} rows.", limit=str(MOST_AT_ONCE)), field="work")
    if act == "hand_over":
        _want_person(actor, to)
    rows, outcome = [_row(actor, each) for each in chosen], Several()
    for row in rows:
        outcome.tell(row.named, _acts(actor, row, at, to, reason).get((row.kind, act), _refuse))
    return outcome


def _want_person(actor: Actor, key: str) -> None:
    try:
        person_within(actor.company_id, key)
    except Person.DoesNotExist as error:
        raise NotACaseError(_("Choose whom the work is handed to."), field="to") from error


def _row(actor: Actor, said: str) -> _Row:
    """Find the row that a name means."""
    kind, _colon, key = said.partition(":")
    if kind == "case":
        key, _slash, step = key.partition("/")
        case: Case = case_visible_to(actor, key)
        return _Row(kind, key, step, Named(said, f"{case.title} · {step}", f"/cases/{case.key}/"))
    if kind == "order":
        order: WorkOrder = order_visible_to(actor, key)
        return _Row(kind, key, "", Named(said, order.number, f"/orders/{order.key}/"))
    if kind == "round":
        row: Round = round_visible_to(actor, key)
        return _Row(kind, key, "", Named(said, row.title, f"/rounds/{row.occurrence}/"))
    raise NotACaseError(_("Choose steps of cases, work orders or rounds."), field="work")


def _acts(actor: Actor, row: _Row, at: datetime, to: str, reason: str) -> dict[tuple[str, str], Callable[[], object]]:
    """Return what can be done with a row, by kind and act."""
    key, step = row.key, row.step
    return {
        ("case", "take_on"): lambda: take_on(actor=actor, case_key=key, step=step, at=at),
        ("case", "hand_over"): lambda: reassign(actor=actor, case_key=key, step=step, to=to, reason=reason, at=at),
        ("case", "urge"): lambda: urge(actor=actor, case_key=key, step=step, reason=reason, at=at),
        ("order", "take_on"): lambda: claim_order(actor=actor, order_key=key, at=at),
        ("order", "hand_over"): lambda: dispatch_order(actor=actor, order_key=key, mode="assign", to=to, at=at),
        ("round", "take_on"): lambda: take_round(actor=actor, occurrence=key, at=at),
        ("round", "hand_over"): lambda: assign_round(actor=actor, occurrence=key, person_key=to, at=at),
    }


def _refuse() -> None:
    raise NotACaseError(_("Haste can be asked for steps of cases only."), field="act")
