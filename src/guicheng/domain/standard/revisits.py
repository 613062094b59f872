"""Whether those who did something ask themselves how it was, or others do: 由经办人本人回访, 经手的人不得回访."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.standard.concerns import concerns_of

_SENTENCE: Final = re.compile("[^;。\n]+")
_ASKED: Final = "回访|[回打]电话|回电|致电|问[^,;。]{0,4}满意"
_REVISITED: Final = re.compile(_ASKED)
#: Who did it.
_HANDLER: Final = "(?:经办|经手|承办|原?处理|原维修|办理|修理)(?!时|后|完|情况|结果|意见|满)[^,;。]{0,8}?(?:人员?|员工?|工|师傅|同事|部门|岗位?|班组|者)"
#: They do it themselves, and somebody else does.
_THEMSELVES: Final = re.compile(
    f"{_HANDLER}[^,;。不]{{0,10}}?(?:{_ASKED})|谁(?:经办|经手|处理|办|修|接单?)[^,;。]{{0,3}}谁(?:负责|来|去)?(?:{_ASKED})"
    f"|(?:本人|自己|亲自)[^,;。不]{{0,8}}(?:{_ASKED})"
)
_OTHERS: Final = re.compile(
    f"(?:非|未|没有?|不是|除|并非)(?:参与)?[^,;。]{{0,2}}{_HANDLER}|(?:未|没有?|非)(?:参与|经手|经办|处理)[^,;。]{{0,10}}的"
    f"|{_HANDLER}[^,;。]{{0,6}}?(?:不得|不能|不准|不许|不可|不参与|不做|不再|不应|回避|避嫌|以外|之外|无权|严禁|禁止)"
    "|(?:必须|须|应当?|要|一律|得)?(?:换人|另派|另换|换[一个别]{1,2}人|第三人|无关(?:人员|的人))"
)


@dataclass(frozen=True, slots=True)
class Revisit:
    """Who asks how something was done.

    Args:
        words: The sentence that says so.
        others: Whether anybody but who did it.
        about: What it is about, by the table of concerns.
    """

    words: str
    others: bool
    about: frozenset[str]

    @property
    def topics(self) -> frozenset[Hashable]:
        """Return what it is about."""
        return frozenset(("revisited", each) for each in self.about)

    def denies(self, other: Revisit) -> bool:
        """Tell whether one has those do it who did the thing, and the other one anybody else."""
        return self.others is not other.others and bool(self.about & other.about)


@lru_cache(maxsize=20_000)
def revisits_in(text: str) -> tuple[Revisit, ...]:
    """Return who asks how something was done according to a clause.

    Args:
        text: The clause.
    """
    return tuple(
        Revisit(sentence, others, concerns_of("who", sentence))
        for sentence in _SENTENCE.findall(normalize(text))
        if _REVISITED.search(sentence)
        and ((others := _OTHERS.search(sentence) is not None) or _THEMSELVES.search(sentence))
    )
