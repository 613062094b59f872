"""A length of time without 内: a limit, a record to keep, or how long something lasts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause.keeping import is_kept, keeps_on
from guicheng.domain.clause.requirement import Kind
from guicheng.domain.clause.scene import Draft, Scene, bounds, direction, draft, pick
from guicheng.domain.clause.sums import PAY, tells_no_time
from guicheng.domain.clause.threshold import approved, breached, conditional
from guicheng.domain.clause.tokens import Token

#: Characters that may stand between a noun and its number without changing what the number is of.
LINKS = "为在是应须要:到于至约( "
_ADVERBS = re.compile("(?:一般|原则上|通常|均|都|每届|每次|每期|最长|最短|应当|分别)+$")
#: A bracket between a label and its colon: 连续值守时长（高温天）：≤30分钟.
_BRACKET = re.compile(r"\([^()]{0,30}\):?$")
#: What somebody may do bounds from above.
_MAY = re.compile("(?:可|可以|允许|准予)[^,;。]{0,4}$|(?<![期权年时无不有受局极界上下])限[停借用占坐]$")
#: What is shown for a time is not kept for it.
_SHOWN = ("公示", "公告", "展示")
_KEPT = ("保存期限", "保存期", "保存年限", "保存时间", "保管期限", "留存期限", "存档期限", "保留期限")
#: How long a paper may be used.
VALID = ("有效期", "有效期限")
#: How long it takes until somebody is there or has done it: 赶到现场的时间.
_TAKES = re.compile("(?:现场|业主家中?|户内|门前)?(?:所需|所用)?的?(?:时间|用时)$")
#: 恢复运行不超过4小时 limits until when it runs again, not how long it runs.
_RESUMED = re.compile("恢复[^,;。:]{0,8}$")
_RECORDED = re.compile(
    "录像|影像|录音|资料|记录|台账|档案|视频|监控|画面|图像|单据|凭证|登记|课件|存根|底单|报告|单子|留样|样品|联单|[保处修接签到]单|签到[表簿]|合同|协议|原件"
)
#: Short words for keeping, which say so of records only.
_HELD = re.compile("(?:(?<![停滞逗居挽])留|存|(?<!停)放)(?:够|足|满|着|上|到|至)?$")
_REST_OF_TIME = re.compile("(?:其[余他它]的?|[之以]外的?)(?:时间段?|时段|时候)$")
#: 特急5分钟、紧急15分钟、一般1小时内到场: all of the list are what its last one is.
_LISTED_LIMITS = re.compile(r"(?:、[^,;。、\d]{1,8}[\d.一二两三四五六七八九十半]+(?:分钟|个?小时|日|天|个?工作日))+")
_WITHIN = ("内", "以内", "之内")
_CONTRACT = re.compile("合同|协议|租约|租赁|聘期|承包")
_SIGNED = re.compile("(?:按|一次?签|签期|签|签订|续签|一租)$")
_SIGNED_EACH = re.compile("一签|一续签?|期?签")
#: 一年换四批 counts in a period that no counter names.
_SO_MANY = re.compile(r"[换清洗修剪施喷补做][^,;。:\d]{0,4}?[\d一二两三四五六七八九十]{1,3}[^,;。:\d]")
#: How long something costs nothing says from when on it does.
FREE = re.compile("免费(?:存放|放|停放|停车?|寄存|保管|代管)?$")
#: 保管以三个月为一期: how long each time of a contract is.
_EACH_TERM = re.compile("(?:为一?|一)(?:期|个?周期|个?租期)(?![间内末初满限])")
#: 验收后30天无渗漏的退还: for how long something must stay so.
_STAYS_SO = re.compile(
    "(?:无|未再?|没有?)(?:出现|发生|再)?[^,;。:\\d]{0,4}(?:问题|渗[漏水]|漏水|异[常议]|投诉|故障|坏|复发|脱落)[^,;。:]"
)
#: 过期3天停用: for how long it was over says when something is done.
_LAPSED = re.compile("(?:过期|超期|误期|脱期|超时|空置|闲置|欠费|拖欠)(?:[达了已]|时间)?$")
#: 药品临期一个月即更换, 距到期30天下架: how near its end a thing is when something is done with it.
NEARING = re.compile(
    "(?:临期|(?:临近|距离?)(?:到期|过期|失效|届满|期满|效期)(?:日期?|期)?|(?:保质期|有效期)(?:仅|只)?剩)(?:还有|尚有|[仅只]有|剩余?|不足)?$"
)
_GOES = re.compile(r"(?:以?[内下])?(?:的|时|者)?[,]?(?:[即就应须]|更换|下架|换|退|撤|清|停用|报废|提醒|通知|补|申)")
#: 头7天跟班, 第8天起顶岗: from or up to when something holds; 头一天 is the day before.
_FIRST = re.compile("(?<![点块木龙罩锤码源镜街箱墙山桥弄])头$|第$")
#: 全年累计不超过12小时: what times come to together.
_IN_ALL = ("累计", "合计", "总计", "累计时长")
#: How far a clock may be off.
OFF = ("误差", "偏差", "相差", "时差")
#: What is allowed only when a time is over: 消毒后30分钟再开放.
_WAITED = re.compile("(?:之?后)?(?:再|方可|方能|才[能可]|才(?![是有]))")
_AND = frozenset({"且", "并", "并且", "和", "及", "、", ",", ",且", ",并", ",并且", ",但", "但"})
#: Fees taken ahead cover at most so long: 一次性预收24个月物业费.
_PAID_AHEAD = ("预收", "预缴", "预交", "预付", "预收物业费", "预交物业费", "预缴物业费")


def duration(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Decide by the words around; where they decide nothing, yield nothing, so that the number counts as unread."""
    number = pick(tokens, "D") or tokens[0]
    if tells_no_time(scene, tokens):
        number.letter = "l"
        return
    if (found := _at_once(scene, tokens, number)) is not None:
        yield found
        return
    op = _op(scene, tokens)
    kind = Kind.RETENTION if keeps_on(scene, tokens, op) else _kind(scene, tokens, op)
    if kind is not Kind.TIME_LIMIT and kind is not Kind.RETENTION and _hours_open(scene, tokens, number):
        yield from bounds(Kind.QUANTITY, tokens, number, number.unit, per="day", default=op)
    elif kind is Kind.TIME_LIMIT:
        threshold = conditional(scene, tokens)
        bound = "<" if op == "<" else "<="
        yield draft(kind, bound, number.high or number.low, number.unit, tokens, threshold=threshold)
    elif kind is Kind.RETENTION:
        yield draft(kind, ">=" if op in {"==", ">"} else op, number.low, number.unit, tokens)
    elif kind is not None:
        tokens = _with_direction(tokens, op)
        yield from bounds(kind, tokens, number, number.unit, default=op, threshold=conditional(scene, tokens))
    elif _waits(scene, tokens[-1].end):
        yield draft(Kind.QUANTITY, ">=", number.low, number.unit, tokens, threshold=True)


