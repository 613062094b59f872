"""What is wrong with two promises of one unit and level that speak of one thing."""

from __future__ import annotations

from typing import Final

from guicheng.domain.comparison import Scope, Term, Verdict
from guicheng.domain.comparison.bounds import Act, Gap, Kept, Limit, Notice, Tally
from guicheng.domain.comparison.scope import FACETS
from guicheng.domain.values import Severity

_CUSTOMER: Final = FACETS.index("customer")


def among_equals(mine: Term, theirs: Term, verdict: Verdict) -> tuple[str, Severity | None]:
    """Return the code for two promises of one level with its weight: "" where nothing is wrong, None for the usual one.

    The same whichever of the two comes first.

    Args:
        mine: One promise.
        theirs: Another one of the same thing.
        verdict: How the one stands to the other in the cells that both share.
    """
    if verdict is Verdict.CONFLICT:
        return "CT001", None
    if verdict is Verdict.EQUAL:
        # Words that nothing has understood may be all that tells two cases apart.
        alike = mine.scope == theirs.scope and mine.residue == theirs.residue
        return "CT003" if alike and not isinstance(mine.bound, Act) else "", None
    if mine.endpoint != theirs.endpoint:
        return "", None
    if verdict in {Verdict.CANNOT_COMPARE, Verdict.COMPATIBLE}:
        return "CT002" if _of_two_clocks(mine, theirs) else "", Severity.WARNING
    if verdict not in {Verdict.LOOSER, Verdict.TIGHTER}:
        return "", None
    if mine.scope == theirs.scope:
        return "CT002", None
    if isinstance(mine.bound, Notice) and _but_for_audience(mine.scope) == _but_for_audience(theirs.scope):
        return "CT002", Severity.WARNING
    return "CT002" if _exception_is_laxer(mine.scope, theirs.scope, verdict) else "", Severity.WARNING


def _of_two_clocks(mine: Term, theirs: Term) -> bool:
    """Tell whether two promises differ in nothing but how their time is counted: 3个工作日 and 5日, 每周2次 and 每3天1次."""
    a, b = mine.bound, theirs.bound
    timed = type(a) is type(b) and isinstance(a, Limit | Notice | Kept)
    often = {type(a), type(b)} <= {Tally, Gap}
    return (
        (timed or often)
        and a != b
        and (mine.scope, mine.quota) == (theirs.scope, theirs.quota)
        and (mine.trigger == theirs.trigger or "" in {mine.trigger, theirs.trigger})
    )


def _but_for_audience(scope: Scope) -> tuple[int, ...]:
    """Return the cells of a notice without who is told: 通知租户 and 通知 are one promise to different readers."""
    return scope.masks[:_CUSTOMER] + scope.masks[_CUSTOMER + 1 :]


def _exception_is_laxer(mine: Scope, theirs: Scope, verdict: Verdict) -> bool:
    """Tell whether the narrower of two promises is the laxer one: it reads as an exception that nobody granted."""
    return theirs.covers(mine) if verdict is Verdict.LOOSER else mine.covers(theirs)
