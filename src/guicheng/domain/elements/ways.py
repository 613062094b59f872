"""With what and in what manner something is done: what is used, filled in or put up, and 电话, 上门, 双人."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from guicheng.domain.elements.parts import patterns

#: The last character of a thing that is used, where the name is not known as a whole.
_ENDS: Final = "[机器仪表棒布剂液枪泵牌镜栏群簿本账单卡证票码条册]"
_USES: Final = (
    r"使用|利用|采用|运用|借助|通过|携带|带齐|备齐|凭(?!证)|"
    r"(?<![使利采运借费启停占备专公共适信领引耗应食试有不作禁租常挪选])用(?![户途水电品料章餐量工语])"
)
#: What is written into is a way, and writing it is the act.
_WRITES: Final = "填写|录入|记入|登记在|记录在"
#: Ways that are told by the word alone where something is done that way.
_MANNERS: Final = (
    r"(?:电话|短信|微信|书面|当面|上门|双人|现场)"
    r"(?=通知|告知|回访|联系|答复|回复|走访|探访|拜访|访问|催|提醒|征询|服务|维修|查看|协助|返工|劝阻|值守|值班|巡逻|作业|操作|保管|监护(?![员人])|预约|沟通|确认|核实|咨询)"
)
_ONE: Final = re.compile("[^、和及与或]+")
_SHOWN: Final = r"拍照(?!片)|签到(?![路率])|张贴(?![物残])|扫码"


class _Words(NamedTuple):
    named: re.Pattern[str]
    used: re.Pattern[str]
    manner: re.Pattern[str]
    told: re.Pattern[str]


def ways_in(text: str) -> tuple[str, ...]:
    """Return the ways that a text names, each once, in order of place.

    Example:
        >>> ways_in("管家每季度上门走访业主1次，填写走访台账")
        ('上门', '走访台账')
        >>> ways_in("弱电工检查门禁和道闸每周1次")
        ()
    """
    words, found = _words(), dict[int, str]()
    for match in words.named.finditer(text):
        found.update((match.start("tools") + tool.start(), tool[0]) for tool in _ONE.finditer(match["tools"]))
    taken = [match.span() for match in words.named.finditer(text)]
    for match in words.told.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            found[match.start()] = match[0]
    return tuple(dict.fromkeys(found[place] for place in sorted(found)))


def without_ways(text: str) -> str:
    """Return an act without the ways in which it is done; the whole where nothing would be left.

    Example:
        >>> without_ways("用投诉系统登记"), without_ways("电话回访投诉人"), without_ways("上门")
        ('登记', '回访投诉人', '上门')
    """
    words = _words()
    rest = words.manner.sub("", words.used.sub("", text)).strip("、并")
    return rest if len(rest) > 1 else text


@cache
def _words() -> _Words:
    known = patterns()["way"].pattern
    name = rf"(?:《[^《》]{{1,20}}》|[一-鿿]{{0,6}}?(?:{known}|[一-鿿]{_ENDS}))"
    tools = rf"(?P<tools>{name}(?:[、和及与或]{name})*)(?:的?方式)?"
    placed = r"在(?=[一-鿿]{0,4}(?:公[告示]栏|公众号|微信群|业主群|平台|系统))"
    named, used = (re.compile(rf"(?:{lead}|{placed}){tools}") for lead in (f"{_USES}|{_WRITES}", _USES))
    return _Words(named, used, re.compile(_MANNERS), re.compile(f"{_MANNERS}|{_SHOWN}"))
