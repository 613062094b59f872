"""What is free for people from one age on beside the same from another: 70周岁以上 is more people than 80周岁以上.

The age tells who gets it. Both clauses are compared as if it were for everybody; the one for more people binds more.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.clause.numerals import split_number
from guicheng.domain.comparison.both_kept import kept_in_both
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.verdict import EITHER_WAY, ONE_SIDED
from guicheng.domain.values.message import _

_PEOPLE: Final = "业主|住户|居民|老人|老年人|长者|住户|客户|独居|高龄|失能|孤寡"
#: Who is old enough, with what comes before it.
_AGED: Final = re.compile(
    rf"(?:对|为|给|向|凡)?(?:年满|满)?(?P<age>\d{{2,3}}|[六七八九]十[一二三四五六七八九]?)周?岁(?:及?以上|以上)(?:的)?(?={_PEOPLE})"
)
_GIVEN: Final = re.compile("免费|优先|上门|优惠|减免|走访|探访|代(?:缴|购|办)|送餐|量血压|体检")
_ENJOYED: Final = re.compile("(?:可以?|均可|有权)?(?:享受|享有)(?:到)?|提供(?=免费|优先|优惠|上门)")
_SERVICE: Final = re.compile("(?:的)?服务(?=[,;。]|$)")
_WHOSE: Final = re.compile("(?:^|(?<=[,;]))(?:对|为|给|向|凡)")


def compared_by_age(first: str, second: str, compared: Callable[[str, str], Pairing]) -> Pairing | None:
    """Say how two clauses stand that give something to people from some age on, None for others.

    Args:
        first: The first clause as written.
        second: The second clause as written.
        compared: Compares two texts.
    """
    mine, theirs = normalize(first), normalize(second)
    ages = [_AGED.findall(text) for text in (mine, theirs)]
    if any(len(found) != 1 for found in ages) or not all(map(_GIVEN.search, (mine, theirs))):
        return None
    core = compared(*map(_for_everybody, (mine, theirs)))
    if core.verdict not in ONE_SIDED:
        return None
    age, other = (int(split_number(found[0])[0] or 0) for found in ages)
    return kept_in_both(
        core, EITHER_WAY[age <= other, other <= age], _("Only the second clause promises “{b}”.", b=second)
    )


def _for_everybody(text: str) -> str:
    """Return a text without the age from which on people get what it gives, and without words for giving."""
    return _WHOSE.sub("", _SERVICE.sub("", _ENJOYED.sub("", _AGED.sub("", text, count=1))))
