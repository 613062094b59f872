"""How far rounds are, kept in their rows; derived from their events, so that it can be made anew."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Final

from guicheng.apps.operations.models import Round
from guicheng.apps.operations.readings.checklists import rule_of_round
from guicheng.apps.operations.selectors.rounds.states import events_of_rounds, folded
from guicheng.domain.evidence.kinds import Kind
from guicheng.domain.evidence.lines import Fault, Mark
from guicheng.domain.evidence.rounds import RoundState

#: Kinds that change how far a round is.
COUNTED: Final = frozenset({Kind.START, Kind.CHECK_IN, Kind.ANSWER, Kind.SIGN, Kind.FINISH, Kind.REOPEN, Kind.CORRECT})
_COLUMNS: Final = ("phase", "begun_at", "finished_at", "asked", "answered", "failed", "missing", "awaited")
_CHUNK: Final = 400


def refresh_rounds(company_id: int, occurrences: Collection[str]) -> int:
    """Fold rounds anew; return how many there are among the occurrences."""
    wanted, count = list(occurrences), 0
    for start in range(0, len(wanted), _CHUNK):
        rows = Round.objects.filter(company=company_id, occurrence__in=wanted[start : start + _CHUNK])
        count += _refresh(list(rows.select_related("version", "unit")))
    return count


def refresh_awaiting(company_id: int, sent: str) -> None:
    """Fold the rounds anew that wait for a photo which arrived."""
    rows = Round.objects.filter(company=company_id, awaited__contains=sent).exclude(awaited="")
    _refresh(list(rows.select_related("version", "unit")))


def _refresh(rows: list[Round]) -> int:
    events = events_of_rounds(rows)
    # Of what was forgotten only the row tells how far it was, and it stays.
    forgotten = {event.occurrence for event in events if event.payload is None}
    rows = [row for row in rows if row.occurrence not in forgotten]
    states = folded(rows, events)
    for row in rows:
        _tell(row, states[row.pk])
    Round.objects.bulk_update(rows, _COLUMNS, batch_size=_CHUNK)
    return len(rows)


def _tell(row: Round, state: RoundState) -> None:
    under_way = {each.address for each in state.missing if each.fault is Fault.PHOTO_UNDER_WAY}
    named = {photo for address in under_way for photo in state.answers[address].photos}
    row.phase = state.phase
    row.begun_at, row.finished_at = _moment(state.begun_ms), _moment(state.finished_ms)
    row.asked = sum(1 for _each in rule_of_round(row).addresses())
    row.answered = sum(not each.faults for each in state.answers.values())
    row.failed = state.count(Mark.FAIL)
    row.missing = len(state.missing)
    row.awaited = " ".join(sorted(named))


def _moment(told: int | None) -> datetime | None:
    return None if told is None else datetime.fromtimestamp(told / 1000, tz=UTC)
