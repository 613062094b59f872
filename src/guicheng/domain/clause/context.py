"""What stands around a bound: what starts it, what is done, for whom it holds."""

from __future__ import annotations

import re
from bisect import bisect_right

from guicheng.domain.clause.clause import Word
from guicheng.domain.clause.requirement import Kind
from guicheng.domain.clause.seasons import MONTHS, case_of, months_of
from guicheng.domain.values import Span

#: How far around a bound its words are looked for; a longer part costs no more.
_REACH = 80
_BREAK = re.compile(r"[,;。!?·\n]|:(?!\d\d)")
#: Breaks that end a sentence or a promise; a comma and a colon do not.
STOPS = frozenset(";。!?\n·")
ENDS = ("后", "起", "时", "前")
_EVENT_HEADS = (
    "接到", "收到", "接报", "遇", "发现", "发生", "出现", "如", "若", "凡", "对", "一旦", "在接到", "在收到", "在发现",
)  # fmt: skip
_EVENT = re.compile(r"(?:接到|收到|接报|接警|发现|发生|出现|遇)[^,;。:]{0,24}?(?:之?后|时(?!间))")
_EVENT_TAILS = ("后", "时", "的", "起", "情况", "类")
_LEAD = re.compile(
    r"[\s)(、]*(?:并在?|并应|且|应当|应该|应(?![急答])|须|需(?!求)|要(?!求)|必须|务必|均|都|则|在|于|自(?![行动查检觉备助])|从|由|请|烦请|而|保证|确保|做到)+"
)
_TAILS = (
    "应当", "应该", "应", "须", "需", "要", "均", "都", "则", "在", "于", "为", "是", "达到", "达", "将", "不", "的", "约",
)  # fmt: skip
#: Words that end like an auxiliary and are none.
_WHOLE = (
    "响应", "供应", "反应", "适应", "相应", "对应", "感应", "预约", "合约", "公约", "特约", "违约", "履约", "签约", "需要", "重要",
    "行为",
)  # fmt: skip
_STAFF = (
    "人员", "员工", "员", "工", "部", "部门", "中心", "公司", "处", "经理", "主管", "单位", "负责人", "领班", "会", "岗", "保安",
    "队", "管家", "班长", "组长", "店长", "师傅", "前台", "人", "业主", "住户", "业户", "客户", "用户", "租户",
)  # fmt: skip
_WORKS = ("施工", "竣工", "开工", "完工", "停工", "返工", "动工")
#: What a post is called at its end.
POSTS = "人员|员工|员|(?<![施竣开完停返手人])工(?![作程单具艺地期])|部门|部(?![位分件])|中心|公司|经理|主管|单位|责任人|负责人|领班|岗|保安|队|管家|前台|班长|组长|师傅"
#: Who acts, said before what starts the clock: the 维修工 of 维修工在接单后.
_ACTOR = re.compile(
    rf"[^,;。:在自于从接收]{{1,10}}?(?:{POSTS})(?:应当|应|须|需)?(?:(?:在|自|于|从)|(?=接到|接单|接报|收到|受理|发现))"
)
_SINCE = re.compile(r"(?:应当|应该|应|须|需)(?:自|从|于|在)?([^自从]{2,60}(?:之日起|后|前|时|起))$|自(.{2,60}起)$")
_LABEL = re.compile(r"\s*(?:[(][一二三四五六七八九十\d]{1,3}[)]|[一二三四五六七八九十\d]{1,3}[.、)](?!\d))\s*")
_ASIDE = re.compile(r"[(][^()]{0,24}[)]")
#: 20分钟（白天），30分钟（夜间）: in which case the number before it holds.
_RIGHT_BEHIND = re.compile(r"\s?[(]([^(),;。]{1,16})[)]")
#: 每月1次（雨季每周1次）: what the bracket says has a bound of its own.
_BOUND_ASIDE = re.compile(r"每|(?:\d|[一二两三四五六七八九十半])\s?(?:分钟|个?小时|个?工作日|[天日次遍])")
_INSIDE = re.compile(r"[(]([^()]{1,24})[)]?$")
#: Days on which hours hold, said right before them: 为工作日8:00-12:00.
DAYS = "工作日|非工作日|法定节假日|节假日|双休日|休息日|周末"
_ON_DAYS = re.compile(rf"(?P<of>[为是在于]?)(?P<days>{DAYS})的?$")
#: A part that only says when or for what the rest holds; other topics stand before who acts.
_WHEN = re.compile(r"(?:的|者|时(?!间)|后|前|起|期间|期内|情况|情形|情况下|季|季节|天气|条件下)$")
_WHEN_HEADS = re.compile(
    "接到|收到|接报|遇|发现|发生|出现|如(?![下期实有])|若(?!干)|凡|对(?!讲|外)|一旦|在(?:接到|收到|发现)|当(?![日天班场值地前])|逢|针对|除|因"
)
#: What is done to something is no case: 对维保过程进行监督.
_TREATED = re.compile("(?:针?对于?)[^,;。:]*(?:进行|实施|开展|加以|予以)")
_NO_TOPIC = ("其中", "此外", "另外", "再有", "同时", "并且", "而且", "其余")
_TOPIC = re.compile(rf"(?:由|[^,;。:的]{{0,12}}?(?:{POSTS}))")
_MODAL = re.compile("应当|应该|应(?![急答])|须|不得|必须|严禁|禁止|不准")
_DIGIT = re.compile(r"\d")
_OBJECT = re.compile(rf"([^,;。:由自]{{2,40}})由[^,;。:由]{{0,12}}?(?:{POSTS})(?:[在自于从]|$)")
#: What is received starts the clock.
_RECEIVED = ("接到", "收到", "接报")
#: A comparator that says itself what is bounded.
_NAMED_LIMIT = "限速"
_LONGEST_TOPIC = 60
_DUE = re.compile("应当|应该|应(?![急答付])|必?须")
#: The amount for each of which a bound holds: 每百户, 每50平方米.
_EACH = re.compile(
    r"每\s?(?:\d[\d.]{0,8}|[一二两三四五六七八九十百千]{1,4}|(?=万))[百千万]{0,2}\s?(?:平方米|平米|㎡|m2|户|个?车位|亩|公顷|米|株|台|部|栋)"
)


