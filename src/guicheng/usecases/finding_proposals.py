"""What is known of a finding before somebody opens a nonconformity of it: where, which clause, what happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from django.core.exceptions import ObjectDoesNotExist

from guicheng.apps.operations.selectors.cases import case_visible_to
from guicheng.apps.operations.selectors.orders.clocks import stages_of
from guicheng.apps.operations.selectors.orders.finding import order_visible_to, promises_of
from guicheng.apps.operations.selectors.orders.standing import state_of_order
from guicheng.apps.organization.actors import Actor
from guicheng.apps.research.selectors.feedback import feedback_by_key
from guicheng.apps.standards.models import ClauseKind, EditionClause
from guicheng.domain.worktime import Standing

Proposal = dict[str, str]
_BROKEN: Final = frozenset({Standing.BREACHED, Standing.LATE})


def proposal_from(actor: Actor, source: str, *, at: datetime) -> Proposal:
    """Return the fields of a form, as far as the source tells them; what is out of reach tells nothing.

    Args:
        actor: Who asks.
        source: ``kind:key``, "" for none.
        at: Now, with time zone.

    Returns:
        Of ``unit``, ``clause``, ``edition`` (key of that by which it is judged), ``found``, ``source`` those that are
        known.
    """
    kind, _sign, key = source.partition(":")
    ask = _ASKED.get(kind)
    if ask is None:
        return {}
    try:
        return {**ask(actor, key, at), "source": source}
    except ObjectDoesNotExist:
        return {}


def _of_order(actor: Actor, key: str, at: datetime) -> Proposal:
    """Return an order with the clause that it broke; the first that bounds it where it broke none."""
    order = order_visible_to(actor, key)
    lines = [line for line in stages_of(order, state_of_order(order), promises_of(order)) if line.row]
    broken = [line for line in lines if (now := line.state(at)) is not None and now.state in _BROKEN]
    row = (broken or lines)[0].row if lines else None
    clause = _called(row.clause) if row else ""
    edition = str(row.clause.edition.key) if row else ""
    found = f"{order.number} {order.problem}"
    return {"unit": str(order.unit.key), "clause": clause, "edition": edition, "found": found}


def _called(clause: EditionClause) -> str:
    """Return a clause as people call it, such as KF-03/2; its key where another one of the edition has that number."""
    same = EditionClause.objects.filter(edition=clause.edition_id, kind=ClauseKind.CLAUSE, number=clause.number)
    return f"{clause.edition.code}/{clause.number}" if clause.number and same.count() == 1 else str(clause.key)


def _of_case(actor: Actor, key: str, _at: datetime) -> Proposal:
    case = case_visible_to(actor, key)
    return {"unit": str(case.unit.key), "found": case.title}


def _of_feedback(actor: Actor, key: str, _at: datetime) -> Proposal:
    record = feedback_by_key(actor, key)
    return {"unit": str(record.unit.key), "found": record.text[:500]}


_ASKED: Final[Mapping[str, Callable[[Actor, str, datetime], Proposal]]] = {
    "order": _of_order,
    "case": _of_case,
    "feedback": _of_feedback,
}
