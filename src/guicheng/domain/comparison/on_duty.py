"""How long somebody is on duty in a shift, and what he must have done before he is on duty by himself.

每班连续值守12小时 tells how long a shift is, so that nobody keeps it and 每班不得超过8小时; 报到当日即独立上岗 cannot be kept by
whoever has everybody trained before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.clause.numerals import split_number
from guicheng.domain.comparison.likeness import likeness
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.phrasing import rephrased
from guicheng.domain.comparison.scope import ANYWHERE
from guicheng.domain.comparison.tables import posts
from guicheng.domain.comparison.verdict import Verdict, Witness
from guicheng.domain.values.message import _

_HOURS: Final = r"(?P<hours>\d{1,2}|[一二两三四五六七八九十]{1,3})个?小时"
_WORK: Final = "(?:连续)?(?:值守|值班|工作|在岗|当班|上岗|当值|执勤)(?:时间|时长)?"
#: How long a shift is, and how long it may be.
_EACH: Final = re.compile(f"(?:每班|每个?班次|单班)[^,;。]{{0,8}}?{_WORK}(?:为|达)?{_HOURS}(?!以[内下]|内)")
_MOST: Final = re.compile(
    f"(?:每班|每个?班次|单班)[^,;。]{{0,8}}?{_WORK}(?:应当?|须)?(?:不得?超过|不应超过|不得?多于|至多|最多|最长不超过|控制在|≤|<=){_HOURS}"
)
#: Share of their words from which two clauses on shifts are on one.
_ALIKE: Final = 0.4
#: Where somebody is on duty.
_ROOM: Final = re.compile("[一-鿿]{2}(?:室|房|中心|门|(?<![上顶到在])岗)")
_PAUSE: Final = re.compile("除|轮休|轮换|累计|加班|经[^,;。]{1,8}同意|特殊|应急")
#: Somebody is on duty by himself at once, and only after he has been trained.
_ALONE: Final = "(?:独立)?(?:上岗|顶岗|值班|值守|作业|操作|当班|带班)"
_AT_ONCE: Final = re.compile(
    "(?:报到|入职|到岗|试用|录用|进场)的?(?:当[日天]|首日|第[一1][天日]|即日|次日|后立即)"
    f"[^,;。]{{0,4}}?(?:即|就|便|直接|可|安排|由)[^,;。]{{0,4}}?{_ALONE}|"
    f"先{_ALONE},?[^,;。]{{0,2}}?(?:后|再)补?(?:培训|考核)|"
    f"先{_ALONE},[^,;。]{{1,8}}?内(?:再|完成|进行)?补(?:培训|考核|训|考)"
)
_AFTER: Final = re.compile(
    "(?:培训|考核|考试|带教|实习|见习|演练)[^;。]{0,16}?(?:后|合格|通过|完成|满)[^;。]{0,10}?"
    f"(?:方可|方能|才能|才可|再|后方|始得|允许|可)(?:安排)?[^,;。]{{0,2}}?{_ALONE}|"
    "(?:未经|未完成|未通过|未参加)[^;。]{0,12}?(?:培训|考核|考试)[^;。]{0,10}?"
    f"(?:不得|不准|禁止|严禁|不许)(?:安排)?[^,;。]{{0,2}}?{_ALONE}|"
    "(?:培训|考核|考试)(?:考核)?合格后?上岗|"
    "岗前[^;。]{0,10}?(?:培训|考核)[^;。]{0,10}?(?:合格|通过|完成)"
)


@dataclass(frozen=True, slots=True)
class _Shift:
    exact: int | None
    most: int | None


def compared_as_shifts(mine: str, theirs: str) -> Pairing | None:
    """Return the conflict of a shift with one that may not be as long, None for any others.

    Args:
        mine: The first clause as written.
        theirs: The second clause as written.

    Example:
        >>> compared_as_shifts("监控员每班连续值守12小时。", "监控员每班工作时间不得超过8小时。").verdict.name
        'CONFLICT'
    """
    a, b = _shift_in(mine), _shift_in(theirs)
    if not _is_too_long(a, b) and not _is_too_long(b, a):
        return None
    alike = likeness(*(_EACH.sub("", _MOST.sub("", normalize(text))) for text in (mine, theirs))).share > _ALIKE
    return _conflict(mine, theirs) if alike and not _are_of_other_posts(mine, theirs) else None


def compared_as_ready(mine: str, theirs: str) -> Pairing | None:
    """Return the conflict of duty at once with training before it, None for any others.

    Args:
        mine: The first clause as written.
        theirs: The second clause as written.

    Example:
        >>> compared_as_ready("新保安员报到当日即独立上岗。", "保安员培训考核合格后方可独立上岗。").verdict.name
        'CONFLICT'
    """
    for text, other in ((mine, theirs), (theirs, mine)):
        if _AT_ONCE.search(normalize(text)) and _AFTER.search(normalize(other)):
            return (
                None if _AFTER.search(normalize(text)) or _are_of_other_posts(mine, theirs) else _conflict(mine, theirs)
            )
    return None


def _shift_in(text: str) -> _Shift:
    plain = normalize(text)
    if _PAUSE.search(plain):
        return _Shift(None, None)
    most = _MOST.search(plain)
    each = None if most else _EACH.search(plain)
    return _Shift(_hours(each["hours"]) if each else None, _hours(most["hours"]) if most else None)


def _hours(text: str) -> int:
    return int(split_number(text)[0] or 0)


def _is_too_long(a: _Shift, b: _Shift) -> bool:
    return a.exact is not None and b.most is not None and a.exact > b.most


def _are_of_other_posts(mine: str, theirs: str) -> bool:
    """Tell whether two clauses name posts of other kinds only, or other rooms."""
    rooms, others = ({*_ROOM.findall(normalize(text))} for text in (mine, theirs))
    if rooms and others and not rooms & others:
        return True
    first, second = ({kind for word, kind in posts().items() if word in rephrased(text)} for text in (mine, theirs))
    return bool(first and second and not first & second)


def _conflict(mine: str, theirs: str) -> Pairing:
    example = _("One asks for what the other stops: “{a}”, “{b}”.", a=mine, b=theirs)
    return Pairing(Verdict.CONFLICT, Witness(ANYWHERE, example))
