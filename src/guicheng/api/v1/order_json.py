"""Work orders as calls answer them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from guicheng.apps.operations.models import OrderComment, WorkOrder
from guicheng.apps.operations.selectors.orders.clocks import StageLine, stages_of
from guicheng.apps.operations.selectors.orders.finding import met_and_depending
from guicheng.apps.operations.selectors.orders.promising import Applying
from guicheng.apps.operations.selectors.orders.standing import state_of_order
from guicheng.apps.standards.models import EditionClause
from guicheng.domain.orders import Happening, needs_json, possible


def head_json(order: WorkOrder) -> dict[str, Any]:
    """Return an order as a list tells it: no query where unit, place, holder and post are there."""
    names = (
        "number", "kind", "problem", "place_text", "category", "urgent", "channel", "phase", "offered",
        "reported_at", "ended_at", "due_at", "rev",
    )  # fmt: skip
    holder = order.holder
    return {
        "key": str(order.key),
        "unit": {"key": str(order.unit.key), "name": order.unit.name},
        "place": order.place.code if order.place else "",
        "holder": {"key": str(holder.key), "name": holder.name} if holder else None,
        "post": order.post.name if order.post else "",
        **{name: getattr(order, name) for name in names},
    }


def whole_json(order: WorkOrder, at: datetime) -> dict[str, Any]:
    """Return an order with its stages and what can be done with it: four queries.

    Args:
        order: The order.
        at: Now, with time zone.
    """
    state, (promises, depending) = state_of_order(order), met_and_depending(order)
    return {
        **head_json(order),
        "caller_name": order.caller_name,
        "caller_phone": order.phone_shown,
        "stages": [_stage(line, at) for line in stages_of(order, state, promises)],
        "numbers": order.numbers,
        "depending": [
            _depending(row.stage, row.clause, row.limit, row.needs, row.standing)
            for row in depending
            if row.urgent is state.urgent
        ],
        "acts": [act.value for act in possible(state)],
        "total": f"{state.total:.2f}",
    }


def _stage(line: StageLine, at: datetime) -> dict[str, Any]:
    clause, state = (line.row.clause if line.row else None), line.state(at)
    return {
        "stage": line.stage.value,
        "clause": f"{clause.edition.code}/{clause.number}" if clause else "",
        "edition": clause.edition.number if clause else None,
        "text": clause.text if clause else "",
        "due_at": line.due,
        "done_at": line.finished,
        "state": state.state.value if state else "",
        "from_change": bool(line.row and line.row.from_change),
    }


def clause_json(each: Applying) -> dict[str, Any]:
    """Return a clause that would apply."""
    return {
        "stage": each.stage.value,
        "governs": each.governs,
        "clause": f"{each.clause.edition.code}/{each.clause.number}",
        "edition": each.clause.edition.number,
        "text": each.clause.text,
        "value": str(each.promise.limit.value),
        "of": each.promise.limit.unit.value,
    }


def depending_json(each: Applying) -> dict[str, Any]:
    """Return a clause that would apply with other numbers."""
    limit = {"value": str(each.promise.limit.value), "unit": each.promise.limit.unit.value}
    return _depending(each.stage.value, each.clause, limit, needs_json(each.promise.needs), each.standing.value)


def _depending(
    stage: str, clause: EditionClause, limit: dict[str, str], needs: list[dict[str, Any]], standing: str
) -> dict[str, Any]:
    return {
        "stage": stage,
        "clause": f"{clause.edition.code}/{clause.number}",
        "edition": clause.edition.number,
        "text": clause.text,
        "value": limit["value"],
        "of": limit["unit"],
        "standing": standing,
        "needs": needs,
    }


def event_json(each: Happening) -> dict[str, Any]:
    """Return one thing that happened."""
    return {
        "id": each.id,
        "kind": each.kind,
        "at": datetime.fromtimestamp(each.ms / 1000, tz=UTC),
        "by": each.text("who"),
        "phone": bool(each.device),
        "reason": each.text("reason"),
        "words": each.text("words"),
    }


def comment_json(row: OrderComment) -> dict[str, Any]:
    """Return a comment."""
    return {
        "key": str(row.key),
        "stream": row.stream,
        "text": row.text,
        "at": row.at,
        "by": row.by_name,
        "by_resident": row.by_resident,
    }
