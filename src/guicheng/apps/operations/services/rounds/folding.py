"""How far rounds are, kept in their rows; derived from their events, so that it can be made anew."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Final

from guicheng.apps.operations.models import Round
from guicheng.apps.operations.readings.checklists import lines_asked, rule_of_round
from guicheng.apps.operations.selectors.rounds.states import events_of_rounds, folded
from guicheng.apps.operations.services.news.rounds import tell_failed
from guicheng.apps.platform.statements import Runner, Statement
from guicheng.domain.evidence.kinds import Kind
from guicheng.domain.evidence.lines import Fault, Mark
from guicheng.domain.evidence.rounds import RoundState

#: Kinds that change how far a round is.
COUNTED: Final = frozenset({Kind.START, Kind.CHECK_IN, Kind.ANSWER, Kind.SIGN, Kind.FINISH, Kind.REOPEN, Kind.CORRECT})
_COLUMNS: Final = ("phase", "begun_at", "finished_at", "asked", "answered", "failed", "missing", "awaited")
_CHUNK: Final = 400
_SET: Final = ", ".join(f"{name} = %s" for name in _COLUMNS)
_TABLE: Final = Round._meta.db_table  # noqa: SLF001 - Django has no other name for it
_UPDATE: Final = Statement(f"UPDATE {_TABLE} SET {_SET} WHERE id = %s")  # noqa: S608 - names of our own


def refresh_rounds(company_id: int, occurrences: Collection[str], *, at: datetime | None = None) -> int:
    """Fold rounds anew; return how many there are among the occurrences.

    Args:
        company_id: Their company.
        occurrences: What was said something of.
        at: Now, with time zone, where people are told of what is not in order; None where it is no news.
    """
    wanted, count = list(occurrences), 0
    for start in range(0, len(wanted), _CHUNK):
        rows = Round.objects.filter(company=company_id, occurrence__in=wanted[start : start + _CHUNK])
        # Many rounds of a batch share few versions, each of which is then read once.
        count += _refresh(list(rows.prefetch_related("version", "unit")), at)
    return count


def refresh_awaiting(company_id: int, sent: str, *, at: datetime) -> None:
    """Fold the rounds anew that wait for a photo which arrived."""
    rows = Round.objects.filter(company=company_id, awaited__contains=sent).exclude(awaited="")
    _refresh(list(rows.select_related("version", "unit")), at)


def _refresh(rows: list[Round], at: datetime | None) -> int:
    events = events_of_rounds(rows)
    # Of what was forgotten only the row tells how far it was, and it stays.
    forgotten = {event.occurrence for event in events if event.payload is None}
    rows = [row for row in rows if row.occurrence not in forgotten]
    states = folded(rows, events)
    before = {row.pk: row.failed for row in rows}
    for row in rows:
        _tell(row, states[row.pk])
        if at is not None and row.failed > before[row.pk]:
            tell_failed(row, _not_in_order(row, states[row.pk]), at)
    _keep(rows)
    return len(rows)


def _keep(rows: list[Round]) -> None:
    """Write how far rounds are, row by row: one statement with a case for each row takes many times as long."""
    run = Runner()
    # The phase and the moment of finishing are held together by a constraint, so that both are of one statement.
    values = [
        (
            row.phase, run.moment(row.begun_at), run.moment(row.finished_at), row.asked, row.answered, row.failed,
            row.missing, row.awaited, row.pk,
        )
        for row in rows
    ]  # fmt: skip
    if values:
        run.run_each(_UPDATE, values)


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


def _not_in_order(row: Round, state: RoundState) -> list[str]:
    """Return the lines of a round that are not in order and count, in words, in the order of the walk."""
    words = {line.key: line.text for line in lines_asked(row)}
    walked = [(state.answers.get(name), line.key) for name, _point, line in rule_of_round(row).addresses()]
    return [words[key] for given, key in walked if given and given.mark is Mark.FAIL and not given.faults]


def _moment(told: int | None) -> datetime | None:
    return None if told is None else datetime.fromtimestamp(told / 1000, tz=UTC)
