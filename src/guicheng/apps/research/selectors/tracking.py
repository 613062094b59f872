"""How a running survey stands: who was asked, how many answered, what looks odd; nothing about a handful of people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any, Final
from uuid import UUID

from django.db.models import Count

from guicheng.apps.research.models import Response, Standing, Survey
from guicheng.apps.research.readings.forms import form_of
from guicheng.apps.research.selectors.public import FEWEST
from guicheng.domain.demand.answers import answers_of_json
from guicheng.domain.demand.quality import Flag, Sent, doubts
from guicheng.domain.demand.sampling import margin_of_error

#: Days that the table of days goes back.
_DAYS: Final = 21


@dataclass(frozen=True, slots=True)
class Tally:
    """A segment, or all: how many there are, were invited, answered and are wanted.

    Args:
        name: Of the segment.
        key: Its key; None for all.
        population: How many people; None where nobody said.
        invited: Invitations that stand.
        answered: Answers that count; None where they are too few to be told.
        wanted: After how many answers by the open link it is full.
    """

    name: str
    key: UUID | None
    population: int | None
    invited: int
    answered: int | None
    wanted: int | None

    @property
    def asked(self) -> int | None:
        """How many were asked: those invited, or all there are."""
        return self.invited or self.population

    @property
    def rate(self) -> float | None:
        """Part of those asked who answered, from 0 to 1; None where nobody knows."""
        return self.answered / self.asked if self.asked and self.answered is not None else None

    @property
    def full(self) -> bool:
        """Whether enough answers have come in."""
        return self.wanted is not None and self.answered is not None and self.answered >= self.wanted


@dataclass(frozen=True, slots=True)
class Tracking:
    """How a survey stands.

    Args:
        all: All answers that count.
        segments: By segment, in the order of the form; those without one last.
        excluded: Answers left out.
        aside: Answers put aside and not sent.
        margin: Margin of error of a share of one half at 95 %, from 0 to 1; None without an answer.
        seconds: Median time; None where nobody knows.
        days: Answers by day, oldest first.
    """

    all: Tally
    segments: tuple[Tally, ...]
    excluded: int
    aside: int
    margin: float | None
    seconds: float | None
    days: tuple[tuple[date, int], ...]


def tracking_of(survey: Survey) -> Tracking:
    """Return how a survey stands: four queries, whatever its size."""
    invited: dict[int | None, int] = dict(
        survey.invitations.filter(revoked=False).order_by().values_list("segment").annotate(Count("pk"))
    )
    seen = list(survey.responses.order_by().values_list("segment", "answered_on", "seconds", "standing"))
    counted = [row[:3] for row in seen if row[3] != Standing.EXCLUDED]
    answered, days = defaultdict[int | None, int](int), defaultdict[date, int](int)
    for segment, day, _seconds in counted:
        answered[segment] += 1
        days[day] += 1
    times = [seconds for _segment, _day, seconds in counted if seconds is not None]
    whole = Tally("", None, survey.population, sum(invited.values()), len(counted), survey.most)
    return Tracking(
        all=whole,
        segments=tuple(_tallies(survey, invited, answered)),
        excluded=len(seen) - len(counted),
        aside=survey.drafts.count(),
        margin=margin_of_error(len(counted), _at_least(survey.population, len(counted))),
        seconds=median(times) if times else None,
        days=tuple(sorted(days.items())[-_DAYS:]),
    )


def _at_least(population: int | None, answers: int) -> int | None:
    """Return the population, where it can be: more answers than people mean that nobody counted."""
    return population if population is not None and population >= answers else None


def _tallies(survey: Survey, invited: Mapping[int | None, int], answered: Mapping[int | None, int]) -> Iterator[Tally]:
    for each in survey.segments.all():
        count = _told(survey, answered.get(each.pk, 0))
        yield Tally(each.name, each.key, each.population, invited.get(each.pk, 0), count, each.wanted)
    if answered.get(None) or invited.get(None):
        count = _told(survey, answered.get(None, 0))
        yield Tally("", None, None, invited.get(None, 0), count, None)


def _told(survey: Survey, count: int) -> int | None:
    """Return a count, None where it would single somebody out: of an anonymous survey with invitations, 1 to 4."""
    return None if survey.anonymous and survey.by_invitation and 0 < count < FEWEST else count


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An answer that somebody looks at: its row, its number on the list, and what looks odd about it."""

    response: Response
    number: int
    flags: tuple[Flag, ...]

    @property
    def waits(self) -> bool:
        """Whether somebody should decide."""
        return bool(self.flags) and self.response.standing == Standing.OPEN


def withheld(survey: Survey, answers: int) -> bool:
    """Tell whether single answers are not shown: of an anonymous survey with fewer than five."""
    return survey.anonymous and answers < FEWEST


def review_of(survey: Survey) -> list[Reviewed]:
    """Return all answers in the order of their days, each with what looks odd about it; none where they are withheld.

    The number of an answer is its place on this list, by which a doubt names its twin.
    """
    rows = list(survey.responses.select_related("segment", "decided_by").order_by("answered_on", "pk"))
    if withheld(survey, len(rows)):
        return []
    flags: dict[int, list[Flag]] = defaultdict(list)
    for flag in _flags(survey, rows):
        flags[flag.response].append(flag)
    return [Reviewed(row, number, tuple(flags[number])) for number, row in enumerate(rows, 1)]


def _flags(survey: Survey, rows: Sequence[Response]) -> Iterator[Flag]:
    """Yield what looks odd, version by version: answers to different questions are no twins."""
    by_version: dict[int, list[tuple[int, Response]]] = defaultdict(list)
    for number, row in enumerate(rows, 1):
        by_version[row.version_id].append((number, row))
    for version in survey.versions.filter(pk__in=by_version):
        yield from doubts(form_of(version), _sent(by_version[version.pk]))


def _sent(numbered: Iterable[tuple[int, Response]]) -> Iterator[Sent]:
    for number, row in numbered:
        kept: Mapping[str, Any] = row.answers
        yield Sent(number, answers_of_json(kept), row.seconds)
