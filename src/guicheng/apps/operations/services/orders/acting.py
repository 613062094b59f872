"""What is done with an order once it is somebody's: the way to its end, pauses, priority, costs."""

from __future__ import annotations

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.operations.models import WorkOrder
from guicheng.apps.operations.selectors.orders.finding import promises_of
from guicheng.apps.operations.services.orders.access import (
    REPORT,
    STEER,
    NotAnOrderError,
    OrderRefusedError,
    take_order,
    words_of,
)
from guicheng.apps.operations.services.orders.news import tell_cancelled, tell_finished, tell_reopened
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors.fetching import clean
from guicheng.apps.organization.services.access import permit
from guicheng.domain.orders import Act, OrderKind, PauseReason
from guicheng.domain.values.message import _

#: Steps of the work that say nothing but that they were done.
_STEPS: Final = {
    Act.ACCEPT: "accept_order",
    Act.CONTACT: "contact_caller",
    Act.ARRIVE: "arrive_for_order",
    Act.START: "start_order",
    Act.RESUME: "resume_order",
}
COSTS: Final = ("material", "labour", "other")
_CENT: Final = Decimal("0.01")
_MOST: Final = Decimal(10_000_000)


@transaction.atomic
def step_order(
    *,
    actor: Actor,
    order_key: str | UUID,
    act: str,
    at: datetime,
    rev: int | None = None,
    key: str = "",
) -> WorkOrder:
    """Say that a step of the work was done: accepted, called back, arrived, started, or going on after a pause.

    Args:
        actor: Who did it: who has the order, who fills its post while nobody has it, or who steers orders.
        order_key: The order.
        act: ``accept``, ``contact``, ``arrive``, ``start`` or ``resume``.
        at: Now, with time zone.
        rev: The revision that they saw.
        key: Their name of the write; sent again under the same name, it does nothing.

    Raises:
        WorkOrder.DoesNotExist: There is none within reach.
        NotAllowedError: It is somebody else's.
        OrderRefusedError: As it stands, this cannot be done.
        StaleError: It was moved since they saw it.
    """
    turn = take_order(actor=actor, order_key=order_key, at=at, rev=rev, key=key)
    if turn.repeated:
        return turn.order
    kind = next((each for each in _STEPS if each == act), None)
    if kind is None:
        raise NotAnOrderError(_("Choose a step of the work."), field="act")
    turn.let_worker()
    turn.want(kind)
    return turn.write(kind, _STEPS[kind])


@transaction.atomic
def pause_order(
    *,
    actor: Actor,
    order_key: str | UUID,
    reason: str,
    at: datetime,
    words: str = "",
    rev: int | None = None,
    key: str = "",
) -> WorkOrder:
    """Let the clock of an order stand still, with one of the reasons for which it may.

    Args:
        actor: Who pauses it; see ``step_order``.
        order_key: The order.
        reason: A ``PauseReason``.
        at: Now, with time zone.
        words: More about it; wanted where the reason is ``other``.
        rev: The revision that they saw.
        key: Their name of the write.

    Raises:
        NotAnOrderError: There is no such reason, or it needs words.
        OrderRefusedError: It is paused already, or closed.
    """
    turn = take_order(actor=actor, order_key=order_key, at=at, rev=rev, key=key)
    if turn.repeated:
        return turn.order
    turn.let_worker()
    turn.want(Act.PAUSE)
    if reason not in set(PauseReason):
        raise NotAnOrderError(_("Choose why the clock stands still."), field="reason")
    more = words_of(words, "words") if reason == PauseReason.OTHER or words.strip() else ""
    return turn.write(Act.PAUSE, "pause_order", {"reason": reason}, reason=reason, words=more)


@transaction.atomic
def finish_order(
    *, actor: Actor, order_key: str | UUID, words: str, at: datetime, rev: int | None = None, key: str = ""
) -> WorkOrder:
    """Say that an order is done, and what was done; a question is finished with its answer.

    Args:
        actor: Who finished it; see ``step_order``.
        order_key: The order.
        words: What was done or answered.
        at: Now, with time zone.
        rev: The revision that they saw.
        key: Their name of the write.

    Raises:
        NotAnOrderError: Nothing says what was done.
        OrderRefusedError: It is closed already.
    """
    turn = take_order(actor=actor, order_key=order_key, at=at, rev=rev, key=key)
    if turn.repeated:
        return turn.order
    turn.let_worker()
    turn.want(Act.FINISH)
    done = words_of(words, "words", empty=_("Write what was done."))
    turn.write(Act.FINISH, "finish_order", words=done)
    tell_finished(turn)
    return turn.order


