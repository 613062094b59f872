"""Weather and days in which work may rest, beside a clause that lets it rest in none: 遇暴雨可暂停, 恶劣天气不例外.

A leave to stop, to put off or to do less binds less than the same clause without it; that nothing is an exception only
says once more what holds anyway.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.both_kept import kept_in_both
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.verdict import ONE_SIDED, Verdict
from guicheng.domain.values.message import _

#: A part at the end of a clause that lets work rest.
_REST: Final = re.compile(
    "[,;](?:但|如果?|若)?(?P<leave>(?:遇|逢)?[^,;。\\d]{2,14}?(?:时|期间|天气|的)?,?(?:经[^,;。]{2,8}同意)?(?:可以?(?![能行])|允许|准许)"
    "(?:酌情|适当|相应|不再|临时|暂时)*(?:暂停|停止|停(?=[一-鿿])|中断|顺延|延后|推迟|延期|取消|免(?=[一-鿿])|不(?=[做扫洗拖巡清浇修剪检擦打进必])|"
    "减(?:少|为|半|至)|缩短|改为?)[^,;。]{0,8})[。;]?$"
)
#: A part at the end that says that nothing lets it rest.
_NO_REST: Final = re.compile(
    "[,;](?:即使|即便|不论|无论|不管)?[^,;。\\d]{0,14}?(?:(?:也|亦|均|都|一律|一概)?(?:不例外|不得例外|无例外|照常(?:进行|执行|清扫|作业|开展)?|照样进行|"
    "不(?:得|能|可|许|准)(?:暂停|停止|中断|间断|取消|顺延|延后|推迟|减少|缩短)|不(?:间断|中断|停歇|打折扣)|如期进行)|"
    "无一例外|风雨无阻|(?<=论)(?:天气|气温|气候|晴雨|季节|刮风下雨)[^,;。\\d]{0,4}|(?<=管)(?:天气|气温|刮风下雨)[^,;。\\d]{0,4})[。;]?$"
)


def compared_by_rest(first: str, second: str, compared: Callable[[str, str], Pairing]) -> Pairing | None:
    """Say how two clauses stand of which one lets work rest in cases and the other in none, None for others.

    Args:
        first: The first clause as written.
        second: The second clause as written.
        compared: Compares two texts.

    Example:
        >>> _REST.search("园区道路每日清扫一次,遇暴雨可暂停。")["leave"]
        '遇暴雨可暂停'
    """
    mine, theirs = normalize(first).strip(), normalize(second).strip()
    rests = _REST.search(mine)
    leave = rests or _REST.search(theirs)
    if leave is None or not _NO_REST.search(theirs if rests else mine):
        return None
    core = compared(*(_NO_REST.sub("。", _REST.sub("。", text)) for text in (mine, theirs)))
    if core.verdict not in ONE_SIDED:
        return core
    example = _("Work rests: “{words}”.", words=leave["leave"])
    return kept_in_both(core, Verdict.LOOSER if rests else Verdict.TIGHTER, example)
