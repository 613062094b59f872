"""Law over contract over company over estate: a lower level may only tighten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from guicheng.domain.comparison.bounds import Act, Polarity
from guicheng.domain.comparison.comparing import compare
from guicheng.domain.comparison.facts import UNKNOWN, Facts
from guicheng.domain.comparison.pairing import kept_by
from guicheng.domain.comparison.term import Key, Term
from guicheng.domain.comparison.verdict import Comparison, Verdict
from guicheng.domain.values import Severity


class Standing(StrEnum):
    """How a lower level stands to one promise of an upper one."""

    COVERED = "covered"
    TIGHTER = "tighter"
    LOOSER = "looser"
    CONFLICT = "conflict"
    CANNOT_COMPARE = "cannot_compare"
    PARTLY = "partly"  # promises about the same thing, none of which refines the upper one
    NO_CLAUSE = "no_clause"


#: The order in which the verdicts on several lower promises decide. What contradicts or loosens is wrong whatever
#: else is promised; a promise that refines the upper one heals those that only cannot be compared with it.
_STANDINGS = {
    Verdict.CONFLICT: Standing.CONFLICT,
    Verdict.LOOSER: Standing.LOOSER,
    Verdict.TIGHTER: Standing.TIGHTER,
    Verdict.EQUAL: Standing.COVERED,
    Verdict.CANNOT_COMPARE: Standing.CANNOT_COMPARE,
    Verdict.COMPATIBLE: Standing.PARTLY,
}
#: What a promise says that holds in fewer cells than the upper one and binds no less there.
_PARTIAL = frozenset({Verdict.LOOSER, Verdict.COMPATIBLE})


@dataclass(frozen=True, slots=True)
class Deviation:
    """One promise of an upper level and what the lower level makes of it.

    Args:
        upper: The promise of the upper level.
        lower: The lower promise that decides, None where there is none.
        standing: How it stands.
        comparison: ``compare(lower, upper)``, None where there is no lower promise.
    """

    upper: Term
    lower: Term | None
    standing: Standing
    comparison: Comparison | None = None

    @property
    def severity(self) -> Severity | None:
        """How much it weighs: looser is an error, what cannot be compared wants a signed deviation, None is right.

        As long as a reading is unconfirmed it is no more than a warning.
        """
        if self.standing in {Standing.COVERED, Standing.TIGHTER}:
            return None
        if self.standing in {Standing.LOOSER, Standing.CONFLICT}:
            sure = self.upper.confirmed and (self.lower is None or self.lower.confirmed)
            return Severity.ERROR if sure else Severity.WARNING
        return Severity.HINT if self.standing is Standing.NO_CLAUSE and _bans(self.upper) else Severity.WARNING


def _bans(term: Term) -> bool:
    """Tell whether a promise is kept by silence: what the law forbids needs no clause."""
    return isinstance(term.bound, Act) and term.bound.polarity is Polarity.MUST_NOT


def tailoring(upper: Sequence[Term], lower: Iterable[Term], facts: Facts = UNKNOWN) -> tuple[Deviation, ...]:
    """Say for each promise of an upper level how a lower level stands to it.

    Args:
        upper: Promises of law, contract or company.
        lower: Promises of the level below.
        facts: What is known of the estate.

    Returns:
        One deviation for each upper promise, in their order.
    """
    below: dict[Key, list[Term]] = {}
    for term in lower:
        below.setdefault(term.key, []).append(term)
    return tuple(_stands(term, _candidates(term, below), facts) for term in upper)


def _candidates(term: Term, below: dict[Key, list[Term]]) -> list[Term]:
    vague = below.get(Key(term.key.activity, "?"), [])
    return [*below.get(term.key, []), *vague]


def _stands(upper: Term, lower: Sequence[Term], facts: Facts) -> Deviation:
    found = [(term, compare(term, upper, facts)) for term in lower]
    found = [pair for pair in found if pair[1].verdict is not Verdict.DISJOINT]
    by_verdict: dict[Verdict, tuple[Term, Comparison]] = {}
    together = kept_by(upper, lower, facts)
    for term, comparison in found:
        if together and comparison.verdict in _PARTIAL and not _looser_bound(term, upper, facts):
            # A part of what the lower promises keep between them (白天 and 夜间 for the whole day).
            comparison = compare(replace(term, scope=upper.scope), upper, facts)  # noqa: PLW2901
        by_verdict.setdefault(comparison.verdict, (term, comparison))
    for verdict, standing in _STANDINGS.items():
        if verdict in by_verdict:
            term, comparison = by_verdict[verdict]
            return Deviation(upper, term, standing, comparison)
    return Deviation(upper, None, Standing.NO_CLAUSE)


def _looser_bound(lower: Term, upper: Term, facts: Facts) -> bool:
    """Tell whether a promise is looser even where it holds, not only in holding more seldom."""
    return compare(replace(lower, scope=upper.scope), upper, facts).verdict is Verdict.LOOSER
