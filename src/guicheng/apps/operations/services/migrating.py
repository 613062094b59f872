"""Running cases moved to the newest edition of their process: planned for all, done for those that can."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from guicheng.apps.operations.models import Case, CaseOutcome
from guicheng.apps.operations.readings import Compiled
from guicheng.apps.operations.selectors.clocks import Clocks
from guicheng.apps.operations.services.case_access import NotACaseError, note
from guicheng.apps.operations.services.cases import have_compiled
from guicheng.apps.operations.services.moving import move
from guicheng.apps.operations.services.taken import Stamp, take_up
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import permit
from guicheng.apps.processes.models import Process, ProcessEdition
from guicheng.domain.process.running import EventKind, MigrationPlan, plan_migration
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: Cases that one call moves.
MOST_CASES: Final = 500
KEEP: Final = "keep"
RECOMPUTE: Final = "recompute"


@dataclass(frozen=True)
class CasePlan:
    """What moving would make of one case.

    Args:
        case: The case.
        steps: Steps under way → steps that they become, as people name both.
        problems: Why it cannot move; none where it can.
        moved: Whether it was moved.
    """

    case: Case
    steps: tuple[tuple[str, str], ...]
    problems: tuple[Message, ...]
    moved: bool = False


@transaction.atomic
def migrate(
    *,
    actor: Actor,
    process: Process,
    number: int,
    to: int,
    clocks: str,
    at: datetime,
    mapping: Mapping[str, str] | None = None,
    dry_run: bool = True,
) -> list[CasePlan]:
    """Move the running cases of one edition to another of the same process.

    Args:
        actor: Who moves them; needs ``cases.migrate`` where each case is.
        process: The process, as the actor may see it.
        number: The edition by which they run.
        to: The edition to which they move.
        clocks: ``keep`` lets steps under way keep the time that they had, ``recompute`` gives them the new limit from
            the same beginning.
        at: Now, with time zone.
        mapping: Steps of the one edition → steps of the other, where lasting ids do not say so.
        dry_run: Whether nothing is to happen.

    Returns:
        What became of each case, or would; those that cannot move stay as they are.

    Raises:
        ProcessEdition.DoesNotExist: There is no such edition.
        NotACaseError: The clocks are neither kept nor recomputed, or both editions are the same.
        NotExecutableError: Some case of the new edition could not end properly.
    """
    if clocks not in {KEEP, RECOMPUTE}:
        raise NotACaseError(_("Say whether clocks keep their time or are computed anew."), field="clocks")
    if number == to:
        raise NotACaseError(_("Choose another edition than the one by which the cases run."), field="to")
    old, new = (process.editions.get(number=each) for each in (number, to))
    before, after = have_compiled(old), have_compiled(new)
    steps = {**counterparts(before, after), **{name: there for name, there in (mapping or {}).items() if there}}
    rows = Case.objects.filter(actor.within("cases.migrate"), edition=old, outcome=CaseOutcome.RUNNING)
    found = [
        _moved(actor, case, after, steps, clocks=clocks, at=at, dry_run=dry_run)
        for case in rows.select_related("unit").order_by("pk")[:MOST_CASES]
    ]
    if not dry_run and not found:
        permit(actor, "cases.migrate", process.unit)
    return found


def _moved(
    actor: Actor, case: Case, after: Compiled, steps: Mapping[str, str], *, clocks: str, at: datetime, dry_run: bool
) -> CasePlan:
    moving = take_up(case.pk)
    if moving is None:
        return CasePlan(case, (), (_("This case is gone."),))
    before = moving.compiled
    plan = plan_migration(before.tokens, after.tokens, moving.state, steps)
    named = _named(plan, before, after)
    if dry_run or plan.problems:
        return CasePlan(case, named, plan.problems)
    stamp = Stamp(at, actor.person.pk if actor.person else None, actor.name)
    event = stamp.event(EventKind.MIGRATED, **plan.data(after.key, keeps=clocks == KEEP))
    move(moving, [event], stamp, Clocks(case.unit), editions={after.key: after})
    note(case, "migrate", actor, at, after={"edition": after.key, "clocks": clocks})
    return CasePlan(case, named, (), moved=True)


def _named(plan: MigrationPlan, before: Compiled, after: Compiled) -> tuple[tuple[str, str], ...]:
    return tuple(
        (before.about[name].label, after.about[there].label if there in after.about else "—")
        for name, there in plan.steps.items()
    )


def counterparts(before: Compiled, after: Compiled) -> dict[str, str]:
    """Return the steps of one edition with those of the other that have the same lasting id."""
    there = {about.lasting: name for name, about in after.about.items() if about.lasting}
    return {name: there[about.lasting] for name, about in before.about.items() if about.lasting in there}


def without_counterpart(process: Process, number: int, to: int) -> list[tuple[str, str]]:
    """Return the steps of one edition that have none of the same lasting id in the other: id and how people name it.

    Raises:
        ProcessEdition.DoesNotExist: There is no such edition.
    """
    before, after = (have_compiled(_edition(process, each)) for each in (number, to))
    known = counterparts(before, after)
    return [(name, about.label) for name, about in before.about.items() if name not in known]


def _edition(process: Process, number: int) -> ProcessEdition:
    return process.editions.get(number=number)


__all__ = ["KEEP", "RECOMPUTE", "CasePlan", "counterparts", "migrate", "without_counterpart"]
