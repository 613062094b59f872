"""Work orders that came from what was not in order on rounds."""

from __future__ import annotations

from typing import Final

from guicheng.apps.operations.models import Round, WorkOrder
from guicheng.domain.evidence.rounds import RoundState

#: By what an order names an answer as what it came from; its key is the id of the answer's event.
SOURCE: Final = "inspection"


def orders_of_round(row: Round, state: RoundState) -> dict[str, WorkOrder]:
    """Return the orders that came from the answers of a round, by the address of the line: one query.

    Args:
        row: The round.
        state: Its fold.
    """
    events = {given.event: address for address, given in state.answers.items()}
    rows = WorkOrder.objects.filter(unit=row.unit, source_kind=SOURCE, source_key__in=list(events))
    return {events[order.source_key]: order for order in rows}
