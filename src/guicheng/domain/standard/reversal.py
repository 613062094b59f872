"""Clauses that turn a choice round in words that no table knows: 用滚筒，不得喷涂 beside 采用喷涂，不用滚筒."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.standard.telling import Shared, weight_of

_SENTENCE: Final = re.compile("[^。\n]+")
_PART: Final = re.compile(r"[^,;|()!?]+")
_BARS: Final = re.compile(
    "不(?!少|足|低|超|高|大|同|锈|间|断|满|含|包括|定|论|限|合格|良|符|明|安全|锈|当)[得准许能可应宜要用必须需再予设]?|[无毋]须|无需|无权|无效$|(?<!门)禁(?!区)[止用]?|严禁|勿"
    "|别(?![的处人名致墅])|(?:停[用收]|作废|取消)$"
)
#: Two bars in one part, and what is barred on a condition, bar nothing: 未经批准不得, 不得拒绝.
_ON_CONDITION: Final = re.compile("未|没|除|非(?!机动|急)|拒|无(?![权效需须])|如|若|的$|后$|时$|前$")
#: Words that stand on both sides of a choice: 使用, 进行, 负责.
_LIGHT: Final = re.compile(
    "使用|采用|采取|进行|负责|自行|自己|直接|方式|工具|地点|一律|统一|只能|只准|只许|只用|必须|应当|应该|可以|作业"
    "|(?:任何|其他)(?:部门|岗位)?|员工|项目(?!经理)|人员|业主|物业|园区|小区|批准|审批|签字|签发|签批|保管|存放"
)
#: Least that what one takes and the other bars tells, either way, and what both are about beside it.
_TURNED: Final = 3.0
_COMMON: Final = 4.5
_SHARE: Final = 0.27
#: A bar with so few characters behind it is told of what stands before it as well: 喷枪不得使用.
_FEW: Final = 1


@dataclass(frozen=True, slots=True)
class Reversal:
    """What a sentence takes and what it bars.

    Args:
        words: The sentence.
        taken: Pairs of neighbouring characters of what it takes.
        barred: Those of what it bars.
        chars: All its characters that tell something.
    """

    words: str
    taken: frozenset[str]
    barred: frozenset[str]
    chars: frozenset[str]

    @property
    def topics(self) -> frozenset[Hashable]:
        """Return what is barred."""
        return frozenset(("barred", pair) for pair in self.barred)

    @property
    def sought(self) -> frozenset[Hashable]:
        """Return what another clause would have to bar: what this one takes."""
        return frozenset(("barred", pair) for pair in self.taken)

    def denies(self, other: Reversal) -> bool:
        """Tell whether each takes what the other bars, and both are about one thing."""
        there, back = self.taken & other.barred, other.taken & self.barred
        if not there or not back or min(_told(there), _told(back)) < _TURNED:
            return False
        turned = frozenset("".join(there | back))
        mine, theirs = self.chars - turned, other.chars - turned
        return Shared.of(mine, theirs).reaches(_COMMON, _SHARE)


def _told(pairs: frozenset[str]) -> float:
    return weight_of(frozenset("".join(pairs)))


@lru_cache(maxsize=20_000)
def reversals_in(text: str) -> tuple[Reversal, ...]:
    """Return what the sentences of a clause take and bar that do both.

    Args:
        text: The clause.
    """
    found = (_reversal(sentence) for sentence in _SENTENCE.findall(normalize(text)))
    return tuple(each for each in found if each.taken and each.barred)


def _reversal(sentence: str) -> Reversal:
    taken: set[str] = set()
    barred: set[str] = set()
    for part in _PART.findall(sentence):
        bar = _BARS.search(part)
        if bar is None:
            taken |= _pairs(part)
        elif not _ON_CONDITION.search(part):
            behind = _pairs(part[bar.end() :])
            barred |= behind if len(behind) > _FEW else behind | _pairs(part[: bar.start()])
    told = frozenset(char for pair in _pairs(_BARS.sub(" ", sentence)) for char in pair)
    return Reversal(sentence, frozenset(taken - barred), frozenset(barred - taken), told)


def _pairs(text: str) -> set[str]:
    """Return the pairs of neighbouring characters of a text, without light words and marks."""
    pieces = re.findall("[一-鿿a-z]{2,}", _LIGHT.sub(" ", text))
    return {piece[at : at + 2] for piece in pieces for at in range(len(piece) - 1)}
