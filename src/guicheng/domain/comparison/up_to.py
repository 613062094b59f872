"""A ban up to some time beside the whole ban, and a limit with an extension beside one without.

不得堆放超过24小时 lets it lie for a day, which 不得堆放 does not; 3日内完成,特殊情况可延长 may take longer than 3日内完成. Both
clauses are compared without that; the one that leaves more binds less.
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

_SPAN: Final = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3}|半)个?(?:小时|分钟|天|日|周|月|工作日)"
#: The longest for which something may lie or stand.
_LONGEST: Final = re.compile(f"(?<=放|留|靠|存|置)(?:时间)?(?:不得|禁止|严禁)?(?:超过|逾|长于){_SPAN}(?=[,;。]|$)")
_BANNED: Final = re.compile("(?:不得|禁止|严禁|不准|不许)[^,;。]{0,16}?(?:放|留|靠|存|置)")
#: More time than the limit gives, where a case is hard or somebody agrees.
_EXTENDED: Final = re.compile(
    "[,;(](?:但|如)?(?:遇|如遇|因|有|属)?(?:特殊|复杂|疑难|重大|情况|案情|确有|客观)[^,;。\\d]{0,10}?,?(?:经[^,;。]{2,10}?(?:批准|同意|许可)(?:后|的)?,?)?"
    f"(?:可以?|最多可|最长可)(?:适当|酌情|相应|再)?(?:延长|延期|放宽|顺延|推迟|延至|延)(?:至|到|为)?(?:{_SPAN})?(?:内)?\\)?(?=[。;]|$)"
)
_LIMIT: Final = re.compile(f"{_SPAN}(?:之|以)?内")


def compared_up_to(first: str, second: str, compared: Callable[[str, str], Pairing]) -> Pairing | None:
    """Say how two clauses stand of which one bans less, or may take longer, than it would without its end.

    Args:
        first: The first clause as written.
        second: The second clause as written.
        compared: Compares two texts.

    Example:
        >>> _LONGEST.search("货物不得在门厅放置超过30分钟。")[0]
        '超过30分钟'
    """
    mine, theirs = normalize(first), normalize(second)
    for sign, needed in ((_LONGEST, _BANNED), (_EXTENDED, _LIMIT)):
        ends = [sign.search(text) is not None for text in (mine, theirs)]
        if ends[0] is ends[1] or not needed.search(mine) or not needed.search(theirs):
            continue
        core = compared(*(sign.sub("", text) for text in (mine, theirs)))
        if core.verdict not in ONE_SIDED:
            return None
        respect = Verdict.LOOSER if ends[0] else Verdict.TIGHTER
        return kept_in_both(core, respect, _("Only the second clause promises “{b}”.", b=second))
    return None
