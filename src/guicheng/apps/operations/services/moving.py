"""Events written to a case: its row, its open work and its log together, or not at all.

Every act on a case comes through here; ``case_rows`` has the statements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from guicheng.apps.operations.readings import Compiled
from guicheng.apps.operations.selectors.clocks import Clocks
from guicheng.apps.operations.services.case_rows import Writer
from guicheng.apps.operations.services.taken import Moving, Stamp
from guicheng.domain.process.running import Event, State, apply
from guicheng.domain.values import GuichengError


class RefusedEventError(GuichengError):
    """What was wanted of a case does not fit where it stands."""

    code = "case-refused"


def move(
    moving: Moving,
    events: Sequence[Event],
    stamp: Stamp,
    clocks: Clocks,
    *,
    editions: Mapping[str, Compiled] | None = None,
) -> State:
    """Apply events to a case and write what came of them; one transaction is open.

    Args:
        moving: The case as it was taken up.
        events: In their order; each fits or nothing is written.
        stamp: Goes on each.
        clocks: Calendars of units and posts.
        editions: Further editions that events speak of, by key.

    Raises:
        RefusedEventError: One does not fit.
        StaleError: Somebody else wrote the case in between.
    """
    known_editions = {moving.compiled.key: moving.compiled, **(editions or {})}
    tables = {key: each.tokens for key, each in known_editions.items()}
    before = state = moving.state
    for event in events:
        applied = apply(tables, state, event)
        if applied.refusal is not None:
            raise RefusedEventError(applied.refusal)
        state = applied.state
    Writer(moving, state, known_editions[state.edition], stamp, clocks).write(events, before)
    moving.state, moving.rev, moving.compiled = state, moving.rev + 1, known_editions[state.edition]
    return state
