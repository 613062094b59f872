"""Who alone does something: keys that one post keeps, money that one department takes."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.tables import alternatives, longest_first, rows_of
from guicheng.domain.standard.telling import Shared, chars_of

_SENTENCE: Final = re.compile("[^;。\n]+")
_ALONE: Final = "一人|独自|统一|集中|独家|唯一|只能?由|只[许准]由|仅由|一律由?|专管"
_IS_ALONE: Final = re.compile(
    f"{_ALONE}|只[存放在]|(?:其他|其余|任何|别的|他人|个人)[^,]{{0,10}}(?:不得|不准|不许|严禁|禁止|无权|勿)"
)
#: Copies are another thing, and so is what holds in some cases alone.
_OF_SOME: Final = re.compile(
    "备份|备用|副本|复印|各自|分别|一套|一份|一式|夜间|节假日|下班|休息|紧急(?=时|情况)|应急(?=时|情况|状态)|临时|期间|离职|满后|移交"
)
_PLACED: Final = "(?:存放|锁存|收存|保管|保存|寄存|封存|留存|放置|放|存|锁)(?:在|于|至|入|到)(?P<place>[^,]{2,14})"
#: What only one may do, so that a thing has one origin.
_BY_ONE: Final = frozenset({"签发", "核发"})
#: What two objects share: how much, and of the one that tells less; and what may be left over on both sides.
_LEAST: Final = 6.0
_SHARE: Final = 0.5
_LEFT: Final = 6.0


@dataclass(frozen=True, slots=True)
class Duty:
    """Who does something with a thing.

    Args:
        words: The words that say so.
        duty: What is done, by the first word of its row.
        department: Who does it.
        alone: Whether nobody else may.
        chars: What the clause tells of the thing.
        kinds: Kinds of belongings that tell it from others of its name.
    """

    words: str
    duty: str
    department: str
    alone: bool
    chars: frozenset[str]
    kinds: frozenset[str]

    @property
    def topics(self) -> frozenset[Hashable]:
        """Return what is done."""
        return frozenset({("duty", self.duty)})

    def denies(self, other: Duty) -> bool:
        """Tell whether another department does the same with the same thing, which one of the two does alone."""
        if self.duty != other.duty or self.department == other.department or not (self.alone or other.alone):
            return False
        shared = Shared.of(self.chars, other.chars)
        if not shared.reaches(_LEAST, _SHARE) or bool(self.kinds) != bool(other.kinds):
            return False
        if self.kinds:
            return self.kinds <= other.kinds or other.kinds <= self.kinds
        return shared.left <= _LEFT


@lru_cache(maxsize=20_000)
def duties_in(text: str) -> tuple[Duty, ...]:
    """Return who does what according to a clause.

    Args:
        text: The clause.
    """
    return tuple(duty for sentence in _SENTENCE.findall(normalize(text)) for duty in _of_sentence(sentence))


def _of_sentence(sentence: str) -> Iterator[Duty]:
    alone = bool(_IS_ALONE.search(sentence))
    parts = sentence.split(",")
    before = ""
    for part in parts:
        before += part
        for hit in _doing().finditer(part):
            who = next(_departments().finditer(hit["who"] or hit["place"] or hit["subject"]), None)
            if who is None or _OF_SOME.search(before):
                continue
            behind = "" if hit["place"] else part[hit.end() : hit.end() + 12]
            ahead = part[: hit.start()] if part is parts[0] else f"{parts[0]},{part[: hit.start()]}"
            verb = hit["verb"] or hit["act"] or _keeping()
            duty = _duty_of()[verb]
            thing = re.sub(f"{_ALONE}|{'|'.join(_rows()[duty])}", "", f"{ahead},{behind}")
            yield Duty(
                part,
                duty,
                _department_of()[who[0]],
                alone or verb in _BY_ONE,
                _told(thing),
                _kinds_in(thing),
            )


def _told(thing: str) -> frozenset[str]:
    return chars_of(_departments().sub("", thing))


def _kinds_in(thing: str) -> frozenset[str]:
    return frozenset(
        kind for kind, words in rows_of("consistency", "belongings") if any(word in thing for word in words.split("|"))
    )


@cache
def _doing() -> re.Pattern[str]:
    verbs = longest_first(_duty_of())
    adverbs = f"(?:{_ALONE}|负责|直接|自行|专人|妥善|进行|代为|对外)*"
    by_whom = f"(?:由|归|交由|交给)(?P<who>[^,]{{1,12}}?){adverbs}(?P<verb>{verbs})"
    names = "|".join(_department_of())
    of_subject = f"(?P<subject>(?:{names})[^,由]{{0,6}}?)(?:{_ALONE}|负责|直接|自行){adverbs}(?P<act>{verbs})"
    return re.compile(f"{by_whom}|{_PLACED}|{of_subject}")


def _keeping() -> str:
    """Return the word for keeping, which is what is said of a thing that lies somewhere."""
    return next(iter(_duty_of()))


@cache
def _duty_of() -> dict[str, str]:
    return {word: first for first, row in _rows().items() for word in row}


@cache
def _rows() -> dict[str, tuple[str, ...]]:
    """Return the words for each duty by the first of them."""
    return {row[0]: row for row in alternatives("consistency", "duties")}


@cache
def _department_of() -> dict[str, str]:
    return {word: name for name, words in rows_of("consistency", "departments") for word in words.split("|")}


@cache
def _departments() -> re.Pattern[str]:
    return re.compile(longest_first(_department_of()))
