"""What goes with each time that something is done: 每次清洗后检测水质, 由持证人员陪同, 满7日后回收残饵."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_PART: Final = "^(?P<core>[^;。]{4,80}?)"
_END: Final = "[。;]?$"
#: Behind, ahead or in the course of what the clause is about, which it names once more.
_EACH_TIME: Final = re.compile(
    rf"{_PART},(?P<more>(?:并?在|每次|每遍)?(?P<again>[一-鿿]{{2,5}}?)(?:完毕|完成|结束)?(?:(?<![以之日天周月年期点])[后前]|时)(?:应当?|须)?"
    rf"(?![方可提])(?P<deed>[^,;。\d]{{3,18}})){_END}"
)
#: Somebody is there as well.
_ATTENDED: Final = re.compile(
    f"{_PART},(?P<more>(?:并?由|有)?(?P<deed>[^,;。\\d]{{2,8}}?(?:全程)?(?:陪同|监护|旁站|看护|看守))){_END}"
)
#: What was put up is taken away again after some time.
_UNDONE: Final = re.compile(
    rf"{_PART},(?P<more>[^,;。\d]{{0,6}}满(?:\d+|[一二两三四五六七八九十]+)个?(?:日|天|小时|分钟)后(?:予以|再)?"
    rf"(?P<deed>(?:撤|回收|拆|收回|清除|清理|移除|解除)[^,;。\d]{{0,8}})){_END}"
)
#: A second duty without a pause before it.
_AT_ONCE: Final = re.compile(
    rf"{_PART}(?<=[一-鿿]{{2}})(?<![合一归吞兼图])(?P<more>并(?![排列轨发存行网联购入案])且?(?P<deed>[^,;。\d]{{4,20}})){_END}"
)
#: Papers that go with the one that is kept: 消杀记录附药品合格证,一并保存两年.
_ENCLOSED: Final = re.compile(
    r"^(?P<head>[^,;。]{2,16}?)(?P<more>(?:并附|附有?|随附|连同|附带)(?![近属件加则])(?P<deed>[^,;。\d]{2,12}?))"
    r",?(?:一并|一起|一同|合并)?(?P<tail>(?:保存|存档|归档|留存|保管|报送|提交)[^;。]{0,40})[。;]?$"
)
#: The occasion of which a clause of acts is.
_OCCASION: Final = re.compile("^(?:遇到?|逢|发生|如遇)?[^,;。]{2,14}(?:时|的|后|前|期间|现场|地点),?|^(?:遇|逢|如遇)")
_SAID: Final = re.compile(r"[^,;。\d]{4}")


def accompanied(plain: str) -> Iterator[tuple[str, str, str]]:
    """Yield a text without what goes with each time at its end, or with a paper, that, and what of it is the act.

    Args:
        plain: A clause, normalized.

    Example:
        >>> list(accompanied("水箱每半年清洗一次,清洗后检测水质。"))
        [('水箱每半年清洗一次', '清洗后检测水质', '检测水质')]
    """
    for pattern in (_EACH_TIME, _ATTENDED, _UNDONE, _AT_ONCE):
        found = pattern.search(plain)
        if found is None or (pattern is _EACH_TIME and not _is_named(found["again"], found["core"])):
            continue
        yield found["core"], found["more"], found["deed"]
    if (papers := _ENCLOSED.search(plain)) is not None:
        yield papers["head"] + papers["tail"], papers["more"], papers["deed"]


def is_of_an_occasion(core: str) -> bool:
    """Tell whether a clause says when an act is to be done: 道路结冰时,铺设防滑垫."""
    occasion = _OCCASION.match(core)
    return occasion is not None and _SAID.search(core, occasion.end()) is not None


def _is_named(again: str, core: str) -> bool:
    """Tell whether a clause is about what its last part names once more."""
    return any(again[place : place + 2] in core for place in range(len(again) - 1))
