"""When somebody comes at the latest, told by the time that was agreed: 提前5分钟到达, 准时到达, 迟到不得超过10分钟."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from guicheng.domain.clause.numerals import split_number
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.phrasing import rephrased
from guicheng.domain.comparison.scope import ANYWHERE
from guicheng.domain.comparison.verdict import Verdict, Witness
from guicheng.domain.values.message import _

_COMES: Final = re.compile("上门|门口|到达|抵达|到场|到访")
_AGREED: Final = re.compile("约定|预约|迟到|门口")
_NUMBER: Final = r"(\d+|[一二两三四五六七八九十]+)分钟"
_EARLY: Final = re.compile(
    f"(?:提前|早到?){_NUMBER}[^,;。]{{0,4}}(?:到|抵|上门)|约定(?:的)?时间前{_NUMBER}[^,;。前后]{{0,4}}(?:到|抵|上门)"
)
_LATE: Final = re.compile(f"迟到[^,;。\\d]{{0,4}}(?:超过|多于|大于|晚于){_NUMBER}|迟到[^,;。\\d]{{0,3}}{_NUMBER}以内")
_ON_TIME: Final = re.compile("准时(?:到|上门|抵)|不得迟到|不迟到")
_ANY_NUMBER: Final = re.compile(r"\d+")
#: Services of which each has people of its own.
_SERVICES: Final = re.compile("家政|维修|保洁|安装|送货|配送|快递|讲解")


def compared_as_punctual(mine: str, theirs: str) -> Pairing | None:
    """Return how two clauses stand that tell how late one may come to an agreed time, None for any others.

    Args:
        mine: The first clause as written.
        theirs: The second clause as written.

    Example:
        >>> compared_as_punctual("家政人员应提前5分钟到达业主门口。", "家政人员迟到不得超过10分钟。").verdict.name
        'TIGHTER'
    """
    first, second = rephrased(mine), rephrased(theirs)
    a, b = _latest_in(first), _latest_in(second)
    if a is None or b is None:
        return None
    services = [set(_SERVICES.findall(text)) for text in (first, second)]
    if all(services) and not services[0] & services[1]:
        return Pairing(Verdict.DISJOINT)
    if a == b:
        return Pairing(Verdict.EQUAL)
    if a < b:
        return Pairing(Verdict.TIGHTER)
    return Pairing(Verdict.LOOSER, Witness(ANYWHERE, _("Only the second clause promises “{b}”.", b=theirs)))


@lru_cache(maxsize=20_000)
def _latest_in(text: str) -> int | None:
    """Return how many minutes after the agreed time one comes at the latest, less than 0 for before it."""
    if not _COMES.search(text) or not _AGREED.search(text) or len(_ANY_NUMBER.findall(text)) > 1:
        return None
    if (late := _LATE.search(text)) is not None:
        return _minutes(late)
    if (early := _EARLY.search(text)) is not None:
        return -_minutes(early)
    return 0 if _ON_TIME.search(text) else None


def _minutes(match: re.Match[str]) -> int:
    return int(split_number(next(filter(None, match.groups())))[0] or 0)
