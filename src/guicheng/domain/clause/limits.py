"""Limits and notices, how long a record is kept, and round the clock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from guicheng.domain.clause.amounts import ratio
from guicheng.domain.clause.durations import (
    FREE,
    LINKS,
    NEARING,
    OFF,
    VALID,
    duration,
    follows_limit,
    is_each_term,
    limit_named,
    under_limit,
)
from guicheng.domain.clause.keeping import is_kept, may_not_go
from guicheng.domain.clause.requirement import Kind
from guicheng.domain.clause.scene import Draft, Scene, direction, draft, pick
from guicheng.domain.clause.threshold import breached, conditional
from guicheng.domain.clause.tokens import Token

_WARRANTED = re.compile("保修|质保|责任|免费|有效|质量保证")
#: 停车超过24小时的按24小时收费: hours that are charged for.
_CHARGED_AS = re.compile(r"[按以满]$")
_BREAKS_AGAIN = re.compile(
    r",?[^,;。:]{0,12}(?:(?:再|又)[次度]?(?:出|坏|发|损|漏|不亮|故障)|复发|反弹|返潮|复漏)[^,;。:]{0,8},?[^,;。:]{0,8}(?:免费|无偿|免收|不另收)"
)
_PRICED = re.compile("(?:内|最高|最多|封顶|计|收费?|收取|为|[:,])*[0-9.]{1,6}元")
#: Work that is promised free of charge; 免费停车 is no work, and 一年内免费维修 is a warranty.
_FREE_WORK = re.compile("免费(?:为|给|提供|上门|维修|更换|修|检|清|送|配|派|换|补|安装|处理|疏通|到场|重|返工)")
_DAYS_OF_WORK = 7
#: What a limit is of, where limits of several kinds of cases stand side by side.
_CASES = (
    "修|报修|投诉|问题|故障|诉求|咨询|事项|工单|建议|求助|缺陷|隐患|险情|[一二三四五a-e]类|[一二三四五]级|一般|普通|紧急|重大|复杂|疑难|"
    "简单|特急|其[他它余]"
)
_A_CASE = re.compile(f"(?:{_CASES})的?$")
_NEXT_CASE = re.compile(
    rf"[、,;][^,;。、:\d]{{0,6}}(?:{_CASES})的?[:为]?\s?(?:\d{{1,3}}|[一二两三四五六七八九十半]{{1,3}})个?(?:分钟|小时|工作日|日|天|周)"
)
#: 报修24小时 behind a limit may be the hours of the telephone.
_REPORTED = re.compile("报修|投诉|咨询|求助|诉求")
_TAKEN = re.compile("(?:受理|接[听受待])[^,;。:]{0,4}$")
#: What is left somewhere for a time.
_PLACED = ("寄存", "寄放", "存放", "摆放", "堆放", "占用", "停车")
#: What is left standing for a time to see whether it holds; everything else of 24 hours is a roster.
_TESTED = ("蓄水", "闭水", "试水", "淋水", "静置", "浸泡", "试压", "保压", "空载")
_FOR_SO_LONG = re.compile(
    r"[至应须要需]{0,2}(?:至少|最少)?每个?(?:[一二两三四五六七八九十半\d]{1,3}个?)?(?:分钟|小时|钟头|天|日|周|星期|月|季度?|年)"
    r"[^,;。:\d]{0,12}(?:\d{1,2}|[一二两三四五六七八九十])[次遍回趟]"
)
#: 路灯18时开启,冬季提前半小时 moves hours and gives no notice.
_SHIFTED = re.compile(
    "(?:(?:[春夏秋冬][季天]|节假日|周末|双休日|雨天|[寒暑]{1,2}假)(?:时间|时段)?|"
    "(?:开放|营业|照明|[开关熄]灯|巡[查逻]|接待|服务|办公|作息|[开闭]馆|供暖)时[间段])(?:应当?|须|可|均|则)?$"
)
#: 一个月内故障超过2次, 一年内投诉3起以上的: what has come to so many in that time.
_SO_OFTEN = re.compile(
    r"[^,;。:]{0,16}?(?<![不得能应])(?:超过|超出|多于|达到?|满|累计)[^,;。:不]{0,4}(?:\d{1,3}|[一二两三四五六七八九十]{1,3})[次起件例宗]"
    r"(?:及?以上)?(?:的|者|时)?$|[^,;。:不]{0,16}(?:\d{1,3}|[一二两三四五六七八九十]{1,3})[次起件例宗]及?以上"
    r"(?:(?:的|者|时)$|升级|约谈|取消|停|通报|追究|辞退|上报|转|按(?!时|照|要求))"
)
#: 提前10日缴费优惠2%: what whoever is so early has of it.
_REWARDED = re.compile("(?:[预缴交付报预][^,;。:]{1,6})(?:的|者)?(?:可?享|优惠|减免|[赠免送])")
#: What month a day is of: 每月1日公布，5日前核对.
_OF_MONTH = re.compile("[每次当本]个?月")
_MONTH = 31
_LOOKS_BACK = ("近", "最近", "过去", "此前", "之前")


def _named(scene: Scene, start: int) -> str:
    """Return what stands before a colon that a number follows at once: the 修复时限 of 修复时限：24小时."""
    return scene.previous(start) if scene.plain[start - 1 : start] == ":" else ""


def _ends_work(scene: Scene, token: Token, ahead: str) -> bool:
    """Tell whether 24小时 stands behind a noun or an event, before a finishing verb, or in a list of limits."""
    named = ahead.endswith((*scene.cues.limit_noun, "后", "起"))
    finished = scene.after(token.end, 6).startswith(scene.cues.finish)
    return named or finished or _goes_on(scene, token) or _is_of_a_case(scene, token, ahead.rstrip(LINKS))


def _is_of_a_case(scene: Scene, token: Token, ahead: str) -> bool:
    """Tell whether 24小时 is the limit of a kind of cases among others: 小修24小时、大修7日内, 急修2小时，小修24小时."""
    if _A_CASE.search(ahead) is None or _TAKEN.search(ahead):
        return False
    if _NEXT_CASE.match(scene.plain, token.end):
        return True
    if scene.after(token.end)[:1] not in {"", "、"} or _REPORTED.fullmatch(ahead):
        return False
    return follows_limit(scene) or under_limit(scene, [token])


def _goes_on(scene: Scene, token: Token) -> bool:
    """Tell whether a time is the next of a list of limits: 分别不超过1小时、24小时."""
    last = scene.drafts[-1] if scene.drafts else None
    between = scene.plain[last.end : token.start].strip() if last else ""
    return last is not None and last.kind is Kind.TIME_LIMIT and between in {"、", "和", "及", "与", "内、", "内和"}


def _charges(scene: Scene, end: int) -> bool:
    """Tell whether what is said next is that something is charged."""
    return scene.after(end).startswith((*scene.cues.charge, "收费", "计费"))


def _is_short(number: Token) -> bool:
    """Tell whether a time is as short as work may take, not as long as a warranty runs."""
    return number.unit in {"minute", "hour", "workhour", "workday"} or (
        number.unit == "day" and (number.low or 0) <= _DAYS_OF_WORK
    )


def _is_warranty(scene: Scene, tokens: list[Token]) -> bool:
    """Tell whether a time is how long somebody stands by work: 30日内再坏的免费返修."""
    start, end = tokens[0].start, tokens[-1].end
    if _BREAKS_AGAIN.match(scene.plain, end):
        return True
    return any(token.op == ">=" for token in tokens) and bool(_WARRANTED.search(scene.before(start) + scene.after(end)))


def limit(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 30分钟内: of a range the upper end binds."""
    number = pick(tokens, "D") or tokens[0]
    if is_kept(scene, tokens):
        yield draft(Kind.RETENTION, ">=", number.low, number.unit, tokens)
        return
    behind = scene.after(tokens[-1].end)
    if _PRICED.match(behind):
        # 24小时内最高20元: for how long so much is charged.
        return
    free = _FREE_WORK.match(behind) is not None and _is_short(number)
    idle = behind.startswith(scene.cues.no_promise) and not behind.startswith(("无息", "无偿", "无条件", "不间断"))
    threshold = not free and (idle or conditional(scene, tokens, within=True) or _SO_OFTEN.match(behind) is not None)
    if _FOR_SO_LONG.match(behind):
        # 交房后三个月内每周回访一次: for how long something is repeated.
        yield draft(Kind.QUANTITY, "<=", number.high or number.low, number.unit, tokens, threshold=True)
    elif scene.before(tokens[0].start, 4).endswith(_LOOKS_BACK):
        yield draft(Kind.QUANTITY, "<=", number.high or number.low, number.unit, tokens, threshold=True)
    elif scene.before(tokens[0].start).rstrip(LINKS).endswith((*VALID, *OFF)):
        # 有效期控制在15天以内 says how long a paper may be used, 误差在30秒以内 how far a clock is off.
        yield draft(Kind.QUANTITY, "<=", number.high or number.low, number.unit, tokens)
    elif _is_warranty(scene, tokens):
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
    if _SHIFTED.search(scene.before(tokens[0].start)) and not scene.after(tokens[-1].end).strip("开关启闭 "):
        return
    if month := _month_of(scene, tokens, number):
        yield draft(Kind.WINDOW, "==", f"{month}{number.text}前", None, tokens)
        return
    if any(token.text in {"满", "未满"} for token in tokens):
        # 开始服务满30日前: done while the time still runs.
        yield draft(Kind.TIME_LIMIT, "<=", number.low, number.unit, tokens)
        return
    op = "<=" if pick(tokens, "W") is not None and pick(tokens, "NO") is None else ">="
    rewarded = _REWARDED.match(scene.after(tokens[-1].end)) is not None
    yield draft(Kind.TIME_LIMIT, op, number.low, number.unit, tokens, threshold=rewarded or conditional(scene, tokens))


