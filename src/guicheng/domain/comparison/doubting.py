"""Whether the words left over of two clauses that are much alike may turn what was found of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from guicheng.domain.comparison.bounds import Act, Range
from guicheng.domain.comparison.likeness import Likeness
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.same_words import TELLING
from guicheng.domain.comparison.verdict import Verdict
from guicheng.domain.values.message import _

#: Characters left over with which two clauses may still be called equal: of few words two, of many a fifth.
_LEAST_OVER: Final = 2
_MOST_OVER: Final = 5
_OF_COMMON: Final = 5
_SIDES: Final = frozenset("东南西北")
_DENYING: Final = frozenset("非未除外不")

#: Tells whether the words left over may turn a verdict.
Doubt = Callable[[Pairing, Likeness], bool]


def unless(doubt: Doubt, liked: Pairing, like: Likeness) -> Pairing:
    """Return a verdict unless the words left over may turn it.

    Args:
        doubt: Tells whether they may.
        liked: The verdict.
        like: What the two clauses share, and what is left over.
    """
    if not doubt(liked, like):
        return liked
    missing = _(
        "Whether “{a}” and “{b}” are the same; these words were not understood.",
        a=like.left or "-",
        b=like.right or "-",
    )
    return Pairing(Verdict.CANNOT_COMPARE, missing=missing, parts=liked.parts)


def is_much(equal: Pairing, like: Likeness) -> bool:
    """Tell whether much is left over of two clauses that the vocabulary calls equal.

    Nothing but a telephone rings, however many words two authors have for that.
    """
    if all(isinstance(part.a.bound, Range) and part.a.bound.unit == "ring" for part in equal.parts):
        return False
    gates = bool(_SIDES & set(like.left + like.right))
    return gates or len(like.left) + len(like.right) > max(_MOST_OVER, like.common // 2)


def in_no_case(_equal: Pairing, _like: Likeness) -> bool:
    """Tell that words left over turn nothing, where each of them has been looked at before."""
    return False


def is_in_doubt(liked: Pairing, like: Likeness) -> bool:
    """Tell whether the words left over may turn a verdict on two clauses that the vocabulary does not know as one."""
    acts = all(isinstance(part.a.bound, Act) for part in liked.parts)
    over = len(like.left) + len(like.right)
    match liked.verdict:
        case Verdict.EQUAL:
            return _is_long(like) or bool(TELLING & set(like.left + like.right)) or (acts and over > 1)
        case Verdict.TIGHTER | Verdict.LOOSER:
            # Of a share each word of whom it is a share tells it from another one.
            shares = any(part.a.key.attribute == "share" for part in liked.parts)
            # A ban of the other clause that names more may forbid more: 停水, 停水、停电、停热.
            more = like.right if liked.verdict is Verdict.TIGHTER else like.left
            return (acts and (_is_long(like) or len(more) > 1)) or (shares and bool(like.left or like.right))
        case Verdict.CONFLICT:
            return acts and bool(_DENYING & set(like.left + like.right))
    return False


def _is_long(like: Likeness) -> bool:
    """Tell whether more is left over than two authors of one thought leave."""
    allowed = min(max(_LEAST_OVER, like.common // _OF_COMMON), _MOST_OVER)
    return len(like.left) + len(like.right) > allowed
