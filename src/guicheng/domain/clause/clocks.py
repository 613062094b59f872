"""Times of the day: from which to which, by when, and at which points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from guicheng.domain.clause.each import said_before
from guicheng.domain.clause.forms import part
from guicheng.domain.clause.numerals import parse
from guicheng.domain.clause.requirement import Kind
from guicheng.domain.clause.scene import CASE_END, Draft, Scene, direction, draft, window
from guicheng.domain.clause.tokens import Token

_NOON, _MIDNIGHT = 12, 24
_DAY = 24 * 60
#: Before this hour nobody begins what lasts into the afternoon.
_EARLY = 5
_AT_NOON, _AFTER_NOON = 11 * 60, 13 * 60
_AFTERNOON = frozenset({"下午", "午后"})
#: The hours that count from noon on where a part of the day is named with them: 下午2点, 晚上8点, 夜里11点, 深夜10点, 中午1点.
_FROM_NOON: Final = {
    **dict.fromkeys(("下午", "午后", "傍晚"), range(1, 12)),
    **dict.fromkeys(("晚", "晚上", "晚间"), range(5, 12)),
    **dict.fromkeys(("夜", "夜间", "夜里", "夜晚", "上半夜", "前半夜"), range(6, 12)),
    **dict.fromkeys(("深夜", "半夜", "午夜"), range(8, 12)),
    **dict.fromkeys(("中午", "午间", "正午"), range(1, 5)),
}
#: Parts of the day in which 12点 is midnight; of those before it, it ends the day.
_BEFORE_MIDNIGHT = frozenset(
    {"晚", "晚上", "晚间", "夜", "夜间", "夜里", "夜晚", "深夜", "半夜", "午夜", "上半夜", "前半夜"}
)
_AFTER_MIDNIGHT = frozenset({"凌晨", "下半夜", "后半夜"})
_NEXT = re.compile("^(?:次日|翌日|第二天|隔天)")
#: Which of several times it is, and how far behind its hour that is said.
_IN_TURN = re.compile(r"[首头末][次遍轮回趟]|(?:第|最后)[一二三四五1-5][次遍轮回趟]")
#: 稀释比例1:50 is no time of the day.
_DILUTED, _ONE_TO = re.compile("稀释|[配兑]比|比例|[勾兑]兑|兑水|配制"), re.compile(r"1:\d\d")
_REACH = 12
_SHORT = 12
LATEST = re.compile("(?:最[迟晚慢]|不得?[晚迟]|(?:最[迟晚慢][也均]?|[也均])?不[得能可应]?超?过)$")
_EARLIEST = re.compile("(?:最早|不得?早)$")
_POINT = re.compile(
    rf"({part('part-of-day')}|{part('part-of-next')}|当[日天])?\s{{0,2}}(\d{{1,2}}|{part('hour-cn')})"
    rf"(?::(\d\d)|[点时]({part('minutes')}|{part('minutes-cn')})?|(?={part('to')}))"
)
_QUARTERS: Final = {"": 0, "整": 0, "钟": 0, "半": 30, "一刻": 15, "三刻": 45}
#: 每晚8点 names the part of the day in the period.
_EACH_NIGHT = re.compile(r"每晚(?:最[迟晚]|不得?[晚迟早]于)?[\d:点时半、和及]{0,10}$")
_SPAN = re.compile(r"\d\d:\d\d-\d\d:\d\d")
#: Between the hours of one list: 8:30-12:00、1:30-5:30.
_NEXT_HOURS = re.compile(r"[、,和及与\s]{1,3}")
_MORNING = re.compile(r"(\d\d:\d\d)-(?:0\d|1[0-3]):\d\d")
_NUMERALS = frozenset(part("digits") + part("numerals"))
#: Hours of a list that begin before those ahead of them, and before this, are of the afternoon.
_EVENING = "07"
#: 避开7点至9点的高峰: hours in which something is left undone, whatever they are hours of.
_AVOIDED = re.compile("(?:避开|避让|错开)[^,;。]{0,30}$")
#: 除12:00至14:00外均可施工: of other hours than these.
_LIST = 40
#: 晚上10点后来电的次日处理, 晚9点以后第二天10点前回复: what comes then is done the day after.
_NEXT_DAY_THEN = re.compile(
    r"[^,;。:\d每至到]{0,8}(?:次日|翌日|第二[天日]|转天)(?:[^,;。\d点时起]{1,10}$|[^,;。]{1,8}前)"
)
_BUT = re.compile("除[^,;。]{0,30}$")
_ALL_BUT = re.compile("[^,;。]{0,24}?外,?[^,;。:不禁]{0,8}(?:可|允许|开放|照常)")
#: 截至17:00, 17:00截止: by then.
_UNTIL = re.compile("(?:截[至止]到?|截止时间)$")


def slot(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 时段:早、晚 and 时段:7:00、19:00 as one window."""
    points = [token for token in tokens if token.letter == "C"]
    if points and _listed(tokens):
        yield points_of(scene, points)
    elif points:
        yield from (window(token, text_of(scene, token)) for token in points)
    else:
        yield window(tokens[-1], tokens[-1].text)


