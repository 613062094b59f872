"""Frequencies and windows: how often, on which days, at which hours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from guicheng.domain.clause.amounts import bare_times, count, counts_last, things
from guicheng.domain.clause.clocks import points_of, text_of
from guicheng.domain.clause.each import case_aside, moments, said_before
from guicheng.domain.clause.requirement import Kind
from guicheng.domain.clause.scene import Draft, Scene, bounds, direction, draft, pick, window
from guicheng.domain.clause.threshold import conditional
from guicheng.domain.clause.tokens import Token
from guicheng.domain.clause.yearly import comes_again

#: Periods that a duration names when it is said as one (两天一次): (value, unit) to the period of a count.
_PERIOD_OF = {
    (Decimal(7), "day"): "week",
    (Decimal(15), "day"): "half_month",
    (Decimal(3), "month"): "quarter",
    (Decimal(6), "month"): "half_year",
}
_NAMED = re.compile("周|星期|礼拜|半|季|月")
#: 每日按欠费额的万分之五收取, 每年提升1个百分点: by how much for each period.
_BY_SO_MUCH = re.compile(
    r"[^,;。:\d]{0,8}(?:按|以)[^,;。:]{1,20}?(?:收取|加收|计收|计算|计息|支付|交纳|缴纳|扣[款减除罚]|扣|罚|赔[付偿]?)|"
    r"[^,;。:\d]{0,8}(?:提[升高]|下?降低?|增长|增加|上[升浮]|减少|递[增减]|下浮)[^,;。:\d]{0,6}"
    r"\d[\d.]{0,4}\s?(?:个百分点|%)"
)
_QUALIFIES = re.compile(
    r"\s?(?:24|二十四)个?小时|全天|每?[^,;。:]{0,6}[\d,.一二三四五六七八九十百千万]{1,8}(?:元|块钱)|"
    r"[收付加补按]{0,2}[\d一二两三四五六七八九十]{1,4}块(?=\d|[,;。/每]|$)|(?:度?的|[单双]休|费|租金|工资|薪|计划|结束|开始)|"
    r".{0,6}(?:前|后|(?<![小学课工校准定及按计])时)$"
)
_DOCUMENT = re.compile(r"率|记录|报告|计划|方案|台账|合格|结果|费|成绩|表")
#: 年度检验前一个月: the work is only by what a time is counted.
_EVENT_OF_WORK = re.compile("(?:之|以)?(?:前(?!台)|后|时)|不?合格")
_FORBIDDEN = re.compile(r"[^,;。:]{0,8}(?:不得|禁止|严禁|不准|不许|除外|停止)")
#: 4月和10月各一次, 上下半年各一次 are so often a year.
_OF_YEAR = re.compile("上.{0,4}半年|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})月")
#: 年度检测，每24个月1次: the count behind its name says how often.
_COUNTED_BEHIND = re.compile("[^,;。:]{1,8}(?:[,:|]|改[成为到]|调整为)每[^,;。:]{1,8}[次遍回]")
#: 频率原则上不超过2小时: more than such words between 频率 and a duration part the two.
_LONGEST_LINK = 6
#: 堆肥周期60天 is how long it takes, 清洗周期60天 how often it is done.
_LASTING = re.compile("(?:堆肥|发酵|施工|建设|改造|整改|办理|审批|生长|采购|供货|交付|招标|运输|工程)的?(?:最[长短])?$")
#: 按季预收, 按月支付: what is paid for each period.
_SUMS = ("退", "折", "补", "赔", "计费", "计价", "预收", "预缴", "预交", "预付", "支付", "付款", "缴", "结算")
#: 每运行2000小时, 每用满50小时: in each stretch of being used.
_EACH_RUN = re.compile("每(?:累计|连续)?(?:使?用|运[行转]|工作|行驶|开机|照明|服役)?$")
#: 每月检查得分低于85分的,: what was found so is a case.
_FOUND_SO = re.compile(
    "[^,;。:]{0,16}(?:低于|高于|不足|不到|少于|超过|不满|不合格|不达标|未达标|未完成|未通过)[^,;。:]{0,14}的[,·]"
)
_APART = re.compile("近|以及|且|或者")
#: 按每小时起算: by which time something is charged.
_CHARGED_BY = re.compile("[^,;。:]{0,10}(?:[起计核折结]算|[计收]费|收取|计[价收])")
#: 顶多两年就得修订一次: by then it is due.
_DUE = re.compile("(?:时|后|之?内)?(?:就?[须得要应]|必须|就)")
#: 每隔两天: below a week people count the days that lie between.
_BETWEEN = frozenset("23456")


def frequency(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read a number of times in a period, in any order of the two."""
    number = pick(tokens, "F") or pick(tokens, "I")
    period = pick(tokens, "YI/MZ") or pick(tokens, "D")
    if number is None or period is None or _charged(scene, tokens):
        return
    per = period_name(period)
    capped = period.letter == "Z" or number.low == 0 or direction(tokens) in {"<=", "<"}
    if capped and _incidents(scene, tokens):
        yield from bounds(Kind.COUNT, tokens, number, "次", per=per)
        return
    clocks = [token for token in tokens if token.letter == "C"]
    if len(clocks) > 1 and pick(tokens, "J") is not None and number.low is not None:
        number.low *= len(clocks)
        yield from bounds(Kind.FREQUENCY, tokens, number, "time", per=per)
        yield points_of(scene, clocks)
        return
    tokens = _without_run(scene, tokens, period)
    listed = next((token for token in tokens if token.letter in "dM" and token.low is not None), None)
    number.low = None if number.low is None else number.low * moments(scene, tokens) * _weeks_of(tokens, period)
    if _is_of_last(scene, tokens, per) and counts_last(scene, tokens, number):
        return
    kind = Kind.INTERVAL if " " in per and number.low == 1 and number.high is None else Kind.FREQUENCY
    if number.low == 1 and number.high is None and _bounds_gap(scene, tokens, period):
        # 最长隔1个月 is no 每隔一个月: the length itself is what lies between at most.
        longest = period.unit if period.op == "gap" else per
        yield draft(kind, ">=", number.low, "time", tokens, per=longest, threshold=conditional(scene, tokens))
        return
    if case_aside(scene, tokens, number):
        yield from each_period(scene, [period])
        tokens = tokens[tokens.index(number) :]
    if period.letter != "M" or not said_before(scene, per, number.low):
        yield from bounds(kind, tokens, number, "time", per=per, threshold=conditional(scene, tokens))
    yield from (window(token, token.text) for token in tokens if token.letter == "M" or token is _list_of(listed))
    # 每日7:00至9:00清扫1次 is no 每日清扫1次: the hours bind too.
    yield from (window(token, text) for token in clocks if "-" in (text := text_of(scene, token)))