@transaction.atomic
def follow_up_order(
    *,
    actor: Actor,
    order_key: str | UUID,
    words: str,
    at: datetime,
    satisfied: bool | None = None,
    rev: int | None = None,
    key: str = "",
) -> WorkOrder:
    """Keep what came out of the return visit.

    Args:
        actor: Who asked; needs ``orders.report``, and did not finish a complaint themselves.
        order_key: The order.
        words: What was said.
        at: Now, with time zone.
        satisfied: Whether the customer was; None where they did not say.
        rev: The revision that they saw.
        key: Their name of the write.

    Raises:
        NotAllowedError: The actor may not, or handled the complaint.
        OrderRefusedError: It is not finished, or was followed up.
    """
    turn = take_order(actor=actor, order_key=order_key, at=at, rev=rev, key=key)
    if turn.repeated:
        return turn.order
    permit(actor, REPORT, turn.order.unit)
    turn.want(Act.FOLLOW_UP)
    if turn.order.kind == OrderKind.COMPLAINT and turn.me and turn.me == turn.state.finisher:
        raise OrderRefusedError(
            _("Whoever handled a complaint does not ask how it was handled. Let somebody else follow it up.")
        )
    said = words_of(words, "words", empty=_("Write what the customer said."))
    return turn.write(Act.FOLLOW_UP, "follow_up_order", {"satisfied": satisfied}, words=said, satisfied=satisfied)


@transaction.atomic
def change_priority(
    *,
    actor: Actor,
    order_key: str | UUID,
    urgent: bool,
    reason: str,
    at: datetime,
    rev: int | None = None,
    key: str = "",
) -> WorkOrder:
    """Say that an order has become urgent, or is not after all; the new limits count from the report.

    A clause that says so counts from the change; what the order keeps of it says which.

    Args:
        actor: Who decides; needs ``orders.report``.
        order_key: The order.
        urgent: Whether it cannot wait.
        reason: Why.
        at: Now, with time zone.
        rev: The revision that they saw.
        key: Their name of the write.

    Raises:
        NotAnOrderError: It is so already, or nothing says why.
        OrderRefusedError: It is closed.
    """
    turn = take_order(actor=actor, order_key=order_key, at=at, rev=rev, key=key)
    if turn.repeated:
        return turn.order
    permit(actor, REPORT, turn.order.unit)
    turn.want(Act.PRIORITY)
    if turn.state.urgent is urgent:
        raise NotAnOrderError(_("The order has this priority already."), field="urgent")
    why = words_of(reason)
    bases = {row.stage: "change" if row.from_change else "report"
             for row in promises_of(turn.order) if row.urgent is urgent and row.place == 0}  # fmt: skip
    told = {"urgent": urgent, "reason": why}
    return turn.write(Act.PRIORITY, "change_priority", told, urgent=urgent, reason=why, counts_from=bases)


@transaction.atomic
def reopen_order(
    *, actor: Actor, order_key: str | UUID, reason: str, at: datetime, rev: int | None = None, key: str = ""
) -> WorkOrder:
    """Take a finished order up again; the time in which it was closed counts, for the customer waited.

    Args:
        actor: Who reopens it; needs ``orders.report``.
        order_key: The order.
        reason: Why.
        at: Now, with time zone.
        rev: The revision that they saw.
        key: Their name of the write.

    Raises:
        NotAnOrderError: Nothing says why.
        OrderRefusedError: It is not finished.
    """
    turn = take_order(actor=actor, order_key=order_key, at=at, rev=rev, key=key)
    if turn.repeated:
        return turn.order
    permit(actor, REPORT, turn.order.unit)
    turn.want(Act.REOPEN)
    why = words_of(reason)
    turn.write(Act.REOPEN, "reopen_order", {"reason": why}, reason=why)
    tell_reopened(turn)
    return turn.order


