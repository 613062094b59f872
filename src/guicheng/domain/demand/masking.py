"""Marks in the words of customers that say who they are: covered before anything is kept, counted or shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.values import Span


class Mark(StrEnum):
    """What tells people apart."""

    PHONE = "phone"
    IDENTITY = "identity"
    PLATE = "plate"
    EMAIL = "email"
    ACCOUNT = "account"
    ROOM = "room"
    NAME = "name"


#: What stands in place of a mark. The words are part of the data, as the text around them is.
COVER: Final = {
    Mark.PHONE: "［电话］",
    Mark.IDENTITY: "［证件号］",
    Mark.PLATE: "［车牌］",
    Mark.EMAIL: "［邮箱］",
    Mark.ACCOUNT: "［账号］",
    Mark.ROOM: "［房号］",
    Mark.NAME: "［姓名］",
}
_GAP: Final = r"[\s\-.·]?"
_MOBILE: Final = rf"(?<!\d)(?:\+?86{_GAP})?1[3-9]{_GAP}" + _GAP.join([r"\d"] * 9) + r"(?!\d)"
_LANDLINE: Final = r"(?<!\d)\(?0\d{2,3}\)?[\s\-]?[2-9]\d{6,7}(?!\d)"
_PROVINCES: Final = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_HOUSE: Final = r"(?:号?楼|栋|幢|座|#)"
_NUMBER: Final = r"[\d一二三四五六七八九十百零]{1,5}"
_SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_TITLES: Final = "先生|女士|小姐|太太|阿姨|大爷|大妈|叔叔|奶奶|爷爷|老师|经理|师傅|队长|主任"
#: Tried in this order: what an earlier one covers, a later one does not see.
_HARD: Final = (
    (Mark.EMAIL, r"[a-z0-9._%+\-]+@[a-z0-9\-]+(?:\.[a-z0-9\-]+)+"),
    (Mark.ACCOUNT, r"(?:微信号?|vx|wx|qq号?)\s*(?:是|为|:)?\s*([a-z0-9][a-z0-9_\-]{4,19})"),
    (
        Mark.IDENTITY,
        r"(?<![\da-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx](?![\da-z])",
    ),
    (Mark.PHONE, _MOBILE),
    (Mark.PHONE, _LANDLINE),
    (
        Mark.PLATE,
        rf"[{_PROVINCES}][\s·.]?[a-hj-np-z][\s·.\-]?[a-hj-np-z0-9]{{4,5}}[a-hj-np-z0-9挂学警港澳](?![a-z0-9])",
    ),
    (
        Mark.ROOM,
        rf"{_NUMBER}{_HOUSE}(?:{_NUMBER}单元)?(?:{_NUMBER}[层楼])?\s?\d{{3,4}}(?:室|房|号|户)?(?!\d|[年月日元])",
    ),
    (Mark.ROOM, r"(?<![\d\-])\d{1,3}-\d{1,2}-\d{3,4}(?![\d\-])"),
    (Mark.ROOM, r"(?<![\d\-.])\d{1,2}-\d{3,4}(?:室|房|户)"),
    (Mark.ROOM, r"(?<!\d)\d{3,4}(?:室|号房|房间|业主|住户|户主)"),
)
_SOFT: Final = (
    (Mark.NAME, rf"(?<![\u4e00-\u9fff])[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}(?:{_TITLES})"),
    (Mark.NAME, rf"[{_SURNAMES}](?:{_TITLES})"),
    (Mark.NAME, rf"(?:我叫|我是|姓名|联系人|本人)\s?:?\s?([{_SURNAMES}][\u4e00-\u9fff]{{1,2}})(?=[,，。;；、\s]|$)"),
)


def _compiled(rows: tuple[tuple[Mark, str], ...]) -> tuple[tuple[Mark, re.Pattern[str]], ...]:
    return tuple((mark, re.compile(pattern)) for mark, pattern in rows)


_ALL: Final = _compiled((*_HARD, *_SOFT))


@dataclass(frozen=True, slots=True)
class Masked:
    """A text whose marks are covered.

    Args:
        text: The text as it may be kept and shown.
        marks: What was covered, in order of place, with the place in the text that came.
    """

    text: str
    marks: tuple[tuple[Mark, Span], ...]

    @property
    def kinds(self) -> tuple[Mark, ...]:
        """What kinds of marks it held, each once, in the order of ``Mark``."""
        found = {mark for mark, _span in self.marks}
        return tuple(mark for mark in Mark if mark in found)


def mask(text: str) -> Masked:
    """Cover phone numbers, identity numbers, plates, addresses of mail, accounts, rooms and names with titles.

    Names without a title cannot be told from other words and stay; whoever writes notes is asked to leave them out.

    Args:
        text: The words as they came, in any width of digits.

    Example:
        >>> mask("3栋2单元1203王女士，电话１３８ 0013 8000，车牌浙A·12345").text
        '［房号］［姓名］，电话［电话］，车牌［车牌］'
    """
    plain = normalize(text)
    taken: list[tuple[int, int, Mark]] = []
    for mark, start, end in _hits(plain):
        if all(end <= first or last <= start for first, last, _mark in taken):
            taken.append((start, end, mark))
    taken.sort()
    pieces, reached = [], 0
    for start, end, mark in taken:
        pieces += [text[reached:start], COVER[mark]]
        reached = end
    marks = tuple((mark, Span(start, end)) for start, end, mark in taken)
    return Masked("".join([*pieces, text[reached:]]), marks)


def _hits(plain: str) -> Iterator[tuple[Mark, int, int]]:
    found = ((mark, pattern.finditer(plain)) for mark, pattern in _ALL)
    for mark, hit in chain.from_iterable(((mark, hit) for hit in hits) for mark, hits in found):
        # A pattern with a group covers the group alone: the words before it say what it is.
        start, end = hit.span(1) if hit.re.groups else hit.span()
        yield mark, start, end


#: What ends words for roles, and next to no given name.
_ROLE_ENDS: Final = "主户员长表工任理商客方人师家者司部会东属民警生士"
_WHOLE_NAME: Final = re.compile(rf"[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}")


def is_like_a_name(role: str) -> bool:
    """Tell whether what should be a role looks like the name or a mark of a person.

    Example:
        >>> [is_like_a_name(role) for role in ("李明", "王女士", "业主代表", "13800138000")]
        [True, True, False, True]
    """
    if mask(role).marks:
        return True
    return _WHOLE_NAME.fullmatch(role.strip()) is not None and not role.strip().endswith(tuple(_ROLE_ENDS))