def _without_run(scene: Scene, tokens: list[Token], period: Token) -> list[Token]:
    """Drop the 满 of 每用满50小时, which is no case but each such stretch."""
    runs = period.letter == "D" and tokens[0].letter == "U" and _EACH_RUN.search(scene.before(tokens[0].start))
    return tokens[1:] if runs else tokens


def _weeks_of(tokens: list[Token], period: Token) -> Decimal:
    """每月第一、第三个周六大扫除一次 is once on each of them, also without 各."""
    weeks = period.letter == "M" and "第" in period.text and pick(tokens, "J") is None
    return (period.low or Decimal(1)) if weeks else Decimal(1)


def _bounds_gap(scene: Scene, tokens: list[Token], period: Token) -> bool:
    """Tell whether 最长每隔30天一次 bounds how far two turns lie apart, and not how often there may be one."""
    ahead = [
        token for token in tokens if token.letter in "OU" and token.end <= period.start and token.op in {"<=", "<"}
    ]
    number = pick(tokens, "F")
    between = scene.plain[period.end : number.start] if number else ""
    gap = period.op == "gap" or scene.before(tokens[0].start, 2).endswith("隔") or _DUE.match(between) is not None
    return any(gap or token.text.startswith("最长") for token in ahead)


def _is_of_last(scene: Scene, tokens: list[Token], per: str) -> bool:
    """Tell whether 全年不少于2次 counts what the part before it says to be done each year."""
    last = scene.drafts[-1] if scene.drafts else None
    return last is not None and last.per == per and scene.before(tokens[0].start).strip() in {"", "且", "并且", "次数"}


