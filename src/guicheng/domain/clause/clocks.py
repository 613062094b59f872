"""Times of the day: from which to which, by when, and at which points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from guicheng.domain.clause.numerals import parse
from guicheng.domain.clause.requirement import Kind
from guicheng.domain.clause.scene import Draft, Scene, direction, draft, window
from guicheng.domain.clause.tokens import Token

_NOON, _SMALL_HOURS = 12, 5
_AFTERNOON, _NIGHT = frozenset({"下午", "傍晚"}), frozenset({"晚", "晚上", "夜间", "夜里", "深夜"})
_MIDNIGHT = _NIGHT | {"凌晨"}
#: Which of several times it is, and how far behind its hour that is said.
_IN_TURN = re.compile(r"[首头末][次遍轮回趟]|(?:第|最后)[一二三四五1-5][次遍轮回趟]")
#: 稀释比例1:50 is no time of the day.
_DILUTED, _ONE_TO = re.compile("稀释|[配兑]比|比例|[勾兑]兑|兑水|配制"), re.compile(r"1:\d\d")
#: 22点以后来访的; the 时 of 5时至10时、16时至20时 is of an hour.
_OF_CASES = re.compile(r"(?:[的者]|(?<![\d零一二两三四五六七八九十])时)$")
_REACH = 12
_LATEST, _EARLIEST = re.compile("(?:最[迟晚慢]|不得?[晚迟])$"), re.compile("(?:最早|不得?早)$")
_POINT = re.compile(
    r"(早[上晨]?|晚上?|上午|下午|中午|凌晨|夜[间里]|深夜|傍晚|清晨|次日(?:早[上晨]?|晨|凌晨|上午|中午)?|当日|当天)?\s*(\d{1,2}|[一二两三四五六七八九十]{1,3})"
    r"(?::(\d\d)|[点时](?:(\d{1,2})分?|(半)|整|钟)?)"
)


def slot(_scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 时段:早、晚 and 时段:7:00、19:00 as one window."""
    points = [token for token in tokens if token.letter == "C"]
    if points and _listed(tokens):
        yield points_of(points)
    elif points:
        yield from (window(token, clock_text(token.text)) for token in points)
    else:
        yield window(tokens[-1], tokens[-1].text)


def _listed(tokens: list[Token]) -> bool:
    """Tell whether nothing but 、 and the like stands between clock points."""
    return all(token.text.strip() in {"、", "和", "及", "与"} for token in tokens if token.letter == "t")


def points_of(points: list[Token]) -> Draft:
    """Return one window of several points: 07:00、19:00."""
    text = "、".join(clock_text(token.text) for token in points)
    return Draft(Kind.WINDOW, "==", text, None, None, points[0].start, points[-1].end)


def clock(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 8:30至17:30 as a window of the day; 22点以后的 says which cases are meant."""
    after = scene.after(tokens[-1].end)
    if _DILUTED.search(scene.plain) and all(_ONE_TO.fullmatch(token.text) for token in tokens if token.letter == "C"):
        return
    if after.startswith(("的", "除外", "不含", "以外")) or (_OF_CASES.search(after) and len(after) < 12):
        return
    for token in tokens:
        if token.letter == "C":
            yield window(token, _bounded(scene, token))


def _bounded(scene: Scene, token: Token) -> str:
    """Return 11:30前 for the 11:30 of 最迟11:30, and 07:00后 for the 7:00 of 不早于7:00."""
    text, ahead = clock_text(token.text), scene.before(token.start, 8).rstrip("应须需要在于是为 ")
    if text[-1].isdigit() and "-" not in text:
        text += "前" if _LATEST.search(ahead) else "后" if _EARLIEST.search(ahead) else ""
    return text


def clock_text(text: str) -> str:
    """Bring clock times to ``08:00-12:00``; afternoon hours count from 12."""
    points = []
    late, before = "", 0
    found = _POINT.findall(text)
    for place, (part, hour, minutes, said, half) in enumerate(found, 1):
        number = int(parse(hour))
        # Of 下午两点到五点 both are in the afternoon; of 晚上十点到六点 the second is in the morning.
        late = part if part or number + _NOON <= before else late
        if number < _NOON and (late in _AFTERNOON or (late in _NIGHT and number >= _SMALL_HOURS)):
            number += _NOON
        elif number == _NOON and late in _MIDNIGHT:
            # 夜里12点 ends a day, unless the hours go on into the next one.
            number = 2 * _NOON if late in _NIGHT and place == len(found) else 0
        before = number
        points.append(f"{number:02d}:{minutes or ('30' if half else said.zfill(2) if said else '00')}")
    tail = "前" if text.endswith("前") else "后" if text.endswith(("后", "起", "开始")) else ""
    return "-".join(points) + tail


def points_each(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 上午9点前、下午5点前各1次: so often at each; behind a day of the week or month it is not of each day."""
    points, number = [token for token in tokens if token.letter == "C"], tokens[-1]
    last = scene.drafts[-1] if scene.drafts else None
    if last is not None and last.end == tokens[0].start:
        return
    value = (number.low or Decimal(1)) * len(points)
    yield draft(Kind.FREQUENCY, direction(tokens), value, "time", tokens, per="day")
    yield points_of(points)


def clock_points(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 每日7:00、19:00: once at each point, also where each says which of the times it is, as 首次 and 第二次."""
    places = [index for index, token in enumerate(tokens) if token.letter == "C"]
    points = [tokens[place] for place in places]
    ends = [*[token.start for token in points[1:]], points[-1].end + _REACH]
    if len(points) > 1 and all(
        _IN_TURN.search(scene.plain, point.end, end) for point, end in zip(points, ends, strict=True)
    ):
        yield draft(Kind.FREQUENCY, "==", Decimal(len(points)), "time", tokens, per=tokens[0].unit)
        yield points_of(points)
        return
    head = next((index for index, token in enumerate(tokens) if token.letter in ",lU"), len(tokens))
    own = [place for place in places if place < head]
    yield from _points_alike(scene, tokens[: own[-1] + 1])
    for point in points[len(own) :]:
        yield from clock(scene, [point])


def _points_alike(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 每日7:00、19:00; a stretch of hours is only a window, and so are hours of different things."""
    points = [token for token in tokens if token.letter == "C"]
    texts = [clock_text(token.text) for token in points]
    if any("-" in text for text in texts) or not _listed(tokens):
        yield from clock(scene, points)
        return
    yield draft(Kind.FREQUENCY, "==", Decimal(len(points)), "time", tokens, per=tokens[0].unit)
    yield points_of(points)
