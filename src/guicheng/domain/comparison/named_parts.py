"""What a clause holds for by side, letter, number, sum or force: 东门, A区, 二单元, 3号岗亭, 费用500元以下的, 六级以上大风."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guicheng.domain.clause.numerals import split_number
from guicheng.domain.comparison.numbered import NUMBER, counted
from guicheng.domain.comparison.scope import Condition

_FREE: Final = "(?<![0-9一二三四五六七八九十第每各至到-])"
_SIDES: Final = "东南西北"
#: What names one, by what kind of part it is.
_PARTS: Final = {
    "门": re.compile(f"([{_SIDES}])(?:大|侧|区)?门(?!禁|窗)"),
    "方位区": re.compile(f"([{_SIDES}])区(?!域|别|分)"),
    "区": re.compile("(?<![a-z0-9])([a-z])区(?!域|别|分)"),
    "单元": re.compile(f"{_FREE}({NUMBER})单元(?!以上|以下)"),
    "号": re.compile(f"{_FREE}({NUMBER})号(?:岗|门|机房|泵房|车库|地库|电梯|梯|配电室)"),
    "期": re.compile(f"{_FREE}([一二三四五])期(?=园|小区|绿|地|车库|楼|项目|住宅|业主|公寓|商)"),
    # 一楼楼道 is that of the ground floor, which others call by that name alone.
    "层": re.compile(f"{_FREE}(?!(?:一|1)(?:层|楼))({NUMBER})(?:层|楼)(?:楼道|走廊)"),
}
#: A sum that tells cases: 500元以下的, 超过1000元的.
_SUM: Final = re.compile(
    "(?P<op>低于|不超过|不足|小于|高于|超过|大于|不低于|达到?)?"
    r"(?P<number>\d+(?:\.\d+)?万?|[一二两三四五六七八九十百千万]+)元(?P<sign>以[下内上])?"
    r"(?:\(含[^()]{0,6}\))?的(?!标准|价格|费用|押金|定金|保证金|收|租金)"
)

#: A force of wind: 遇6级以上大风, 风力达到五级（含）以上时.
_FORCE: Final = re.compile(
    "(?:风力?|风速)[^,;。级]{0,3}?(?P<op>达到?|到了?|在|超过|大于|为)?(?P<ahead>[四五六七八九4-9])级"
    "|(?P<behind>[四五六七八九4-9])级(?:[(含)及以上的大四五六七八九级]{0,10})风"
)


def named_parts(plain: str) -> Iterator[Condition]:
    """Yield a condition for each kind of part of which a clause names one.

    Args:
        plain: Normalized text. Letters and sides count from 1.
    """
    for kind, pattern in _PARTS.items():
        numbers = {_place_of(named) for named in pattern.findall(plain)}
        if len(numbers) == 1:
            number = numbers.pop()
            yield Condition(kind, number, number)


def thresholds(plain: str) -> Iterator[Condition]:
    """Yield the sums and the forces of wind that tell for which cases a clause holds.

    Args:
        plain: Normalized text.
    """
    yield from _sums(plain)
    yield from _forces(plain)


def _sums(plain: str) -> Iterator[Condition]:
    """Yield the sums for which a clause holds: 费用500元以下的."""
    for match in _SUM.finditer(plain):
        number = float(split_number(match["number"])[0] or 0)
        if match["sign"] in {"以下", "以内"} or match["op"] in {"低于", "不超过", "不足", "小于"}:
            yield Condition("元", high=number, high_open=match["op"] in {"低于", "不足", "小于"})
        elif match["sign"] == "以上" or match["op"]:
            yield Condition("元", low=number, low_open=match["op"] in {"高于", "超过", "大于"})


def _forces(plain: str) -> Iterator[Condition]:
    """Yield the force of wind from which a clause holds: 遇6级以上大风, 风力超过五级时."""
    for match in _FORCE.finditer(plain):
        number = split_number(match["ahead"] or match["behind"])[0]
        yield Condition("风力", low=float(number or 0), low_open=match["op"] == "超过")


def _place_of(named: str) -> float:
    return float(_SIDES.index(named) + 1) if named in _SIDES else counted(named)
