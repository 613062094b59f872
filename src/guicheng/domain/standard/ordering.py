"""Which of two steps comes first, each told in the words of its author: 先关阀再通知, 全部通知完毕后方可关阀."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from guicheng.domain.comparison.phrasing import rephrased
from guicheng.domain.standard.telling import chars_of, weight_of

_SENTENCE: Final = re.compile("[^;。\n]+")
_ASIDE: Final = re.compile(r"\([^()]{1,60}\)")
_FIRST: Final = "(?:首先|(?<![事预优率原首])先(?![生进前行锋后期])|第一步|第1步|第一是)"
_THEN: Final = (
    "(?:随后再?|然后再?|接着|继而|而后再?|第二步才?|第2步|第二是|之后再|后再|之后方可|后方可|后才|(?<=,)后(?![续台勤门备期面果方])|方可|方能"
    "|才[能可]?(?!用)|再(?![次生三者]))"
)
_ONLY_THEN: Final = "(?:再(?![次生])|方可|方能|才[能可]?(?!用))"
_DONE: Final = "(?P<first>[^,。;]{2,24}?)(?:完毕|完成|结束|到位|妥当|好|妥|完)?(?:之后|以后|后),?"
_MUST_FIRST: Final = "(?:(?<![事预优首])先(?![生进前后期])|(?:必须|须|应当?)(?![在于急])先?)"
_WITHOUT: Final = "(?:未经?|没有?)"
_BARRED: Final = "(?:不得|不准|禁止|严禁|不许)"
_ORDERS: Final = tuple(
    map(
        re.compile,
        (
            f"{_FIRST}(?P<first>[^。;]{{2,40}}?),?{_THEN}(?P<last>[^,。;]{{2,24}})",
            f"{_DONE}[^,。;]{{0,10}}?{_ONLY_THEN}(?P<last>[^,。;]{{2,24}})",
            f"(?P<last>[^,。;]{{2,20}}?)(?:之前|以前|前),?[^,。;]{{0,10}}?{_MUST_FIRST}(?P<first>[^,。;]{{2,24}})",
            f"{_WITHOUT}(?P<first>[^,。;]{{2,16}}?)的?(?:之?前)?,?[^,。;]{{0,6}}?{_BARRED}(?P<last>[^,。;]{{2,20}})",
        ),
    )
)
#: Least that a step of one clause has in common with one of the other, and both pairs of steps together.
_LEAST: Final = 2.5
_BOTH: Final = 7.5
#: Least share of the step that tells less, in the pair that shares less and in the other one.
_SHARES: Final = (0.35, 0.6)
#: How much more the steps are alike crosswise than as they stand.
_TIMES: Final = 3.0


@dataclass(frozen=True, slots=True)
class Steps:
    """Two steps in their order.

    Args:
        words: The words that say so.
        first: What is told of the earlier step.
        last: What is told of the later one.
    """

    words: str
    first: frozenset[str]
    last: frozenset[str]

    @property
    def topics(self) -> frozenset[Hashable]:
        """Return the characters of the steps that tell much."""
        return frozenset(("step", char) for char in self.first | self.last if weight_of(char) >= _LEAST)

    def denies(self, other: Steps) -> bool:
        """Tell whether what comes first in one clause comes last in the other, and the other way round."""
        crossed = ((self.first, other.last), (self.last, other.first))
        common = [weight_of(mine & theirs) for mine, theirs in crossed]
        if min(common) < _LEAST or sum(common) < _BOTH:
            return False
        shares = sorted(each / min(map(weight_of, pair)) for each, pair in zip(common, crossed, strict=True))
        if any(share < least for share, least in zip(shares, _SHARES, strict=True)):
            return False
        straight = weight_of(self.first & other.first) + weight_of(self.last & other.last)
        return sum(common) >= _TIMES * straight


@lru_cache(maxsize=20_000)
def steps_in(text: str) -> tuple[Steps, ...]:
    """Return which step a clause puts before which.

    Args:
        text: The clause.
    """
    return tuple(_steps_of(text))


def _steps_of(text: str) -> Iterator[Steps]:
    for sentence in _SENTENCE.findall(_ASIDE.sub("", rephrased(text))):
        for pattern in _ORDERS:
            for hit in pattern.finditer(sentence):
                first, last = chars_of(hit["first"]), chars_of(hit["last"])
                # What both steps name is what they are done to.
                both = first & last
                if first - both and last - both:
                    yield Steps(hit[0], first - both, last - both)
