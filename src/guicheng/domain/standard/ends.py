"""When something opens and when it closes, told by the two ends: 早6点开、晚11点关, 22:00落锁,次日6:00由门岗打开."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guicheng.domain.standard.daytime import between

_OPENS: Final = (
    "开(?:门|放|锁|启|馆|园|台|闸|机|泵|窗|业)?(?!展|会|具|票|始|单|工|水|发)|打开|启(?:动|用|(?=[、,;|]|$))|解锁|撤锁|合闸|营业|上班|迎客"
    "|[进入上](?:场(?!费)|工)|开[工动](?!会)"
)
_CLOSES: Final = (
    "(?<![开相有])关(?:门|闭|机|停|掉|上|馆|园|台)?|(?<!解)(?<!开)(?<!撤)锁(?:门|上|闭|死|定|好)?|闭(?:门|馆|园|店|池)|停(?:止|业|运|机|(?=[、,;|]|$))"
    "|离场|退场|撤场|停工|收(?:班|台|市|工|摊)|结束|打烊|下班|清场|熄灯|拉闸"
)
_CLOCK: Final = r"(\d\d?):(\d\d)(?![\d:-])"
#: A time with what happens then behind it.
_BEHIND: Final = re.compile(
    f"(?<![\\d:-]){_CLOCK}(?![以之]?前)(?:[以之]?后,?|起,?)?"
    f"(?=[^,;|。\\d:不]{{0,9}}?(?:(?P<opens>{_OPENS})|(?P<closes>{_CLOSES})))"
)
#: Times under what they are times of: 开门:6:00、18:00.
_HEADED: Final = re.compile(
    f"(?:(?P<opens>{_OPENS})|(?P<closes>{_CLOSES}))(?:时间|时刻)?:(?P<times>\\d\\d?:\\d\\d(?:、\\d\\d?:\\d\\d)*)"
)
_TIME: Final = re.compile(_CLOCK)
#: What is only in part, or only for some.
_IN_PART: Final = re.compile("半|隔|部分|逐")


def open_between(sentence: str) -> int:
    """Return the minutes of the day, one bit each, from where something opens to where it closes; 0 for no such ends.

    Args:
        sentence: A sentence with its times in digits.
    """
    events = sorted(dict(_events_in(sentence)).items())
    kinds = [opens for _minute, opens in events]
    if _IN_PART.search(sentence) or not kinds:
        return 0
    if any(one is next_one for one, next_one in zip(kinds, [*kinds[1:], kinds[0]], strict=True)):
        return 0
    times = [minute for minute, _opens in events]
    spans = zip(kinds, times, [*times[1:], times[0]], strict=True)
    found = 0
    for opens, first, last in spans:
        if opens:
            found |= between(first, last)
    return found


def _events_in(sentence: str) -> Iterator[tuple[int, bool]]:
    """Yield the times at which something opens or closes, and whether it opens."""
    headed = list(_HEADED.finditer(sentence))
    for head in headed:
        for hour, minute in _TIME.findall(head["times"]):
            yield int(hour) * 60 + int(minute), bool(head["opens"])
    if headed:
        return
    for hit in _BEHIND.finditer(sentence):
        yield int(hit[1]) * 60 + int(hit[2]), bool(hit["opens"])
