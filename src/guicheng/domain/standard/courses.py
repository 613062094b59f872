"""In which direction work goes on: stairs swept from the top floor down, or from the ground floor up."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.unlikeness import done_in
from guicheng.domain.standard.telling import Shared, chars_of

_FROM: Final = "[由从自]"
_TO: Final = "(?:[往至到向而]|→)"
_TOP: Final = "(?:顶层|最高层|高层|最上[头面层]|楼顶|高处|顶楼)"
_BOTTOM: Final = "(?:底层|最低层|低层|最下[头面层]|一层|一楼|首层|低处|底楼)"
#: Each direction with the opposite one.
_COURSES: Final = {
    "down": (
        f"(?:{_FROM}上{_TO}下|{_FROM}{_TOP}|{_TOP}→|先高后低|先上后下|(?:逐层|一层一层|依次)[^,;。]{{0,2}}[向往]下|[向往]下逐层"
        f"|{_BOTTOM}[^,;。]{{0,2}}最后)"
    ),
    "up": (
        f"(?:{_FROM}下{_TO}上|{_FROM}{_BOTTOM}|{_BOTTOM}→|先低后高|先下后上|(?:逐层|一层一层|依次)[^,;。]{{0,2}}[向往]上|[向往]上逐层"
        f"|{_TOP}[^,;。]{{0,2}}最后|先[^,;。]{{0,3}}{_BOTTOM}|到顶(?!层|楼))"
    ),
    "outward": f"(?:{_FROM}[里内]{_TO}外|先[里内]后外)",
    "inward": f"(?:{_FROM}外{_TO}[里内]|先外后[里内])",
    "to the dirty": f"(?:{_FROM}(?:清洁|洁净|洁)区?{_TO}(?:污染|污)区?|先洁后污|先清洁区?后污染区?)",
    "to the clean": f"(?:{_FROM}(?:污染|污)区?{_TO}(?:清洁|洁净|洁)区?|先污后洁|先污染区?后清洁区?)",
}
_OPPOSITE: Final = {
    "down": "up",
    "up": "down",
    "outward": "inward",
    "inward": "outward",
    "to the dirty": "to the clean",
    "to the clean": "to the dirty",
}
_HEADINGS: Final = {name: re.compile(pattern) for name, pattern in _COURSES.items()}
#: A direction that is forbidden, and words that tell nothing of the work.
_DENIED: Final = re.compile("(?:不得|不准|不许|不能|不要|禁止|严禁|切勿)[^,;。]{0,14}")
_LIGHT: Final = re.compile(
    "顺序|次序|逐层|一层一层|依次|开始|起点|顶层|高层|低层|底层|一层|一楼|首层|顶楼|最[上下][头面]|到顶|最后|(?<=清扫|擦拭)[起到完]|走[起到完]|再上|收工|收尾|做到?"
)
#: Verbs of one character, each with the word by which the tables know it.
_VERBS: Final = tuple(
    (re.compile(pattern), word)
    for pattern, word in (
        ("(?<![清打])扫(?![帚雪码描])", "清扫"),
        ("(?<![抹])擦(?!拭)", "擦拭"),
        ("拖(?![把鞋车洗拭延欠])", "拖洗"),
    )
)
#: What is walked floor by floor is one place: 楼道, 楼梯.
_STAIRS: Final = re.compile("楼道|走廊|过道|楼梯间?|步梯")
#: Least that is told of the work in common, and its share of what the less telling clause tells.
_LEAST: Final = 5.0
_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Course:
    """A direction of some work.

    Args:
        words: The clause.
        heading: Its name.
        deeds: Numbers of the rows of verbs that are done.
        chars: What is told of the work.
    """

    words: str
    heading: str
    deeds: frozenset[int]
    chars: frozenset[str]

    @property
    def topics(self) -> frozenset[Hashable]:
        """Return the direction or the opposite one, by whichever stands first in the alphabet."""
        return frozenset({("course", min(self.heading, _OPPOSITE[self.heading]))})

    def denies(self, other: Course) -> bool:
        """Tell whether the same work goes on in the opposite direction."""
        if other.heading != _OPPOSITE[self.heading] or not self.deeds & other.deeds:
            return False
        return Shared.of(self.chars, other.chars).reaches(_LEAST, _SHARE)


@lru_cache(maxsize=20_000)
def courses_in(text: str) -> tuple[Course, ...]:
    """Return in which direction a clause has work go on, nothing where it names both directions.

    Args:
        text: The clause.
    """
    plain = _DENIED.sub("", normalize(text))
    found = [name for name, pattern in _HEADINGS.items() if pattern.search(plain)]
    if len(found) != 1:
        return ()
    rest = _HEADINGS[found[0]].sub("", _STAIRS.sub("楼梯", plain))
    for verb, word in _VERBS:
        rest = verb.sub(word, rest)
    rest = _LIGHT.sub("", rest)
    return (Course(text, found[0], frozenset(done_in(rest)), chars_of(rest)),)
