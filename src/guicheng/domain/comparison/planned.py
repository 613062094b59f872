"""Two clauses of which one plans work for seasons, months or hours: 春季、秋季各1次, 4月至10月每月2次, 每天7:00前1次.

The words that say when and how often are taken out of both clauses; whether the rest is of one thing is told as of any
two clauses, and the plans are set beside one another by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from guicheng.domain.clause.numerals import split_number
from guicheng.domain.comparison.both_kept import kept_in_both
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.phrasing import clocked
from guicheng.domain.comparison.rounds import ALL_MONTHS, Round, keeps
from guicheng.domain.comparison.verdict import EITHER_WAY, ONE_SIDED
from guicheng.domain.values.message import _

_NUMBER: Final = r"\d{1,3}|[一二两三四五六七八九十]{1,3}"
_MONTH: Final = r"\d{1,2}|十[一二]|[一二三四五六七八九十]"
_PERIODS: Final = {
    "日": "day", "天": "day", "周": "week", "星期": "week", "旬": "third_month", "半月": "half_month",
    "半个月": "half_month", "月": "month", "个月": "month", "月度": "month", "季": "quarter", "季度": "quarter",
    "个季度": "quarter", "半年": "half_year", "半年度": "half_year", "年": "year", "年度": "year",
}  # fmt: skip
_WEEKDAY: Final = "[一二三四五六日]"
_PERIOD: Final = "|".join(sorted(_PERIODS, key=len, reverse=True))
#: Parts that together are the whole, and the period that each of them then is.
_PARTS: Final = {
    frozenset({"上半月", "下半月"}): "half_month",
    frozenset({"上半年", "下半年"}): "half_year",
    frozenset({"上旬", "中旬", "下旬"}): "third_month",
}
#: Occasions of a year and of a month.
_SEASON: Final = "汛期|雨季|梅雨季节?|台风季节?|高温季节?|采暖期|供暖期|采暖季|供暖季|供热期|冬季|夏季|入冬|入夏|入汛|春节|国庆节?|开学|换季"
_OCCASION: Final = f"(?:{_SEASON})(?:开始|来临|到来|结束|过)?[之以]?[前后]|[春夏秋冬](?:季(?!度)|天)?(?![节游招装梅运令])|[上下]半[年月](?!度?内)|[上中下]旬"
_WORDS: Final = re.compile(
    rf"(?P<count>(?:应|须)?(?:不少于|不得少于|至少|不低于|≥)?(?P<least>{_NUMBER})(?:次|遍|回)(?:以上)?(?:/(?P<by>{_PERIOD}))?)|"
    rf"(?P<months>(?:每年)?(?P<from>{_MONTH})月?份?(?:至|到|-)(?P<to>{_MONTH})月份?(?:期间)?(?![底末初上中下\d]))|"
    rf"(?P<list>(?:(?:每年|(?<=[、和及与;]))(?:{_MONTH})|\d{{1,2}}|(?:{_MONTH})(?=月?[、和及与](?:{_MONTH})月))月?"
    rf"(?:[、和及与](?:{_MONTH})月?)*(?<=月)份?(?![底末初上中下日\d]|半月))|"
    rf"(?P<day>每周{_WEEKDAY}(?:[、和及与](?:每?周)?{_WEEKDAY})*(?:上午|下午|早上)?|(?:每[日天])\d{{1,2}}:\d\d[之以]?前)|"
    r"(?P<halves>[上下](?:半[年月])?[、和及与]?下半(?P<unit>[年月]))|"
    rf"(?P<occasions>(?:{_OCCASION})(?:(?:[、和及与]|以及)(?:{_OCCASION}))*)|"
    rf"(?P<period>每个?(?:{_PERIOD})|全年|一年(?=[^,;。]*[次遍]))|(?P<each>各(?!类|种|个|处|楼|层|单元|区|栋|幢|户|出入))"
)
#: What else says how often, lets less be done or sets a most; and words that only join the rest.
_OTHER: Final = re.compile(
    r"[\d每]|天天|按[日周月季年]|逐[日周月季]|汛期|[雨台梅旺淡花]季|[采供]暖|[冬夏春秋]|高温|节假日|周末|工作日|一[日天周月季年]|"
    "除|或|不超过|不得超过|至多|最多|以内|例外|可以|允许|其中|间隔|隔|逢|遇"
)
_JOINTS: Final = re.compile("^[于在应须对]+|[于在应须对]+$")
_SPLIT: Final = re.compile("[,;。:]+")
_MOST_ROUNDS: Final = 8


@dataclass
class _Plan:
    """A clause in two: what is to be done, and when."""

    work: str = ""
    rounds: list[Round] = field(default_factory=list)
    is_dated: bool = False

    @property
    def months(self) -> frozenset[int]:
        return frozenset().union(*(each.months for each in self.rounds))


def compared_by_plans(first: str, second: str, compared: Callable[[str, str], Pairing]) -> Pairing | None:
    """Say how two clauses stand that plan one piece of work, one of them for parts of a period, None for others.

    Args:
        first: The first clause as written.
        second: The second clause as written.
        compared: Compares two texts.
    """
    mine, theirs = _plan(clocked(first)), _plan(clocked(second))
    if mine is None or theirs is None or not (mine.is_dated or theirs.is_dated) or not mine.months & theirs.months:
        return None
    forward, back = keeps(mine.rounds, theirs.rounds), keeps(theirs.rounds, mine.rounds)
    if forward is None or back is None:
        return None
    core = compared(f"{mine.work}每月一次", f"{theirs.work}每月一次")
    if core.verdict not in ONE_SIDED:
        return None
    example = _("Only the second clause promises “{b}”.", b=second)
    return kept_in_both(core, EITHER_WAY[forward, back], example)


def _plan(plain: str) -> _Plan | None:
    """Return a clause as work and its rounds, None where something else says how often or when."""
    plan, reading = _Plan(), _Reading()
    for found in _WORDS.finditer(plain):
        rounds = reading.take(found)
        if rounds is None:
            return None
        plan.rounds += rounds
        plan.is_dated |= any(found[name] for name in ("months", "list", "day", "halves", "occasions"))
    work = _work(_WORDS.sub("", plain))
    if not work or not 0 < len(plan.rounds) <= _MOST_ROUNDS or reading.is_left:
        return None
    plan.work = work
    return plan


def _work(rest: str) -> str:
    """Return what is done, "" where more is said of it than that: 草坪修剪,修剪 of 草坪每月修剪2次,11月修剪1次."""
    parts = [said for part in _SPLIT.split(rest) if (said := _JOINTS.sub("", part))]
    if not parts or any(_OTHER.search(part) for part in parts) or any(not set(part) <= set(parts[0]) for part in parts):
        return ""
    return parts[0]


@dataclass
class _Reading:
    """Where the words of a clause have got to: what has been said of when, and not yet how often."""

    per: str = ""
    months: frozenset[int] = ALL_MONTHS
    in_a_row: bool = False
    occasions: tuple[str, ...] = ()
    each: bool = False

    @property
    def is_left(self) -> bool:
        """Whether something was said of when, and nothing of how often."""
        return bool(self.per or self.occasions or self.each)

    def take(self, found: re.Match[str]) -> list[Round] | None:
        """Take some words in, and return the rounds that they complete, None where they make no sense."""
        if found["count"]:
            return self._rounds(int(split_number(found["least"])[0] or 0), found["by"])
        if found["months"] or found["list"]:
            self.months = _months_in(found)
            self.in_a_row = bool(found["months"])
        elif found["day"]:
            self.per, self.occasions = _on_days(found["day"])
        elif found["halves"]:
            self.occasions = (f"上半{found['unit']}", f"下半{found['unit']}")
        elif found["occasions"]:
            self.occasions = tuple(re.split("[、和及与]|以及", found["occasions"]))
        elif found["period"]:
            self.per = _PERIODS[found["period"].lstrip("每").removeprefix("个") if "每" in found["period"] else "年"]
        else:
            self.each = True
        return []

    def _rounds(self, least: int, by: str | None) -> list[Round] | None:
        occasions, each = self.occasions, self.each
        per, self.per, self.occasions, self.each = (_PERIODS[by] if by else self.per), "", (), False
        if occasions:
            return self._on(occasions, least, per) if each or len(occasions) == 1 else None
        if self.months != ALL_MONTHS and per in {"", "year"}:
            # So many times in 4月至10月 are so many in all, in 11月 so many in that month.
            monthly = each or len(self.months) == 1
            return [Round(least, "month" if monthly else "year", "", self.months)] if monthly or self.in_a_row else None
        return [Round(least, per, "", self.months)] if per else None

    def _on(self, occasions: tuple[str, ...], least: int, per: str) -> list[Round] | None:
        if (part := _PARTS.get(frozenset(occasions))) is not None:
            return [Round(least, part, "", self.months)]
        monthly = any(each.endswith(("月", "旬")) for each in occasions)
        period = per or ("month" if monthly else "year")
        if any(each[0] in "春夏秋冬" for each in occasions) and period != "year":
            # 夏季每周2次 tells when each week is.
            return None
        return [
            Round(least, period, re.sub("[季天以之过]|开始|结束|来临|到来", "", each), self.months)
            for each in occasions
        ]


def _on_days(words: str) -> tuple[str, tuple[str, ...]]:
    """Return the period and the moments in it that words name: 每周一、三上午, 每天7:00前."""
    if "周" not in words:
        return "day", (words[2:].replace("之前", "前").replace("以前", "前"),)
    part = re.search("[上下]午|早上", words)
    days = re.findall(_WEEKDAY, words[: part.start()] if part else words)
    return "week", tuple(f"周{day}{part[0] if part else ''}" for day in days)


def _months_in(found: re.Match[str]) -> frozenset[int]:
    """Return the months that words name, from one to another or one by one."""
    if found["list"]:
        return frozenset(map(_month, re.findall(_MONTH, found["list"].removeprefix("每年"))))
    first, last = _month(found["from"]), _month(found["to"])
    return frozenset((first + step - 1) % 12 + 1 for step in range((last - first) % 12 + 1))


def _month(numeral: str) -> int:
    return int(split_number(numeral)[0] or 0)
