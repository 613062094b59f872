"""Take processes of the shipped library into the drafts of a company, with links to the clauses it adopted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import transaction

from guicheng.adapters.process_library import ShippedProcess, shipped_processes
from guicheng.apps.organization.actors import Actor
from guicheng.apps.processes.models import Process
from guicheng.apps.processes.readings import Reading, process_of, read
from guicheng.apps.processes.selectors import codes_taken, processes_holding_at
from guicheng.apps.processes.services import NotAProcessError, create_process, link_anew
from guicheng.apps.standards.models import Standard
from guicheng.apps.standards.selectors import company_of, unit_within
from guicheng.domain.process import Process as Table
from guicheng.domain.values.message import _
from guicheng.usecases.adopt_library import adopt_library
from guicheng.usecases.library_codes import free_code, own_code


@dataclass(frozen=True, slots=True)
class Offer:
    """A process that could be adopted.

    Args:
        process: It.
        grade: The grade at which it is looked at; "" keeps the values of all.
        own: Code of the process that was made of it at the unit, or above it within the actor's sight; "" for none.
        readable: Whether the actor may read that process.
    """

    process: ShippedProcess
    grade: str
    own: str = ""
    readable: bool = False

    @property
    def taken(self) -> bool:
        """Whether it is there already."""
        return bool(self.own)

    @property
    def table(self) -> Table:
        """Its step table at the grade."""
        return process_of(self.process.title, self.process.at(self.grade))

    @property
    def reading(self) -> Reading:
        """What checking says of it at the grade."""
        return _checked(self.process.code, self.grade)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of standards and processes that were chosen together."""

    standards: tuple[Standard, ...]
    processes: tuple[Process, ...]


@cache
def _checked(code: str, grade: str) -> Reading:
    process = shipped(code)
    return read(process.title, process.at(grade))


def shipped(code: str) -> ShippedProcess:
    """Return a process of the library.

    Raises:
        Process.DoesNotExist: There is none of this code.
    """
    found = next((each for each in shipped_processes() if each.code == code.upper()), None)
    if found is None:
        raise Process.DoesNotExist(code)
    return found


def process_grades() -> tuple[str, ...]:
    """Return the grades that the processes of the library have, the best first."""
    return tuple(dict.fromkeys(grade for each in shipped_processes() for grade in each.grades))


def plan_processes(*, actor: Actor, unit_key: str | UUID, grade: str = "") -> tuple[Offer, ...]:
    """Return the processes that a company could adopt, as its drafts would be, by code.

    Args:
        actor: Who would adopt them.
        unit_key: The unit to which the drafts would belong.
        grade: The grade that the drafts would take; "" keeps all grades in them.

    Raises:
        Unit.DoesNotExist: The unit is not within reach.
    """
    there = processes_holding_at(actor, unit_within(actor, unit_key, "processes.read"))
    titles = {code: holding.title for code, holding in there.items()}
    owned = [(each, own_code(each.code, each.title, titles)) for each in shipped_processes()]
    return tuple(Offer(each, grade, own, readable=bool(own) and there[own].readable) for each, own in owned)


@transaction.atomic
def adopt_processes(
    *, actor: Actor, unit_key: str | UUID, codes: Collection[str], at: datetime, grade: str = ""
) -> tuple[Process, ...]:
    """Make processes of the library first drafts; one that holds at the unit already is left alone.

    Codes are those of the company. Where another unit has the code of the library, the draft gets the next free one
    that begins with it, such as LC-BX-2.

    Args:
        actor: Who adopts them; needs ``processes.edit`` at the unit.
        unit_key: The unit to which the drafts belong.
        codes: Codes of processes.
        at: Now, with time zone.
        grade: The grade whose limits they take; "" keeps all grades in them.

    Raises:
        Unit.DoesNotExist: The unit is not within reach.
        UnknownGradeError: The processes have no such grade.
        NotAllowedError: The actor may not write processes there.
        NotAProcessError: Nothing is chosen, or all of it is there already.
    """
    plan = plan_processes(actor=actor, unit_key=unit_key, grade=grade)
    fresh = [each.process for each in plan if each.process.code in codes and not each.taken]
    if not fresh:
        raise NotAProcessError(
            _("All of the chosen processes are drafts of yours already. Choose others."), field="codes"
        )
    taken = codes_taken(company_of(unit_within(actor, unit_key, "processes.read")))
    coded = [(each, free_code(each.code, taken)) for each in fresh]
    return tuple(
        create_process(actor=actor, unit_key=unit_key, code=code, title=each.title, rows=each.draft(grade), at=at)
        for each, code in coded
    )


@transaction.atomic
def adopt_together(
    *,
    actor: Actor,
    unit_key: str | UUID,
    codes: Collection[str],
    processes: Collection[str],
    at: datetime,
    grade: str = "",
) -> Taken:
    """Adopt standards and processes in one act; steps are linked to the clauses, also those of older drafts.

    Args:
        actor: Who adopts them; needs ``standards.edit`` and ``processes.edit`` at the unit, for what is chosen.
        unit_key: The unit to which the drafts belong.
        codes: Codes of standards, none for no standards.
        processes: Codes of processes, none for no processes.
        at: Now, with time zone.
        grade: The grade of both; "" keeps all grades.

    Raises:
        Unit.DoesNotExist: The unit is not within reach.
        UnknownGradeError: There is no such grade.
        NotAllowedError: The actor may not write one of them there.
        NotAsWantedError: All of the standards are there already.
        NotAProcessError: All of the processes are there already.
    """
    wanted: dict[str, Any] = {"actor": actor, "unit_key": unit_key, "at": at, "grade": grade}
    standards = adopt_library(codes=codes, **wanted).created if codes else ()
    made = adopt_processes(codes=processes, **wanted) if processes else ()
    link_anew(actor=actor, codes=[each.code for each in standards])
    return Taken(standards, made)
