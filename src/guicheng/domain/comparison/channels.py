"""By which means people are told: a paper on the board, a short message, a call, a visit.

提前3天张贴通知 does not keep 提前1天短信通知, however early the paper hangs; whoever tells people in both ways keeps both, and
whoever may choose keeps neither alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison import tables
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.scope import ANYWHERE
from guicheng.domain.comparison.verdict import ONE_SIDED, Verdict, Witness
from guicheng.domain.values.message import _

#: What is done by some means.
_TELLS: Final = "通知|告知|公告|告示|提醒|提示|通报|答复|回复|回访|催[缴收交费]|联系|确认|征询|送达"
#: What stands between means, and around them.
_AND: Final = "、|和|及|与|以及|并|或者?|/"
_AHEAD: Final = "(?:以|用|通过|采用|采取|经由?|打|群?发送?)?(?:[在于][^,;。、\\d]{0,8}?)?"
_BEHIND: Final = (
    "(?:[内中里上处])?(?:等)?(?:的?(?:方式|形式|途径|渠道))?(?:逐[户一个]|分别)?(?:进行|发布|推送|发送?|张贴)?(?:书面)?"
)
_EITHER: Final = re.compile("或|/|任[一何选]|、[^、]*等")
#: Means in whatever words; a notice that is published hangs somewhere.
_ANY_CHANNEL: Final = re.compile(
    "贴|公告|公示|短信|微信|群|电话|致电|书面|上门|登门|入户|当面|邮|信函|广播|app|公众号|小程序|签收"
)
_PLAINLY: Final = re.compile("(?:公告|告示)(?=$|[,;。])")
_OPEN: Final = frozenset({Verdict.CANNOT_COMPARE, Verdict.DISJOINT})


@dataclass(frozen=True, slots=True)
class Told:
    """A clause by which people are told something.

    Args:
        text: The clause without the means.
        channels: Names of the means, none where it leaves them open.
        either: Whether one of them will do.
    """

    text: str
    channels: frozenset[str]
    either: bool

    def keeps(self, other: Told) -> bool:
        """Tell whether whoever tells people by these means tells them by those of another clause as well."""
        if not other.channels:
            return True
        if not self.channels:
            return False
        if other.either:
            return self.channels <= other.channels if self.either else bool(self.channels & other.channels)
        return other.channels <= self.channels and (not self.either or len(self.channels) == 1)


def told_by(text: str) -> Told:
    """Return a clause without the means by which it has people told, and those means.

    Args:
        text: The clause as written.

    Example:
        >>> told_by("停水提前1日以短信或微信通知业主").text, told_by("停水提前1日以短信或微信通知业主").either
        ('停水提前1日通知业主', True)
    """
    plain = normalize(text)
    phrases = [hit[0] for hit in _phrase().finditer(plain)]
    channels = frozenset(name for phrase in phrases for name, words in _channels() if words.search(phrase))
    rest = _PLAINLY.sub("通知", _phrase().sub("", plain)) if phrases else plain
    either = len(channels) > 1 and any(_EITHER.search(phrase) for phrase in phrases)
    return Told(rest, channels, either)


def compared_by_channels(first: str, second: str, compared: Callable[[str, str], Pairing]) -> Pairing | None:
    """Say how two clauses stand by which people are told in two ways, None for others.

    Args:
        first: The first clause as written.
        second: The second clause as written.
        compared: Compares two texts.
    """
    mine, theirs = told_by(first), told_by(second)
    if not _tell_apart(mine, theirs):
        return None
    core = compared(mine.text, theirs.text)
    return None if core.verdict in _OPEN else _by_channels(core, mine, theirs)


def by_channels(found: Pairing, first: str, second: str) -> Pairing:
    """Return the verdict on two clauses with the means by which each has people told.

    Args:
        found: The verdict without them.
        first: The first clause as written.
        second: The second clause as written.
    """
    mine, theirs = told_by(first), told_by(second)
    return _by_channels(found, mine, theirs) if _tell_apart(mine, theirs) else found


def _tell_apart(mine: Told, theirs: Told) -> bool:
    """Tell whether two clauses name other means, or one of them names some of which the other says nothing at all."""
    if (mine.channels, mine.either) == (theirs.channels, theirs.either):
        return False
    return all(each.channels or not _ANY_CHANNEL.search(each.text) for each in (mine, theirs))


def _by_channels(core: Pairing, mine: Told, theirs: Told) -> Pairing:
    """Return how two clauses stand by which people are told in two ways, from how they stand without."""
    if core.verdict not in ONE_SIDED:
        return core
    forward = core.verdict is not Verdict.LOOSER and mine.keeps(theirs)
    back = core.verdict is not Verdict.TIGHTER and theirs.keeps(mine)
    if forward:
        return replace(core, verdict=Verdict.EQUAL if back else Verdict.TIGHTER, witness=None)
    if not back:
        return replace(core, verdict=Verdict.COMPATIBLE, witness=None)
    example = _("Only the second clause promises “{b}”.", b=theirs.text)
    return replace(core, verdict=Verdict.LOOSER, witness=core.witness or Witness(ANYWHERE, example))


@cache
def _channels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(words)) for name, words in tables.rows_of("likeness", "channels"))


@cache
def _phrase() -> re.Pattern[str]:
    words = "|".join(f"(?:{words.pattern})" for _name, words in _channels())
    return re.compile(f"(?<!或){_AHEAD}(?:{words})(?:(?:{_AND})?{_AHEAD}(?:{words})){{0,4}}{_BEHIND}(?={_TELLS})")
