"""The chapters of the demonstration, one transaction each, so that others can write between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from guicheng.apps.organization.models import Unit
from guicheng.domain.values.message import Message, _
from guicheng.usecases.demonstration import cases, ground, months, orders, people, rounds, standards, voices
from guicheng.usecases.demonstration.cast import DAYS, Cast
from guicheng.usecases.demonstration.removing import remove_demonstration

Chapter = Callable[[Cast], None]
Progress = Callable[[Message, int, int], None]
CHAPTERS: Final[tuple[tuple[Message, Chapter], ...]] = (
    (_("Standards: taken from the library, approved, published"), standards.write),
    (_("Processes"), standards.run_processes),
    (_("Places, equipment, rosters, checklists"), ground.describe),
    (_("A revision of a standard"), standards.revise),
    (_("Voices of customers: feedback, interview, survey, demands"), voices.listen),
    (_("Three months of plans and rounds"), rounds.walk),
    (_("Three months of work orders"), orders.report),
    (_("Cases of a process"), cases.run),
    (_("Months counted and sealed"), months.count),
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded.

    Args:
        company: The company.
        usernames: Who can sign in.
    """

    company: Unit
    usernames: tuple[str, ...]


def load_demonstration(
    *, last: date, password: str, at: datetime, length: int = DAYS, progress: Progress | None = None
) -> Loaded:
    """Make the demonstration company: three estates, three months that end with a day.

    For one day it is always the same story; keys, codes and salts are drawn anew, as everywhere.

    Args:
        last: The last day that is told; yesterday, where nothing speaks for another.
        password: With which all its people sign in; it has to pass the password rules.
        at: Now, with time zone.
        length: Days that are told, the last one included; at least 20.
        progress: Told of each chapter, how many are done and how many there are.

    Raises:
        AlreadySetUpError: The company is here already.
        TakenError: Somebody has one of the user names.
        PasswordRefusedError: The password breaks a rule.
    """
    with transaction.atomic():
        cast = people.found(last=last, length=length, password=password)
    try:
        for number, (title, chapter) in enumerate(CHAPTERS):
            if progress:
                progress(title, number, len(CHAPTERS))
            with transaction.atomic():
                chapter(cast)
    except BaseException:
        # Half a story is worth nothing; what stopped it is told by whoever called.
        remove_demonstration(company=cast.company, actor=None, at=at)
        raise
    return Loaded(cast.company, tuple(cast.actors))
