"""What one of two clauses on one thing says beyond the other: cases it is limited to, acts it asks for besides."""

from __future__ import annotations

import re

from guicheng.domain.comparison.bounds import Notice
from guicheng.domain.comparison.likeness import plain_content
from guicheng.domain.comparison.side import Side
from guicheng.domain.comparison.vocabulary import shipped_vocabulary
from guicheng.domain.comparison.wording import is_name
from guicheng.domain.values import Span

#: A case named before what it holds for: 涉及人身安全的投诉, 需要停水的.
_CASE = re.compile("(?:^|[,;。])([^,;。]{2,18}?)的(?!时候|话)")
_ALL = re.compile("不论|无论|任何|所有|各类|一切|^凡|全部|不分|每一")
#: Why something is done binds nobody, nor does how it is counted.
_WHY = re.compile("^(?:以|为|避免|防止|确保|保证|从而|方便|便于|按[月季年周日]统计)")
#: Where a part goes on with a second act: 20分钟内到场并止住漏水.
_AND = re.compile("(?:并且?|且|同时)(?!非|无|不)")
#: Who sees to it is no act of its own: 由监控中心统一留存.
_BY_WHOM = re.compile("由[^,;。]{2,8}?(?:中心|部门|部|室|班组|班|组|处|员|岗|站)(?:统一|具体|负责|安排)*")
_WHEN = re.compile("[的时后]$|来[电访]$|(?:行驶|通行|行车|停放|进出|[里内上]开)$|期内|期间|范围内|情况下|条件下")
#: The month of each year in which something is done, not the one by which it is.
YEARLY_MONTH = re.compile(r"每年(\d{1,2}月)份?(?![底初中上下至到\d-])")
_ANY_MONTH = re.compile(r"\d月")
_SECOND = re.compile(
    "(?<=[洗扫掏拭查剪水肥养][、和及并])(?:消毒|清洗|检测|检查|修剪|施肥|除草|打蜡|养护|更换)|(?<=清洗)消毒"
)
#: Fewest characters that the other clause does not know and that make a case or an act of their own.
_FEWEST = 3
#: 并签字 is an act of its own.
_FEWEST_JOINED = 2
_LABEL = 6


def cases_beyond(text: str, other: str) -> tuple[str, ...]:
    """Return the cases to which one text limits itself and of which the other one says nothing.

    Args:
        text: A clause.
        other: The clause beside it.
    """
    known = plain_content(other)
    found = []
    for match in _CASE.finditer(text):
        if _ALL.search(match[1]) or is_name(match[1]):
            continue
        named = plain_content(match[1])
        cells = {char for hit in shipped_vocabulary().hits(match[1]) if hit.group == "scope" for char in hit.word}
        unknown = "".join(char for char in named if char not in known and char not in cells)
        if len(unknown) >= _FEWEST and 2 * len(unknown) >= len(named):
            found.append(unknown)
    return tuple(found)


def acts_beyond(side: Side, other: str) -> tuple[str, ...]:
    """Return the parts of a clause that no promise stands in and that ask for what another one does not name.

    Args:
        side: The clause.
        other: The text of the clause beside it.
    """
    known = plain_content(other)
    # 每年9月检测一次 is done once a year, and not in any month.
    found = YEARLY_MONTH.findall(side.text) if not _ANY_MONTH.search(other) else []
    for part in side.clause.promises:
        said = part.span.of(side.text).strip(" ,")
        fewest = _FEWEST
        if any(part.span.covers(term.span) for term in side.terms):
            said, fewest = _second_act(side, part.span), _FEWEST_JOINED
        said = _BY_WHOM.sub("", said)
        if part.span.start == 0 and len(said) <= _LABEL and any(isinstance(term.bound, Notice) for term in side.terms):
            # 园区打药，提前3天贴通知 begins with what the notice is of.
            continue
        if not said or _WHY.match(said) or _WHEN.search(said):
            continue
        unknown = "".join(char for char in plain_content(said) if char not in known)
        if len(unknown) >= fewest:
            found.append(said)
    return tuple(found)


def tasks_beyond(text: str, other: str) -> tuple[str, ...]:
    """Return the second task that one text names beside those of the other one: the 消毒 of 清洗、消毒.

    Args:
        text: A clause.
        other: The clause beside it.
    """
    return tuple(word for word in _SECOND.findall(text) if word not in other)


def _second_act(side: Side, part: Span) -> str:
    """Return what a part asks for after the last of its promises, "" where nothing more is joined to that."""
    last = max(term.span.end for term in side.terms if part.covers(term.span))
    joined = _AND.search(side.text, last, part.end)
    return side.text[joined.end() : part.end].strip(" ,") if joined else ""