@transaction.atomic
def cancel_order(
    *, actor: Actor, order_key: str | UUID, reason: str, at: datetime, rev: int | None = None, key: str = ""
) -> WorkOrder:
    """End an order that is not to be done, such as one reported twice.

    Args:
        actor: Who ends it; needs ``orders.steer``.
        order_key: The order.
        reason: Why.
        at: Now, with time zone.
        rev: The revision that they saw.
        key: Their name of the write.

    Raises:
        NotAnOrderError: Nothing says why.
        OrderRefusedError: It is closed.
    """
    turn = take_order(actor=actor, order_key=order_key, at=at, rev=rev, key=key)
    if turn.repeated:
        return turn.order
    permit(actor, STEER, turn.order.unit)
    turn.want(Act.CANCEL)
    why = words_of(reason)
    turn.write(Act.CANCEL, "cancel_order", {"reason": why}, reason=why)
    tell_cancelled(turn)
    return turn.order


@transaction.atomic
def add_cost(
    *,
    actor: Actor,
    order_key: str | UUID,
    what: str,
    name: str,
    quantity: str,
    measure: str,
    amount: str,
    at: datetime,
    rev: int | None = None,
    key: str = "",
) -> WorkOrder:
    """Add material, labour or another cost to an order.

    Args:
        actor: Who adds it; see ``step_order``.
        order_key: The order.
        what: ``material``, ``labour`` or ``other``.
        name: Of the material or work.
        quantity: How much of it, more than nothing.
        measure: Of what, such as 米.
        amount: Yuan in all, with cents.
        at: Now, with time zone.
        rev: The revision that they saw.
        key: Their name of the write.

    Raises:
        NotAnOrderError: A value is missing or is none.
    """
    turn = take_order(actor=actor, order_key=order_key, at=at, rev=rev, key=key)
    if turn.repeated:
        return turn.order
    turn.let_worker()
    turn.want(Act.COST)
    if what not in COSTS:
        raise NotAnOrderError(_("Choose what was spent: material, labour or something else."), field="what")
    said = {
        "what": what,
        "name": words_of(name, "name", most=60, empty=_("Name the material or the work.")),
        "quantity": str(_number(quantity, "quantity", least=Decimal("0.001"))),
        "measure": clean(measure)[:10],
        "amount": str(_number(amount, "amount", least=Decimal(0)).quantize(_CENT, ROUND_HALF_UP)),
    }
    return turn.write(Act.COST, "add_cost", {"name": said["name"], "amount": said["amount"]}, **said)


@transaction.atomic
def strike_cost(
    *, actor: Actor, order_key: str | UUID, event: str, reason: str, at: datetime, rev: int | None = None, key: str = ""
) -> WorkOrder:
    """Strike a cost that was wrong; the log keeps both.

    Args:
        actor: Who strikes it; needs ``orders.steer``.
        order_key: The order.
        event: Id of the event that added it, as ``CostLine.event`` has it.
        reason: Why.
        at: Now, with time zone.
        rev: The revision that they saw.
        key: Their name of the write.

    Raises:
        NotAnOrderError: There is no such cost, or nothing says why.
    """
    turn = take_order(actor=actor, order_key=order_key, at=at, rev=rev, key=key)
    if turn.repeated:
        return turn.order
    permit(actor, STEER, turn.order.unit)
    line = next((each for each in turn.state.costs if each.event == event), None)
    if line is None:
        raise NotAnOrderError(_("This cost does not stand in the order."), field="event")
    why = words_of(reason)
    told: dict[str, Any] = {"name": line.name, "reason": why}
    return turn.write(Act.CORRECT, "strike_cost", told, of=event, reason=why)


def _number(said: str, field: str, *, least: Decimal) -> Decimal:
    try:
        found = Decimal(clean(said).replace(",", "").replace("，", "").removeprefix("¥").removeprefix("￥"))
        fits = least <= found <= _MOST
    except InvalidOperation:
        fits = False
    if not fits:
        sentence = _("“{said}” is no number that fits here. Write one such as 12.50.", said=clean(said)[:20])
        raise NotAnOrderError(sentence, field=field)
    return found
