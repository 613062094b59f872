"""What is wrong with two promises of one unit and level that speak of one thing."""

from __future__ import annotations

from typing import Final

from guicheng.domain.comparison import Scope, Term, Verdict
from guicheng.domain.comparison.bounds import Act, Gap, Hours, Kept, Limit, Notice, Range, Tally, Use
from guicheng.domain.comparison.facets import masks
from guicheng.domain.comparison.scope import EVERY, FACETS
from guicheng.domain.values import Severity

#: A contradiction, and two figures of one promise.
AT_ODDS: Final = frozenset({"CT001", "CT002"})
_CUSTOMER: Final = FACETS.index("customer")
_TOLD: Final = frozenset({"", "notified", "published", "delivered"})
_SPACE: Final = FACETS.index("space")


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
    if not _end_alike(mine, theirs):
        return "", None
    if verdict in {Verdict.CANNOT_COMPARE, Verdict.COMPATIBLE}:
        differs = _of_two_clocks(mine, theirs) or _of_two_stretches(mine, theirs)
        return "CT002" if differs else "", Severity.WARNING
    if verdict not in {Verdict.LOOSER, Verdict.TIGHTER} or _are_one_act(mine, theirs):
        return "", None
    if mine.scope == theirs.scope:
        return "CT002", None
    return "CT002" if _scopes_alike(mine, theirs, verdict) else "", Severity.WARNING


def are_at_odds(mine: Term, theirs: Term, verdict: Verdict) -> bool:
    """Tell whether two promises of one level contradict one another, or name two figures of one promise."""
    return among_equals(mine, theirs, verdict)[0] in AT_ODDS


def _scopes_alike(mine: Term, theirs: Term, verdict: Verdict) -> bool:
    """Tell whether two scopes that differ are one to the reader: another audience, all common parts, an exception."""
    if isinstance(mine.bound, Notice) and _but_for_audience(mine.scope) == _but_for_audience(theirs.scope):
        return True
    whole = _of_the_whole(mine.scope) == _of_the_whole(theirs.scope)
    return whole or _exception_is_laxer(mine.scope, theirs.scope, verdict)


def _are_one_act(mine: Term, theirs: Term) -> bool:
    """Tell whether both promises ask for an act, or forbid it: whatever it is narrowed to, no figure of it differs."""
    return isinstance(mine.bound, Act) and mine.bound == theirs.bound


def _end_alike(mine: Term, theirs: Term) -> bool:
    """Tell whether both promises end with one act; a notice ends with being told, whatever it is called."""
    ends = {mine.endpoint, theirs.endpoint}
    return len(ends) == 1 or (isinstance(mine.bound, Notice) and ends <= _TOLD)


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


def _of_two_stretches(mine: Term, theirs: Term) -> bool:
    """Tell whether two promises of one case name stretches that overlap: 8:00-20:00, 9:00-21:00; 18至22℃, 20至24℃.

    Both can be kept, and yet the customer is told two things.
    """
    a, b = mine.bound, theirs.bound
    if mine.scope != theirs.scope or a == b:
        return False
    if isinstance(a, Hours) and isinstance(b, Hours):
        return a.use is b.use and a.use in {Use.SERVICE, Use.PERMISSION}
    if isinstance(a, Range) and isinstance(b, Range):
        return (a.unit, a.per) == (b.unit, b.per) and None not in {a.low, a.high, b.low, b.high}
    return False


def _but_for_audience(scope: Scope) -> tuple[int, ...]:
    """Return the cells of a notice without who is told: 通知租户 and 通知 are one promise to different readers."""
    return scope.masks[:_CUSTOMER] + scope.masks[_CUSTOMER + 1 :]


def _of_the_whole(scope: Scope) -> tuple[int, ...]:
    """Return the cells with the common parts taken for everywhere: what the firm lights and cleans are common parts."""
    common = scope.masks[_SPACE] == masks("space")["public"]
    return (*scope.masks[:_SPACE], EVERY if common else scope.masks[_SPACE], *scope.masks[_SPACE + 1 :])


def _exception_is_laxer(mine: Scope, theirs: Scope, verdict: Verdict) -> bool:
    """Tell whether the narrower of two promises is the laxer one: it reads as an exception that nobody granted."""
    return theirs.covers(mine) if verdict is Verdict.LOOSER else mine.covers(theirs)
