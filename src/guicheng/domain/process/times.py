"""All that is said of the time a process takes: at worst, how likely, and from which start; with what is assumed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Final

from guicheng.domain.process.assumed import Assumed
from guicheng.domain.process.blocks import Again, Block, Either, Piece, steps_of
from guicheng.domain.process.graph import Graph
from guicheng.domain.process.spans import Span, Worst
from guicheng.domain.process.spread import all_kept, spread_of
from guicheng.domain.process.timing import worst_case
from guicheng.domain.process.walks import one_block
from guicheng.domain.process.working_hours import WorkingHours
from guicheng.domain.process.worst_start import worst_start

#: Shares of cases for which it is told within how long they end.
SHARES: Final = (0.5, 0.8, 0.95, 0.99)


@dataclass(frozen=True, slots=True)
class Likely:
    """How likely a span ends in time.

    Args:
        within: Minutes that are asked about.
        share: Share of cases that end within them.
        steps: Steps that stand on the way, side by side ones included.
        all_kept: Share of cases in which every one of these keeps its own limit.
        quantiles: For each of ``SHARES`` the minutes within which so many cases end; None where they were not counted.
    """

    within: Fraction
    share: float
    steps: int
    all_kept: float
    quantiles: tuple[tuple[float, Fraction | None], ...]


@dataclass(frozen=True, slots=True)
class Latest:
    """The start from which a span takes longest by the clock.

    Args:
        start: Moment of the start, by the local clock.
        end: Moment at which it ends at the latest.
        weekly: Whether every week is alike, so that only weekday and time of it mean anything.
        year: The year that was looked at.
    """

    start: datetime
    end: datetime
    weekly: bool
    year: int

    @property
    def minutes(self) -> int:
        """How long it takes by the clock."""
        return (self.end - self.start) // timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Times:
    """What is said of a span.

    Args:
        once: Worst case with each step at most once.
        likely: How likely it ends in time; None where the way is not built in blocks or a step has no limit.
        latest: The worst start; None for the same reasons.
    """

    once: Worst
    likely: Likely | None
    latest: Latest | None


def times_of(graph: Graph, span: Span, assumed: Assumed, within: Fraction | None = None) -> Times:
    """Return what is said of the time of a span.

    Args:
        graph: The compiled process.
        span: From where to where, and with which answers.
        assumed: What the answers rest on.
        within: Minutes that are asked about; None for the sum of the limits on the longest way.

    Raises:
        LimitError: A limit is not over before the calendar of dates ends.
    """
    once = worst_case(graph, span, 1)
    return Times(once, _likely(graph, span, assumed, within or once.minutes), _latest(graph, span, assumed))


def _likely(graph: Graph, span: Span, assumed: Assumed, within: Fraction | None) -> Likely | None:
    spread, found = spread_of(graph, span, assumed.kept), one_block(graph, span)
    if spread is None or found is None or within is None:
        return None
    steps = len(set(_counted(graph, found[0])))
    quantiles = tuple((share, spread.quantile(share)) for share in SHARES)
    return Likely(within, spread.share(within), steps, all_kept(steps, assumed.kept), quantiles)


def _counted(graph: Graph, block: Block) -> Iterable[str]:
    """Yield the steps that take time on the way whose limits are longest."""
    if isinstance(block, Piece):
        yield from (name for name, _answer in steps_of(block.path) if graph.by_id[name].works and block.length)
        return
    parts = block.parts
    if isinstance(block, Either):
        parts = (max(parts, key=lambda part: part.longest(1)[0]),)
    elif isinstance(block, Again) and block.body.most <= 1:
        parts = (block.body,)
    for part in parts:
        yield from _counted(graph, part)


def _latest(graph: Graph, span: Span, assumed: Assumed) -> Latest | None:
    calendar = assumed.calendar
    year = calendar.legal.last_year
    new_year = date(year, 1, 1)
    hours = WorkingHours(calendar, new_year - timedelta(days=new_year.weekday()))
    starts = hours.starts(graph)
    found = worst_start(graph, span, starts, hours)
    if found is None:
        return None
    return Latest(hours.moment(found.start), hours.moment(found.end), len(starts) <= 7 * 1440, year)
