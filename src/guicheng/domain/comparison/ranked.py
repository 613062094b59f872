"""Words that stand in an order: 大专, 本科, 硕士 of an education, 初级, 中级, 高级 of a skill.

Such a word is a bound as a number is: 本科及以上学历 keeps 大专及以上学历, and not the other way. Of whom it is asked, and
which paper shows it, is told by the words around it, which are compared with one and the same rank on both sides. Of a
hazard a rank tells the cases: whoever reports it from 较大 on reports it from 重大 on. The orders are
``library/likeness/ranks.tsv``, from low to high.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison import tables
from guicheng.domain.comparison.both_kept import kept_in_both
from guicheng.domain.comparison.joined import Joined, with_more
from guicheng.domain.comparison.likeness import plain_content
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.verdict import EITHER_WAY, ONE_SIDED, Verdict
from guicheng.domain.values.message import _

#: What says that a rank is the least that will do, before it and behind it, and that it is the most.
_NOT_BELOW: Final = "(?:不得低于|不应低于|不低于|至少(?:应当?|须)?(?:为|是|达到)?|最低(?:应当?|须)?为?|达到)"
_LEAST: Final = r"(?:(?:\(含\))?(?:或|及)?其?以上(?:\(含\))?|[及或]更高(?:等级)?)"
_MOST: Final = "(?:[及或]?其?以下)"
#: What is asked for is held by whoever has more of it, although nothing says that it is the least; cases are not.
_CASE: Final = "case"
_EDUCATION: Final = "education"
#: An education in whatever words: 具有本科及以上学历, 学历不低于本科, 文化程度要求本科以上.
_HAS: Final = "(?:应当?|须|必须|要求|需)?(?:具有|具备|拥有|取得|持有?|有|为|是)?(?:国家承认的)?"
_OF_WHAT: Final = "(?:毕业)?(?:学历|文化程度|文化水平|文凭|学位|毕业)(?:者|的)?"
_ONE_EDUCATION: Final = re.compile(
    f"(?:(?:任职)?(?:要求|条件|资格):)?(?:的?{_OF_WHAT}(?:要求|应当?|须|必须|需)?[:为]?)?{_HAS}本科及以上(?:的?{_OF_WHAT})?(?:的人员)?"
)
_SCHOOLED: Final = "须持学历证书"
#: A part of a clause that says nothing but which education somebody has, with what joins it to the next one.
_ASIDE: Final = re.compile(
    f"[,、]?(?:且|并|同时)?{_SCHOOLED}(?=[。;]?$)|(?:(?<=:)|[,、])?{_SCHOOLED}[,、;]?(?:且|并|同时|以及|和|及)?(?=[^,;。])"
)
#: What says that it is the least behind what it is the rank of: 二级建造师及以上.
_LATER: Final = re.compile(rf"([^,;。:\d]{{1,8}}?){_LEAST}")
#: Who holds what shows it, in one word, and what shows it.
_HOLDS: Final = re.compile("(?:取得|获得|具有|具备|拥有|持有)(?=[^,;。]{0,14}$)")
_PAPER: Final = re.compile("^的?(?:职业)?(?:技能)?(?:资格|等级)(?:证书?)?|(?:职业)?(?:技能)?(?:资格|等级)证书?|证书")
_TURNING: Final = re.compile("[不未非除无]")
_BREAK: Final = re.compile("[,;。:]")
_MEASURED: Final = re.compile(r"\d|[一二两三四五六七八九十]年")
_ANY_SCHOOLING: Final = re.compile("学历|文化程度|学位|毕业")
#: The same of any other paper that somebody has: 有会计职称.
_PAPERED: Final = re.compile(
    r"[,、，](?:且|并)?(?:应当?|须)?(?:有|具有|具备|取得|持有?)[^,;。，；\d]{1,10}(?:职称|证书?|资格)(?=[,;。，；]|$)"
)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A clause that names one rank of an order.

    Args:
        text: The clause with one and the same rank in its place, and without what says that it is the least.
        scale: Name of the order.
        lowest: Place of the lowest rank that will do.
        highest: Place of the highest one.
        sort: Whether it is a bound or tells cases.
    """

    text: str
    scale: str
    lowest: int
    highest: int
    sort: str

    def keeps(self, other: Ranked) -> bool:
        """Tell whether whoever keeps to this rank keeps to that of another clause; of cases the wider ones do."""
        narrow, wide = (other, self) if self.sort == _CASE else (self, other)
        return wide.lowest <= narrow.lowest and narrow.highest <= wide.highest

    def meets(self, other: Ranked) -> bool:
        """Tell whether some rank will do for both."""
        return self.lowest <= other.highest and other.lowest <= self.highest


@dataclass(frozen=True, slots=True)
class _Scale:
    name: str
    sort: str
    written: str
    of: re.Pattern[str]
    words: re.Pattern[str]
    top: int


def ranked_in(text: str) -> tuple[Ranked, ...]:
    """Return the ranks that a clause names, one of each order at most.

    Args:
        text: The clause as written.

    Example:
        >>> [(each.scale, each.lowest, each.highest) for each in ranked_in("值班电工须持中级工及以上证书")]
        [('skill', 1, 4)]
    """
    found = (_of_scale(scale, normalize(text)) for scale in _scales())
    return tuple(each for each in found if each is not None)


