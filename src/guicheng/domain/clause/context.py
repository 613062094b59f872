"""What stands around a bound: what starts it, what is done, for whom it holds."""

from __future__ import annotations

import re
from bisect import bisect_right

from guicheng.domain.clause.seasons import MONTHS

#: How far around a bound its words are looked for; a longer part costs no more.
_REACH = 80
_BREAK = re.compile(r"[,;。!?·\n]|:(?!\d\d)")
#: Breaks that end a sentence or a promise; a comma and a colon do not.
STOPS = frozenset(";。!?\n·")
ENDS = ("后", "起", "时", "前")
_EVENT_HEADS = (
    "接到", "收到", "接报", "遇", "发现", "发生", "出现", "如", "若", "凡", "对", "一旦", "在接到", "在收到", "在发现",
)  # fmt: skip
#: Things and works that begin like an event and are none.
_NO_EVENT = ("对讲", "对外", "对账", "对照", "对接", "如期", "如下")
_EVENT = re.compile(
    r"(?:接到|收到|接报|接警|发现|发生|出现|遇)[^,;。:]{0,24}?(?:之?后|(?<![小学课工\d])时(?!间))|"
    r"[^,;。:\d]{2,20}?(?:之?后|之[日时]起)(?=[\d一二两三四五六七八九十半]{1,3}个?(?:秒钟?|分钟|小时|工作日|日|天)(?:以|之)?内)"
)
#: 发生工伤须1小时内报经理: what happened ends where its limit begins.
_BOUND_BEHIND = re.compile(
    r"(?:应当?|必?须|务必|需|要|在|于)*[\d一二两三四五六七八九十半]{1,3}个?(?:秒钟?|分钟|小时|工作日|日|天)(?:以|之)?内.*$"
)
_EVENT_TAILS = ("后", "时", "的", "起", "情况", "类")
#: What follows if nothing is done is not what is done.
OTHERWISE = ("否则", "逾期", "违者", "违反", "迟到", "超时", "到期", "届满")
#: 8小时, 40学时 and 18时 end like an event and are none.
_LENGTH = re.compile(r"[小学课工\d]时$|\d起$")
_LEAD = re.compile(
    r"[\s)(、]*(?:并在?|并应|且|应当|应该|应(?![急答])|须|需(?!求)|要(?!求)|必须|务必|均|都|则|在|于|自(?![行动查检觉备助])|从|由|"
    r"请(?!假)|烦请|而|保证|确保|做到|限(?=$|[在于次当]))+"
)
_TAILS = (
    "应当", "应该", "应", "必须", "务必", "须", "需", "要", "均", "都", "则", "在", "于", "为", "是", "达到", "达", "将", "不", "的", "约",
    "不晚", "不迟", "不早", "最迟", "最晚", "最迟不过", "最晚不过",
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
#: 会议室提前20分钟开门, 公告提前3天贴出: a place or a paper begins at no time.
_NO_BEGIN = ("公告", "通告", "告示", "会议室", "大厅", "大堂", "门厅", "展厅", "前厅", "场馆", "会所", "窗口")
_WORKS = ("施工", "竣工", "开工", "完工", "停工", "返工", "动工")
#: What a post is called at its end.
POSTS = "人员|员工|员|(?<![施竣开完停返手人])工(?![作程单具艺地期])|部门|部(?![位分件])|中心|公司|经理|主管|单位|责任人|负责人|领班|岗|保安|队|管家|前台|班长|组长|师傅"
#: Who acts, said before what starts the clock: the 维修工 of 维修工在接单后.
_ACTOR = re.compile(
    rf"[^,;。:在自于从接收]{{0,10}}?(?:{POSTS})(?:应当|应该|应|必?须|务必|需)?(?:(?:在|自(?![行动查检觉备助])|于|从)|(?=接到|接单|接报|收到|受理|发现))"
)
_SINCE = re.compile(
    r"(?:应当|应该|应|必?须|务必|需)(?:自|从|于|在)?([^自从]{2,60}(?:之日起|后|前|时|起))$|自(.{2,60}起)$"
)
_LABEL = re.compile(r"\s*(?:[(][一二三四五六七八九十\d]{1,3}[)]|[一二三四五六七八九十\d]{1,3}[.、)](?!\d))\s*")
_ASIDE = re.compile(r"[(][^()]{0,24}[)]")
#: A part that only says when or for what the rest holds; other topics stand before who acts.
_WHEN = re.compile(
    r"(?:的|者|(?<![小学课工点\d零一二两三四五六七八九十半])时|后|前|(?<![\d零一二两三四五六七八九十])起|期间|期内|情形|"
    r"(?:特殊|紧急|突发|异常|意外|一般|正常|其[他它余]|类|这种|此种|等)情况|(?:情况|情形|条件)下|(?<![/每\d两一二三四])季|季节|天气|(?<=[日号月底])止)$"
)
#: 电梯困人,5分钟内响应: what has happened starts the clock without a word for it.
_HAPPENED = re.compile(
    r"[^,;。:的每无不未防检查处理排除记录登受接汇统应须禁\d]{0,8}?(?:困人|被困|爆[裂管]|漏水|跳闸|[失起着]火|停[电水梯气]|故障|堵塞|"
    r"受伤|打架|外溢|返水|溢水|失灵|冒烟|走失|倒灌|触电|"
    r"报修|投诉|求助|损坏|破损|缺失|脱落|倒伏)了?|[^,;。:的每无不未防应须禁\d]{0,8}(?<![不未])发生[^,;。:的率每无不未\d]{2,8}"
)
#: 每晚22时至次日6时, says nothing but when.
_OF_HOURS = r"[上中下午早晚凌清晨夜间里深当天日次翌第\d零一二三四五六七八九十:点时半分\s]{2,14}"
_HOURS = re.compile(rf"(?:每[日天晚]|工作日|周末|节假日)?{_OF_HOURS}(?:至|到|-){_OF_HOURS}(?<=时)")
#: 停水超过24小时 is a case, 每班不超过12小时 a promise.
_LASTED = re.compile(r"(?<![不得应])(?:超过|超出|已?满|达到?|长达|持续)[^,;。:不]{0,6}小时(?:以上)?$")
_WHEN_HEADS = re.compile(
    "接到|收到|接报|遇|发现|发生|出现|如(?![下期实有])|若(?!干)|凡|对(?!讲|外)|一旦|在(?:接到|收到|发现)|当(?![日天班场值地前面事年月季周晚下时期])|逢|针对|除|因"
)
#: What is done to something is no case: 对维保过程进行监督.
_TREATED = re.compile("(?:针?对于?)[^,;。:]*(?:进行|实施|开展|加以|予以)")
_NO_TOPIC = ("其中", "此外", "另外", "再有", "同时", "并且", "而且", "其余")
_TOPIC = re.compile(rf"(?:由|[^,;。:的]{{0,12}}?(?:{POSTS}))")
_MODAL = re.compile("应当|应该|应(?![急答])|须|不得|必须|严禁|禁止|不准")
_DIGIT = re.compile(r"\d")
#: A comparator that says itself what is bounded.
_NAMED_LIMIT = "限速"
_LONGEST_TOPIC = 60
_DUE = re.compile("应当|应该|应(?![急答付])|必?须")


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


def tidy(words: str) -> str:
    """Return words without blanks and separators at their ends, and without half a pair of brackets."""
    words = words.strip(" 、,\t")
    if words.count("(") != words.count(")"):
        words = words.replace("(", "").replace(")", "").strip(" 、,")
    return words


def _event_in(words: str) -> str:
    """Return the event a part tells of, without what is promised behind it; "" where it tells of none."""
    event = _EVENT.match(words)
    if event:
        return event.group()
    told = (words.endswith(_EVENT_TAILS) and _LENGTH.search(words) is None) or _HAPPENED.fullmatch(words) is not None
    opens = words.startswith(_EVENT_HEADS) and not words.startswith(_NO_EVENT)
    return _BOUND_BEHIND.sub("", words) if opens or told else ""


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
    if notice and words.endswith(_NO_BEGIN):
        words = ""
    if notice and words and not words.endswith(ENDS) and not _is_staff(words):
        words += "前"
    if ("自" in words or "应" in words or "须" in words) and (event := _SINCE.search(words)):
        words = event.group(1) or event.group(2)
    if words.endswith(ENDS) and (actor := _ACTOR.match(words)) is not None:
        words = words[actor.end() :]
    if not words or (not words.endswith(ENDS) and _is_staff(words)):
        previous = led(parts.text(index - 1)).strip(" ()、") if index else ""
        words = _event_in(previous)
        if (actor := _ACTOR.match(words)) is not None and words.endswith(ENDS):
            words = words[actor.end() :]
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
    if (_DIGIT.search(following) and not ahead) or following.startswith(OTHERWISE):
        # 存放不超过12小时，夏季不超过8小时: the part behind has a bound of its own.
        following = ""
    return following or led(ahead) or ahead or parts.text(index - 1).strip(" ()、") or None


def is_condition(words: str) -> bool:
    """Tell whether a part only says when or for whom the parts behind it hold: 劝阻无效的, 夏季, 6月至9月, 下井作业时."""
    words = words.strip(" ()、")
    if words.count("(") > words.count(")"):
        words = words.partition("(")[0]
    if not words or _TREATED.match(words):
        return False
    return (
        _WHEN.search(words) is not None
        or _HAPPENED.fullmatch(words) is not None
        or _HOURS.fullmatch(words) is not None
        or (_LASTED.search(words) is not None and "每" not in words)
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
