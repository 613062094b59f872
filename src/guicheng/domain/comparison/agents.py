"""A bait, a salt or a poison that one clause uses and the other bans, or bans elsewhere: 撒布融雪剂, 禁止使用融雪剂.

A ban on it in all of the estate holds in each of its places; one for a place holds there alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.facets import words as words_of_scope
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.scope import ANYWHERE
from guicheng.domain.comparison.verdict import Verdict, Witness
from guicheng.domain.values.message import _

_USED: Final = "使用|采用|投放|撒布|抛撒|撒|喷洒|喷施|喷|施用|投加|投|布放|放置|涂刷|用"
#: What is used: its last characters tell what kind of thing it is.
_AGENT: Final = "[一-鿿]{0,4}?(?:剂|药|毒饵|诱饵|工业盐|氯化钠|液氯|氯气|强酸|盐酸|草酸|烧碱|柴油|汽油|农药|粘鼠板|碱)"
_BAN: Final = re.compile(
    rf"^(?P<where>[^;。]{{0,40}}?),?(?:一律|均|都)?(?:不得|禁止|严禁|不准|不许)(?:{_USED})(?:任何|各类|一切)?(?P<agent>{_AGENT})[。;]?$"
)
_USE: Final = re.compile(rf"(?:{_USED})[^,;。\d]{{0,4}}?(?P<agent>{_AGENT})")
#: A clause that only uses it on terms, or leaves it.
_ON_TERMS: Final = re.compile(
    "不得|禁止|严禁|不准|不许|除(?![冰雪草蟑])|可以|允许|停止|不[再用使]|经[^,;。]{2,8}(?:同意|批准)|方可"
)
#: A ban on terms, or one that lets something else be.
_SOME: Final = re.compile("擅自|未经|除(?![冰雪草蟑])|以外|[未无]|超过|以上|以下|期间|时[,内段]|前|后")
_ESTATE: Final = re.compile(
    "小区|园区|厂区|院区|校区|项目|大厦|全区|全园|管理区域|所有区域|全部区域|各区域|服务区域|(?<=区)范围"
)
_LIGHT: Final = re.compile("[内里中上的各]|范围|所有|全部|一切|区域|工作|作业|过程|时$")
#: Work that a ban is for.
_WORK: Final = re.compile("养护|保洁|清洁|清洗|消毒|消杀|灭鼠|灭蟑|除冰|清雪|除草|打蜡|施肥|绿化")
_FEWEST: Final = 2


@dataclass(frozen=True, slots=True)
class _Ban:
    """A ban on an agent.

    Args:
        place: Where it holds, "" for all of the estate.
        work: The work that it is for.
        agent: What must not be used.
    """

    place: str
    work: frozenset[str]
    agent: str


def are_agents_banned(mine: str, theirs: str) -> bool:
    """Tell whether one clause has something used that the other one bans there.

    Args:
        mine: The first clause as written.
        theirs: The second clause as written.

    Example:
        >>> are_agents_banned("坡道结冰后撒布工业盐。", "坡道除冰严禁撒布工业盐。")
        True
    """
    first, second = normalize(mine), normalize(theirs)
    return _is_banned(first, _ban_in(second), second) or _is_banned(second, _ban_in(first), first)


def compared_as_bans_on_agents(mine: str, theirs: str) -> Pairing | None:
    """Return how two bans on one agent stand of which one holds in all of the estate, None for others.

    Args:
        mine: The first clause as written.
        theirs: The second clause as written.
    """
    first, second = _ban_in(normalize(mine)), _ban_in(normalize(theirs))
    if first is None or second is None or first.agent != second.agent or bool(first.place) is bool(second.place):
        return None
    wide, narrow = (second, first) if first.place else (first, second)
    if wide.work and len(wide.work & narrow.work) < _FEWEST:
        return None
    if not first.place:
        return Pairing(Verdict.TIGHTER)
    return Pairing(Verdict.LOOSER, Witness(ANYWHERE, _("Only the second clause promises “{b}”.", b=theirs)))


def _ban_in(plain: str) -> _Ban | None:
    found = _BAN.match(plain)
    if found is None or _SOME.search(found["where"]):
        return None
    where = found["where"]
    work = frozenset("".join(_WORK.findall(where)))
    place = "" if _is_everywhere(where) else _LIGHT.sub("", _WORK.sub("", _ESTATE.sub("", where)))
    return _Ban(place, work, found["agent"])


def _is_everywhere(where: str) -> bool:
    """Tell whether a ban is for all of the estate: nothing but that and the work is named."""
    return not re.sub("[,、对]", "", _LIGHT.sub("", _WORK.sub("", _ESTATE.sub("", where))))


def _is_banned(deed: str, ban: _Ban | None, banning: str) -> bool:
    """Tell whether a clause has an agent used where another one bans it."""
    used = _USE.search(deed)
    if ban is None or used is None or _ON_TERMS.search(deed) or not used["agent"].endswith(ban.agent):
        return False
    places = [word for word in _places(banning) if word not in {"小区", "园区"}]
    return not places or any(word in deed for word in places)


def _places(text: str) -> list[str]:
    """Return the words for places that a text names."""
    return [
        word
        for word, meant in words_of_scope().items()
        if word in text and any(facet == "space" for facet, _n in meant)
    ]