def compared_by_rank(first: str, second: str, compared: Callable[[str, str], Pairing]) -> Pairing | None:
    """Say how two clauses stand that name ranks of one order, None for any others.

    Args:
        first: The first clause as written.
        second: The second clause as written.
        compared: Compares two texts.
    """
    for mine in ranked_in(first):
        for theirs in ranked_in(second):
            if mine.scale == theirs.scale and (mine.text, theirs.text) != (normalize(first), normalize(second)):
                return _by_rank(_with_one_rank(*_without(mine.text, theirs.text), compared), mine, theirs, second)
    return _with_schooling(first, second, compared)


def _with_schooling(first: str, second: str, compared: Callable[[str, str], Pairing]) -> Pairing | None:
    """Return how two clauses stand of which one asks for an education besides what both measure, None for others."""
    mine, theirs = _besides(first, second), _besides(second, first)
    if not mine and not theirs:
        return None
    # Where one asks for an education the other may ask for another paper.
    bare = [rest or _PAPERED.sub("", text) for rest, text in ((mine, first), (theirs, second))]
    more = [Joined("", text) if rest != text else None for rest, text in zip(bare, (first, second), strict=True)]
    core = compared(bare[0], bare[1])
    return with_more(core, more[0], more[1]) if core.verdict in ONE_SIDED else None


def _with_one_rank(mine: str, theirs: str, compared: Callable[[str, str], Pairing]) -> Pairing:
    """Return how two clauses stand that name one rank; where nothing else is asked for, by who is asked."""
    (who, schooled, more), (whom, _schooled, other) = (
        text.rstrip("。;").partition(_SCHOOLED) for text in (mine, theirs)
    )
    if not schooled or more != other or _BREAK.search(who + whom):
        return Pairing(Verdict.EQUAL) if _are_in_same_words(mine, theirs) else compared(mine, theirs)
    first, second = plain_content(who), plain_content(whom)
    if who == whom or (first and first == second):
        return Pairing(Verdict.EQUAL)
    return compared(mine, theirs) if set(first) & set(second) else Pairing(Verdict.DISJOINT)


def _are_in_same_words(mine: str, theirs: str) -> bool:
    """Tell whether two clauses that measure nothing and deny nothing differ in light words alone."""
    if _MEASURED.search(mine + theirs) or _TURNING.search(mine + theirs):
        return False
    return plain_content(mine) == plain_content(theirs)


def _by_rank(core: Pairing, mine: Ranked, theirs: Ranked, second: str) -> Pairing:
    """Return how two clauses stand from how they stand with one rank, and from their ranks."""
    if core.verdict not in ONE_SIDED:
        return core
    if not mine.meets(theirs):
        if mine.sort == _CASE:
            return replace(core, verdict=Verdict.DISJOINT, witness=None)
        return Pairing(Verdict.CANNOT_COMPARE, missing=_("What the two have in common."), parts=core.parts)
    example = _("Only the second clause promises “{b}”.", b=second)
    return kept_in_both(core, EITHER_WAY[mine.keeps(theirs), theirs.keeps(mine)], example)


def _of_scale(scale: _Scale, plain: str) -> Ranked | None:
    """Return a clause with its rank of one order, None where it names none, or more than one."""
    found = [*scale.words.finditer(plain)] if scale.of.search(plain) and _SCHOOLED not in plain else []
    if len(found) != 1:
        return None
    (hit,) = found
    place = next(place for place in range(scale.top + 1) if hit[f"r{place}"])
    before, behind = plain[: hit.start()], plain[hit.end() :]
    later = _LATER.match(behind)
    if later is not None:
        behind = later[1] + behind[later.end() :]
    if scale.name == _EDUCATION:
        written = _ONE_EDUCATION.sub(_SCHOOLED, f"{before}{scale.written}{behind}")
    else:
        written = f"{_HOLDS.sub('持', before)}{scale.written}{_PAPER.sub('证', behind)}"
    least = hit["below"] or hit["least"] or later or scale.sort != _CASE
    return Ranked(written, scale.name, *_ends(place, scale.top, most=hit["most"], least=least), scale.sort)


def _ends(place: int, top: int, *, most: object, least: object) -> tuple[int, int]:
    return (0, place) if most else (place, top if least else place)


def _without(mine: str, theirs: str) -> tuple[str, str]:
    """Return two clauses without the education that both ask for, as it is where they ask for little else."""
    bare = (_aside(mine), _aside(theirs))
    return bare if all(bare) else (mine, theirs)


def _aside(text: str) -> str:
    """Return a clause without the education that it asks for besides what it measures, "" where it does not."""
    bare = _ASIDE.sub("", text)
    return bare if bare != text and _MEASURED.search(bare) else ""


def _besides(text: str, other: str) -> str:
    """Return a clause without the education that it asks for besides, "" where the other one asks for one as well."""
    if _ANY_SCHOOLING.search(other):
        return ""
    return next((bare for each in ranked_in(text) if (bare := _aside(each.text))), "")


@cache
def _scales() -> tuple[_Scale, ...]:
    return tuple(_scale(*row) for row in tables.rows_of("likeness", "ranks"))


def _scale(name: str, sort: str, written: str, of: str, ranks: str) -> _Scale:
    levels = [*enumerate(ranks.split(" < "))]
    words = "|".join(f"(?P<r{place}>{rank})" for place, rank in reversed(levels))
    found = re.compile(f"(?P<below>{_NOT_BELOW})?(?:{words})(?:(?P<most>{_MOST})|(?P<least>{_LEAST}))?")
    return _Scale(name, sort, written, re.compile(of), found, len(levels) - 1)