def is_each_term(scene: Scene, end: int) -> bool:
    """Tell whether a time is how long each time of a contract runs, as in 以三个月为一期.

    Args:
        scene: The clause.
        end: Where the time ends.
    """
    return _EACH_TERM.match(scene.plain, end) is not None


def _at_once(scene: Scene, tokens: list[Token], number: Token) -> Draft | None:
    """Return how long a record can be seen, up to when something is free or was left undone; None for other times."""
    if is_kept(scene, tokens):
        return draft(Kind.RETENTION, "<=" if direction(tokens) == "<=" else ">=", number.low, number.unit, tokens)
    if FREE.search(scene.before(tokens[0].start)):
        return draft(Kind.QUANTITY, direction(tokens), number.low, number.unit, tokens, threshold=True)
    first, behind = _FIRST.search(scene.before(tokens[0].start)), scene.after(tokens[-1].end)
    if first and ((first[0] == "头" and number.text not in {"一天", "一日"}) or behind.startswith(("起", "开始"))):
        return draft(Kind.QUANTITY, "==", number.low, number.unit, tokens, threshold=True)
    if approved(scene, tokens) or (NEARING.search(scene.before(tokens[0].start)) and _GOES.match(behind)):
        return draft(Kind.QUANTITY, direction(tokens, "<="), number.low, number.unit, tokens, threshold=True)
    lapsed = _LAPSED.search(scene.before(tokens[0].start)) or breached(scene, tokens[-1].end)
    if (lapsed or _STAYS_SO.match(scene.plain, tokens[-1].end)) and direction(tokens) not in {"<=", "<"}:
        return draft(Kind.QUANTITY, direction(tokens, ">="), number.low, number.unit, tokens, threshold=True)
    return None


