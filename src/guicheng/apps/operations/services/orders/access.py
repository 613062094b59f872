"""Who may do what with which order, and an order taken up for an act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from guicheng.apps.operations.models import OrderEvent, WorkOrder
from guicheng.apps.operations.selectors.cases import fills
from guicheng.apps.operations.selectors.orders.finding import order_within
from guicheng.apps.operations.selectors.orders.standing import happenings_of, milliseconds
from guicheng.apps.operations.services.orders.refreshing import refresh
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import permit
from guicheng.apps.platform.services import record
from guicheng.domain.orders import Act, Happening, OrderState, possible, state_of
from guicheng.domain.values import FieldError, GuichengError, Message, NotAllowedError, StaleError
from guicheng.domain.values.message import _

READ: Final = "orders.read"
REPORT: Final = "orders.report"
WORK: Final = "orders.work"
STEER: Final = "orders.steer"
#: The longest words of a reason, in characters.
LONGEST: Final = 500


class NotAnOrderError(FieldError):
    """A value of an order is missing or cannot be what it is; nothing was written."""

    code = "not-an-order"


class OrderRefusedError(GuichengError):
    """As the order stands, this cannot be done; nothing was written."""

    code = "order-refused"


@dataclass
class Turn:
    """An order taken up for one act, its row locked.

    Args:
        actor: Who acts.
        order: The order.
        happened: What happened so far, at desks and on phones.
        at: Now, with time zone.
        key: The caller's name of the write, "" for none.
        repeated: Whether the write was done before under the same key, so that nothing is left to do.
    """

    actor: Actor
    order: WorkOrder
    happened: list[Happening]
    at: datetime
    key: str = ""
    repeated: bool = False

    @property
    def state(self) -> OrderState:
        """How it stands."""
        return state_of(self.happened)

    @property
    def me(self) -> str:
        """Who acts, as logs name people; "" for a program."""
        return str(self.actor.person.pk) if self.actor.person else ""

    def want(self, act: Act) -> None:
        """Let only pass what can be done with the order as it stands.

        Raises:
            OrderRefusedError: It cannot.
        """
        if act not in possible(self.state):
            raise OrderRefusedError(
                _("As order {number} stands, this cannot be done. Load it again.", number=self.order.number)
            )

    def let_worker(self) -> None:
        """Let whoever has the order pass, whoever steers orders, and while nobody has it whoever fills its post.

        Raises:
            NotAllowedError: It is somebody else's.
        """
        if self.actor.may(STEER, self.order.unit):
            return
        permit(self.actor, WORK, self.order.unit)
        if self.state.holder:
            if self.state.holder != self.me:
                raise NotAllowedError(
                    _("Order {number} is not yours. It is with: {name}.", number=self.order.number, name=self._holder())
                )
        elif not self._fills_its_post():
            raise NotAllowedError(
                _("Order {number} lies with another post: {post}.", number=self.order.number, post=self.state.post)
            )

    def _fills_its_post(self) -> bool:
        """Tell whether the order lies with no post, or with one that the actor fills."""
        return not self.state.post or fills(self.actor, self.state.post, self.order.unit)

    def _holder(self) -> str:
        return self.order.holder.name if self.order.holder else "—"

    def _not_before_the_last(self) -> datetime:
        """Return when it happens: what desks say keeps its order, though a clock be set back."""
        last = self.order.events.order_by("-seq").values_list("at", flat=True).first() if self.order.seq else None
        return max(self.at, last) if last else self.at

    def write(self, kind: Act, audit: str, told: Mapping[str, Any] | None = None, **data: Any) -> WorkOrder:
        """Let one thing happen, with its audit row and the caches.

        Args:
            kind: What happened.
            audit: Name of the act in the audit.
            told: What the audit says of it.
            data: What was said with it.
        """
        order, at = self.order, self._not_before_the_last()
        order.seq, order.rev = order.seq + 1, order.rev + 1
        row = OrderEvent.objects.create(
            order=order,
            seq=order.seq,
            kind=kind.value,
            actor=self.actor.person,
            actor_name=self.actor.name[:80],
            at=at,
            key=self.key,
            data=data,
        )
        self.happened.append(Happening(f"desk:{row.seq}", row.kind, milliseconds(at), "", row.seq, self.me, data))
        refresh(order, state_of(self.happened))
        note(order, audit, self.actor, at, after=told)
        return order


def take_order(*, actor: Actor, order_key: str | UUID, at: datetime, rev: int | None = None, key: str = "") -> Turn:
    """Take an order up for an act; one transaction is open.

    Args:
        actor: Who acts.
        order_key: The order.
        at: Now, with time zone.
        rev: The revision that they saw; None where that does not matter.
        key: Their name of the write, at most 80 characters.

    Raises:
        WorkOrder.DoesNotExist: There is none within reach.
        StaleError: It was moved since they saw it.
    """
    order = locked(order_within(actor, order_key))
    turn = Turn(actor, order, happenings_of(order), at, key.replace("\0", "").strip()[:80])
    turn.repeated = bool(turn.key) and OrderEvent.objects.filter(order=order, key=turn.key).exists()
    if not turn.repeated and rev is not None and rev != order.rev:
        raise StaleError(moved_by(order), revision=order.rev)
    return turn


def locked(order: WorkOrder) -> WorkOrder:
    """Return an order, its row locked until the end of the transaction."""
    # Two reads: joined rows of a query that waited for its lock may be those of before, such as a former holder.
    WorkOrder.objects.select_for_update().values_list("pk").get(pk=order.pk)
    return WorkOrder.objects.select_related("unit", "place", "holder", "post").get(pk=order.pk)


def moved_by(order: WorkOrder) -> Message:
    """Return who moved an order last, as a sentence."""
    last = order.events.order_by("-seq").first()
    return _(
        "{name} moved this order since you saw it. Load it again and look what is left to do.",
        name=(last.actor_name if last else "") or "—",
    )


def words_of(said: str, field: str = "reason", *, most: int = LONGEST, empty: Message | None = None) -> str:
    """Return words, tidy; lines stay.

    Raises:
        NotAnOrderError: There are none, or too many.
    """
    lines = [" ".join(line.split()) for line in str(said).replace("\0", "").strip().splitlines()]
    text = "\n".join(lines).strip()
    if not text:
        raise NotAnOrderError(empty or _("Write why."), field=field)
    if len(text) > most:
        raise NotAnOrderError(_("Write at most {limit} characters.", limit=str(most)), field=field)
    return text


def note(
    order: WorkOrder,
    act: str,
    actor: Actor,
    at: datetime,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write the audit row of an act; it names the number, never who reported it or what they said."""
    record(
        actor=actor,
        act=f"operations.{act}",
        subject="order",
        key=str(order.key),
        label=order.number,
        unit_path=str(order.unit.path),
        before=before,
        after=after,
        at=at,
    )
