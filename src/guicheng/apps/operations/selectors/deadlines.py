"""Why a step has to be done when it has to be: its limit, laid out on the calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from guicheng.apps.operations.models import Case, CompiledProcess, WorkItem
from guicheng.apps.operations.readings import Compiled, item_of, known, recall
from guicheng.apps.operations.selectors.calendars import calendars_for
from guicheng.apps.operations.selectors.clocks import Clocks, clock_on
from guicheng.apps.operations.selectors.duty import ROUND_THE_CLOCK
from guicheng.domain.process.running import Item, limits_of
from guicheng.domain.worktime import Limit, StageState


@dataclass(frozen=True, slots=True)
class Deadline:
    """Why a step has to be done when it has to be.

    Args:
        limit: The limit that holds.
        text: As the process has it.
        kept: Whether it is that of an earlier edition.
        state: How its clock stands, when it is over, and the way there.
    """

    limit: Limit
    text: str
    kept: bool
    state: StageState


def compiled_for(case: Case) -> Compiled:
    """Return the compiled edition by which a case runs: one query where it is not in mind.

    Raises:
        CompiledProcess.DoesNotExist: It was never compiled.
    """
    key = case.edition.key.hex
    return known(key) or recall(case.edition_id, key, CompiledProcess.objects.get(edition=case.edition_id).table)


def item_in(row: WorkItem) -> Item:
    """Return a row of open work as the domain reads it."""
    names = ("step", "begun", "since", "holder_id", "stand_in_id", "rests", "signers", "urged", "level", "kept")
    return item_of({name: getattr(row, name) for name in names})


def standings_of(rows: Iterable[WorkItem], at: datetime) -> dict[int, StageState | None]:
    """Return how the clocks of open work stand, by primary key: two queries at most, however many there are.

    Args:
        rows: The work, with cases, units and editions.
        at: The moment, with time zone.

    Returns:
        None for work that nothing bounds.
    """
    work = list(rows)
    compiled = _compiled_for_all(work)
    calendars = calendars_for((row.case.unit, row.post_id) for row in work)
    found: dict[int, StageState | None] = {}
    for row in work:
        here = calendars[str(row.case.unit.path), row.post_id]
        clock = clock_on(here.calendar, here.day_end) if here else clock_on(ROUND_THE_CLOCK)
        found[row.pk] = clock.stands(compiled[row.case.edition_id].tokens, item_in(row), at)
    return found


def _compiled_for_all(work: Iterable[WorkItem]) -> dict[int, Compiled]:
    """Return the compiled editions by which cases run: one query where some are not in mind."""
    keys = {row.case.edition_id: row.case.edition.key.hex for row in work}
    found = {edition: kept for edition, key in keys.items() if (kept := known(key)) is not None}
    unknown = keys.keys() - found.keys()
    for row in CompiledProcess.objects.filter(edition__in=unknown) if unknown else ():
        found[row.edition_id] = recall(row.edition_id, keys[row.edition_id], row.table)
    return found


def deadline_of(compiled: Compiled, clocks: Clocks, row: WorkItem, at: datetime) -> Deadline | None:
    """Return why open work has to be done when it has to be; None where nothing bounds it.

    Args:
        compiled: The edition by which its case runs.
        clocks: Calendars of its unit.
        row: The work.
        at: The moment, with time zone.
    """
    item, about = item_in(row), compiled.about[row.step]
    limit, state = limits_of(compiled.tokens, item)[0], clocks.of(about.post).clock.stands(compiled.tokens, item, at)
    return None if limit is None or state is None else Deadline(limit, about.limit, item.kept is not None, state)