def _op(scene: Scene, tokens: list[Token]) -> str:
    """够用8小时 bounds from below, 可停30分钟 from above."""
    op = direction(tokens)
    if op == "==" and "够" in scene.before(tokens[0].start):
        return ">="
    return "<=" if op == "==" and _MAY.search(scene.before(tokens[0].start, 8)) else op


def _with_direction(tokens: list[Token], op: str) -> list[Token]:
    """Drop the 至 of 可延长至5日: what may be done bounds from above, whatever the verb says."""
    return [token for token in tokens if op != "<=" or token.letter not in "OU" or token.op != "=="]


def _hours_open(scene: Scene, tokens: list[Token], number: Token) -> bool:
    """服务热线开16小时, 电话8小时在线: hours in each day."""
    around = scene.before(tokens[0].start, 10) + scene.after(number.end, 6)
    return number.unit == "hour" and any(word in around for word in scene.cues.open_hours)


#: 答复期限为自受理之日起5日: what begins the clock stands between a limit and its name; a warranty is no limit.
_SINCE = re.compile(
    "(?:(?:复|理|改|结|核|批|馈|成|交|还|付|纳|应|置|案|报|送达|到场)的?(?:期限?|时间)|时限)(?:应当?|须)?(?:为|是)?(?:自|从)?"
    "[^,;。:期限]{1,16}(?:之日|之时|当[日天]|次日)起(?:的)?$"
)


def _kind(scene: Scene, tokens: list[Token], op: str) -> Kind | None:
    ahead = _unlinked(_ADVERBS.sub("", _unlinked(scene.before(tokens[0].start))))
    if _SINCE.search(scene.before(tokens[0].start)):
        return Kind.TIME_LIMIT
    if _goes_on(scene, tokens) or _is_term(scene, tokens, ahead) or _comes_together(scene, tokens, ahead, op):
        return Kind.QUANTITY
    labelled = scene.plain.startswith(":", tokens[0].start - 1) and tokens[0].start > 0
    opens = not ahead and (tokens[0].letter == "D" or labelled)
    floor = op in {">=", ">"}
    ahead = _unlinked(_BRACKET.sub("", scene.previous(tokens[0].start))) if opens else ahead
    if (
        (ahead.endswith(scene.cues.limit_noun) and not floor)
        or _takes(scene, ahead, op)
        or (op in {"<=", "<"} and _RESUMED.search(ahead) is not None)
        or any(token.text == "为限" for token in tokens)
        or _is_rest(scene, ahead, op)
        or (opens and scene.after(tokens[-1].end, 12).startswith(_long(scene.cues.response)))
    ):
        return Kind.TIME_LIMIT
    if ahead.endswith(scene.cues.span_verb) and op == "<=" and pick(tokens, "OU") is None:
        return Kind.QUANTITY
    if _is_kept(scene, tokens, ahead):
        return Kind.RETENTION
    if (
        floor
        or pick(tokens, "S") is not None
        or ahead.endswith(scene.cues.span_noun + scene.cues.span_verb)
        or _label(scene, tokens).endswith(VALID)
    ):
        return Kind.QUANTITY
    if op in {"<=", "<"}:
        return Kind.TIME_LIMIT
    return _bare(scene, tokens, ahead)


def _unlinked(words: str) -> str:
    """Cut what only links a number to its noun: 时限为, and not the 应 of 响应."""
    cut = words.rstrip(LINKS)
    return f"{cut}应" if cut.endswith("响") and words.startswith("应", len(cut)) else cut


def _takes(scene: Scene, ahead: str, op: str) -> bool:
    """赶到现场的时间不得超过3分钟 limits when they are there, 使用时间不得超过3分钟 how long something lasts."""
    done = _TAKES.sub("", ahead)
    return op in {"<=", "<"} and done != ahead and done.endswith(_long(scene.cues.response))