def shifts_each(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 两班各清扫2遍: so often in each shift; of other things each has its own number."""
    places, number = tokens[0], tokens[-1]
    if places.unit == "班":
        yield from bounds(Kind.FREQUENCY, tokens, number, "time", per="shift")
        return
    yield from things(scene, tokens[:1])
    yield from bare_times(scene, [token for token in tokens[-2:] if token.letter != "t"])


def _list_of(token: Token | None) -> Token | None:
    return token if token is not None and token.letter == "d" and (token.low or 0) > 1 else None


def _charged(scene: Scene, tokens: list[Token]) -> bool:
    """按日加收, 每月缴纳: the period belongs to a sum of money, that of 逐年提高2个百分点 to a growth."""
    behind = scene.after(tokens[-1].end)
    if tokens[-1].letter == "I" and _BY_SO_MUCH.match(behind):
        return True
    if tokens[0].text.startswith("按") and behind.startswith(_SUMS):
        return True
    return behind.startswith(scene.cues.charge) or any(word in behind for word in scene.cues.penalty)


def _incidents(scene: Scene, tokens: list[Token]) -> bool:
    ahead = scene.before(tokens[0].start) or scene.previous(tokens[0].start)
    around = ahead + "".join(token.text for token in tokens) + scene.after(tokens[-1].end, 8)
    return any(word in around for word in scene.cues.incident)


def period_name(token: Token) -> str:
    """Name the period a token stands for, such as ``week`` or ``2 day``."""
    if token.letter == "M":
        text = token.text.lstrip("每个")
        names = {"双": "2 month", "单": "2 month", "周": "week", "季": "quarter", "年": "year", "半": "half_year"}
        return "year" if _OF_YEAR.match(text) else names.get(text[:1], "month")
    if token.letter != "D":
        return _apart(token.unit) if token.op == "gap" else token.unit
    value = token.high or token.low or Decimal(1)
    if value == 1:
        return token.unit
    if _NAMED.search(token.text) and (value, token.unit) in _PERIOD_OF:
        return _PERIOD_OF[value, token.unit]
    if re.search("周|星期|礼拜", token.text):
        return f"{value / 7:f} week"
    return f"{value.normalize():f} {token.unit}"


def _apart(period: str) -> str:
    """Name the period of 每隔: 每隔一天 is every second day and 每隔两天 every third, one more than lie between.

    From a week on, and in weeks or months, a length by which work is planned is meant as it stands: 每隔15天, 每隔3个月.
    """
    number, _, unit = period.rpartition(" ")
    if not number:
        return f"2 {unit}" if unit in {"day", "week", "month", "year"} else period
    return f"{int(number) + 1} {unit}" if unit == "day" and number in _BETWEEN else period


def yearly_work(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 季度维保: work that is named after its period comes once in each."""
    head, work = scene.before(tokens[0].start, 2), tokens[1].text[:8]
    if _COUNTED_BEHIND.match(scene.plain, tokens[0].end):
        return
    named = next((word for word in scene.cues.regular_work if word in work[: len(word) + 4]), None)
    if named and _EVENT_OF_WORK.match(scene.plain, tokens[1].start + tokens[1].text.index(named) + len(named)):
        return
    if named is None or "的" in work or head.endswith(("本", "上", "下", "第", "该", "按", "每")):
        return
    if not _DOCUMENT.search(tokens[1].text[tokens[1].text.index(named) + len(named) :][:4]):
        yield draft(Kind.FREQUENCY, "==", Decimal(1), "time", tokens[:1], per=tokens[0].unit)


def dayparts_each(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 早晚各一次; beside a daily count that says the same it only explains it."""
    parts, number = pick(tokens, "d") or tokens[0], pick(tokens, "F") or tokens[-1]
    value = (number.low or Decimal(1)) * (parts.low or 1)
    if said_before(scene, "day", value):
        return
    yield draft(Kind.FREQUENCY, direction(tokens), value, "time", tokens, per="day")
    if _list_of(parts):
        yield window(parts, parts.text)


def dayparts(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 每天早晚: as many times a day as parts of the day are named."""
    parts = tokens[-1]
    if len(tokens) > 2 and tokens[1].text.strip() not in {"的", "在", "于"}:
        yield from each_period(scene, tokens[:1])
        return
    yield draft(Kind.FREQUENCY, "==", parts.low, "time", tokens, per=tokens[0].unit)
    if _list_of(parts):
        yield window(parts, parts.text)


def weekdays(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 每周二、四: so many times a week, on those days; a stretch of days is only a window."""
    token, number = tokens[0], pick(tokens, "F")
    apart = scene.before(token.start).endswith(("除", "除了")) and scene.after(token.end).startswith(
        ("外", "之外", "以外")
    )
    if apart or _FORBIDDEN.match(scene.after(token.end)):
        return
    text = token.text.replace(" ", "").removeprefix("每").removeprefix("个").removeprefix("逢")
    stretch = re.search("至|到|-", text)
    days = len(re.findall("[一二三四五六日天末]", text.replace("周", "").replace("星期", "")))
    if number is not None and number.low is not None and stretch is None:
        yield draft(Kind.FREQUENCY, direction(tokens), number.low * days, "time", tokens, per="week")
    elif token.text.startswith("每") and stretch is None:
        yield draft(Kind.FREQUENCY, "==", Decimal(days), "time", tokens[:1], per="week")
    yield window(token, text)


def time_per_turn(_scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 2小时/次: once in each such stretch."""
    yield draft(Kind.INTERVAL, "==", Decimal(1), "time", tokens, per=period_name(tokens[0]))


def interval(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 间隔不超过2小时, and 间隔不超过60天清洗一次: at least once in each such stretch."""
    number, turns = pick(tokens, "D") or tokens[-1], pick(tokens, "F")
    bracket = next((token.end for token in tokens if token.letter == ")"), tokens[0].start)
    links = [token for token in tokens if token.letter == "t" and bracket <= token.start < number.start]
    if any(len(token.text) > _LONGEST_LINK or _APART.search(token.text) for token in links):
        return
    if _LASTING.search(scene.before(tokens[0].start)):
        yield draft(Kind.QUANTITY, direction(tokens), number.high or number.low, number.unit, tokens)
        return
    if turns is not None and turns.low != 1:
        yield from bare_times(scene, [turns])
    op = {"<=": ">=", "<": ">=", ">=": "<=", ">": "<="}.get(direction(tokens), "==")
    yield draft(Kind.INTERVAL, op, Decimal(1), "time", tokens, per=period_name(number))


def each_period(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 每季度公布: once in each period, unless the period only qualifies a noun."""
    token = tokens[0]
    behind = scene.after(token.end, 8)
    if token.unit == "year" and comes_again(scene, token):
        return
    if not token.unit or _QUALIFIES.match(behind) or behind.startswith(scene.cues.charge):
        return
    if scene.before(token.start).endswith(("按", "以")) and _CHARGED_BY.match(scene.plain, token.end):
        return
    if _BY_SO_MUCH.match(scene.after(token.end)) or _FOUND_SO.match(scene.plain, token.end):
        return
    kind = Kind.INTERVAL if " " in token.unit or token.op == "gap" else Kind.FREQUENCY
    threshold = conditional(scene, tokens)
    yield draft(kind, "==", Decimal(1), "time", tokens, per=period_name(token), threshold=threshold)


def people_per_period(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 每班至少安排2人: so many of each shift; 每天至少有两人在岗 are so many at any time, every day."""
    period, comparator = tokens[0], next((index for index, token in enumerate(tokens) if token.letter in "OU"), 0)
    linked = comparator and tokens[comparator + 1].letter == "t"
    if linked and period.letter == "Y" and period.unit != "shift":
        yield from each_period(scene, [period])
        yield from count(scene, tokens[comparator:])
    else:
        yield from count(scene, tokens)
