"""What holds at any time and in any case beside the same in some: 任何时段 beside 工作日8:00至18:00.

Both clauses are compared as if neither named a time or a case; the one that holds whatever happens binds more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from guicheng.domain.comparison.both_kept import kept_in_both
from guicheng.domain.comparison.likeness import plain_content
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.phrasing import clocked
from guicheng.domain.comparison.verdict import ONE_SIDED, Verdict
from guicheng.domain.values.message import _

_ALWAYS: Final = re.compile(
    "(?:在)?(?:任何|一切|所有)(?:时[段间候]|情况|情形|条件|天气)(?:之?下)?,?(?:一律|均|都|也|皆)?|"
    "(?:无论|不论|不管)(?:何时|什么时候|什么情况|何种情况|任何情况),?(?:一律|均|都|也|皆)?"
)
_CLOCK: Final = r"\d\d?:\d\d(?:(?:至|到|-|~|—)+(?:次日)?\d\d?:\d\d|(?:以|之)?[前后])"
_DAYS: Final = (
    "工作日|周末|双休日|(?:法定)?节假日|(?:周|星期)[一二三四五六日天](?:[至到-](?:周|星期)?[一二三四五六日天])?"
)
_PART_OF_DAY: Final = "夜间|白天|晚上|晚间|日间|凌晨|夜里|中午|午间"
_TIME: Final = f"(?:每[日天])?(?:(?:{_DAYS})(?:和|及|、)?){{0,3}}(?:{_PART_OF_DAY})?(?:{_CLOCK})?(?:之间|期间|时段|内)?"
#: A time at the beginning, and a part of its own that tells a case.
_AT_TIMES: Final = re.compile(f"^(?P<case>{_TIME}),?")
_CASE: Final = re.compile(
    "(?:^|(?<=,))(?P<case>(?:当|如|若|遇|凡)?[^,;。]{2,20}?(?:的|时|期间|情况下|情形下|后|前|未满[^,;。]{1,8}|不足[^,;。]{1,8})),"
)
#: All of the time for which somebody is at work, and what he does in some of it.
_ON_DUTY: Final = re.compile(
    "(?:在)?(?:当班|上班|在岗|值班|工作|执勤|当值|班中)(?:期间|时间|时)(?:内)?,?(?:一律|均|都|也)?"
)
_DOING: Final = re.compile(
    "(?<=[员工人岗])(?!员)(?P<case>(?:在)?[^,;。不禁严须应必]{2,10}?(?:时|期间|过程中)),?(?=(?:一律|均)?(?:不得|禁止|严禁|不准|不许|应|须|必须))"
)
#: Leave binds nobody, and what is taken out is no case in which a clause holds.
_UNTOLD: Final = re.compile("可以?(?![燃回疑靠能见视移])|允许|准许|除(?![雪草尘湿])|例外|无须|无需|不必|方可|方能")
#: Characters of a case that the other clause must not have.
_FEWEST: Final = 2


def compared_by_always(first: str, second: str, compared: Callable[[str, str], Pairing]) -> Pairing | None:
    """Say how two clauses stand of which one holds whatever happens and the other in some cases, None for others.

    Args:
        first: The first clause as written.
        second: The second clause as written.
        compared: Compares two texts.
    """
    mine, theirs = clocked(first), clocked(second)
    if _UNTOLD.search(mine + theirs):
        return None
    for sign, cases in ((_ALWAYS, (_AT_TIMES, _CASE)), (_ON_DUTY, (_DOING,))):
        always = sign.search(mine) is not None
        if always is bool(sign.search(theirs)):
            continue
        wide, narrow = (mine, theirs) if always else (theirs, mine)
        plain = sign.sub("", wide, count=1).lstrip(",")
        if (bare := _without_case(narrow, plain, cases)) is not None:
            core = compared(plain, bare) if always else compared(bare, plain)
            return _bound_by(core, second, always=always)
    return None


def _bound_by(core: Pairing, second: str, *, always: bool) -> Pairing | None:
    """Return how two clauses stand of which one always holds, from how they would stand if both did."""
    if core.verdict not in ONE_SIDED:
        return core if core.verdict is Verdict.CONFLICT else None
    respect = Verdict.TIGHTER if always else Verdict.LOOSER
    return kept_in_both(core, respect, _("Only the second clause promises “{b}”.", b=second))


def _without_case(text: str, other: str, cases: Sequence[re.Pattern[str]]) -> str | None:
    """Return a text without the time or the case that the other one does not name, None where it names none."""
    found = [hit for sign in cases for hit in sign.finditer(text) if hit["case"]]
    for hit in found:
        if len({*hit["case"]} - {*other} - {*plain_content(other)}) >= _FEWEST:
            return text[: hit.start()] + text[hit.end() :]
    return None
