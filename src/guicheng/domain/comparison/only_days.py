"""A day of each week on which one clause has something done that the other one leaves to other days alone."""

from __future__ import annotations

import re
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.likeness import likeness, plain_content

_WEEK: Final = "一二三四五六日"
_DAY: Final = f"(?:周|星期|礼拜)[{_WEEK}天]"
_DAYS: Final = f"{_DAY}(?:(?:至|到|-){_DAY}|(?:[、和及与]{_DAY}){{0,5}})|周末|双休日"
#: The days on which alone something may be done.
_ONLY: Final = re.compile(
    rf"(?:只能|只准|只许|只可|仅限|仅可|仅能|只允许|仅允许|一律|限)(?:安排)?[在于]?(?:每)?(?P<days>{_DAYS})(?:进行|实施|开展|作业)?(?=[,;。]|$)"
)
#: The days on which something is to be done.
_DONE: Final = re.compile(rf"(?:每|于|在)(?P<days>{_DAYS})(?:的?(?:上午|下午|早上|晚上|中午|夜间))?")
_ALIKE: Final = 0.6
_FEWEST: Final = 3
#: What may do without.
_MAY: Final = re.compile("可以|允许|准许|除|例外|不得|禁止|严禁|不准|不安排")


def are_days_shut_out(mine: str, theirs: str) -> bool:
    """Tell whether one clause has something done on days of the week that the other one leaves out.

    Args:
        mine: The first clause as written.
        theirs: The second clause as written.

    Example:
        >>> are_days_shut_out("外墙清洗每周二进行。", "外墙清洗只能在周六、周日进行。")
        True
    """
    first, second = normalize(mine), normalize(theirs)
    return _is_shut_out(first, second) or _is_shut_out(second, first)


def _is_shut_out(deed: str, rule: str) -> bool:
    only, done = _ONLY.search(rule), _DONE.search(deed)
    if only is None or done is None or _ONLY.search(deed) or _MAY.search(deed):
        return False
    if days_in(only["days"]) & days_in(done["days"]):
        return False
    like = likeness(plain_content(_DONE.sub("", deed)), plain_content(_ONLY.sub("", rule)))
    return like.share >= _ALIKE and like.common >= _FEWEST


def days_in(words: str) -> frozenset[int]:
    """Return the days of the week that words name, from 0 for Monday: 周一至周四, 周六、周日, 周末."""
    numbers = [_WEEK.index(day[-1].replace("天", "日")) for day in re.findall(_DAY, words)]
    if not numbers:
        return frozenset({5, 6})
    if re.search("至|到|-", words):
        return frozenset((numbers[0] + step) % 7 for step in range((numbers[1] - numbers[0]) % 7 + 1))
    return frozenset(numbers)
