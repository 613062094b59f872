"""What the words of a clause say of its cost: which event, which places, whose wage.

The words stand in ``library/catalogue/costing.tsv``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from guicheng.domain.catalogue.tables import rows_of
from guicheng.domain.clause import Clause, Kind
from guicheng.domain.elements.parts import providers_in

_COLUMNS: Final = ("what", "key", "words")
#: Where the event of a clause ends that sets no time limit: 维修工上门时佩戴工牌.
_EVENT_END: Final = re.compile(r"之?后|时|之?前|(?:之日|当日)?起|当日")
_MARKS: Final = re.compile(r"(?:之?后|时|(?:之日)?起|当日)?$")
_BETWEEN: Final = re.compile(r"[、，,/／；;和]")
_LIGHT: Final = re.compile(
    r"[\s，,、。：:；;]|业主|住户|客户|用户|物业使用人|物业(?:服务)?(?:公司|企业)|应当|必须|[应须需]|^[在自由将]|[在自由将]$"
)


def event_counted(clause: Clause, own: str) -> str:
    """Return the fact that counts all occasions of a clause in a year; "" where none counts just these.

    A fact counts the occasions only where the clause names its event and nothing that narrows it: 接到报修后 are all
    repairs, 缺配件的报修 are some of them, and nobody knows how many.

    Args:
        clause: The clause as read.
        own: Fact that counts the occasions of its service, "" for none.

    Example:
        >>> from guicheng.domain.clause.reader import read
        >>> [
        ...     event_counted(read(text), "repairs")
        ...     for text in ("接到报修后30分钟内到场。", "缺配件的报修30分钟内告知。")
        ... ]
        ['repairs', '']
    """
    head = "" if clause.thresholds else _head(clause)
    if not head:
        return ""
    named = next((key for key, words in _rows("event") if words.fullmatch(head)), "")
    within = any(key in {"", own} and words.fullmatch(head) for key, words in _rows("within"))
    return named or (own if within else "")


def _head(clause: Clause) -> str:
    """Return the words that say when a clause is acted upon, without posts and light words: 接到报修, 紧急报修到场."""
    limit = next((bound for bound in clause.requirements if bound.kind is Kind.TIME_LIMIT), None)
    if limit is not None:
        end = limit.span.start
    elif (mark := _EVENT_END.search(clause.text)) is not None:
        end = mark.start()
    else:
        return ""
    parts, start = [], 0
    for place, post in providers_in(clause):
        if start <= place and place + len(post) <= end:
            parts.append(clause.text[start:place])
            start = place + len(post)
    parts.append(clause.text[start:end])
    return "".join(_bare(part) for part in parts)


def _bare(part: str) -> str:
    bare = _MARKS.sub("", _LIGHT.sub("", part), count=1)
    return _LIGHT.sub("", bare)


def place_counted(clause: Clause, own: str, provider: str = "") -> str | None:
    """Return the fact that counts the places of a clause; "" for once at the whole estate, None where nobody knows.

    Args:
        clause: The clause as read.
        own: Fact that counts the places of its service, "" for none.
        provider: Who acts, as it stands beside the clause; its name tells no place: 水箱管理员.

    Example:
        >>> from guicheng.domain.clause.reader import read
        >>> texts = ("每日清扫大堂2次。", "每年组织困人救援演练1次。", "每月检查灭火器1次。")
        >>> [place_counted(read(text), "lobbies") for text in texts]
        ['lobbies', '', None]
    """
    if is_statistic(clause):
        return ""
    text = _without_posts(clause, provider)
    each = _first("each", text)
    if each is not None or not own or _first("once", text) is not None:
        return "" if each is None else each or None
    named = _first("place", text)
    return own if named is None else named or None


def _without_posts(clause: Clause, provider: str) -> str:
    text = clause.text
    for post in (*_BETWEEN.split(provider), *(post for _place, post in providers_in(clause))):
        text = text.replace(post, "，") if post else text
    return text


def _first(what: str, text: str) -> str | None:
    """Return the key of the words that stand first in a text, of the longer ones of two at one place; None for none."""
    found = [(hit.start(), -len(hit[0]), key) for key, words in _rows(what) if (hit := words.search(text))]
    return min(found)[2] if found else None


def is_statistic(clause: Clause) -> bool:
    """Tell whether a clause bounds nothing but rates: keeping one is counting once a period for the whole estate."""
    return bool(clause.requirements) and all(bound.kind is Kind.RATIO for bound in clause.requirements)


def trade_of(provider: str, usual: str) -> str:
    """Return the trade of who acts, ``usual`` where its name tells none.

    Example:
        >>> [trade_of(post, "engineering") for post in ("客服专员", "项目经理", "")]
        ['customer', 'engineering', 'engineering']
    """
    found = _first("trade", _BETWEEN.split(provider)[0])
    return usual if found is None else found


@cache
def _rows(what: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = rows_of("catalogue", "costing.tsv", _COLUMNS)
    return tuple((row["key"], re.compile(row["words"])) for row in rows if row["what"] == what)
