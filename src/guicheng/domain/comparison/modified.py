"""Words before a thing that make less of it: 有偿维修工单 beside 所有维修工单, 独居老人 beside 老人.

Two clauses on one thing are told alike by what they share, and one word before the thing weighs nothing in that. It is
all that matters, though, where only one of the two has it: that clause holds for some of what the other one is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from guicheng.domain.comparison import tables
from guicheng.domain.comparison.likeness import plain_content
from guicheng.domain.comparison.surplus import who

#: What leaves nothing out of a thing, and what only says whose it is.
_LEAVES_NOTHING: Final = re.compile(
    "此|写字楼|办公楼|住宅楼|商场|楼层|楼栋|单元|上述|前述|其他|我司|甲方|乙方|小区|园区|院区|辖区|厂区|全区|大厦|项目|物业|服务|管理|区域|范围|公共|公用|共用|中心|前台|"
    "业主|住户|客户|居民|用户|相关|有关|日常|正常|设施|设备|在[管用册场]|[接收受]到|受理|发现|处理|办理|提供|提出|反映|进[入出场]|"
    "组织|开展|进行|安排|召开|举办|举行|[须应当要均都]|必须|使用|配备|设置|保持|做好|负责"
)
#: What is done, or by whom, or when: no word before a thing that makes less of it.
_ELSE: Final = re.compile(
    "发生|出现|产生|遇到|接受|收取|完成|完毕|办结|发放|发出|委托|确保|只准|捡拾|所做|其间|期间|报警|接报|至|"
    "发放|包括|提交|前来|开启|保[存留]|建立|占用|驶|监控|"
    "单位|公司|咱们|我们|标准|要求|下来|至少|工作|按|被|将|把|在$|禁止?|不得|年|季|星期|[天日周]$|[一两二三四五六七八九十][次遍回]|每|"
    "窗户|配电|故障|接听|清扫|清洗|清洁|打扫|擦抹|擦拭|拖洗|修剪|检查|巡查|维护|养护"
)
_WHOLE: Final = re.compile(
    "(?:全|整个)(?:小区|园区?|院|项目|区(?!域))的?|所有|全部|全体|各[类种个项处]?|每一?[个位名台辆]|任何|一切|凡是?"
)
_ALL_OF: Final = re.compile(f"(?:{_WHOLE.pattern})的?$")
#: One character that tells things apart; any other one is a part of another word.
_SHORT: Final = frozenset("大小新老旧客货干湿男女")
_MOST: Final = 8
_PART: Final = re.compile("(?:^|[,;。:])$")
_OWN: Final = re.compile(f"[一-鿿a-z]{{1,{_MOST}}}$")
#: A case, or a second thing: other rooms read those.
_NOT_OF_THING: Final = re.compile("[时后前]$|除|以外|之外|外的|[和与、及]")
#: Words that narrow nothing but where nothing else differs: what has come of a thing, who it is of anyway.
_ALONE: Final = re.compile("[已不未无没非自月]|装饰|调查|楼道|客服|医院|外来|装修|来[访电]|代收|企业|公共|区域")
#: What is held so often: two fire drills are two drills, whatever drills they are.
_HELD: Final = re.compile(
    "(?:组织|开展|举办|举行|召开|安排|进行)[^,;。]{0,12}$|[0-9一二两三四五六七八九十](?:次|场|期|回)[^,;。]{0,8}$"
)
_EVENT: Final = re.compile("演练|演习|活动|培训|会议?|讲座|座谈|调查|抽查")
#: What bounds a thing, and what orders it.
_BOUND: Final = re.compile(
    "[0-9一二两三四五六七八九十半.]+|[每个日天周月年次遍]|季度?|应当?|必?须|要|不[少低]于|至少|小时|分钟|[,。]"
)
#: What stands before a thing, and belongs to its name.
_MOST_SHARED: Final = 4


def modifiers_beyond(text: str, other: str) -> tuple[str, ...]:
    """Return the words before a thing by which only one of two texts makes less of it.

    Args:
        text: A clause, rephrased.
        other: The clause beside it, rephrased.

    Example:
        >>> modifiers_beyond("有偿维修工单完成后3日内回访", "所有维修工单完成后3日内回访")
        ('有偿',)
    """
    # Who holds a fire drill has held a drill: of what is held so often the clause without the word asks for less.
    return tuple(dict.fromkeys([*_words_of(text, other, held=False), *_words_of(other, text, held=True)]))


def _words_of(text: str, other: str, *, held: bool) -> Iterator[str]:
    """Yield the words by which only the first of two texts makes less of a thing, held so often or not."""
    known = set(other + plain_content(other))
    yield from _set_before(text, other, held=held)
    yield from (word for word in _told_of(text, other, held=held) if _is_new(word, known))


def _is_held(ahead: str, thing: str) -> bool:
    """Tell whether a thing is an event that a clause holds so often, by what stands before it."""
    return _EVENT.search(thing) is not None and _HELD.search(ahead) is not None


def _is_new(word: str, known: set[str]) -> bool:
    """Tell whether most of a word is unknown to the other clause, which does not say the same by another word."""
    content = plain_content(word)
    unknown = [char for char in word if char not in known]
    return 2 * len(unknown) >= len(word) and not (content and set(content) <= known)


def _set_before(text: str, other: str, *, held: bool) -> Iterator[str]:
    """Yield what a text says before a thing, where the other one begins with the thing or says the same before that."""
    for place, thing in _things(text):
        ahead = text[:place]
        if _is_held(ahead, thing) is not held:
            continue
        for bare in _places(other, thing):
            shared = _shared(ahead, _ALL_OF.sub("", other[:bare]))
            said, heard = ahead[: place - shared], _ALL_OF.sub("", other[: bare - shared])
            start = _start(said, heard)
            word = "" if start is None else _narrowing(said[start:])
            without = said[:start] + text[place - shared :]
            if word and _is_same(word, without, other):
                yield word
                break


def _narrowing(said: str) -> str:
    """Return the word that makes less of a thing among what stands before it, "" where there is none."""
    word = _LEAVES_NOTHING.sub("", _WHOLE.sub("", said)).strip("的之为对向给由在里内")
    if who().search(said) or _ELSE.search(said) or _NOT_OF_THING.search(said):
        return ""
    return word if len(word) > 1 or word in _SHORT else ""


def _shared(ahead: str, before: str) -> int:
    """Return how many characters right before a thing two texts have in common, such as the 维修 of 维修工单."""
    shared = 0
    while shared < _MOST_SHARED and ahead[: len(ahead) - shared][-1:] == before[: len(before) - shared][-1:] != "":
        shared += 1
    return shared


def _is_same(word: str, without: str, other: str) -> bool:
    """Tell whether a text without a word is the other one, but for its bound and what leaves nothing out."""
    first, second = (_WHOLE.sub("", each) for each in (without, other))
    return first == second or (not _ALONE.search(word) and _BOUND.sub("", first) == _BOUND.sub("", second))


def _start(ahead: str, before: str) -> int | None:
    """Return where the words begin that a text has before a thing and the other one has not, None for nowhere."""
    own = _OWN.search(ahead)
    if own is None:
        return None
    if _PART.search(before):
        return own.start() if _PART.search(ahead[: own.start()]) else None
    said = before[-2:]
    place = ahead.rfind(said, max(0, own.start() - len(said)), len(ahead))
    return place + len(said) if 0 <= place < len(ahead) - len(said) else None


def _told_of(text: str, other: str, *, held: bool) -> Iterator[str]:
    """Yield the words known to make less of things that stand before one in a text, and in no way in the other one."""
    for match in _known().finditer(text):
        row = next(row for row in tables.alternatives("likeness", "narrower") if match[1] in row)
        if _is_held(text[: match.start(2)], match[2]) is not held:
            continue
        if match[2] in other and not any(word in other for word in row):
            yield match[1]


def _things(text: str) -> Iterator[tuple[int, str]]:
    for match in _named().finditer(text):
        yield match.start(), match[0]


def _places(text: str, thing: str) -> Iterator[int]:
    """Yield where a text names a thing, by the same word."""
    for match in _named().finditer(text):
        if match[0] == thing:
            yield match.start()


@cache
def _named() -> re.Pattern[str]:
    return re.compile(tables.longest_first(row[0] for row in tables.rows_of("likeness", "things")))


@cache
def _known() -> re.Pattern[str]:
    words = tables.longest_first(word for row in tables.alternatives("likeness", "narrower") for word in row)
    return re.compile(f"({words})的?(?:[一-鿿]{{2}})?({_named().pattern})")