def _listed(tokens: list[Token]) -> bool:
    """Tell whether nothing but 、 and the like stands between clock points."""
    return all(token.text.strip() in {"、", "和", "及", "与"} for token in tokens if token.letter == "t")


def points_of(scene: Scene, points: list[Token]) -> Draft:
    """Return one window of several points: 07:00、19:00."""
    text = "、".join(text_of(scene, token) for token in points)
    return Draft(Kind.WINDOW, "==", text, None, None, points[0].start, points[-1].end)


def clock(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 8:30至17:30 as a window of the day; 22点以后的 says which cases are meant."""
    after = scene.after(tokens[-1].end)
    if _DILUTED.search(scene.plain) and all(_ONE_TO.fullmatch(token.text) for token in tokens if token.letter == "C"):
        return
    ahead = scene.plain[max(0, tokens[0].start - _LIST) : tokens[0].start]
    apart = after.startswith(("的", "除外", "不含", "以外")) or (
        _BUT.search(ahead) is not None and _ALL_BUT.match(scene.plain, tokens[-1].end) is not None
    )
    if _AVOIDED.search(ahead) is None and (apart or (len(after) < _SHORT and CASE_END.search(after))):
        return
    if tokens[-1].text.endswith("后") and _NEXT_DAY_THEN.match(after):
        return
    for token in tokens:
        if token.letter == "C":
            yield window(token, _bounded(scene, token))


def _bounded(scene: Scene, token: Token) -> str:
    """Return 11:30前 for the 11:30 of 最迟11:30, and 07:00后 for the 7:00 of 不早于7:00."""
    text, ahead = text_of(scene, token), scene.before(token.start, 10).rstrip("应须需要在于是为 ")
    if text[-1].isdigit() and "-" not in text:
        text += "前" if LATEST.search(ahead) or _UNTIL.search(ahead) else "后" if _EARLIEST.search(ahead) else ""
    return text


def text_of(scene: Scene, token: Token) -> str:
    """Return a clock time as ``clock_text`` does, by the words before it: 每晚8点, and 1:30-5:30 behind 8:30-12:00."""
    if token.text[0] not in _NUMERALS:
        return clock_text(token.text)
    if _EACH_NIGHT.search(scene.before(token.start, _REACH)):
        return clock_text(f"晚{token.text}")
    text, last = clock_text(token.text), scene.drafts[-1] if scene.drafts else None
    if last is None or not _SPAN.fullmatch(text) or not _NEXT_HOURS.fullmatch(scene.plain, last.end, token.start):
        return text
    morning = _MORNING.fullmatch(str(last.value))
    return clock_text(f"下午{token.text}") if morning and text < min(morning[1], _EVENING) else text


def clock_text(text: str) -> str:
    """Bring clock times to ``08:00-12:00``; afternoon hours count from 12."""
    points: list[int] = []
    found = _POINT.findall(text)
    for place, (of_day, hour, minutes, said) in enumerate(found, 1):
        number = 60 * int(parse(hour)) + (int(minutes) if minutes else _minutes(said))
        named = _NEXT.sub("", of_day)
        following = found[place][0] if place < len(found) else ""
        if named or not points or _NEXT.match(of_day):
            points.append(_named(number, named or _of_following(number, following), ends=place == len(found)))
        elif found[0][0] or (_AT_NOON <= points[0] < _AFTER_NOON and 60 <= number < _EARLY * 60):
            # 12点到2点 without a part of the day is at noon: midnight would be 0点 or 24点.
            points.append(_after(points[-1], number))
        else:
            points.append(number)
    tail = (
        "前"
        if text.endswith(("前", "止")) and len(points) == 1
        else "后"
        if text.endswith(("后", "起", "开始"))
        else ""
    )
    return "-".join(f"{point // 60:02d}:{point % 60:02d}" for point in points) + tail


def _minutes(said: str) -> int:
    """Return the minutes of 半, 一刻, 20分 and 四十五分."""
    return _QUARTERS[said] if said in _QUARTERS else int(parse(said.removesuffix("分").lstrip("零") or "0"))


def _of_following(number: int, following: str) -> str:
    """Return the part of the day of both where only the second names it: 2点至下午5点 is no stretch of fifteen hours."""
    return following if following in _AFTERNOON and 1 <= number // 60 < _EARLY else ""


def _named(number: int, of_day: str, *, ends: bool) -> int:
    """Return the minute of the day that an hour is in its part of the day.

    Args:
        number: The minute as it stands.
        of_day: The part of the day, "" where none is named.
        ends: Whether no further time follows, into the next day.
    """
    hour = number // 60
    if hour in _FROM_NOON.get(of_day, ()):
        return number + _NOON * 60
    if hour == _NOON and of_day in _BEFORE_MIDNIGHT:
        # 夜里12点 ends a day, unless the hours go on into the next one.
        return number + _NOON * 60 if ends else number - _NOON * 60
    return number - _NOON * 60 if hour == _NOON and of_day in _AFTER_MIDNIGHT else number


def _after(before: int, number: int) -> int:
    """Return the first time that an hour of the dial comes behind another time: 下午两点到五点, 晚上十点到六点."""
    if number > _NOON * 60 + 59 or number < 60:
        return number
    return min((number, number + _NOON * 60), key=lambda point: (point - before - 1) % _DAY)


def points_each(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 上午9点前、下午5点前各1次: so often at each; behind a day of the week or month it is not of each day."""
    points, number = [token for token in tokens if token.letter == "C"], tokens[-1]
    last = scene.drafts[-1] if scene.drafts else None
    if last is not None and last.end == tokens[0].start:
        return
    value = (number.low or Decimal(1)) * len(points)
    if said_before(scene, "day", value):
        # 每日冲洗两次,早七点、晚七点各一次 explains the count before it.
        yield points_of(scene, points)
        return
    yield draft(Kind.FREQUENCY, direction(tokens), value, "time", tokens, per="day")
    yield points_of(scene, points)


def clock_points(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 每日7:00、19:00: once at each point, also where each says which of the times it is, as 首次 and 第二次."""
    places = [index for index, token in enumerate(tokens) if token.letter == "C"]
    points = [tokens[place] for place in places]
    ends = [*[token.start for token in points[1:]], points[-1].end + _REACH]
    if len(points) > 1 and all(
        _IN_TURN.search(scene.plain, point.end, end) for point, end in zip(points, ends, strict=True)
    ):
        yield draft(Kind.FREQUENCY, "==", Decimal(len(points)), "time", tokens, per=tokens[0].unit)
        yield points_of(scene, points)
        return
    head = next((index for index, token in enumerate(tokens) if token.letter in ",lU"), len(tokens))
    own = [place for place in places if place < head]
    yield from _points_alike(scene, tokens[: own[-1] + 1])
    for point in points[len(own) :]:
        yield from clock(scene, [point])


def _points_alike(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 每日7:00、19:00; a stretch of hours is only a window, and so are hours of different things."""
    points = [token for token in tokens if token.letter == "C"]
    texts = [text_of(scene, token) for token in points]
    if any("-" in text for text in texts) or not _listed(tokens):
        yield from clock(scene, points)
        return
    yield draft(Kind.FREQUENCY, "==", Decimal(len(points)), "time", tokens, per=tokens[0].unit)
    yield points_of(scene, points)
