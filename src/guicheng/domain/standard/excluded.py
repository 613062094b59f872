"""What clauses leave out by name, and others speak of: 除导盲犬外, 导盲犬; 非承重墙, 承重墙."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from guicheng.domain.clause.normalize import normalize

#: People are told apart by what they may do, times by the clock, and 非法 is no kind of anything.
_NO_KIND: Final = "业主|住户|客户|本|员工|工作人|内部|授权|物业|专业|必要|经|法|常|凡|但|因|要|得|此|请|特|同"
_KIND: Final = re.compile(f"(?<!并)(?<!除)(?:非|无(?=噪))(?!{_NO_KIND})([一-鿿]{{2}})(?![^,;。]{{0,1}}时)")
_EXCEPT: Final = re.compile(
    "除(?![非去了])([^,;。:外]{2,14}?)(?:以外|之外|外(?![来墙围立地送卖包]))|([^,;。:]{2,10})除外"
)
_JOINED: Final = re.compile("、|以及|及|和|与|或")
#: Whoever comes with somebody, and what belongs to something, is another one.
_BELONGS: Final = "(?![的之]?(?:亲友|访客|家属|家人|同行|代理|随行))(?!的)(?![^,;。]{0,4}(?:不|照|也|同样|无休|例外))"
_BANS: Final = re.compile("不得|不准|不许|不可|不能|不予|禁|谢绝|概不|拒绝|停止|关闭|勿")
_MEASURED: Final = re.compile(r"\d|每[日天周月季年]|半")
_LEFT_OUT: Final = "(?:以外|之外|外|除外)"


def leaves_out(mine: str, theirs: str) -> bool:
    """Tell whether one of two clauses leaves out by name what the other one speaks of.

    Example:
        >>> leaves_out("除导盲犬外，犬只不得进入会所", "视障人士可携带导盲犬进入会所")
        True
        >>> leaves_out("犬只不得进入会所", "视障人士可携带导盲犬进入会所")
        False
    """
    texts = normalize(mine), normalize(theirs)
    return any(_is_excepted(one, other) or _is_of_the_other_kind(one, other) for one, other in (texts, reversed(texts)))


def _is_excepted(mine: str, theirs: str) -> bool:
    """Tell whether a text speaks of what another one excepts, and does not ban it as well, or let it in as well."""
    excepted = _excepted_in(mine)
    if excepted and not _MEASURED.search(theirs) and bool(_BANS.search(mine)) is bool(_BANS.search(theirs)):
        return False
    own = _excepted_in(theirs)
    return any(re.search(f"{re.escape(word)}{_BELONGS}", theirs) for word in excepted - own)


@lru_cache(maxsize=20_000)
def _excepted_in(text: str) -> frozenset[str]:
    words = (word for hit in _EXCEPT.finditer(text) for word in _JOINED.split(hit[1] or hit[2]))
    return frozenset(word for word in words if len(word) > 1)


def _is_of_the_other_kind(mine: str, theirs: str) -> bool:
    """Tell whether a text speaks of what another one denies to speak of: 承重, 非承重."""
    return any(
        not _names(kind, mine) and _names(kind, theirs) and not re.search(f"[非无]{kind}", theirs)
        for kind in _KIND.findall(mine)
    )


def _names(kind: str, text: str) -> bool:
    """Tell whether a text speaks of a kind, and not of all but that."""
    return re.search(f"(?<![非无]){kind}(?![^,;。]{{0,3}}{_LEFT_OUT})", text) is not None
