"""A second duty at the end of a clause: 提前3天张贴通知，并短信告知业主 is what it would be without it, and more."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.accompanying import accompanied, is_of_an_occasion
from guicheng.domain.comparison.likeness import plain_content
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.scope import ANYWHERE
from guicheng.domain.comparison.verdict import ONE_SIDED, Verdict, Witness
from guicheng.domain.values.message import _

#: What joins a second duty to the first: 并, or somebody who must have or do something besides.
_JOINED: Final = re.compile(
    "^(?P<core>[^;。]{4,80}?),(?P<more>(?:并且?|同时|且|另外?|还(?!款))(?:应当?|须|要|必须|需)?(?:同时)?(?P<act>[^,;。]{3,24})|"
    "(?:[^,;。]{2,6}?人员|[^,;。]{1,5}工)(?:应当?|须|必须|均须|需)?(?:持有?|具备|取得|佩戴|穿戴)[^,;。]{2,16}|"
    "[^,;。\\d]{2,6}后(?:应当?|须|必须)(?!方)[^,;。]{3,16}|"
    "发现[^,;。\\d]{1,8}?(?:的)?(?:时|后)?(?:应当?|须)?(?:立即|当场|随即|马上|即时|即刻)[^,;。\\d]{2,14}|"
    "[^,;。\\d]{2,10}(?:应当?|须|必须)(?:同步)?(?:公示|公开|存档|归档|记录|登记|送检|拍照)[^,;。]{0,8}|"
    "(?:期间|作业时|清洗时|施工时|现场)(?:应当?|须|必须)?(?:设置|拉设|摆放|有人|专人)[^,;。]{2,14})[。;]?$"
)
#: A measure, without which a clause is told by its words.
_MEASURED: Final = re.compile(
    r"\d|[一二两三四五六七八九十半][个天日周月次年小分]|每[天日周月季年班]|当[天日]|24小时|即时|随时"
)
#: What bounds the duty before it, says it once more, or takes something out of it.
_NO_DUTY: Final = re.compile(
    r"\d|[一二两三四五六七八九十百半]+(?:次|遍|天|日|周|个|小时|分钟|月|年|人|名|元|%)|不得|不准|禁止|严禁|不(?:应|可|能|再|少|低|超|晚|迟)|"
    "(?<![清拆撤移解])除|免|无[须需]|可以|可(?=[不延由])|顺延|确保|保证|避免|防止|直[至到]|持续|以上|以内|以下|方可|后方|经[^,;。]{2,8}同意|"
    "合格(?!证)|完毕|完成|达到|保持|符合|负责|承担|由[^,;。]{2,8}$|优先|尽[量快]|及时|定期|适当|按照?|根据|依照"
)
#: What two authors call by many names.
_RECORDED: Final = re.compile("记|台账|留痕|登|拍照|照片|影像|签")
#: Share of the words of a second duty that the other clause does not know.
_UNKNOWN: Final = 0.4
_FEWEST: Final = 2


class Joined(NamedTuple):
    """A clause that asks for a second duty.

    Args:
        core: The clause without it.
        more: The words of the second duty.
    """

    core: str
    more: str


def joined_in(text: str, other: str) -> Joined | None:
    """Return the second duty at the end of a clause of which another one says nothing, None where there is none.

    Args:
        text: A clause as written.
        other: The clause beside it.

    Example:
        >>> joined_in("停水应提前3天张贴通知，并短信告知业主。", "停水提前2天张贴通知。").more
        '并短信告知业主'
    """
    plain, known = normalize(text).strip(), set(plain_content(other)) | set(normalize(other))
    return next((Joined(core, more) for core, more, act in _ends(plain) if _is_second(core, act, other, known)), None)


def _ends(plain: str) -> Iterator[tuple[str, str, str]]:
    """Yield what may be a second duty at the end of a text: the text without it, the duty, its act."""
    if (found := _JOINED.search(plain)) is not None:
        yield found["core"], found["more"], found["act"] or found["more"]
    yield from accompanied(plain)


def _is_second(core: str, act: str, other: str, known: Collection[str]) -> bool:
    """Tell whether an act at the end of a clause is a duty of its own of which another clause says nothing."""
    if not (_MEASURED.search(core) or is_of_an_occasion(core)) or _NO_DUTY.search(act):
        return False
    if _RECORDED.search(act) and _RECORDED.search(other):
        return False
    content = plain_content(act)
    unknown = [char for char in content if char not in known]
    return len(unknown) >= max(_FEWEST, _UNKNOWN * len(content))


def compared_with_more(first: str, second: str, compared: Callable[[str, str], Pairing]) -> Pairing | None:
    """Say how two clauses stand of which one asks for a second duty at its end, None for others.

    Args:
        first: The first clause as written.
        second: The second clause as written.
        compared: Compares two texts.
    """
    mine, theirs = joined_in(first, second), joined_in(second, first)
    if mine is None and theirs is None:
        return None
    core = compared(mine.core if mine else first, theirs.core if theirs else second)
    if core.verdict is Verdict.CONFLICT:
        return core
    return with_more(core, mine, theirs) if core.verdict in ONE_SIDED else None


def with_more(core: Pairing, mine: Joined | None, theirs: Joined | None) -> Pairing:
    """Return how two clauses stand of which one or each asks for a second duty, from how they stand without.

    Args:
        core: How the first clause stands to the second without them, equal, tighter or looser.
        mine: The second duty of the first clause, if it has one.
        theirs: The second duty of the second clause, if it has one.
    """
    held = {Verdict.EQUAL, Verdict.TIGHTER} if theirs is None else {Verdict.EQUAL, Verdict.LOOSER}
    if (mine and theirs) or core.verdict not in held:
        return replace(core, verdict=Verdict.COMPATIBLE, witness=None)
    if theirs is None:
        return replace(core, verdict=Verdict.TIGHTER, witness=None)
    shown = Witness(ANYWHERE, _("Only the second clause promises “{b}”.", b=theirs.more))
    return replace(core, verdict=Verdict.LOOSER, witness=shown)
