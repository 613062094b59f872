"""What a promise says, made ready for comparing: whole numbers in place of fractions, one number for its cells."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from guicheng.domain.comparison.bounds import Bound, Gap, Kept, Limit, Notice, Range, Tally
from guicheng.domain.comparison.scope import EVERY

if TYPE_CHECKING:
    from guicheng.domain.comparison.term import Term

#: All of the cases: the share of a promise that names none.
ALL_CASES: Final = Fraction(100)
_ALL: Final = (100, 1)
#: Parts in which places on a line are counted: hours come to whole seconds.
_PARTS: Final = 3600

#: What promises on one line share, of any length.
Line = tuple[Hashable, ...]


@dataclass(slots=True, eq=False)
class Saying:
    """Everything of a promise on which a verdict depends, without its words and its place.

    Args:
        line: What promises share that differ in a single number, their cells and their residue at most, such as limits
            in hours of one activity from one event to another; None where more can differ.
        place: Where it stands on its line: the smaller binds more.
        cells: The cells in which it holds, as ``Scope.cells``.
        residue: Words of the part that no lexicon knows.
        identity: Equal for promises that stand alike to every third one.
        facet: The one facet that narrows it; ``NOWHERE_NARROWED`` for none, ``SEVERAL`` for more.
        mask: Its mask in that facet.
    """

    line: Line | None
    place: Fraction | int
    cells: int
    residue: str
    identity: Hashable
    facet: int
    mask: int


#: Facet of a promise that holds anywhere, and of one that more than one facet narrows.
NOWHERE_NARROWED: Final = -1
SEVERAL: Final = -2


def _narrowed(masks: tuple[int, ...]) -> tuple[int, int]:
    """Return the one facet that is narrowed, with its mask."""
    found = [(facet, mask) for facet, mask in enumerate(masks) if mask != EVERY]
    if not found:
        return NOWHERE_NARROWED, EVERY
    return found[0] if len(found) == 1 else (SEVERAL, 0)


@lru_cache(maxsize=1 << 14)
def _shared(line: Line) -> Line:
    """Return one and the same object for equal lines, which are then known by it."""
    return line


def saying_of(term: Term) -> Saying:
    """Return what a promise says."""
    scope = term.scope
    apart = scope.conditions or scope.assumed or scope.window or term.since or term.until
    end = None if apart else _end_of(term.bound)
    if end is None:
        own = (
            term.key,
            term.bound,
            term.subject,
            term.post,
            scope,
            term.trigger,
            term.endpoint,
            term.quota,
            term.review,
            term.written,
        )
        identity = (*own, term.since, term.until, term.residue)
        return Saying(None, 0, scope.cells, term.residue, identity, SEVERAL, 0)
    kind, amount, more_binds_more = end
    key, quota = term.key, term.quota
    share = _ALL if quota is ALL_CASES else (quota.numerator, quota.denominator)
    line: Line = (
        key.activity,
        key.attribute,
        *kind,
        term.subject,
        term.post,
        term.trigger,
        term.endpoint,
        share,
        term.review,
        term.written,
    )
    place = _counted(-amount if more_binds_more else amount)
    line = _shared(line)
    facet, mask = _narrowed(scope.masks)
    return Saying(line, place, scope.cells, term.residue, (line, place, scope.cells, term.residue), facet, mask)


def _counted(amount: Fraction) -> Fraction | int:
    """Return an amount in parts: a whole number where it comes to one, since those compare fastest."""
    whole, rest = divmod(amount.numerator * _PARTS, amount.denominator)
    return amount * _PARTS if rest else whole


#: The kind of a bound with one end, that end, and whether more of it binds more.
_End = tuple[Line, Fraction, bool]


def _end_of(bound: Bound) -> _End | None:
    """Return the end of a bound that has only one, None for all others."""
    ends = _ENDS.get(type(bound))
    return None if ends is None else ends(bound)


def _limit_end(bound: Limit) -> _End | None:
    latest = bound.latest
    return None if bound.earliest else (("limit", latest.clockwork, bound.open), latest.amount, False)


def _kept_end(bound: Kept) -> _End | None:
    least, most = bound.least, bound.most
    if least is not None:
        return None if most else (("least", least.clockwork), least.amount, True)
    return None if most is None else (("most", most.clockwork), most.amount, False)


def _range_end(bound: Range) -> _End | None:
    if bound.low is not None:
        return None if bound.high is not None else (("above", bound.unit, bound.per, bound.low_open), bound.low, True)
    return None if bound.high is None else (("below", bound.unit, bound.per, bound.high_open), bound.high, False)


def _tally_end(bound: Tally) -> _End | None:
    if bound.low is not None:
        return None if bound.high is not None else (("at_least", bound.per), bound.low, True)
    return None if bound.high is None else (("at_most", bound.per), bound.high, False)


_ENDS: Final[dict[type, Callable[[Any], _End | None]]] = {
    Limit: _limit_end,
    Kept: _kept_end,
    Range: _range_end,
    Tally: _tally_end,
    Gap: lambda bound: (("gap", bound.longest.clockwork), bound.longest.amount, False),
    Notice: lambda bound: None if bound.most else (("notice", bound.least.clockwork), bound.least.amount, True),
}


class Measure:
    """A bound with the events between which it counts and the share of cases that keep it.

    Promises of one measure stand alike to those of another, whatever they are about and wherever they hold.

    Args:
        term: The promise that is measured so.
    """

    __slots__ = ("_hash", "_identity", "bound", "endpoint", "quota", "review", "trigger", "written")

    def __init__(self, term: Term) -> None:
        self.bound: Final = term.bound
        self.trigger: Final = term.trigger
        self.endpoint: Final = term.endpoint
        self.quota: Final = term.quota
        self.review: Final = term.review
        self.written: Final = term.written
        self._identity: Final = (self.bound, self.trigger, self.endpoint, self.quota, self.review, self.written)
        self._hash: Final = hash(self._identity)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Measure) and self._hash == other._hash and self._identity == other._identity

    def __hash__(self) -> int:
        return self._hash
