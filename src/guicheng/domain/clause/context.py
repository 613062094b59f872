"""What stands around a bound: what starts it, what is done, for whom it holds."""

from __future__ import annotations

import re
from bisect import bisect_right

#: How far around a bound its words are looked for; a longer part costs no more.
_REACH = 80
_BREAK = re.compile("[,;。!?:·\n]")
_TRIGGER_END = re.compile(r"(?:之后|以后|后|之日起|日起|时起|起|之时|时|前|之前|以前)$")
_EVENT = re.compile(r"^(?:在)?(?:接到|收到|接报|遇|发现|发生|出现|如|若|凡|对|一旦)|(?:后|时|的|之日起|情况|类)$")
_LEAD = re.compile(
    r"^[\s)(、]*(?:并在?|并应|且|应当|应该|应|须|需|要|必须|务必|均|都|则|在|于|自|从|由|请|烦请|而|且|保证|确保|做到)+"
)
_TAIL = re.compile(r"(?:应当|应该|应|须|需|要|必须|均|都|则|在|于|为|是|达|达到|将|不|的|约)+[\s(]*$")
_STAFF = re.compile(r"(?:人员|员工|员|工|部|部门|中心|公司|处|经理|主管|单位|负责人|领班|会|岗|保安|队)$")
_CONDITION = re.compile(
    r"(紧急|急修|一般|普通|重大|特急|零修|小修|中修|大修|夜间|白天|节假日|夏季|冬季|旺季|雨季|汛期|台风|雨雪|重点区域|主要区域|恶劣天气)"
)
_PAREN = re.compile(r"[(]([^()]{1,24})[)]?$")


class Parts:
    """The parts of a normalized clause, between its breaks.

    Args:
        plain: The normalized text.
    """

    def __init__(self, plain: str) -> None:
        self.plain = plain
        cuts = [match.start() for match in _BREAK.finditer(plain)]
        self.starts = [0, *(cut + 1 for cut in cuts)]
        self.ends = [*cuts, len(plain)]

    def index(self, place: int) -> int:
        """Return the number of the part in which a place stands."""
        return bisect_right(self.starts, place) - 1

    def text(self, index: int) -> str:
        """Return a part, "" for one that is not there; of a very long one the last ``_REACH`` characters."""
        if not 0 <= index < len(self.starts):
            return ""
        return self.plain[max(self.starts[index], self.ends[index] - _REACH) : self.ends[index]]

    def head(self, place: int) -> str:
        """Return what stands before a place in its part, at most ``_REACH`` characters."""
        return self.plain[max(self.starts[self.index(place)], place - _REACH) : place]

    def tail(self, place: int, end: int) -> str:
        """Return what stands behind ``end`` in the part of ``place``, at most ``_REACH`` characters."""
        return self.plain[end : min(self.ends[self.index(place)], end + _REACH)]


def trigger_of(parts: Parts, start: int, *, notice: bool = False) -> str | None:
    """Return the words that start the clock of a limit, or None where the text names none.

    Args:
        parts: The clause.
        start: Where the limit begins.
        notice: Whether it is an advance notice, whose event ends in 前.
    """
    index = parts.index(start)
    head = parts.head(start)
    words = _LEAD.sub("", _TAIL.sub("", head)).strip(" ()、")
    if not words and index:
        words = parts.text(index - 1)
        words = _LEAD.sub("", words).strip(" ()、") if _EVENT.search(words) else ""
    elif words and not _TRIGGER_END.search(words) and _STAFF.search(words):
        previous = parts.text(index - 1) if index else ""
        words = previous if _EVENT.search(previous) else ""
    if notice and words and not words.endswith("前"):
        words += "前"
    return words or None


def action_of(parts: Parts, start: int, end: int) -> str | None:
    """Return the words that say what is done: behind the bound in its part, else before it."""
    index = parts.index(start)
    behind = _LEAD.sub("", parts.tail(start, end)).strip(" ()、的率")
    ahead = _TAIL.sub("", parts.head(start)).strip(" ()、,")
    if behind:
        return behind
    if ahead and _TRIGGER_END.search(ahead) and parts.text(index + 1).strip():
        return _LEAD.sub("", parts.text(index + 1)).strip(" ()、") or ahead
    if ahead:
        return _LEAD.sub("", ahead) or ahead
    following = parts.text(index + 1).strip(" ()、")
    return following or parts.text(index - 1).strip(" ()、") or None


def condition_of(parts: Parts, start: int) -> str | None:
    """Return the severity, season or place to which a bound is limited, or None."""
    index = parts.index(start)
    head = parts.head(start)
    inside = _PAREN.search(head)
    if inside:
        return inside.group(1).strip() or None
    found = _CONDITION.search(head) or (_CONDITION.search(parts.text(index - 1)) if index else None)
    return found.group(1) if found else None
