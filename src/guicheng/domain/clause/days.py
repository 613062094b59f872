"""The days by which something is done that are named and not counted: 当日, 次日, 每月5日前."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from guicheng.domain.clause.calendar import period_name
from guicheng.domain.clause.clocks import LATEST
from guicheng.domain.clause.durations import LINKS, VALID
from guicheng.domain.clause.requirement import Kind
from guicheng.domain.clause.scene import CASE_END, Draft, Scene, direction, draft, window
from guicheng.domain.clause.tokens import Token

_WHICH_DAY = re.compile(
    r"的|(?:遇|有|出现)?[^,;。:]{0,4}(?:大风|暴雨|大雨|雨雪|高温|台风)|日?最[高低]|值班|当值|工作|垃圾|天气|所|在岗|岗|班|情况|气温|巡|收入|款|"
    r"发生|报表|有效|$|[)、](?![^,;。、\d]{1,8}(?:次日|当[日天]|\d{1,3}个?(?:小时|工作日|[日天])内))|"
    r"[^,;。:的]{1,4}(?<![缴交退收付结补催扣])(?:费|款|租金|账目|票款)$"
)
#: 次日起算, 次日的菜单: the day is only told of.
_NOT_THEN = re.compile(r"起|零时|的(?![上中下]午|早|\d)")
#: 当天修不好的次日回复: what cannot be done that day.
_NOT_MANAGED = re.compile("[^,;。:的]{1,4}不(?:[好了完成上到通及出动]|掉|清)的")
#: A time of day that bounds nothing: no 前, no stretch of hours.
#: 喷药当日8小时内禁止入内: for how long something is forbidden.
_FORBIDDEN = re.compile(
    r"(?:(?:\d{1,2}|[一二两三四五六七八九十半]{1,3})个?小时(?:以|之)?内)?(?:禁止|严禁|不得|不准|不许|谢绝)"
)
#: 当天产生当天运走: what comes up that day goes that day.
_SAME_AGAIN = re.compile("[^,;。:、]{1,4}当[日天](?!的|[^,;。:、]{0,6}[费款])")
_POINT_ONLY = re.compile("^[^-至到前后]*$")
#: Behind 有效期当天 nothing is said any more.
_SHORT = 2
_LATEST = re.compile("最[迟晚慢]")


#: 每月1日至10日延至20:00: days on which other hours hold.
_OTHER_HOURS = re.compile(
    r"(?:期间|之间|内)?[^,;。:\d]{0,8}(?:延[长迟]?[至到]|提前[至到]|加开|加班|开放|营业|接待|办公|值班|服务时间)|"
    r"(?:期间|之间|内)?[^,;。:\d]{0,4}\d{1,2}:\d\d"
)
_SHARE = re.compile(r"\s?(?:不高于|不低于|不超过|[≥≤]|达到?)?\s?(?:[\d.]{1,5}\s?%|百分之)")
#: 次日天黑前修好: by then.
_BY_THEN = re.compile(
    r"(?:[^,;。:\d·「」]{1,4}|[上中下早晚]?[午上晨]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:[点时]半?|:\d\d))(?:之|以)?前(?![台厅往来期])"
)
#: 除夕当天 names a day and no limit.
_FEAST = re.compile("(?:除夕|春节|元旦|国庆|中秋|端午|元宵|清明|五一|十一|重阳|腊八|小年|初[一二三四五六])节?的?$")
#: 入伙当天每户办理时间不超过40分钟: on which day something is measured.
_MEASURED = re.compile(
    "每(?:户|人|位|家|组|栋)|[^,;。:]{0,8}(?:时间|时长|人数|温度)(?:控制|不[得超应低少]|应|须|保持|≤|≥|至少)"
)
#: 当月整改 is done before the month is over.
_THIS_PERIOD = re.compile("当(?:月|周|季度?)")
#: 当月缴清的减免3%: who is meant.
_OF_THOSE = re.compile(r"[^,;。:\d]{1,8}(?:的|者|率)")


def same_day(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 当日处理; 当日的, 当日值班 only say which day is meant, and 受理当日起 where counting begins."""
    after = scene.after(tokens[-1].end, 16).lstrip()
    if scene.before(tokens[0].start).rstrip(LINKS).endswith(VALID) and len(after) < _SHORT:
        # 有效期当天 says how long a paper may be used.
        yield draft(Kind.QUANTITY, "<=", Decimal(1), "day", tokens)
        return
    if after.startswith("起") or _FEAST.search(scene.before(tokens[0].start)):
        return
    condition = (
        after.startswith(("不能", "未能", "无法", "没"))
        or CASE_END.search(after) is not None
        or _NOT_MANAGED.match(after) is not None
        or scene.before(tokens[0].start, 3).endswith(("不能", "未能", "无法"))
        or _FORBIDDEN.match(after) is not None
        or _SAME_AGAIN.match(after) is not None
    )
    which = _WHICH_DAY.match(after) or _MEASURED.match(after)
    if not condition and (tokens[-1].letter == "W" or not which):
        yield draft(Kind.TIME_LIMIT, "<=", Decimal(1), "day", tokens)


def next_day(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 次日: on the next calendar day; 次日起算 only says where counting begins."""
    if _NOT_THEN.match(scene.after(tokens[-1].end, 4)):
        return
    if _opens_again(scene, tokens[-1]):
        return
    latest = (
        direction(tokens) == "<="
        or _LATEST.search(scene.before(tokens[0].start, 6))
        or _BY_THEN.match(scene.plain, tokens[-1].end)
    )
    yield draft(Kind.TIME_LIMIT, "<=" if latest else "==", Decimal(1), "day", tokens)


def _opens_again(scene: Scene, token: Token) -> bool:
    """Tell whether 次日 only says that hours go on over midnight: 每日22:00关闭,次日6:00开启."""
    clocks = [each for each in scene.tokens if each.letter == "C"]
    following = next((each for each in clocks if each.start == token.end), None)
    return following is not None and following is not clocks[0] and _POINT_ONLY.search(following.text) is not None


def date(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 每月5日前: once in each month, and a window of the calendar; without 每 only the window."""
    token = tokens[0]
    if _SHARE.match(scene.after(token.end, 8)):
        return
    hours = re.search("至|到|-", token.text) and _OTHER_HOURS.match(scene.plain, token.end)
    if token.text.startswith("每") and not hours:
        yield draft(Kind.FREQUENCY, "==", token.low or Decimal(1), "time", tokens, per=period_name(token))
    latest = token.text.endswith(("号", "日")) and LATEST.search(scene.before(token.start, 10).rstrip("于"))
    within = _THIS_PERIOD.fullmatch(token.text) is not None
    if token.text.startswith("当") and _OF_THOSE.match(scene.plain, token.end):
        return
    yield window(token, token.text + ("前" if latest else "内" if within else ""))
