"""What moved the tokens of a case, read from its log."""

from __future__ import annotations

from guicheng.apps.operations.models import Case
from guicheng.apps.operations.readings import event_of
from guicheng.apps.operations.selectors.cases import log_of
from guicheng.apps.operations.selectors.editions import editions_of
from guicheng.domain.process.running import History


def history_of(case: Case) -> History:
    """Return what moved the tokens of a case: two queries, and one for editions that are not in mind."""
    events = [event_of(row) for row in log_of(case)]
    tables = {key: each.tokens for key, each in editions_of(events).items()}
    return History(tables, events)
