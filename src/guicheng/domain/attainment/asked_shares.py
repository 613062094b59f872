"""Shares that a clause or its assessment asks for: 95%以上的急修…, 按时到场率不低于95%."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final

from guicheng.domain.clause import Clause
from guicheng.domain.comparison import bounds as bound
from guicheng.domain.comparison.tables import stage_named
from guicheng.domain.targets.binding import Binding, Source, bind

_HUNDRED: Final = Fraction(100)


def share_asked(binding: Binding, asked: Sequence[tuple[Fraction, str]]) -> Fraction:
    """Return the share that is asked of a promise: of 及时到场率95%，及时修复率90% the one that names its own end.

    Args:
        binding: The promise.
        asked: The shares that its assessment asks for, each with the words before it.
    """
    ends = stage_named("endpoints", binding.term.endpoint).words if binding.term and binding.term.endpoint else ()
    own = (share for share, words in asked if any(end in words for end in ends))
    return next(own, asked[0][0] if asked else Fraction(1))


def shares_of(clause: Clause | None) -> Iterator[tuple[Fraction, str]]:
    """Yield the shares that an assessment asks for, each with the words before it up to the share before."""
    last = 0
    for each in () if clause is None else bind(clause):
        share = share_in((each,))
        if clause is not None and share is not None:
            yield share, clause.text[last : each.span.start]
            last = each.span.end


def share_in(bindings: Iterable[Binding]) -> Fraction | None:
    """Return the least share that a clause asks for, as a part of one; None where it asks for none."""
    for each in bindings:
        asked = each.term.bound if each.term and each.source is Source.FIGURE else None
        if isinstance(asked, bound.Range) and asked.unit == "%" and asked.low and asked.low <= _HUNDRED:
            return asked.low / _HUNDRED
    return None
