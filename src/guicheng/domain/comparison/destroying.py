"""How long something is kept at most that a clause has destroyed: 每月底统一销毁, 满30日即行删除, 用后当场粉碎.

Such a clause sets no time of keeping, only when the thing is gone. Beside another one that keeps it for longer nobody
can obey both.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from guicheng.domain.clause.numerals import split_number
from guicheng.domain.comparison.bounds import Clockwork, Kept, Stretch
from guicheng.domain.comparison.facts import UNKNOWN
from guicheng.domain.comparison.likeness import likeness, plain_content
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.side import Side
from guicheng.domain.comparison.stretches import Sense, at_most
from guicheng.domain.comparison.verdict import Verdict, Witness
from guicheng.domain.values.message import _

#: What makes an end of a thing that is kept; what nobody may do so makes none.
_GONE: Final = re.compile(
    "(?<!不得)(?<!禁止)(?<!严禁)(?<!不应)(?:销毁|毁掉|删除|[删清抹洗冲]掉|清空|清除|粉碎|抹除|擦除|烧毁|(?:循环|自动|滚动|即行)?覆盖(?![面率全]))"
)
#: What follows the words of the thing.
_REST: Final = re.compile(r"自|[从在于按]|每|[当本]|满|超过|保[存留管]|留存|存[放档]|归还|用后|无人|\d|,")
#: Who keeps it may stand first: 乙方保存监控录像的时间.
_KEEPING: Final = re.compile(
    "^[^,;。]{0,8}?(?:保[存留管]|留存|存放)(?=[^,;。0-9]{2,12}?(?:的|不|至少))(?!期|时|不|至少|满)"
)
#: What nobody fetches is given away: 超过3天无人领取的，一律退回快递公司.
_UNFETCHED: Final = re.compile("(?:无人|未能?|没人|没有人|逾期不)[^,;。]{0,4}?(?:领|取|认)")
_GIVEN_AWAY: Final = re.compile(
    "(?<!不得)(?<!禁止)(?<!严禁)(?<!不应)(?:退回|退还|移交|交回|上交|送交|转交|寄回|处置|处理|清理|变卖|丢弃|捐赠)"
)
_DENIED: Final = re.compile("不得|禁止|严禁|不准|不许|未满|不足|之前|以前")
#: 满30日即予删除, 三十日内全部销毁, 保存一年后销毁.
_AFTER: Final = re.compile(
    r"(\d+(?:\.\d+)?|[一二两三四五六七八九十百半]+)个?(小时|[天日]|周|星期|月|年)(?:之?[后内]|即|就|时|的|,|必须|应当?|须|全部|自动|一律|无人|未|没|仍|不|循环|滚动|$)"
)
_UNITS: Final = {
    "小时": (Fraction(1), Clockwork.CLOCK),
    "天": (Fraction(1), Clockwork.DAY),
    "日": (Fraction(1), Clockwork.DAY),
    "周": (Fraction(7), Clockwork.DAY),
    "星期": (Fraction(7), Clockwork.DAY),
    "月": (Fraction(1), Clockwork.MONTH),
    "年": (Fraction(12), Clockwork.MONTH),
}
_AT_ONCE: Final = re.compile("当场|即时|立即|即刻|随即|[用毕]后|归还后|当即")
#: Ends of periods, with the most that lies between something and the end of its period.
_ENDS: Final = (
    (re.compile("每[日天晚]|当[日天晚]|日终"), Stretch(Fraction(1), Clockwork.DAY)),
    (re.compile("每周|每星期|周[一二三四五六日末]|星期[一二三四五六日天]"), Stretch(Fraction(7), Clockwork.DAY)),
    (re.compile("每月|[当本]月|月[末底]|按月"), Stretch(Fraction(1), Clockwork.MONTH)),
    (re.compile("每季|[当本]季|季[末底]|按季"), Stretch(Fraction(3), Clockwork.MONTH)),
    (re.compile("每年|[当本]年|年[末底]"), Stretch(Fraction(12), Clockwork.MONTH)),
)
_AHEAD: Final = 24
#: Share of the shorter one's characters from which both speak of one thing.
_ONE_THING: Final = 0.5


def destroyed_too_early(mine: Side, theirs: Side) -> Pairing | None:
    """Return the conflict of two clauses of which one has destroyed what the other still keeps, None where none does.

    Args:
        mine: The first clause.
        theirs: The second clause.
    """
    for side, other in ((mine, theirs), (theirs, mine)):
        gone = _gone_after(side.text)
        if gone is None or _gone_after(other.text) is not None:
            continue
        for term in other.terms:
            least = term.bound.least if isinstance(term.bound, Kept) else None
            if least is None or at_most(least, gone, Sense.SPAN, UNKNOWN) is not False:
                continue
            if _are_of_one_thing(side.text, other.part(term)) or _are_of_one_thing(side.text, other.text):
                example = _("One asks for what the other stops: “{a}”, “{b}”.", a=side.text, b=other.text)
                return Pairing(Verdict.CONFLICT, Witness(term.scope, example))
    return None


def _are_of_one_thing(text: str, other: str) -> bool:
    """Tell whether what two texts name first is one thing."""
    return likeness(plain_content(_thing_in(text)), plain_content(_thing_in(other))).share >= _ONE_THING


def _gone_after(text: str) -> Stretch | None:
    """Return after how long at most a thing is gone, None where the clause does not tell."""
    gone = _GONE.search(text) or (_UNFETCHED.search(text) and _GIVEN_AWAY.search(text))
    if gone is None:
        return None
    said = text[max(gone.start() - _AHEAD, 0) : gone.start()]
    if _DENIED.search(said):
        return None
    if (told := [*_AFTER.finditer(said)]) != []:
        amount, clockwork = _UNITS[told[-1][2]]
        number = Fraction(1, 2) if told[-1][1] == "半" else Fraction(split_number(told[-1][1])[0] or 0)
        return Stretch(number * amount, clockwork)
    if _AT_ONCE.search(said):
        return Stretch(Fraction(0), Clockwork.DAY)
    return next((end for words, end in _ENDS if words.search(said)), None)


def _thing_in(part: str) -> str:
    """Return the words of what is kept or destroyed, which stand first."""
    thing = _REST.split(part, maxsplit=1)[0]
    return thing if plain_content(thing) else _REST.split(_KEEPING.sub("", part), maxsplit=1)[0]
