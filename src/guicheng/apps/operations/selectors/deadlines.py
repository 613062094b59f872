"""Why a step has to be done when it has to be: its limit, laid out on the calendar."""

from __future__ import annotations

from dataclasses import dataclass

from guicheng.apps.operations.models import Case, CompiledProcess, WorkItem
from guicheng.apps.operations.readings import Compiled, item_of, known, recall
from guicheng.apps.operations.selectors.clocks import Clocks
from guicheng.domain.process.running import Item, limits_of
from guicheng.domain.worktime import Due, Limit


@dataclass(frozen=True, slots=True)
class Deadline:
    """Why a step has to be done when it has to be.

    Args:
        limit: The limit that holds.
        text: As the process has it.
        kept: Whether it is that of an earlier edition.
        due: When it is over, with the way there.
    """

    limit: Limit
    text: str
    kept: bool
    due: Due


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


def deadline_of(compiled: Compiled, clocks: Clocks, row: WorkItem) -> Deadline | None:
    """Return why open work has to be done when it has to be; None where nothing bounds it.

    Args:
        compiled: The edition by which its case runs.
        clocks: Calendars of its unit.
        row: The work.
    """
    item, about = item_in(row), compiled.about[row.step]
    limit, due = limits_of(compiled.tokens, item)[0], clocks.of(about.post).clock.due(compiled.tokens, item)
    return None if limit is None or due is None else Deadline(limit, about.limit, item.kept is not None, due)
