"""Grounds that one clause closes and another opens: 中心草坪全年封闭, 中心草坪周末对业主开放、可搭帐篷."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.tables import rows_of

#: What keeps everybody out, always; what is closed for an hour, in rain or for repairs is open otherwise.
_CLOSED: Final = re.compile(
    "(?<!不得)(?<!禁止)(?<!严禁)封闭(?!式|空间)|不对外开放|谢绝(?:入内|进入)|"
    "(?:不得|禁止|严禁|不准|不许|勿)(?:任何人|擅自|随意)?(?:进入|入内|踩踏|践踏)"
)
_BANNED: Final = "(?:不得|禁止|严禁|不准|不许|勿)[^;。]{0,16}?"
_AT_TIMES: Final = re.compile(r"\d:\d\d|\d[点时]|期间|施工|维修|检修|清洗|换水|[雨雪风雷冰]|夜间|未经|闭馆|恢复")
_OPEN: Final = re.compile(
    "开放(?!式|空间)|可以?(?:进入|入内|来|到|在|自带|带|搭|支|铺|上|放|摆|办)|(?:搭|支|铺|摆|办|设|放)在|(?:举办|举行|组织|开展|办)"
    "|(?:设有?|安装|配建|划出)[^,;。]{0,10}?(?:充电|晾晒|吸烟|烧烤|停车)(?:位|桩|区|点|口|架|处)"
)
_DENIED: Final = re.compile("不|禁|严禁|停止|勿|封闭")
_PART: Final = re.compile("[^,;。]+")
#: The 草坪 of 中心花园大草坪 is what is meant, and 中心 tells which.
_NAMED_BY: Final = 6
#: What tells one of several grounds from the others.
_WHICH: Final = re.compile("(?:[东西南北]|中心|屋顶|宅间|围墙|入口)[侧区边]?$")
#: Words before the name of grounds that belong to what is said of them: 不得驶入地下车库, 在中心草坪.
_AHEAD: Final = re.compile(".*(?:不得|禁止|严禁|不准|不许|[驶进推带]入|停放|[在于到])")


@dataclass(frozen=True, slots=True)
class Ground:
    """Grounds that a clause closes or opens.

    Args:
        kind: What they are: 草坪.
        name: Up to six characters before that tell which, "" where all are meant.
        pastimes: What is forbidden on them, or held on them; of grounds that are closed to everybody none.
    """

    kind: str
    name: str
    pastimes: frozenset[str]

    def is_closed_to(self, other: Ground) -> bool:
        """Tell whether what another clause opens lies within what this one closes, and does what this one forbids."""
        named = not self.name or bool(_pairs(self.name) & _pairs(other.name))
        return self.kind == other.kind and named and (not self.pastimes or bool(self.pastimes & other.pastimes))


@lru_cache(maxsize=20_000)
def closed_in(text: str) -> Ground | None:
    """Return the grounds that a clause closes for good or on which it forbids pastimes, None where it does neither.

    Args:
        text: The clause.
    """
    plain = normalize(text)
    ground = _ground().search(plain)
    if ground is None or _AT_TIMES.search(plain):
        return None
    if _CLOSED.search(plain):
        return Ground(ground[2], _which(ground[1]), frozenset())
    banned = frozenset(word for word in _pastimes() if re.search(_BANNED + word, plain))
    return Ground(ground[2], _which(ground[1]), banned) if banned else None


@lru_cache(maxsize=20_000)
def opened_in(text: str) -> Ground | None:
    """Return the grounds that a clause opens to people, with what they do there, None where it opens none.

    Args:
        text: The clause.
    """
    plain = normalize(text)
    ground = _ground().search(plain)
    parts = (part for part in _PART.findall(plain) if not _DENIED.search(part))
    if ground is None or not any(_OPEN.search(part) for part in parts):
        return None
    return Ground(ground[2], _which(ground[1]), frozenset(word for word in _pastimes() if word in plain))


def are_on_other_grounds(mine: str, theirs: str) -> bool:
    """Tell whether two texts name two grounds of one kind: 东侧草坪, 中心草坪."""
    first, second = (_ground().search(normalize(text)) for text in (mine, theirs))
    if first is None or second is None or first[2] != second[2]:
        return False
    here, there = (_WHICH.search(ground[1]) for ground in (first, second))
    return here is not None and there is not None and here[0] != there[0]


def _which(ahead: str) -> str:
    """Return what tells which grounds are meant of the words before them, without what is forbidden or done there."""
    return _AHEAD.sub("", ahead)


def _pairs(name: str) -> set[str]:
    return {name[i : i + 2] for i in range(len(name) - 1)}


@cache
def _ground() -> re.Pattern[str]:
    kinds = sorted((row[0] for row in rows_of("consistency", "grounds")), key=len, reverse=True)
    return re.compile(f"([一-鿿]{{0,{_NAMED_BY}}})({'|'.join(kinds)})")


@cache
def _pastimes() -> tuple[str, ...]:
    return tuple(row[0] for row in rows_of("consistency", "pastimes"))
