"""Work that is to have begun within a time beside work that is to be over within one: 2小时内开始清扫, 2小时内清扫完毕.

Whoever is done has begun, so a limit for the end keeps one that is as long for the beginning, and not the other way. A
shorter one for the beginning and a longer one for the end keep neither each other.
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

#: How long somebody has, up to what is to be done.
_WITHIN: Final = (
    r"(?P<within>(?:[\d半一二两三四五六七八九十]个?(?:小?时|分钟?|日|天|周|工作日)[以之]?[内前]|[当本][日天]|\d:\d\d[以之]?前)"
    r",?[^,;。\d]{0,8}?)"
)
#: Words for a beginning, but of machines and of plans, which start and are done with that.
_BEGIN: Final = (
    "(?:必须|均须|立即|马上)?(?:开始|着手|动手|动工|启动(?![^,;。]{0,8}(?:预案|泵|电机|机组|程序|系统|电源|响应|流程|设备|电梯))|展开)"
    "(?:进行|实施|组织|对)?"
)
_BEGUN: Final = re.compile(f"{_WITHIN}{_BEGIN}(?P<work>[一-鿿]{{0,16}}?)(?P<tail>[,;。]|$)")
#: Words for an end.
_DONE: Final = re.compile(
    "完毕|完成|结束|干净|到位|妥当|修好|修复|整改好|办结|竣工|完工|解决|消除|恢复正常|"
    "[清扫铲修搞弄补除洗撤拆装挖搬运处理换排浇剪喷查]完"
)
#: Most characters of a verb without what it is done to.
_VERB: Final = 2


def compared_by_beginning(first: str, second: str, compared: Callable[[str, str], Pairing]) -> Pairing | None:
    """Say how two clauses stand of which one bounds the beginning of work and the other its end, None for others.

    Args:
        first: The first clause as written.
        second: The second clause as written.
        compared: Compares two texts.
    """
    mine, theirs = normalize(first), normalize(second)
    begins = _only_begins(mine)
    if begins is _only_begins(theirs):
        return None
    if not _DONE.search(theirs if begins else mine):
        return None
    core = compared(_to_the_end(mine), _to_the_end(theirs))
    if core.verdict not in ONE_SIDED:
        return None if core.verdict is Verdict.CONFLICT else core
    example = _("The first may only have begun when the second has to be done.")
    return kept_in_both(core, Verdict.LOOSER if begins else Verdict.TIGHTER, example)


def _only_begins(plain: str) -> bool:
    """Tell whether a text bounds when work begins, and nothing else."""
    begun = _BEGUN.search(plain)
    return begun is not None and not _DONE.search(plain, begun.end("within"))


def _to_the_end(plain: str) -> str:
    """Return a text in which the work is to be done within the time in which it is to begin."""
    return _BEGUN.sub(_ended, plain, count=1)


def _ended(begun: re.Match[str]) -> str:
    # A verb alone may be read as what is only set about: 抢修.
    end = "完成" if not begun["work"] else "完毕" if len(begun["work"]) <= _VERB else ""
    return f"{begun['within']}{begun['work']}{end}{begun['tail']}"