class Parts:
    """The parts of a normalized clause, between its breaks.

    Args:
        plain: The normalized text.
    """

    def __init__(self, plain: str) -> None:
        self.plain = plain
        cuts = [match.start() for match in _BREAK.finditer(plain)]
        self.starts = [0, *[cut + 1 for cut in cuts]]
        self.ends = [*cuts, len(plain)]
        label = _LABEL.match(plain)
        #: Where the words begin behind a list number such as (三).
        self._first = label.end() if label else 0

    def index(self, place: int) -> int:
        """Return the number of the part in which a place stands."""
        return bisect_right(self.starts, place) - 1

    def text(self, index: int) -> str:
        """Return a part, "" for one that is not there; of a very long one the last ``_REACH`` characters."""
        if not 0 <= index < len(self.starts):
            return ""
        return self.plain[max(self.starts[index], self.ends[index] - _REACH, self._first) : self.ends[index]]

    def closes(self, index: int) -> str:
        """Return the character that ends a part, "" at the end of the clause."""
        return self.plain[self.ends[index] : self.ends[index] + 1]

    def stops(self, index: int) -> bool:
        """Tell whether a sentence or a promise ends with a part."""
        return self.closes(index) in STOPS

    def head(self, place: int) -> str:
        """Return what stands before a place in its part, at most ``_REACH`` characters."""
        return self.plain[max(self.starts[self.index(place)], place - _REACH, self._first) : place]

    def tail(self, place: int, end: int) -> str:
        """Return what stands behind ``end`` in the part of ``place``, at most ``_REACH`` characters."""
        return self.plain[end : min(self.ends[self.index(place)], end + _REACH)]


def led(words: str) -> str:
    """Cut leading auxiliaries: 应在接到 becomes 接到."""
    lead = _LEAD.match(words)
    return words[lead.end() :] if lead else words


def tailed(words: str) -> str:
    """Cut trailing auxiliaries: 满意率须达到 becomes 满意率."""
    words = words.rstrip(" (")
    while words.endswith(_TAILS) and not words.endswith(_WHOLE):
        words = words.removesuffix(next(tail for tail in _TAILS if words.endswith(tail))).rstrip(" (")
    return words


def _event_in(words: str) -> str:
    """Return the event a part tells of, without what is promised behind it; "" where it tells of none."""
    event = _EVENT.match(words)
    if event:
        return event.group()
    return words if words.startswith(_EVENT_HEADS) or words.endswith(_EVENT_TAILS) else ""


def _is_staff(words: str) -> bool:
    return words.endswith(_STAFF) and not words.endswith(_WORKS)


def trigger_of(parts: Parts, start: int, *, notice: bool = False) -> str | None:
    """Return the words that start the clock of a limit, or None where the text names none.

    Args:
        parts: The clause.
        start: Where the limit begins.
        notice: Whether it is an advance notice, whose event ends in 前.
    """
    index = parts.index(start)
    words = led(tailed(_ASIDE.sub("", parts.head(start)))).strip(" ()、")
    if notice and words and not words.endswith(ENDS) and not _is_staff(words):
        words += "前"
    if ("自" in words or "应" in words or "须" in words) and (event := _SINCE.search(words)):
        words = event.group(1) or event.group(2)
    if words.endswith(ENDS) and (actor := _ACTOR.match(words)) is not None:
        words = words[actor.end() :]
    if not words or (not words.endswith(ENDS) and _is_staff(words)):
        previous = led(parts.text(index - 1)).strip(" ()、") if index else ""
        words = _event_in(previous)
    if notice and words and not words.endswith("前"):
        words += "前"
    return words or None


