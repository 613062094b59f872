"""What is charged for each day that something is paid late: 每日万分之五, 按日千分之三."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.clause.numerals import split_number

_SENTENCE: Final = re.compile("[^;。\n]+")
_CHARGED: Final = re.compile("违约金|滞纳金|(?:逾期|迟交|晚交|欠费)[^;。]{0,12}加收")
_NUMBER: Final = r"\d+(?:\.\d+)?|[一二两三四五六七八九十]{1,3}"
_RATE: Final = re.compile(f"(?P<of>百|千|万)分之(?P<part>{_NUMBER})|(?P<percent>\\d+(?:\\.\\d+)?)(?P<sign>[%‰])")
_PARTS: Final = {"百": 100, "千": 1000, "万": 10000, "%": 100, "‰": 1000}
#: What a rate is of that is none of each day, and what it is at most.
_OTHERWISE: Final = re.compile("每月|按月|月息|总额|一次性|总价|不超过|以内|封顶|减免|折|LPR|利率")
#: What is paid late, and by whom.
_OWED: Final = ("租金", "停车|车位", "水费|电费|水电", "工程款|货款|合同款|外包|乙方|供应商", "押金|保证金")


@dataclass(frozen=True, slots=True)
class Surcharge:
    """What is charged for each day.

    Args:
        words: The sentence that says so.
        rate: The share of what is owed.
        owed: What is, by the place of its row; the fee of the property company without any.
    """

    words: str
    rate: Fraction
    owed: frozenset[int]

    @property
    def topics(self) -> frozenset[Hashable]:
        """Return that something is charged for paying late."""
        return frozenset({("surcharge", self.owed)})

    def denies(self, other: Surcharge) -> bool:
        """Tell whether both charge another share of the same."""
        return self.owed == other.owed and self.rate != other.rate


@lru_cache(maxsize=20_000)
def surcharges_in(text: str) -> tuple[Surcharge, ...]:
    """Return what a clause charges for each day that something is paid late.

    Args:
        text: The clause.
    """
    return tuple(
        Surcharge(sentence, _rate(hits[0]), _owed(sentence))
        for sentence in _SENTENCE.findall(normalize(text))
        if _CHARGED.search(sentence) and not _OTHERWISE.search(sentence)
        if len(hits := list(_RATE.finditer(sentence))) == 1
    )


def _rate(hit: re.Match[str]) -> Fraction:
    number = hit["percent"] or f"{split_number(hit['part'])[0]}"
    return Fraction(number) / _PARTS[hit["sign"] or hit["of"]]


def _owed(sentence: str) -> frozenset[int]:
    return frozenset(place for place, words in enumerate(_OWED) if re.search(words, sentence))
