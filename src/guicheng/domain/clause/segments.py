"""Which words of a part of a sentence are said of which of its bounds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guicheng.domain.clause.cases import DAYS
from guicheng.domain.clause.context import POSTS, Parts, is_condition, tailed, tidy
from guicheng.domain.clause.requirement import Kind, Requirement
from guicheng.domain.values import Span

_REACH = 80
COUNTS = frozenset({Kind.FREQUENCY, Kind.INTERVAL})
_SIZE = re.compile(r"[\d一二两三四五六七八九十]|低于|高于|超|不|小于|大于|达|满")
_BY = re.compile("(?P<object>[^由]{2,})由(?P<actor>[^由]{2,})")
ONLY_ACTOR = re.compile(rf"由?[^,;。:的]{{0,12}}?(?:{POSTS})(?:应当|应|须|需|要|均|都)?")
ACTOR = re.compile(rf"[^,;。:]{{0,12}}?(?:{POSTS})")
#: What stands between the entries of one list: 8:00-12:00、14:00-18:00.
_LISTED = re.compile(r"[、,;和及与\s]+")
_CELL = re.compile(r"(?:\s|--|\|)\s*[^\s、和及与或]")
_SEPARATED = re.compile(r"\s*[、和及与或]")
#: Between days and the hours of them.
_OF_DAYS = frozenset({"", "的", "每日", "每天", "限", "仅限", "只限", "限于", "只能在"})
_RESPECTIVELY = re.compile("^(.+?)(?:分别|依次|各自)(?:应|须)?[在为于是]?$")
#: 大堂、车库每月分别不少于2次、1次 has it behind the period.
_IN_ORDER = re.compile("分别|依次|各自")
_ENTRIES = re.compile("[、和及与]")

_REST = re.compile("其[余他它](?:的|部分|部位|情[况形]|问题|项目|事项|时[间段])?(?:在|须|应|则)?")
_NUMBER = re.compile(r"[\d一二两三四五六七八九十]")
_ON_DAYS = re.compile(rf"(?:[为是在于应须]*)(?P<days>{DAYS})(?:的|为|是|仅?限于?|只限|只能在)?$")
_EACH_DAY = re.compile("(?:每[日天]|天天)$")


class Segments:
    """The bounds of a clause in its parts.

    Args:
        plain: The normalized clause.
        bounds: What was read in it, in order of place.
    """

    def __init__(self, plain: str, bounds: Sequence[Requirement]) -> None:
        self.plain, self.bounds = plain, bounds
        self.parts = Parts(plain)
        self._first: dict[int, Requirement] = {}
        for bound in bounds:
            self._first.setdefault(self.part_of(bound), bound)

    def part_of(self, bound: Requirement) -> int:
        """Return the number of the part in which a bound begins."""
        return self.parts.index(bound.span.start)

    def first_in(self, part: int) -> Requirement | None:
        """Return the first bound of a part, None where it has none."""
        return self._first.get(part)

    def host(self, index: int) -> int:
        """Return the bound whose words lie around those of another: the rounds of 每日早、晚巡查2次."""
        inner = self.bounds[index].span
        for place in range(max(0, index - 2), min(index + 3, len(self.bounds))):
            outer = self.bounds[place].span
            if outer != inner and outer.start <= inner.start and inner.end <= outer.end:
                return place
        return index

    def ahead(self, index: int) -> str:
        """Return what stands before a bound in its part and is said of it."""
        first, last = self._end_of_list(index, -1), self._end_of_list(index, 1)
        words = self._before(first)
        each = _RESPECTIVELY.search(words)
        if first < last and (each or _IN_ORDER.search(self.bounds[first].span.of(self.plain))):
            # 急修、小修分别在30分钟、24小时内到场: the first case has the first limit.
            entries = _ENTRIES.split(each.group(1) if each else words)
            return entries[index - first] if len(entries) == last - first + 1 else words
        return words

    def behind(self, index: int) -> str:
        """Return what stands behind a bound in its part and is said of it."""
        last = self._end_of_list(index, 1)
        span, place = self.bounds[last].span, self._neighbour(last, 1)
        if place is None:
            return self.parts.tail(span.start, span.end)
        gap = self.plain[span.end : self.bounds[place].span.start]
        if not gap and self.bounds[last].kind in COUNTS and self.bounds[place].op == ">=":
            # 每班提前15分钟点名: what is done each time stands behind how early it is.
            return self.behind(place)
        if _CELL.match(gap):
            # A row of a table: 施肥 每年2次 打药 每月1次.
            return ""
        if self._is_day_of(last, place):
            return self.behind(place)
        if not _SEPARATED.match(gap):
            return gap.partition("(")[0] if gap.count("(") > gap.count(")") else gap
        return self._of_all(place, self.bounds[last].kind)

    def goes_on(self, index: int) -> bool:
        """Tell whether further entries of a list stand behind a bound."""
        return self._end_of_list(index, 1) != index

    def day_of(self, index: int) -> Span | None:
        """Return the days of which hours are, said right before them: the 周一至周五 of 周一至周五8:30-17:30."""
        place = self._neighbour(index, -1)
        return self.bounds[place].span if place is not None and self._is_day_of(place, index) else None

    def follows_case(self, index: int) -> bool:
        """Tell whether another bound stands before this one in its part, and words of its own between them."""
        place = self._neighbour(index, -1)
        return (
            place is not None
            and len(self.plain[self.bounds[place].span.end : self.bounds[index].span.start].strip(" 、内")) > 0
        )

    def _neighbour(self, index: int, step: int) -> int | None:
        """Return the next bound of the same part on one side that shares no word with this one."""
        bound, part = self.bounds[index].span, self.part_of(self.bounds[index])
        place = index + step
        while 0 <= place < len(self.bounds) and abs(place - index) <= _REACH:
            other = self.bounds[place].span
            if self.parts.index(other.start) != part:
                return None
            if other.end <= bound.start or other.start >= bound.end:
                return place
            place += step
        return None

    def _end_of_list(self, index: int, step: int) -> int:
        """Return the last entry, in one direction, of the list of bounds of one kind in which a bound stands."""
        for _turn in range(_REACH):
            place = self._neighbour(index, step)
            if place is None or not self._alike(self.bounds[index], self.bounds[place]):
                break
            spans = sorted((self.bounds[index].span, self.bounds[place].span))
            if not _LISTED.fullmatch(self.plain, spans[0].end, spans[1].start):
                break
            index = place
        return index

    @staticmethod
    def _alike(bound: Requirement, other: Requirement) -> bool:
        """Tell whether two bounds can be entries of one list: limits are, hours are, days and hours are not."""
        timed = ":" in str(bound.value)
        return bound.kind is other.kind and (bound.kind is not Kind.WINDOW or timed == (":" in str(other.value)))

    def _is_day_of(self, day: int, hours: int) -> bool:
        """Tell whether one window names the days of the next."""
        first, second = self.bounds[day], self.bounds[hours]
        if first.kind is not Kind.WINDOW or second.kind is not Kind.WINDOW or ":" in str(first.value):
            return False
        return self.plain[first.span.end : second.span.start].strip() in _OF_DAYS

    def _before(self, index: int) -> str:
        head = self.bounds[index]
        place = self._neighbour(index, -1)
        if place is not None and self._is_day_of(place, index):
            return self._before(place)
        words = self.parts.head(head.span.start)
        if place is None or self._limits(self.bounds[place], head):
            return words
        first = self._first[self.part_of(head)]
        lead, own = self.parts.head(first.span.start), self.plain[self.bounds[place].span.end : head.span.start]
        own = own.lstrip(" 、和及与,") if _SEPARATED.match(own) else own.lstrip(" ,").rpartition("、")[2]
        of_both = is_condition(lead) or (ONLY_ACTOR.fullmatch(lead) is not None and ACTOR.match(own) is None)
        if first.condition and head.condition and first.condition != head.condition:
            # 卫生间夏季每半小时、冬季每小时: the season before is not that of both.
            lead = lead.removesuffix(first.condition)
        return lead + own if of_both else own

    def _limits(self, other: Requirement, bound: Requirement) -> bool:
        """Tell whether a bound limits the one behind it: 22:00至6:00巡逻时2人, 15分钟响应率100%."""
        gap = self.plain[other.span.end : bound.span.start]
        share = bound.kind is Kind.RATIO and other.kind is Kind.TIME_LIMIT
        return (other.kind is Kind.WINDOW or share) and _SEPARATED.match(gap) is None

    def _of_all(self, place: int, kind: Kind) -> str:
        """急修2小时、小修24小时内修复: what is done stands behind the last of the cases."""
        while (following := self._neighbour(place, 1)) is not None:
            place = following
        last = self.bounds[place]
        shared = last.kind is kind and kind in {Kind.TIME_LIMIT, Kind.WINDOW}
        return self.parts.tail(last.span.start, last.span.end) if shared else ""


def is_rest(words: str) -> bool:
    """Tell whether what stands before a bound are only the cases that are left: 其余, 其他情况."""
    return _REST.fullmatch(words) is not None


def is_apart(bound: Requirement, following: str) -> bool:
    """Tell whether the part behind a limit counts something else: 每户办理时间在40分钟以内,陪验人员一户一名."""
    named = (bound.trigger or "").endswith(("时间", "时限", "期限", "时长", "用时"))
    return named and _NUMBER.search(following) is not None


def days_apart(ahead: str) -> tuple[tuple[str, ...], str]:
    """噪声施工时间为工作日: the days are a scope of the hours; that hours are of each day goes without saying."""
    if days := _ON_DAYS.search(ahead):
        return (days["days"],), tidy(tailed(ahead[: days.start()]))
    return (), tidy(tailed(_EACH_DAY.sub("", ahead)))


def object_apart(ahead: str, behind: str) -> tuple[tuple[str, ...], str]:
    """井盖缺失由维修工: what it is about is a scope, who acts belongs to what is done."""
    if by := _BY.fullmatch(ahead):
        return (by["object"],), by["actor"]
    if ahead and behind and not ONLY_ACTOR.fullmatch(ahead):
        return (ahead,), ""
    return (), ahead.removeprefix("由")


def is_size(condition: str) -> bool:
    """Tell whether a case is a size or the like, not a season or months."""
    return _SIZE.match(condition) is not None and not condition.endswith("月")


def are_alike(before: Requirement, bound: Requirement) -> bool:
    """Tell whether two bounds are counts, or amounts in one unit."""
    if bound.kind in COUNTS:
        return before.kind in COUNTS
    return bound.kind is Kind.QUANTITY and (before.kind, before.unit) == (bound.kind, bound.unit)
