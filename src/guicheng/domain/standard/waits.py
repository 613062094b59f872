"""How soon something is given back, or how long it is kept back first: 满3个月后退还, 验收后7个工作日内退还."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.standard.concerns import concerns_of
from guicheng.domain.standard.kinship import are_told_apart
from guicheng.domain.standard.lengths import NUMBER, days_of
from guicheng.domain.standard.telling import Shared, chars_of

_SENTENCE: Final = re.compile("[^;。\n]+")
_UNIT: Final = "工作日|小时|星期|年|月|周|天|日"
_SPAN: Final = f"(?P<number>{NUMBER})个?(?P<unit>{_UNIT})"
#: The same where a pattern has it once already.
_OR_SPAN: Final = f"(?P<n2>{NUMBER})个?(?P<u2>{_UNIT})"
#: What is given back, and what for.
_RETURNED: Final = re.compile(
    "(?<!不[予得])(?:退[还回款付给清]|打[回到](?=[^,;。]{0,6}(?:账|卡|户))|返还|归还|发还|(?:全额|再|才|后|内|时)退|退(?=[,;。]|$))"
)
_THINGS: Final = re.compile(
    "押金|保证金|定金|订金|预存款|预付款|余款|质保金|(?:出入证|门禁卡|钥匙|证件|工具|物品|样品)(?=[^,;。]{0,20}(?:退|还))"
)
#: It is not given back before, 满三个月; and by then at the latest, 三个月内.
_AFTER: Final = re.compile(
    f"(?:满|届满|期满|过|经过){_SPAN}(?!以?内|之内)|{_OR_SPAN}(?:之?后|以后|期满|届满)?[^,;。]{{0,8}}?(?:再|才|方(?=[可能予]))"
)
_WITHIN: Final = re.compile(f"(?<![满过]){_SPAN}(?:以|之)?内|不(?:超过|晚于|迟于){_OR_SPAN}")
#: It is given back on a day, 通过后五个工作日, which is neither before nor after it.
_ON: Final = re.compile(
    f"(?:后|起|之日|退卡|退证|撤场)的?{_SPAN}(?=[,、]|[^,;。前后内满]{{0,6}}(?:退|返还|归还|打))|第{_OR_SPAN}(?![前后起内])"
)
#: What is said of giving back anything.
_EMPTY: Final = re.compile(
    f"{NUMBER}个?(?:{_UNIT})|退[还回款付]|返还|归还|发还|全额|原路|办理|无息|竣工|验收|合格|通过|渗漏|复查"
    "|之日起?|日起|以内|之内|业主|租户|商户|每户|缴纳|交纳|收取|[满经自从无内后起的由退]"
)
_LEAST: Final = 5.0
_SHARE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Wait:
    """When a thing is given back.

    Args:
        words: The sentence that says so.
        days: How many days after what it waits for.
        after: Whether not before; otherwise by then.
        chars: What the clause tells of the thing.
        thing: The words for it.
    """

    words: str
    days: Fraction
    after: bool
    chars: frozenset[str]
    thing: str

    @property
    def topics(self) -> frozenset[Hashable]:
        """Return that something is given back."""
        return frozenset(("given back", each) for each in (*self.chars, *concerns_of("deadline", self.words)))

    def denies(self, other: Wait) -> bool:
        """Tell whether one keeps back what the other has given back by then, or keeps it back for another time."""
        if not (self.after or other.after):
            return False
        if self.after and other.after:
            apart = self.days != other.days
        else:
            late, soon = (self, other) if self.after else (other, self)
            apart = late.days > soon.days
        mine, theirs = (concerns_of("deadline", each.words) for each in (self, other))
        if apart and mine and theirs:
            return bool(mine & theirs)
        shared = Shared.of(self.chars, other.chars)
        # 押金 alone may be any.
        named = bool(self.which) is bool(other.which) and (not self.which or bool(self.which & other.which))
        return apart and named and shared.reaches(_LEAST, _SHARE) and not are_told_apart(self.thing, other.thing)

    @property
    def which(self) -> frozenset[str]:
        """Return what tells which of the things of its name it is."""
        return self.chars - chars_of("".join(_THINGS.findall(self.thing)))


@lru_cache(maxsize=20_000)
def waits_in(text: str) -> tuple[Wait, ...]:
    """Return when a clause has things given back.

    Args:
        text: The clause.
    """
    return tuple(wait for sentence in _SENTENCE.findall(normalize(text)) for wait in _of_sentence(sentence))


def _of_sentence(sentence: str) -> Iterator[Wait]:
    back = _RETURNED.search(sentence)
    if back is None or _THINGS.search(sentence) is None:
        return
    found = [(_hit(pattern, sentence, back.start()), after) for pattern, after in ((_AFTER, True), (_WITHIN, False))]
    if not any(hit for hit, _after in found):
        found = [(_hit(_ON, sentence, back.start()), False)]
    for hit, after in found:
        if hit is not None:
            thing = _EMPTY.sub("", sentence)
            yield Wait(
                sentence, days_of(hit["number"] or hit["n2"], hit["unit"] or hit["u2"]), after, _told(thing), thing
            )


def _hit(pattern: re.Pattern[str], sentence: str, end: int) -> re.Match[str] | None:
    """Return where a pattern first stands before a place of a sentence."""
    return next((each for each in pattern.finditer(sentence) if each.start() < end), None)


def _told(thing: str) -> frozenset[str]:
    """Return what tells which thing is given back: the first part, with the name of the thing."""
    return chars_of("".join((thing.split(",", maxsplit=1)[0], *_THINGS.findall(thing))))
