"""Durations: limits, notices, how long a record is kept, and lengths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from guicheng.domain.clause.amounts import ratio
from guicheng.domain.clause.requirement import Kind
from guicheng.domain.clause.scene import Draft, Scene, bounds, direction, draft, pick, window
from guicheng.domain.clause.threshold import breached, conditional
from guicheng.domain.clause.tokens import Token

#: Words that may stand between a noun and its number without changing what the number is of.
_MAY = re.compile("(?:可|可以|允许|准予)[^,;。]{0,4}$")
#: What is shown for a time is not kept for it.
_SHOWN = ("公示", "公告", "展示")
_LINKS = "为在是应须要:到于至约( "
_ADVERBS = re.compile("(?:一般|原则上|通常|均|都|每届|每次|每期|最长|最短|应当|分别)+$")
_WARRANTED = re.compile("保修|质保|责任|免费|有效|质量保证")
_KEPT = ("保存期限", "保存期", "保存年限", "保存时间", "保管期限", "留存期限", "存档期限", "保留期限")
_RECORDED = re.compile("录像|影像|录音|资料|记录|台账|档案")
_PRICED = re.compile("(?:内|最高|封顶|计|收费|为|[:,])*[0-9.]{1,6}元")
_SENTENCED = re.compile("的?(?:拘留|有期徒刑|拘役|管制)")
_LOOKS_BACK = ("近", "最近", "过去", "此前", "之前")
_AND = frozenset({"且", "并", "并且", "和", "及", "、", ",", ",且", ",并", ",并且", ",但", "但"})


def limit(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 30分钟内: of a range the upper end binds."""
    number = pick(tokens, "D") or tokens[0]
    behind = scene.after(tokens[-1].end)
    idle = behind.startswith(scene.cues.no_promise) and not behind.startswith(("无息", "无偿", "无条件", "不间断"))
    threshold = idle or conditional(scene, tokens, within=True)
    if scene.before(tokens[0].start, 4).endswith(_LOOKS_BACK):
        yield draft(Kind.QUANTITY, "<=", number.high or number.low, number.unit, tokens, threshold=True)
    elif any(token.op == ">=" for token in tokens) and _WARRANTED.search(scene.before(tokens[0].start) + behind):
        yield draft(Kind.QUANTITY, ">=", number.low, number.unit, tokens)
    else:
        op = "<" if any(token.op == "<" for token in tokens) else "<="
        yield draft(Kind.TIME_LIMIT, op, number.high or number.low, number.unit, tokens, threshold=threshold)