def _month_of(scene: Scene, tokens: list[Token], number: Token) -> str:
    """Return the month of the day of 每月1次（25日前完成): with no event before it, a day is one of the month beside it."""
    if number.unit != "day" or not number.text.endswith("日") or tokens[0] is not number or (number.low or 0) > _MONTH:
        return ""
    monthly = _OF_MONTH.findall(scene.plain, max(0, number.start - 40), number.start)
    alone = scene.before(number.start) == "" or scene.plain[number.start - 1] == "("
    return monthly[-1] if monthly and alone else ""


def before(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 届满前1个月 (at least so early) and 届满前30日内 (at most so early); 前30分钟免费 is the first of a time."""
    number = pick(tokens, "DH") or tokens[0]
    alone = not scene.before(tokens[0].start).strip(" (") and not _next_of_event(scene)
    if alone or scene.after(number.end).startswith("免费"):
        yield draft(Kind.QUANTITY, "==", number.low, number.unit, tokens, threshold=True)
        return
    op = "<=" if pick(tokens, "W") is not None else ">="
    # 雨前24小时内不施药: for how long before it something is left undone.
    idle = op == "<=" and scene.after(tokens[-1].end).startswith(scene.cues.no_promise)
    yield draft(Kind.TIME_LIMIT, op, number.low, number.unit, tokens, threshold=idle)


def _next_of_event(scene: Scene) -> bool:
    """Tell whether 前7天 goes on with the event of the time before it: 进场前30天到岗一半，前7天全部到岗."""
    last = scene.drafts[-1] if scene.drafts else None
    if last is not None and last.kind is not Kind.TIME_LIMIT and len(scene.drafts) > 1:
        last = scene.drafts[-2]
    return last is not None and last.kind is Kind.TIME_LIMIT and "前" in scene.plain[last.start : last.end]


def before_over(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 满3个月前一周内: the first time is the event, the second how long before it."""
    cut = next(index for index, token in enumerate(tokens) if token.letter == "B")
    yield draft(Kind.QUANTITY, ">=", tokens[1].low, tokens[1].unit, tokens[:cut], threshold=True)
    op = "<=" if pick(tokens[cut:], "W") is not None else ">="
    number = pick(tokens[cut:], "DH") or tokens[-1]
    yield draft(Kind.TIME_LIMIT, op, number.low, number.unit, tokens[cut:])


def retention(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 保存不少于30日: how long a record is kept; a bare length is a floor, 保存未满3年的不得销毁 is one too."""
    number = pick(tokens, "D") or tokens[0]
    if breached(scene, number.end) and tokens[-1].letter == "E":
        # 逾期一周未取的收取保管: what is kept comes behind what was left undone.
        yield draft(Kind.QUANTITY, direction(tokens, ">="), number.low, number.unit, tokens[:-1], threshold=True)
        return
    if NEARING.search(scene.before(number.start)):
        yield draft(Kind.QUANTITY, direction(tokens, "<="), number.low, number.unit, tokens, threshold=True)
        return
    if is_each_term(scene, tokens[-1].end):
        yield draft(Kind.QUANTITY, direction(tokens), number.low, number.unit, tokens)
        return
    op = direction(tokens, ">=")
    if op == "<" and may_not_go(scene, tokens[-1].end):
        op = ">="
    yield draft(Kind.RETENTION, ">=" if op in {"==", ">"} else op, number.low, number.unit, tokens)


def threshold_duration(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 通风30分钟后: the time that must have passed is a condition, not a promise."""
    number = pick(tokens, "D") or tokens[0]
    if is_kept(scene, tokens):
        yield draft(Kind.RETENTION, ">=", number.low, number.unit, tokens)
    else:
        yield draft(Kind.QUANTITY, direction(tokens, ">="), number.low, number.unit, tokens, threshold=True)


def day24(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 24小时: round the clock, unless a comparator or a finishing verb makes it a limit."""
    token, head = tokens[-1], tokens[0]
    ahead = scene.before(head.start, 12) or _named(scene, head.start)
    if _PRICED.match(scene.after(token.end)) or (_CHARGED_AS.search(ahead) and _charges(scene, token.end)):
        return
    over = head.op == ">" and direction(tokens) == ">"
    free = FREE.search(ahead) is not None and not ahead.endswith(scene.cues.keep)
    if over or free or (ahead.rstrip(LINKS).endswith(("时长", *VALID)) and direction(tokens) == "=="):
        # 停水超过24小时的 says when the rest applies, 免费停放24小时 up to when something costs nothing.
        threshold = over or free
        yield draft(Kind.QUANTITY, ">" if over else "==", Decimal(24), "hour", tokens, threshold=threshold)
    elif len(tokens) > 1 and tokens[1].letter in "tE":
        yield _day24_behind(scene, tokens)
    elif head.op == "==":
        yield draft(Kind.WINDOW, "==", "24h", None, tokens)
    elif len(tokens) > 1:
        op = ">=" if pick(tokens, "N") or head.op == ">=" else "<="
        kind = Kind.RETENTION if any(word in ahead for word in scene.cues.keep) else Kind.TIME_LIMIT
        lasts = kind is Kind.TIME_LIMIT and op == ">=" and pick(tokens, "N") is None
        if lasts or ahead.rstrip(LINKS).endswith(scene.cues.span_noun):
            kind, op = Kind.QUANTITY, direction(tokens)
        yield draft(kind, op, Decimal(24), "hour", tokens, threshold=conditional(scene, tokens))
    else:
        yield _day24_alone(scene, token, ahead)


def _day24_alone(scene: Scene, token: Token, ahead: str) -> Draft:
    """Return what 24小时 is without a comparator: a test, a limit, how long a record is kept, or round the clock."""
    if ahead.endswith(_TESTED):
        return draft(Kind.QUANTITY, "==", Decimal(24), "hour", [token])
    alone = scene.after(token.end)[:1] in {"", "、", "("}
    if _ends_work(scene, token, ahead) or (alone and limit_named(scene, [token])):
        return draft(Kind.TIME_LIMIT, "<=", Decimal(24), "hour", [token])
    if ahead.endswith(scene.cues.keep):
        return draft(Kind.RETENTION, ">=", Decimal(24), "hour", [token])
    return draft(Kind.WINDOW, "==", "24h", None, [token])


def _day24_behind(scene: Scene, tokens: list[Token]) -> Draft:
    """Return what 24小时 is behind a comparator and words: 最多寄放24小时; 至少一个岗位24小时值守 is round the clock."""
    head, words = tokens[0], tokens[1].text.rstrip(LINKS)
    if head.op == "<=" and pick(tokens, "E") is not None:
        return draft(Kind.RETENTION, "<=", Decimal(24), "hour", tokens)
    if head.op == "<=" and words.endswith((*scene.cues.span_verb, *_PLACED)):
        return draft(Kind.QUANTITY, "<=", Decimal(24), "hour", tokens)
    return _day24_alone(scene, tokens[-1], scene.before(tokens[-1].start, 12))
