"""How often something is done while a place is open, in numbers and in gaps: 开放时间内不少于3次, 每2小时一次.

Where both clauses tell the same hours, a longest gap leaves so many times in them as it fits into them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from guicheng.domain.clause.numerals import split_number
from guicheng.domain.comparison.both_kept import kept_in_both
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.phrasing import clocked
from guicheng.domain.comparison.verdict import ONE_SIDED, Verdict
from guicheng.domain.values.message import _

_OPEN: Final = "开放|营业|开馆|开园|运营|服务"
#: The hours, and what is done in them.
_HOURS: Final = re.compile(
    rf"^(?P<place>[^,;。]{{0,12}}?)(?:每[日天])?(?P<from>\d\d?:\d\d)(?:-|至|到)(?P<to>\d\d?:\d\d)(?:对外)?(?:{_OPEN}),"
    rf"(?:在)?(?:{_OPEN})(?:时间|期间|时段)[内里中]?,?(?P<done>[^;。]{{4,60}})[。;]?$"
)
_GAP: Final = re.compile(
    r"每(?:隔)?(?P<gap>\d{1,2}|[一二两三四五六]|半)?个?小时(?=[^,;。]{0,8}[一1](?:次|遍))|"
    r"每(?:隔)?(?P<minutes>\d{2,3})分钟(?=[^,;。]{0,8}[一1](?:次|遍))"
)
_ONCE: Final = re.compile("[一1](?:次|遍)")
_MINUTES: Final = 60


def compared_by_opening(first: str, second: str, compared: Callable[[str, str], Pairing]) -> Pairing | None:
    """Say how two clauses stand of which one counts in opening hours and the other tells the gap, None for others.

    Args:
        first: The first clause as written.
        second: The second clause as written.
        compared: Compares two texts.
    """
    mine, theirs = _HOURS.match(clocked(first)), _HOURS.match(clocked(second))
    if mine is None or theirs is None or mine.group("from", "to") != theirs.group("from", "to"):
        return None
    gaps = bool(_GAP.search(mine["done"]))
    if gaps is bool(_GAP.search(theirs["done"])):
        return None
    core = compared(_counted(mine), _counted(theirs))
    if core.verdict not in ONE_SIDED:
        return None
    return kept_in_both(
        core, Verdict.TIGHTER if gaps else Verdict.LOOSER, _("Only the second clause promises “{b}”.", b=second)
    )


def _counted(open_at: re.Match[str]) -> str:
    """Return what is done in opening hours as so many times a day."""
    done, gap = open_at["done"], _GAP.search(open_at["done"])
    if gap is None:
        return f"{open_at['place']}每日{done}"
    between = _minutes(gap)
    often = (_of_day(open_at["to"]) - _of_day(open_at["from"])) // between
    rest = done[: gap.start()] + "每日" + _ONCE.sub(f"不少于{often}次", done[gap.end() :], count=1)
    return f"{open_at['place']}{rest}"


def _minutes(gap: re.Match[str]) -> int:
    if gap["minutes"]:
        return int(gap["minutes"])
    return _MINUTES // 2 if gap["gap"] == "半" else int(split_number(gap["gap"] or "一")[0] or 1) * _MINUTES


def _of_day(time: str) -> int:
    hour, minute = time.split(":")
    return int(hour) * _MINUTES + int(minute)
