"""A day of each week on which one clause has something done that the other one leaves to other days alone."""

from __future__ import annotations

import re
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.clock import weekdays
from guicheng.domain.comparison.likeness import likeness, plain_content

DAY: Final = "(?:周|星期|礼拜)[一二三四五六日天]"
_DAYS: Final = f"{DAY}(?:(?:至|到|-){DAY}|(?:[、和及与]{DAY}){{0,5}})|周末|双休日"
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
    left, used = weekdays(only["days"]), weekdays(done["days"])
    if left is None or used is None or left & used:
        return False
    like = likeness(plain_content(_DONE.sub("", deed)), plain_content(_ONLY.sub("", rule)))
    return like.share >= _ALIKE and like.common >= _FEWEST
