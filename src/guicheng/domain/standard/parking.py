"""Up to which time cars of visitors are parked for nothing: 半小时内离场免单, 停满15分钟即计费, 免费时长30分钟."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from guicheng.domain.standard.lengths import NUMBER, minutes_of, value_of


def _span(name: str) -> str:
    return (
        f"(?P<{name}>{NUMBER})(?:个)?(?P<{name}_half>半)?(?P<{name}_unit>分钟|小时|钟头|刻钟)(?P<{name}_more>半(?!价))?"
    )


#: A car that stands somewhere or leaves.
_PARKED: Final = re.compile(
    "停车|停放|临停|停过|停[满到在足了]|车[^,;。]{0,3}停|停[^,;。]{0,8}(?:的车|车辆)"
    "|(?:临时|外来|访客|来访|来客|社会|外部|非登记|无卡)[^,;。]{0,4}车|车辆?[^,;。]{0,6}(?:进场|入场|入园|进园|离场|驶离|开走|出场|抬杆)"
)
#: Cars of others, other cases, and the time to leave once it is paid.
_OTHER_CARS: Final = re.compile(
    "月租|月卡|充电|货车|卸货|装卸|搬家|送货|出租车|网约车|骑手|外卖|快递|大巴|(?<![访来])客车|电动自行车|电瓶车|非机动车|摩托|自行车|班车|救护|消防车"
    "|消费|小票|会员|购物|就诊|住院|(?<!无需)(?<!不用)(?:缴费|交费|付费|付款|支付|缴完|交完|缴清|结清|扫码)[^,;。]{0,3}(?:后|完|成功)"
)
_FREE: Final = (
    "(?:免[费收单缴交停]|免(?=[^,;。]{0,3}费)|不(?!得)[^,;。不]{0,5}?(?:费|钱|收取|分文)|不收(?=[,;。的]|$)|白停|[0零]元|[0零]费用"
    "|(?:直接|自动)?(?:抬杆|放行|起杆|开闸))"
)
_ASKED: Final = "(?:计费|收费|收钱|计时|计价|收取|交钱|交费|缴费|付费|掏钱|开始收|起收|才收|要收|就收)"
_UP_TO: Final = (
    # 三十分钟内驶离的,道闸自动免费抬杆; 不满一小时不收钱; 前20分钟不产生停车费
    re.compile(f"{_span('a')}(?:以内|之内|内|里)[^;。]{{0,24}}?{_FREE}"),
    re.compile(
        "(?:前|头|首|最初|不足|未足|[未不没]满|[未不没]到|[不未没]超过?|[不未没]过|小于|少于|低于|至多|最多|未逾)的?"
        f"{_span('a')}(?!以上|前)[^;。]{{0,20}}?{_FREE}"
    ),
    # 免费时长30分钟; 30分钟为免费时段
    re.compile(f"免费[^,;。\\d一二两三四五六七八九十半]{{0,10}}{_span('a')}"),
    re.compile(f"白停[^,;。\\d一二两三四五六七八九十半]{{0,4}}{_span('a')}"),
    re.compile(f"{_span('a')}(?:为|是|的|作为|属)?(?:免费|免停)"),
)
_FROM: Final = (
    re.compile(
        f"(?<![未不没])(?:超过|超出|超|过了?|停过|停满|停到|停足|满|足|逾|到|达到?)了?{_span('a')}[^;。不免]{{0,14}}?{_ASKED}"
    ),
    re.compile(f"{_span('a')}(?:以上|以后|之后|后|起|开外)[^;。不免]{{0,10}}?{_ASKED}"),
)
_MINUTE: Final = re.compile(f"第(?P<a>\\d+|[一二三四五六七八九十]{{1,3}})分钟[^;。不免]{{0,6}}?{_ASKED}")
#: Cars pay from the first minute on.
_NEVER: Final = re.compile(
    "(?:不设|没有|无|取消)[^,;。]{0,4}免费[^,;。]{0,3}(?:时[段长间]|分钟)|(?:进场|入场|进门|抬杆)(?:之?[时刻]|后|起|那一?刻)?起?"
    "(?:即|就|便|马上|立即)(?:开始)?(?:计时)?(?:收费|计费|算钱)"
)


def is_of_visitors(sentence: str) -> bool:
    """Tell whether a sentence is about cars that come to visit, not those of other kinds, or that have paid.

    Args:
        sentence: The sentence in one way of writing.
    """
    return _PARKED.search(sentence) is not None and _OTHER_CARS.search(sentence) is None


def free_minutes(sentence: str) -> Fraction | None:
    """Return up to how many minutes a car is parked for nothing, None where nobody says.

    Args:
        sentence: The sentence in one way of writing.

    Example:
        >>> free_minutes("外来车停放满15分钟即开始计费,未满的抬杆放行")
        Fraction(15, 1)
    """
    if not is_of_visitors(sentence):
        return None
    if hit := _MINUTE.search(sentence):
        return value_of(hit["a"]) - 1
    hit = next((found for pattern in (*_UP_TO, *_FROM) if (found := pattern.search(sentence))), None)
    if hit is not None:
        return _minutes(hit)
    return Fraction(0) if _NEVER.search(sentence) else None


def _minutes(hit: re.Match[str]) -> Fraction:
    halves = minutes_of("半", hit["a_unit"]) if hit["a_half"] or hit["a_more"] else 0
    return minutes_of(hit["a"], hit["a_unit"]) + halves
