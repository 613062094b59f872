"""The state of an order as a pure function of the set of what happened to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Final

from guicheng.domain.evidence.kinds import Kind
from guicheng.domain.orders.happening import Happening, standing
from guicheng.domain.orders.kinds import ENDED, Act, Phase, Stream

#: Phases in the order in which work goes through them; a pause and a cancellation stand beside them.
_WAY: Final = (
    Phase.REPORTED, Phase.DISPATCHED, Phase.ACCEPTED, Phase.ARRIVED, Phase.STARTED, Phase.FINISHED, Phase.VISITED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CostLine:
    """What an order cost.

    Args:
        event: Id of what said so.
        what: ``material``, ``labour`` or ``other``.
        name: Of the material or work.
        quantity: How much of it.
        measure: Of what, such as 米 or 小时.
        amount: Yuan in all.
    """

    event: str
    what: str
    name: str
    quantity: Decimal
    measure: str
    amount: Decimal


@dataclass(slots=True)
class OrderState:
    """How an order stands; moments are milliseconds since 1970.

    Args:
        phase: How far it is.
        urgent: Whether it is urgent now.
        reported: When it was reported; None where nothing says so yet.
        holder: Who has it, as logs name people; "" for nobody.
        post: Name of the post that it lies with; "" for none.
        offered: Whether whoever fills the post may take it.
        reached: When each end of a clock was reached, by its name in the lexicon of endpoints.
        pauses: Begin, end (None while it lasts) and reason of each.
        changes: When it became urgent or ordinary, and which.
        reopenings: When it had been finished, and when it was taken up again, for each time.
        finisher: Who finished it last.
        why: Why it was cancelled or taken up again last.
        costs: What it cost, in order.
        happened: Ids of all that stands, in order.
        resting: The phase to which it returns after a pause.
    """

    phase: Phase = Phase.REPORTED
    urgent: bool = False
    reported: int | None = None
    holder: str = ""
    post: str = ""
    offered: bool = False
    reached: dict[str, int] = field(default_factory=dict)
    pauses: list[tuple[int, int | None, str]] = field(default_factory=list)
    changes: list[tuple[int, bool]] = field(default_factory=list)
    reopenings: list[tuple[int, int]] = field(default_factory=list)
    finisher: str = ""
    why: str = ""
    costs: list[CostLine] = field(default_factory=list)
    happened: list[str] = field(default_factory=list)
    resting: Phase = Phase.REPORTED

    @property
    def ended(self) -> bool:
        """Whether nothing is left to repair or to answer."""
        return self.phase in ENDED

    @property
    def total(self) -> Decimal:
        """Yuan of all costs."""
        return sum((line.amount for line in self.costs), Decimal(0))

    def mark(self, moment: int, *ends: str) -> None:
        """Note when ends of clocks were reached; the first time stands."""
        for end in ends:
            self.reached.setdefault(end, moment)

    def forward(self, phase: Phase) -> None:
        """Go on to a phase; what is further stays, and a pause goes on until somebody ends it."""
        if self.phase is Phase.PAUSED:
            self.resting = max(self.resting, phase, key=_WAY.index)
        else:
            self.phase = max(self.phase, phase, key=_WAY.index)

    def wake(self, moment: int) -> None:
        """End the pause that lasts, if any."""
        if self.phase is Phase.PAUSED:
            begun, _ended, reason = self.pauses[-1]
            self.pauses[-1] = (begun, moment, reason)
            self.phase = self.resting


def state_of(happenings: Iterable[Happening]) -> OrderState:
    """Return how an order stands.

    Args:
        happenings: In any order, any of them any number of times.
    """
    state = OrderState()
    for each in standing(happenings):
        state.happened.append(each.id)
        act = _ACTS.get(each.kind)
        if act is not None and (state.phase is not Phase.CANCELLED or each.kind in _EVEN_CANCELLED):
            act(state, each)
    return state


def _report(state: OrderState, each: Happening) -> None:
    if state.reported is None:
        state.reported = each.ms
        state.urgent = each.data.get("urgent") is True
        state.mark(each.ms, "received")


def _dispatch(state: OrderState, each: Happening) -> None:
    if state.ended:
        return
    state.holder, state.post = each.text("to"), each.text("post") or state.post
    state.offered = not state.holder
    state.mark(each.ms, "dispatched")
    state.forward(Phase.DISPATCHED)


def _accept(state: OrderState, each: Happening) -> None:
    """Take an order on; of several who take one that nobody has the first gets it. At a desk others may say so."""
    if state.ended:
        return
    if not state.holder and each.by:
        state.holder, state.offered = each.by, False
    if not each.device or each.by in {state.holder, ""}:
        state.mark(each.ms, "dispatched", "responded")
        state.forward(Phase.ACCEPTED)


def _contact(state: OrderState, each: Happening) -> None:
    state.mark(each.ms, "responded")


def _arrive(state: OrderState, each: Happening) -> None:
    if not state.ended:
        state.mark(each.ms, "dispatched", "responded", "arrived")
        state.forward(Phase.ARRIVED)


def _start(state: OrderState, each: Happening) -> None:
    _arrive(state, each)
    if not state.ended:
        state.forward(Phase.STARTED)


def _pause(state: OrderState, each: Happening) -> None:
    if not state.ended and state.phase is not Phase.PAUSED:
        state.pauses.append((each.ms, None, each.text("reason")))
        state.resting, state.phase = state.phase, Phase.PAUSED


def _resume(state: OrderState, each: Happening) -> None:
    state.wake(each.ms)


def _priority(state: OrderState, each: Happening) -> None:
    urgent = each.data.get("urgent") is True
    if not state.ended and urgent is not state.urgent:
        state.urgent = urgent
        state.changes.append((each.ms, urgent))


def _finish(state: OrderState, each: Happening) -> None:
    if state.ended:
        return
    state.wake(each.ms)
    state.mark(each.ms, "dispatched", "responded", "arrived", "finished", "replied")
    state.phase, state.offered, state.finisher = Phase.FINISHED, False, each.by or state.holder


def _follow_up(state: OrderState, each: Happening) -> None:
    if state.phase is Phase.FINISHED:
        state.mark(each.ms, "visited")
        state.phase = Phase.VISITED


def _reopen(state: OrderState, each: Happening) -> None:
    """Take an order up again; the time in which it was closed counts, for the customer waited."""
    if state.phase in {Phase.FINISHED, Phase.VISITED}:
        state.reopenings.append((state.reached.pop("finished"), each.ms))
        state.reached.pop("visited", None)
        state.phase, state.why = Phase.STARTED, each.text("reason")


def _cancel(state: OrderState, each: Happening) -> None:
    if not state.ended:
        state.wake(each.ms)
        state.phase, state.why, state.offered = Phase.CANCELLED, each.text("reason"), False


def _cost(state: OrderState, each: Happening) -> None:
    quantity, amount = (_number(each.data.get(name)) for name in ("quantity", "amount"))
    line = CostLine(each.id, each.text("what"), each.text("name"), quantity, each.text("measure"), amount)
    state.costs.append(line)


def _comment(state: OrderState, each: Happening) -> None:
    """Let words to the resident count as an answer."""
    if each.text("stream") == Stream.RESIDENT and not state.ended:
        state.mark(each.ms, "responded", "replied")


def _number(said: object) -> Decimal:
    """Return a number of a log; what is none counts nothing."""
    try:
        found = Decimal(str(said))
    except InvalidOperation:
        return Decimal(0)
    return found if found.is_finite() else Decimal(0)


_ACTS: Final[Mapping[str, Callable[[OrderState, Happening], None]]] = {
    Act.REPORT: _report,
    Act.DISPATCH: _dispatch,
    Act.CLAIM: _accept,
    Act.ACCEPT: _accept,
    Act.CONTACT: _contact,
    Act.ARRIVE: _arrive,
    Kind.CHECK_IN: _arrive,
    Act.START: _start,
    Kind.ANSWER: _start,
    Act.PAUSE: _pause,
    Act.RESUME: _resume,
    Act.PRIORITY: _priority,
    Act.FINISH: _finish,
    Act.FOLLOW_UP: _follow_up,
    Act.REOPEN: _reopen,
    Act.CANCEL: _cancel,
    Act.COST: _cost,
    Act.COMMENT: _comment,
}
#: What may come after an order was cancelled.
_EVEN_CANCELLED: Final = frozenset({Act.REPORT, Act.COST})