def limit_ratio(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 15分钟响应率100%: a limit and the share of cases that keep it."""
    number = pick(tokens, "D") or tokens[0]
    cut = next(index for index, token in enumerate(tokens) if token.letter == "t")
    if "率" in tokens[cut].text:
        yield draft(Kind.TIME_LIMIT, "<=", number.high or number.low, number.unit, tokens[:cut])
    else:
        yield from (limit if tokens[cut - 1].letter == "W" else duration)(scene, tokens[:cut])
    yield from ratio(scene, tokens[cut + 1 :])


def advance(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 提前3日 and 3日前: notice of at least so long."""
    number = pick(tokens, "D") or tokens[0]
    if _day_of_month(scene, tokens, number):
        yield window(number, f"{number.text}前")
        return
    op = "<=" if pick(tokens, "W") is not None and pick(tokens, "NO") is None else ">="
    yield draft(Kind.TIME_LIMIT, op, number.low, number.unit, tokens, threshold=conditional(scene, tokens))


def _day_of_month(scene: Scene, tokens: list[Token], number: Token) -> bool:
    """每月1次（25日前完成): with no event before it and a month beside it, the day is one of the calendar."""
    if number.unit != "day" or not number.text.endswith("日") or tokens[0] is not number or (number.low or 0) > 31:
        return False
    monthly = re.search("[每次当本]个?月", scene.plain[max(0, number.start - 40) : number.start])
    return monthly is not None and (scene.before(number.start) == "" or scene.plain[number.start - 1] == "(")


def before(_scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 届满前1个月 (at least so early) and 届满前30日内 (at most so early)."""
    number = pick(tokens, "DH") or tokens[0]
    op = "<=" if pick(tokens, "W") is not None else ">="
    yield draft(Kind.TIME_LIMIT, op, number.low, number.unit, tokens)


def retention(_scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 保存不少于30日: how long a record is kept; a bare length is a floor."""
    number = pick(tokens, "D") or tokens[0]
    op = direction(tokens, ">=")
    yield draft(Kind.RETENTION, ">=" if op in {"==", ">"} else op, number.low, number.unit, tokens)


def threshold_duration(_scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 通风30分钟后: the time that must have passed is a condition, not a promise."""
    number = pick(tokens, "D") or tokens[0]
    yield draft(Kind.QUANTITY, direction(tokens, ">="), number.low, number.unit, tokens, threshold=True)


def day24(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 24小时: round the clock, unless a comparator or a finishing verb makes it a limit."""
    token, head = tokens[-1], tokens[0]
    ahead = scene.before(head.start, 12)
    if _PRICED.match(scene.after(token.end)):
        return
    if head.op == "==":
        yield draft(Kind.WINDOW, "==", "24h", None, tokens)
    elif len(tokens) > 1:
        op = ">=" if head.letter == "N" or head.op == ">=" else "<="
        kind = Kind.RETENTION if any(word in ahead for word in scene.cues.keep) else Kind.TIME_LIMIT
        if ahead.rstrip(_LINKS).endswith(scene.cues.span_noun):
            kind, op = Kind.QUANTITY, direction(tokens)
        yield draft(kind, op, Decimal(24), "hour", tokens, threshold=conditional(scene, tokens))
    elif ahead.endswith((*scene.cues.limit_noun, "后", "起")) or scene.after(token.end, 6).startswith(
        scene.cues.finish
    ):
        yield draft(Kind.TIME_LIMIT, "<=", Decimal(24), "hour", tokens)
    elif ahead.endswith(scene.cues.keep):
        yield draft(Kind.RETENTION, ">=", Decimal(24), "hour", tokens)
    else:
        yield draft(Kind.WINDOW, "==", "24h", None, tokens)


def duration(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Decide by the words around; where they decide nothing, yield nothing, so that the number counts as unread."""
    number = pick(tokens, "D") or tokens[0]
    if _SENTENCED.match(scene.after(tokens[-1].end)):
        number.letter = "l"
        return
    op = direction(tokens)
    if op == "==" and "够" in scene.before(tokens[0].start):
        op = ">="
    if op == "==" and _MAY.search(scene.before(tokens[0].start, 8)):
        op = "<="
    kind = _kind(scene, tokens, op)
    if kind is not Kind.TIME_LIMIT and kind is not Kind.RETENTION and _hours_open(scene, tokens, number):
        yield from bounds(Kind.QUANTITY, tokens, number, number.unit, per="day", default=op)
    elif kind is Kind.TIME_LIMIT:
        threshold = conditional(scene, tokens)
        bound = "<" if op == "<" else "<="
        yield draft(kind, bound, number.high or number.low, number.unit, tokens, threshold=threshold)
    elif kind is Kind.RETENTION:
        yield draft(kind, ">=" if op in {"==", ">"} else op, number.low, number.unit, tokens)
    elif kind is not None:
        yield from bounds(kind, tokens, number, number.unit, default=op, threshold=conditional(scene, tokens))
    elif breached(scene, tokens[-1].end):
        yield draft(Kind.QUANTITY, ">=", number.low, number.unit, tokens, threshold=True)


def _hours_open(scene: Scene, tokens: list[Token], number: Token) -> bool:
    """服务热线开16小时, 电话8小时在线: hours in each day."""
    around = scene.before(tokens[0].start, 10) + scene.after(number.end, 6)
    return number.unit == "hour" and any(word in around for word in scene.cues.open_hours)


def _kind(scene: Scene, tokens: list[Token], op: str) -> Kind | None:
    ahead = _ADVERBS.sub("", scene.before(tokens[0].start).rstrip(_LINKS)).rstrip(_LINKS)
    if _goes_on(scene, tokens):
        return Kind.QUANTITY
    if not ahead and tokens[0].letter == "D":
        ahead = scene.previous(tokens[0].start).rstrip(_LINKS)
    if ahead.endswith(scene.cues.limit_noun) or any(token.text == "为限" for token in tokens):
        return Kind.TIME_LIMIT
    if ahead.endswith(scene.cues.span_verb) and op == "<=" and pick(tokens, "OU") is None:
        return Kind.QUANTITY
    if any(word in ahead for word in scene.cues.keep) and not any(word in ahead for word in _SHOWN):
        return Kind.RETENTION
    if any(token.text.startswith("保持") for token in tokens) and _RECORDED.search(ahead):
        return Kind.RETENTION
    if _head(scene, tokens).endswith(_KEPT):
        return Kind.RETENTION
    if (
        op in {">=", ">"}
        or pick(tokens, "S") is not None
        or ahead.endswith(scene.cues.span_noun + scene.cues.span_verb)
    ):
        return Kind.QUANTITY
    if op in {"<=", "<"}:
        return Kind.TIME_LIMIT
    return _bare(scene, tokens, ahead)


def _goes_on(scene: Scene, tokens: list[Token]) -> bool:
    """期限不少于五日且不超过六十日: the second bound is of the same thing as the first."""
    last = scene.drafts[-1] if scene.drafts else None
    if last is None or last.kind is not Kind.QUANTITY or last.unit != (pick(tokens, "D") or tokens[0]).unit:
        return False
    return last.op in {">=", ">"} and scene.plain[last.end : tokens[0].start].strip() in _AND


def _bare(scene: Scene, tokens: list[Token], ahead: str) -> Kind | None:
    """Without a comparator: behind a trigger or before an answering verb it is a limit."""
    after = scene.after(tokens[-1].end, 12).lstrip()
    if after.startswith((*scene.cues.response, "必须", "须", "应", "就", "即")):
        return Kind.TIME_LIMIT
    if ahead.endswith(("后", "起", "时")) and after:
        return Kind.TIME_LIMIT
    listed = not after or after[0] in "、("
    if listed and (ahead.endswith(scene.cues.response) or _follows_limit(scene) or _under_limit(scene, tokens)):
        return Kind.TIME_LIMIT
    return Kind.QUANTITY if after[:1] in {"的", "制"} and pick(tokens, "OU") is not None else None


def _under_limit(scene: Scene, tokens: list[Token]) -> bool:
    """报修到场：A类15分钟、B类2小时 names what is limited before the colon."""
    return _head(scene, tokens).endswith(scene.cues.response + scene.cues.limit_noun)


def _head(scene: Scene, tokens: list[Token]) -> str:
    """Return what stands before the colon of a list, "" where there is none."""
    start = tokens[0].start
    colon = scene.plain.rfind(":", max(0, start - 40), start)
    return scene.plain[max(0, colon - 24) : max(0, colon)]


def _follows_limit(scene: Scene) -> bool:
    """土建类3天 behind 零星维修24小时完成 goes on with the list of limits."""
    return bool(scene.drafts) and scene.drafts[-1].kind is Kind.TIME_LIMIT and not scene.drafts[-1].threshold
