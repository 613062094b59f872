"""What two clauses ask for besides, of which the promises are equal: a second act, a second thing, a narrower ban."""

from __future__ import annotations

from guicheng.domain.comparison import unlikeness
from guicheng.domain.comparison.bounds import Act, Polarity
from guicheng.domain.comparison.doubting import Doubt, unless
from guicheng.domain.comparison.likeness import Likeness
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.side import Side
from guicheng.domain.comparison.surplus import acts_beyond, tasks_beyond
from guicheng.domain.comparison.verdict import Verdict, Witness
from guicheng.domain.values.message import _

#: Characters that name one kind of what is banned.
_NAMED = 3


def with_acts(equal: Pairing, mine: Side, theirs: Side, like: Likeness, doubt: Doubt) -> Pairing:
    """Return the verdict on two clauses whose measures are equal, with what each of them asks for besides.

    Any other verdict stays as it is.

    Args:
        equal: The verdict.
        mine: The first clause.
        theirs: The second clause.
        like: What their words share, and what is left over.
        doubt: Tells whether the words left over may turn it.
    """
    if equal.verdict is not Verdict.EQUAL:
        return equal
    acts = all(isinstance(part.a.bound, Act) for part in equal.parts)
    if unlikeness.are_of_other_months(mine, theirs) or (acts and unlikeness.are_turned(mine.text, theirs.text)):
        return Pairing(Verdict.CANNOT_COMPARE, missing=_("What the two have in common."), parts=equal.parts)
    first, second = acts_beyond(mine, theirs.text), acts_beyond(theirs, mine.text)
    if not first and not second and not _are_bans(equal):
        first, second = (tasks_beyond(*sides) for sides in ((mine.text, theirs.text), (theirs.text, mine.text)))
    if first and not second:
        return Pairing(Verdict.TIGHTER, parts=equal.parts)
    if second and not first:
        example = _("Only the second clause promises “{b}”.", b=second[0])
        return Pairing(Verdict.LOOSER, Witness(theirs.terms[0].scope, example), parts=equal.parts)
    if _are_bans(equal) and (narrower := _narrower_ban(theirs, equal, like)) is not None:
        return narrower
    return unless(doubt, equal, like)


def _are_bans(equal: Pairing) -> bool:
    return all(part.a.bound == Act(Polarity.MUST_NOT) for part in equal.parts)


def _narrower_ban(theirs: Side, equal: Pairing, like: Likeness) -> Pairing | None:
    """Return the verdict on two bans of which one names all that the other forbids, and more of it: 易燃物品, 物品."""
    if not like.left and len(like.right) >= _NAMED:
        return Pairing(Verdict.TIGHTER, parts=equal.parts)
    if not like.right and len(like.left) >= _NAMED:
        example = _("Only the second clause promises “{b}”.", b=theirs.terms[0].words)
        return Pairing(Verdict.LOOSER, Witness(theirs.terms[0].scope, example), parts=equal.parts)
    return None