def action_of(parts: Parts, start: int, end: int) -> str | None:
    """Return the words that say what is done: behind the bound in its part, else before it."""
    if parts.plain.startswith(_NAMED_LIMIT, start):
        return _NAMED_LIMIT
    behind = led(parts.tail(start, end)).strip(" ()、的率")
    if behind:
        return behind
    index = parts.index(start)
    ahead = tailed(parts.head(start)).strip(" ()、,")
    follows = (not ahead or ahead.endswith(ENDS)) and parts.closes(index) not in STOPS
    following = led(parts.text(index + 1)).strip(" ()、") if follows else ""
    if _DIGIT.search(following) and not ahead:
        # 存放不超过12小时，夏季不超过8小时: the part behind has a bound of its own.
        following = ""
    return following or led(ahead) or ahead or parts.text(index - 1).strip(" ()、") or None


def is_condition(words: str) -> bool:
    """Tell whether a part only says when or for whom the parts behind it hold: 劝阻无效的, 夏季, 6月至9月, 下井作业时."""
    words = words.strip(" ()、")
    if not words or _TREATED.match(words):
        return False
    return (
        _WHEN.search(words) is not None
        or (_WHEN_HEADS.match(words) is not None and _MODAL.search(words) is None)
        or MONTHS.fullmatch(words) is not None
    )


def topic_of(parts: Parts, index: int, own: str) -> str:
    """Return a part if the part behind it speaks of it, "" otherwise: 涉及人身安全的投诉, 秩序主管….

    Args:
        parts: The clause.
        index: Number of the part that may be the topic.
        own: What stands before the bound in the part behind it: who acts, or what is due of the topic.
    """
    words = parts.text(index).strip(" ()、")
    words += ")" * (words.count("(") - words.count(")"))
    if not words or len(words) > _LONGEST_TOPIC or words.startswith(_NO_TOPIC):
        return ""
    if is_condition(words) or parts.closes(index) == ":":
        return words
    opens = index == 0 or parts.closes(index - 1) in STOPS
    acted = "的" not in words and _TOPIC.match(words) is not None
    due = own.startswith("由") or _DUE.match(own) is not None
    behind = due or (opens and not acted and _TOPIC.match(own) is not None)
    promises = _MODAL.search(words) or "每" in words or ("的" not in words and _DIGIT.search(words))
    return words if behind and not promises else ""


def condition_of(parts: Parts, span: Span, words: tuple[Word, ...], kind: Kind) -> str | None:
    """Return the severity, season, days, place, amount or cases to which a bound is limited, or None.

    Args:
        parts: The clause.
        span: Where the bound stands.
        words: The terms of severity and season in the clause, in order of place.
        kind: What is bounded; hours may hold on some days only, and what a limit is about stands before who acts.
    """
    start, head = span.start, parts.head(span.start)
    aside = _RIGHT_BEHIND.match(parts.plain, span.end)
    if (
        aside
        and _BOUND_ASIDE.search(aside.group(1)) is None
        and any(aside.start(1) <= word.span.start < aside.end(1) for word in words)
    ):
        return aside.group(1).strip()
    if "(" in head and (inside := _INSIDE.search(head)):
        return inside.group(1).strip() or None
    if kind is Kind.WINDOW and (days := _ON_DAYS.search(head)):
        return days["days"]
    index = parts.index(start)
    if case := case_of(parts, span, words):
        return case
    if (said := _EACH.search(head)) is not None:
        return said.group()
    return months_of(parts, start) or _cases(parts, index, head, kind)


def without_days(action: str | None) -> str | None:
    """Return what is done at some hours without the days on which they hold, which are a condition: 施工时间为工作日."""
    return _ON_DAYS.sub("", action) or action if action else action


def _cases(parts: Parts, index: int, head: str, kind: Kind) -> str | None:
    """Return the cases that are meant, said before who acts: 涉及人身安全的投诉; what only starts the clock is none."""
    if kind is Kind.TIME_LIMIT and (topic := _OBJECT.match(head.strip())):
        return topic.group(1)
    if index == 0 or parts.closes(index - 1) in STOPS:
        return None
    own = head.strip()
    words = topic_of(parts, index - 1, own)
    starts = words.endswith(("后", "起")) or words.startswith(_RECEIVED)
    about = kind is Kind.TIME_LIMIT or is_condition(words) or not own.startswith("由")
    return words if words and about and not starts else None
