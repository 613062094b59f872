"""What one of two clauses on one thing says beyond the other: cases it is limited to, acts it asks for besides."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from guicheng.domain.comparison import tables
from guicheng.domain.comparison.bounds import Notice
from guicheng.domain.comparison.likeness import plain_content
from guicheng.domain.comparison.side import Side
from guicheng.domain.comparison.vocabulary import shipped_vocabulary
from guicheng.domain.comparison.wording import is_name
from guicheng.domain.values import Span

#: A case named before what it holds for: 涉及人身安全的投诉, 需要停水的.
_CASE = re.compile("(?:^|[,;。])([^,;。]{2,18}?)的(?!时候|话)")
#: A part that says of what the clause holds: 寒暑假期间适用, 适用于设有商铺的楼层, 三楼及以下照此执行.
_APPLIES = re.compile(
    "(?:^|[,;。()])(?:本[条款项])?(?:仅|只|均)?(?:适用于?|仅限于?|只限于?|限于)([^,;。()]{2,16})(?=[,;。()]|$)|"
    "(?:^|[,;。()])([^,;。()]{2,14}?)(?:照此|按此|依此)?(?:适用|执行|办理)(?=[,;。()]|$)"
)
#: Work of a kind of which a clause holds: 有动火作业的.
_WORK_OF_A_KIND = re.compile("(?:有|进行|涉及|开展|实施)([^,;。有]{2,6}?)(?:作业|施工|操作)的(?=,)")
_TAKEN_OUT = re.compile("(?:除外|例外)$")
#: A second condition of one case: 外墙面砖脱落且下方为行人通道的.
_FURTHER = re.compile("(?:(?:且|并)(?!且)|来自|属于)([^,;。]{2,12}?)的(?=[,;。]|那?部分)")
#: Who must do it, told by what they must have: 由具备资质的单位检测.
_QUALIFIED = re.compile(
    "资质|持证|专业(?:公司|机构|单位|队伍|人员)|第三方|有资格|检测机构|[持有][^,;。]{1,10}(?<!保)证"
)
#: A second thing beside the first: 余氯及pH值.
_LISTED = re.compile("[、和及与]([^,;。、和及与的每各均应须不一\\d]{1,8})")
#: Names of what is measured: pH值.
_LATIN = re.compile("[a-z]{2}")
_ALL = re.compile("不论|无论|任何|所有|各类|一切|^凡|全部|不分|每一")
#: Why something is done binds nobody, nor does how it is counted.
_WHY = re.compile("^(?:以|为|避免|防止|确保|保证|从而|方便|便于|按[月季年周日]统计)")
#: Where a part goes on with a second act: 20分钟内到场并止住漏水.
_AND = re.compile("(?:并且?|且|同时)(?!非|无|不)")
#: What is done by whoever has come, with nothing to join it: 20分钟内到达现场止住漏水.
_THEN: Final = re.compile("(?:到场|(?:到达?|赶到|抵达|赶赴)现场)(?=[^,;。的后时]{3,12}$)")
#: The outcome is passed on, whatever the papers and the people are called: 2日内答复，将结果报项目经理.
_PASSED_ON: Final = re.compile(
    "^并?[将把][^,;。]{1,12}?(?:[上抄通呈]?报|抄送|转告|转达|告知|通知|移交|转交)[^,;。]{0,10}$"
)
_TELLS: Final = re.compile("报(?![修警事名])|抄送|告|转达|通知|转交|移交")
#: Who sees to it is no act of its own: 由监控中心统一留存.
_BY_WHOM = re.compile("由[^,;。]{2,8}?(?:中心|部门|部|室|班组|班|组|处|员|岗|站)(?:统一|具体|负责|安排)*")
_WHEN = re.compile(
    "^(?:对|关于|凡|因|由于|如果?|若|要是|遇|逢|每?当|一旦)(?![^,;。]*(?:应|须|必须|要))|了$|到期$|"
    "[的时后]$|来[电访]$|(?:行驶|通行|行车|停放|进出|[里内上]开)$|期内|期间|范围内|情况下|条件下"
)
#: The month of each year in which something is done, not the one by which it is.
YEARLY_MONTH = re.compile(r"每年(\d{1,2}月)份?(?![底初中上下至到\d-])")
_ANY_MONTH = re.compile(r"\d月")
_SECOND = re.compile(
    "(?<=[洗扫掏拭查剪水肥养][、和及并])(?:消毒|清洗|检测|检查|修剪|施肥|除草|打蜡|养护|更换)|(?<=清洗)消毒"
)
#: Fewest characters that the other clause does not know and that make a case or an act of their own.
_FEWEST = 3
#: So many that they make a case whatever else it is called by.
_MANY = 5
#: What is bounded before: 每周检查一遍，发现松动的当场停用 tells a second act, and no case of the first.
_MEASURED = re.compile(r"\d|[一二两三四五六七八九十半](?:次|遍|回|趟|日|天|周|个|小时|分钟|月|年)")
#: 并签字 is an act of its own.
_FEWEST_JOINED = 2
_LABEL = 6
#: The paper that a clause is taken from, named after a post: 监控岗须知：录像留存30天.
_PAPER = re.compile(
    "[^,;。:]{0,6}(?:岗位?|班组?|部门?|队|组|中心|前台|主管|经理|员)(?:员工|作业|工作|操作|服务|岗位|管理|培训)?"
    "(?:须知|手册|守则|规程|指导书|制度|规定|职责|规范|说明书|应知应会|标准)(?:规定|要求|节选|摘录)?"
)
#: What shows that something has been done, or tells people of it.
_PROVES = re.compile("签[字名收]|拍照|照片|公告栏")
_JOINED = re.compile("并且?|且|同时")
#: Most characters that a part says of a thing beside a bare number: 每日次数不得少于2次, 控制在15天以内.
_BARE = 5
_BREAK = re.compile("[,;。:]")


def cases_beyond(text: str, other: str) -> tuple[str, ...]:
    """Return the cases to which one text limits itself and of which the other one says nothing.

    Args:
        text: A clause.
        other: The clause beside it.
    """
    known = plain_content(other)
    found = [*_said_to_hold(text, known), *_further(text, known), *_works(text, known)]
    for match in _CASE.finditer(text):
        if _ALL.search(match[1]) or is_name(match[1]) or _MEASURED.search(text[: match.start(1)]):
            continue
        named = plain_content(who().sub("", match[1]))
        cells = {char for hit in shipped_vocabulary().hits(match[1]) if hit.group == "scope" for char in hit.word}
        unknown = "".join(char for char in named if char not in known and char not in cells)
        if len(unknown) >= _MANY or (len(unknown) >= _FEWEST and 2 * len(unknown) >= len(named)):
            found.append(unknown)
    return tuple(found)


def _said_to_hold(text: str, known: str) -> list[str]:
    """Return the cases of which a part of their own says that the clause holds for them."""
    named = (plain_content(match[1] or match[2]) for match in _APPLIES.finditer(text) if not _ALL.search(match[0]))
    return [case for case in named if any(char not in known for char in case)]


def _further(text: str, known: str) -> list[str]:
    """Return the second conditions of cases that another text does not know."""
    named = (plain_content(match[1]) for match in _FURTHER.finditer(text))
    return [case for case in named if 2 * len([char for char in case if char not in known]) >= len(case) > 0]


def _works(text: str, known: str) -> list[str]:
    """Return the kinds of work for which alone a text holds and of which another one has not a character."""
    named = (plain_content(match[1]) for match in _WORK_OF_A_KIND.finditer(text))
    return [work for work in named if work and not set(work) & set(known)]


def acts_beyond(side: Side, other: str) -> tuple[str, ...]:
    """Return the parts of a clause that no promise stands in and that ask for what another one does not name.

    Args:
        side: The clause.
        other: The text of the clause beside it.
    """
    known = plain_content(other)
    # 每年9月检测一次 is done once a year, and not in any month.
    found = YEARLY_MONTH.findall(side.text) if not _ANY_MONTH.search(other) else []
    first = min((term.span.start for term in side.terms), default=0)
    for part in side.clause.promises:
        said = part.span.of(side.text).strip(" ,")
        fewest = _FEWEST
        if any(part.span.covers(term.span) for term in side.terms):
            said, fewest = _second_act(side, part.span), _FEWEST_JOINED
        said = who().sub("", _BY_WHOM.sub("", said))
        if _binds_nobody(said) or _is_label(side, part.span) or _is_topic(side, part.span):
            continue
        content = plain_content(said)
        unknown = "".join(char for char in content if char not in known)
        if part.span.end <= first and 2 * len(unknown) < len(content):
            # What stands before the promise is mostly what it is of.
            continue
        if _is_passed_on(said, other) or len(unknown) >= _fewest(said, content, unknown, fewest):
            found.append(said)
    return tuple(found)


def _is_passed_on(said: str, other: str) -> bool:
    """Tell whether a part passes on what has come of it, where the other clause tells nobody anything."""
    return _PASSED_ON.match(said) is not None and _TELLS.search(other) is None


def _fewest(said: str, content: str, unknown: str, fewest: int) -> int:
    """Return the fewest characters that must be unknown of an act of its own: few of one that is joined by 并."""
    joined = _JOINED.match(said) and (2 * len(unknown) > len(content) or _PROVES.search(said))
    return _FEWEST_JOINED if joined else fewest


def _binds_nobody(said: str) -> bool:
    """Tell whether a part only says why, when or of what something is done, or of what not."""
    return not said or any(sign.search(said) for sign in (_WHY, _WHEN, _APPLIES, _TAKEN_OUT))


def _is_label(side: Side, part: Span) -> bool:
    """Tell whether a part only begins with what a notice is of, or with the paper: 园区打药，提前3天贴通知."""
    text = part.of(side.text).strip(" ,:")
    if part.start != 0:
        return False
    if side.text.startswith(":", part.end) and _PAPER.fullmatch(text):
        return True
    return len(text) <= _LABEL and any(isinstance(term.bound, Notice) for term in side.terms)


def _is_topic(side: Side, part: Span) -> bool:
    """Tell whether a part only names what the next one bounds: 对楼内走廊地面进行清扫，每日不得少于1次."""
    if len(side.terms) != 1 or _ALL.search(part.of(side.text)):
        return False
    (term,) = side.terms
    if part.end > term.span.start or _BREAK.search(side.text[part.end : term.span.start].lstrip(" ,:")):
        return False
    return len(plain_content(side.part(term))) <= _BARE


@cache
def who() -> re.Pattern[str]:
    """Return the words for posts of the company, longest first."""
    return re.compile(f"(?:{tables.longest_first(tables.posts())})(?![证作具装服室])")


def tasks_beyond(text: str, other: str) -> tuple[str, ...]:
    """Return the second task, thing or proof of skill that one text names beside those of the other one.

    The 消毒 of 清洗、消毒, the pH值 of 余氯及pH值, the 资质 of 由具备资质的单位检测.

    Args:
        text: A clause.
        other: The clause beside it.
    """
    second = [word for word in _SECOND.findall(text) if word not in other]
    if (qualified := _QUALIFIED.search(text)) and not _QUALIFIED.search(other):
        second.append(qualified[0])
    known = set(plain_content(other))
    for word in _LISTED.findall(text):
        content = word if _LATIN.search(word) else plain_content(word)
        if len(content) >= _FEWEST_JOINED and not known & set(content):
            second.append(word)
    return tuple(second)


def _second_act(side: Side, part: Span) -> str:
    """Return what a part asks for after the last of its promises, "" where nothing more is joined to that."""
    last = max(term.span.end for term in side.terms if part.covers(term.span))
    joined = _AND.search(side.text, last, part.end) or _THEN.search(side.text[: part.end].rstrip(" ,;。"), last)
    return side.text[joined.end() : part.end].strip(" ,") if joined else ""
