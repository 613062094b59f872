"""What can be done with an order as it stands."""

from __future__ import annotations

from typing import Final

from guicheng.domain.orders.folding import OrderState
from guicheng.domain.orders.kinds import Act, Phase

_ALWAYS: Final = (Act.COMMENT, Act.ATTACH)
_AFTER: Final = {
    Phase.FINISHED: (Act.FOLLOW_UP, Act.REOPEN, Act.COST, *_ALWAYS),
    Phase.VISITED: (Act.REOPEN, Act.COST, *_ALWAYS),
    Phase.CANCELLED: (Act.COST, *_ALWAYS),
}
#: Until which phase each step of the work lies ahead.
_AHEAD: Final = (
    (Act.ACCEPT, frozenset({Phase.REPORTED, Phase.DISPATCHED})),
    (Act.ARRIVE, frozenset({Phase.REPORTED, Phase.DISPATCHED, Phase.ACCEPTED})),
    (Act.START, frozenset({Phase.REPORTED, Phase.DISPATCHED, Phase.ACCEPTED, Phase.ARRIVED})),
)


def possible(state: OrderState) -> tuple[Act, ...]:
    """Return what can be done with an order as it stands, the next step first.

    Args:
        state: How it stands.
    """
    if state.phase in _AFTER:
        return _AFTER[state.phase]
    paused = state.phase is Phase.PAUSED
    steps = [Act.RESUME] if paused else [act for act, phases in _AHEAD if state.phase in phases]
    if not state.holder:
        others = [step for step in steps if step is not Act.ACCEPT]
        steps = [*others, Act.CLAIM] if paused else [Act.CLAIM, *others]
    contact = () if "responded" in state.reached else (Act.CONTACT,)
    pause = () if paused else (Act.PAUSE,)
    return (
        *steps,
        *contact,
        Act.FINISH,
        *pause,
        Act.DISPATCH,
        Act.PRIORITY,
        Act.NUMBERS,
        Act.CANCEL,
        Act.COST,
        *_ALWAYS,
    )
