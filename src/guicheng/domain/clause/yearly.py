"""A year that only says that its months or its season come again: 每年6月至9月，每周清洗."""

from __future__ import annotations

import re

from guicheng.domain.clause.scene import Scene
from guicheng.domain.clause.tokens import Token

_MONTH = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_BREAK, _STOP = re.compile("[,;。:]"), re.compile("[;。]")
_MONTHS = re.compile(f"的?(?:{_MONTH}(?:月份?)?(?:至|到|-))?{_MONTH}月")
_ONLY_MONTHS = re.compile("[的在于0-9一二三四五六七八九十月份至到次翌年、和及与 -]{2,24}(?:期间|[之以]?内)?")
_SEASON = re.compile(
    "的?(?:[春夏秋冬]季?|[汛暑寒]期|雨季|(?:供暖|采暖|供热|制冷|供冷|梅雨|台风|生长|落叶|防汛)[季期]节?)(?:期间|内)?"
)


def comes_again(scene: Scene, year: Token) -> bool:
    """Tell whether a year only says that what stands behind it comes again, and another period how often.

    Of 每年3月检查，其余月份每月抽查 both are promises: the months have work of their own.

    Args:
        scene: The clause.
        year: The token of the year.
    """
    following = [token for token in scene.tokens if token.start >= year.end]
    behind = scene.plain[year.end :]
    months = _MONTHS.match(behind) is not None and any(token.letter == "e" for token in following[:1])
    period = next((token for token in following if token.letter in "YIZ/"), None)
    if period is None or not (months or _SEASON.match(behind)):
        return False
    own, *further = _BREAK.split(scene.plain[year.end : period.start])
    own = own.strip(" ()")
    if further and (_ONLY_MONTHS.fullmatch(own) or _SEASON.fullmatch(own)) is None:
        return False
    return _STOP.search(scene.plain, year.end, period.start) is None
