"""The chapters of the demonstration, in transactions of some seconds, so that others can write between them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection, transaction

from guicheng.apps.organization.models import Unit
from guicheng.apps.platform.retries import follow
from guicheng.domain.values.message import Message, _
from guicheng.usecases.demonstration import (
    cases,
    ground,
    inspections,
    mending,
    months,
    orders,
    papers,
    people,
    rounds,
    scores,
    standards,
    voices,
)
from guicheng.usecases.demonstration.cast import DAYS, Cast
from guicheng.usecases.demonstration.progress import begin_anew, note_chapter
from guicheng.usecases.demonstration.removing import remove_demonstration

#: Tells all of it in one transaction, or yields where one may end and the next begin.
Chapter = Callable[[Cast], Iterator[None] | None]
Progress = Callable[[Message, int, int], None]
#: Who waits for SQLite's lock stands in no queue but asks again every 100 ms; without a gap as long as that it would
#: not be given till the story is told, and whoever signs in meanwhile would be told that the database is locked.
_GAP: Final = 0.12
#: How many seconds the story is told before others get such a gap.
_STRETCH: Final = 1.0
_JOB: Final = "guicheng.usecases.demonstration.job.tell_story"
CHAPTERS: Final[tuple[tuple[Message, Chapter], ...]] = (
    (_("Standards: taken from the library, approved, published"), standards.write),
    (_("Processes"), standards.run_processes),
    (_("Places, equipment, rosters, checklists"), ground.describe),
    (_("A nonconformity"), mending.find_first),
    (_("A revision of a standard"), standards.revise),
    (_("A draft, a contract, words, a manual"), papers.write),
    (_("Voices of customers: feedback, interview, survey, demands"), voices.listen),
    (_("A scoring sheet, and plans of inspections"), inspections.plan),
    (_("Three months of plans, rounds and inspections"), rounds.walk),
    (_("Three months of work orders"), orders.report),
    (_("Cases of a process"), cases.run),
    (_("Nonconformities and their mending"), mending.mend),
    (_("Months counted and sealed"), months.count),
    (_("Satisfaction"), scores.satisfy),
    (_("Scorecards and appeals"), scores.score),
    (_("Reviews of standards"), scores.review),
    (_("A report of a month, and a pack of evidence"), scores.report),
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
        cast = _found(last, length, password)
    tell(cast, at=at, progress=progress)
    return Loaded(cast.company, tuple(cast.actors))


@transaction.atomic
def begin_loading(*, last: date, password: str, at: datetime, length: int = DAYS) -> Loaded:
    """Found the demonstration company and leave the rest of its story to a worker; its people can sign in at once.

    Arguments and errors are those of ``load_demonstration``.
    """
    cast = _found(last, length, password)
    follow(_JOB, company_id=cast.company.pk, last=last.isoformat(), length=length, at=at.isoformat())
    return Loaded(cast.company, tuple(cast.actors))


def tell(cast: Cast, *, at: datetime, progress: Progress | None = None) -> None:
    """Tell the chapters; where one fails, the company is taken away again.

    Args:
        cast: The company, just founded.
        at: Now, with time zone.
        progress: Told of each chapter, how many are done and how many there are.
    """
    gaps = _Gaps()
    try:
        for number, (title, chapter) in enumerate(CHAPTERS):
            if progress:
                progress(title, number, len(CHAPTERS))
            _tell_chapter(chapter, cast, number, at, gaps)
    except BaseException:
        # Half a story is worth nothing; what stopped it is told by whoever called.
        if Unit.objects.filter(pk=cast.company.pk).exists():
            remove_demonstration(company=cast.company, actor=None, at=at)
        raise


class _Gaps:
    """Gives way to others who wait for SQLite's lock, now and then."""

    def __init__(self) -> None:
        self._since = time.monotonic()

    def give_way(self) -> None:
        """Let others write where they have waited for long and nothing is open."""
        if connection.vendor != "sqlite" or connection.in_atomic_block:
            return
        if time.monotonic() - self._since >= _STRETCH:
            time.sleep(_GAP)
            self._since = time.monotonic()


def _tell_chapter(chapter: Chapter, cast: Cast, number: int, at: datetime, gaps: _Gaps) -> None:
    told: Iterator[None] | None = None
    ended = False
    while not ended:
        with transaction.atomic():
            told = told or chapter(cast) or iter(())
            # Each part yields None, so True is the end.
            ended = bool(next(told, True))
            if ended:
                note_chapter(number, at=at)
        gaps.give_way()


def _found(last: date, length: int, password: str) -> Cast:
    begin_anew()
    return people.found(last=last, length=length, password=password)