def _long(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return words that say what they say whatever follows: 到 may begin 到期."""
    return tuple(word for word in words if len(word) > 1)


def _is_rest(scene: Scene, ahead: str, op: str) -> bool:
    """Tell whether a time is the limit of what the limit before it leaves: 8:00至20:00内30分钟到达、其余时间1小时."""
    return _REST_OF_TIME.search(ahead) is not None and follows_limit(scene) and op in {"==", "<", "<="}


def _is_term(scene: Scene, tokens: list[Token], ahead: str) -> bool:
    """合同期限按三年签, 合同一签两年 and 合同一年一签 say how long a contract runs."""
    signed = _SIGNED.search(ahead) or _SIGNED_EACH.match(scene.after(tokens[-1].end))
    contract = signed and _CONTRACT.search(ahead + scene.previous(tokens[0].start))
    return bool(contract or is_each_term(scene, tokens[-1].end))


def _comes_together(scene: Scene, tokens: list[Token], ahead: str, op: str) -> bool:
    """Tell whether a time is what others come to, 累计不超过8小时, or for how long something is paid."""
    added = op in {"<=", "<"} and any(token.text == "累计" for token in tokens)
    return added or ahead.endswith(_IN_ALL) or PAY.match(scene.after(tokens[-1].end)) is not None


def _is_kept(scene: Scene, tokens: list[Token], ahead: str) -> bool:
    """台账存5年, 录像保持30天 and 保存期限:台账5年 say how long a record is kept."""
    ahead += "".join(token.text for token in tokens if token.letter == "t")
    if any(word in ahead for word in scene.cues.keep) and not any(word in ahead for word in _SHOWN):
        return True
    # 至少给留30天 has the verb between its comparator and its number.
    held = any(token.text.startswith("保持") or _HELD.search(token.text) for token in tokens) or _HELD.search(ahead)
    told = ahead + scene.previous(tokens[0].start)
    return bool(held and _RECORDED.search(told)) or _head(scene, tokens).endswith(_KEPT)


def _label(scene: Scene, tokens: list[Token]) -> str:
    """Return what stands before the colon right before a time, "" where there is none."""
    start = tokens[0].start
    return scene.previous(start).rstrip() if scene.plain[max(0, start - 1) : start] == ":" else ""


def _goes_on(scene: Scene, tokens: list[Token]) -> bool:
    """期限不少于五日且不超过六十日: the second bound is of the same thing as the first."""
    last = scene.drafts[-1] if scene.drafts else None
    if last is None or last.kind is not Kind.QUANTITY or last.unit != (pick(tokens, "D") or tokens[0]).unit:
        return False
    return last.op in {">=", ">"} and scene.plain[last.end : tokens[0].start].strip() in _AND


def _waits(scene: Scene, end: int) -> bool:
    """Tell whether a time must pass before something is allowed, which is a condition and no promise."""
    return _WAITED.match(scene.after(end, 12).lstrip()) is not None


def _bare(scene: Scene, tokens: list[Token], ahead: str) -> Kind | None:
    """Without a comparator: behind a trigger or before an answering verb it is a limit."""
    after = scene.after(tokens[-1].end, 12).lstrip()
    if scene.plain.endswith(_PAID_AHEAD, 0, tokens[0].start):
        return Kind.TIME_LIMIT
    if _SO_MANY.match(after) and (pick(tokens, "D") or tokens[0]).low == 1:
        return None
    if after.startswith((*scene.cues.response, "必须", "须", "应", "就", "即")):
        return Kind.TIME_LIMIT
    if ahead.endswith(("后", "起", "时")) and after and not _WAITED.match(after):
        return Kind.TIME_LIMIT
    listed = _LISTED_LIMITS.match(scene.plain, tokens[-1].end)
    if listed is not None and scene.plain.startswith((*_WITHIN, *scene.cues.response), listed.end()):
        return Kind.TIME_LIMIT
    alone = not after or after[0] in "、("
    if alone and (ahead.endswith(scene.cues.response) or follows_limit(scene) or under_limit(scene, tokens)):
        return Kind.TIME_LIMIT
    return Kind.QUANTITY if after[:1] in {"的", "制"} and pick(tokens, "OU") is not None else None


def under_limit(scene: Scene, tokens: list[Token]) -> bool:
    """报修到场：A类15分钟、B类2小时 names what is limited before the colon."""
    return _head(scene, tokens).endswith(scene.cues.response + scene.cues.limit_noun)


def limit_named(scene: Scene, tokens: list[Token]) -> bool:
    """到货时间：市内24小时、外地72小时 names the limit before the colon."""
    return _head(scene, tokens).endswith(_long(scene.cues.limit_noun))


def _head(scene: Scene, tokens: list[Token]) -> str:
    """Return what stands before the colon of a list, "" where there is none."""
    start = tokens[0].start
    colon = scene.plain.rfind(":", max(0, start - 40), start)
    return scene.plain[max(0, colon - 24) : max(0, colon)]


def follows_limit(scene: Scene) -> bool:
    """土建类3天 behind 零星维修24小时完成 goes on with the list of limits."""
    return bool(scene.drafts) and scene.drafts[-1].kind is Kind.TIME_LIMIT and not scene.drafts[-1].threshold
