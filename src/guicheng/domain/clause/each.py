"""各: a number of times that each of several moments has for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from guicheng.domain.clause.amounts import bare_times, count
from guicheng.domain.clause.requirement import Kind
from guicheng.domain.clause.scene import Draft, Scene, direction, draft, pick
from guicheng.domain.clause.tokens import Token

#: Token classes of moments: parts of the day, dates, seasons.
_MOMENTS = "dMe"
_JOINED = re.compile(r"[、,和及与\s]{0,3}")
#: 元旦、春节、国庆前各一次, 防汛前、采暖前各一次: so many times as are listed.
_TIME = "(?:元旦|春节|清明|劳动节|五一|端午|中秋|国庆|十一|重阳|元宵|[^,;。:、和及与每]{1,5}(?:前|后|时|期|节|季|期间))"
_LISTED_TIMES = re.compile(f"(?:{_TIME}[、和及与]){{1,7}}{_TIME}(?:节|节日|期间|来临)?(?:之?[前后])?$")
_ENTRIES = re.compile("[、和及与]")
#: What a bracket begins with that tells of other days or seasons.
_CASE = re.compile(
    "法?定?节假|节日|周末|双休|[雨雪晴夏冬]天|[春夏秋冬汛雨旺淡]季?期?|高峰|高温|台风|暴雨|采暖|供暖|其[余他它]|遇|夜间"
)
#: 班前班后各一次, 高峰前后各一次: once before and once after it.
_BEFORE_AND_AFTER = re.compile("前(?:[、,和及与]|以及)?(?:[^,;。:前后]{0,4})后$")

#: What a day or a week is shared out into.
_SHARES = frozenset({"班", "岗", "期", "点"})


def moments(scene: Scene, tokens: Sequence[Token]) -> Decimal:
    """Return of how many moments a number of times is said of each, 1 where no moments are listed before 各.

    Args:
        scene: The clause.
        tokens: The tokens of the count, first to last.
    """
    each = pick(tokens, "J")
    if each is None:
        return Decimal(1)
    parts = [token for token in tokens if token.letter in _MOMENTS and token.start < each.start]
    listed = next((place for place, token in enumerate(parts) if token.low is not None), 0)
    last = listed
    while last + 1 < len(parts) and _JOINED.fullmatch(scene.plain, parts[last].end, parts[last + 1].start):
        last += 1
    if not parts and (named := _LISTED_TIMES.search(scene.plain, tokens[0].end, each.start)):
        return Decimal(len(_ENTRIES.split(named[0])))
    counted = sum((token.low or Decimal(1) for token in parts[listed : last + 1]), Decimal(0)) or Decimal(1)
    twice = counted == 1 and _BEFORE_AND_AFTER.search(scene.plain, tokens[0].end, each.start)
    return Decimal(2) if twice else counted


def case_aside(scene: Scene, tokens: list[Token], number: Token) -> bool:
    """Tell whether a number of times stands in a bracket that names a case of its own: 每日擦拭（节假日2次）.

    Args:
        scene: The clause.
        tokens: The tokens of the count, first to last.
        number: Its number.
    """
    opened = pick(tokens, "(")
    if opened is None or opened.start > number.start or tokens[0].letter != "Y" or pick(tokens, ")") is not None:
        return False
    return _CASE.match(scene.plain, opened.end) is not None and scene.plain[tokens[0].end : opened.start].strip() != ""


def said_before(scene: Scene, per: str, value: Decimal | None) -> bool:
    """Tell whether a count only explains one right before it: 一年两次，4月和10月各一次.

    Args:
        scene: The clause.
        per: The period of the count.
        value: How often in each.
    """
    return any(old.kind is Kind.FREQUENCY and old.per == per and old.value == value for old in scene.drafts[-4:])


def seasons_each(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 春秋两季各施肥1次: so often a year as seasons are named; 夏季各清洗一次 names the season alone."""
    number = pick(tokens, "F") or tokens[-1]
    if (seasons := tokens[0].low) is None or number.low is None:
        yield from bare_times(scene, tokens[tokens.index(number) :])
        return
    if not said_before(scene, "year", number.low * seasons):
        yield draft(Kind.FREQUENCY, direction(tokens), number.low * seasons, "time", tokens, per="year")


def things_per_period(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 手套每月4副: so many in each period; 每日三班 only says how a day is shared out."""
    period, number = pick(tokens, "Y") or tokens[0], pick(tokens, "G") or tokens[-1]
    if number.unit not in _SHARES and (number.text[0].isdigit() or (number.low or 0) > 1):
        yield from count(scene, tokens)
    else:
        yield draft(Kind.FREQUENCY, "==", Decimal(1), "time", [period], per=period.unit)
