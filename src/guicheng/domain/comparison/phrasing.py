"""One way of writing for what clauses of many authors write in many: ``library/likeness/phrasings.tsv``.

Clauses that are to be compared are read anew in these words; the clause itself, what is shown of it and its places stay
as they were written.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.clause.numerals import split_number
from guicheng.domain.comparison import tables
from guicheng.domain.comparison.wording import worded

_NUMBER = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千]+)"
_DAY = r"(?:[123]?\d|[一二三]?十?[一二三四五六七八九十])"
_MORNING = "凌晨|清晨|清早|早上|早晨|上午|早"
_EVENING = "下午|傍晚|晚上|晚间|夜间|夜里|夜晚|晚|夜"
_HOUR = r"(?:\d{1,2}|[一二]?十?[一二三四五六七八九十])"
_TIME = (
    rf"(?:(?<![每最])({_MORNING}|中午|{_EVENING}))?(?:(?<=[周期][一二三四五六])|(?<![\d.一二三四五六七八九十第每抽取选测查布]))"
    r"(\d{1,2}|零|两|[一二]?十?[一二三四五六七八九十])"
    r"(?:点(?![零一二三四五六七八九]{1,3}(?:元|块|角|℃|度|倍|毫|厘米|米|公|个|小时|天|%))钟?|时(?!期(?!间)|[间长段限速点候]))"
    r"(?:(半|整)|(\d{1,2}|[一二三四五]?十?[一二三四五六七八九十])分(?!钟))?"
)
_CLOCK = re.compile(_TIME)
#: The first hour of 7-9时 and 早七至九点, of which only the last one is said to be one.
_BARE_HOUR = re.compile(
    rf"(?<!\d[:.])(?<![\d年月日号第每一二三四五六七八九十])(?={_HOUR}(?:至|到|-|~|—|–){_HOUR}(?:点(?!钟?[要建意以])|时(?![间长段限速期点候])))({_HOUR})"
)
#: 每晚十点 is 22:00 of each day.
_EACH_EVENING = re.compile("每([晚夜早晨])[上里间]?(?=[0-9零两一二三四五六七八九十]{1,3}[点时:])")
_TO = re.compile("至|到|-|~|—|–|前至")
#: Numerals as they are written on cheques and in contracts: 贰仟元.
_OF_CHEQUES = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
#: 拾 alone is to pick up: 拾得失物; 队伍, 登陆 and 肆意 hold no number either.
_ON_CHEQUES = re.compile(
    "(?<![队入退行大登放])(?!陆[续地上军]|肆[意无])[零壹贰叁肆伍陆柒捌玖拾佰仟]*[壹贰叁肆伍陆柒捌玖佰仟][零壹贰叁肆伍陆柒捌玖拾佰仟]*|拾(?=[元万个天日年户人次])"
)
_AFTERNOON = frozenset({"下午", "傍晚"})
_LAST_HOUR, _NOON, _HALF = 24, 12, 30
#: Up to when a night goes on (夜里2点), and a noon (中午1点).
_SMALL_HOURS, _LUNCH = 5, 3
_NEXT_DAY = re.compile("(?:次日|翌日|第二天|隔天)$")
_SPAN = re.compile(r"(\d{1,2}:\d\d)(?:至|到|-|~|—|–)(次日|翌日|第二[天日])?(\d{1,2}:\d\d)")
#: 上午8:30, 下午2:00至5:00, of which both are in the afternoon.
_WRITTEN = re.compile(
    rf"(?<![每最])({_MORNING}|中午|{_EVENING})(\d{{1,2}}):(\d\d)"
    rf"(?:(至|到|-|~|—|–)({_MORNING}|中午|{_EVENING})?(\d{{1,2}}):(\d\d))?"
)
_IN_BRACKETS = re.compile(r"(?:夜间|白天|晚间|日间|昼间)\((\d{1,2}:\d\d-(?:次日)?\d{1,2}:\d\d)\)")
#: Shares of what is wrong, with the share of what is right that they leave.
_PERCENT = re.compile(r"百分之([一二两三四五六七八九十百]+|\d+(?!\.))")
_OF_ONE = re.compile("百分之零点([一二三四五六七八九])")
_PER_MILLE = re.compile(r"(\d+(?:\.\d+)?)‰")
#: Smaller shares: 千分之三, 万分之五.
_SMALL = re.compile(r"([千万])分之([一二两三四五六七八九十]+|\d+(?:\.\d+)?)")
_TENTHS = re.compile("([一二三四五六七八九两])成([一二三四五六七八九])?(?![活本立员功果熟套])")
_PART = re.compile("([二三四五六七八九十]|[2-9]|10)分之([一二三四五六七八九]|[1-9])(?!分)")
_MONTHS = re.compile(
    "(?:每年)?([一二三四五六七八九十]{1,2})月?份?(?:到|至|-)(次年|来年|翌年)?([一二三四五六七八九十]{1,2})月份?"
)
#: A month by its name: 每年三月底前, but not the last one of a quarter.
_MONTH = re.compile(
    "(?<![个第后前末首每一二三四五六七八九十\\d])(十[一二]|[一二三四五六七八九十])月(?=份?(?:[底末初]|[上中下]旬))"
)
#: 零点五元, which is no time of day.
_DECIMALS = re.compile(
    "[零一二两三四五六七八九十]{1,3}点[零一二三四五六七八九]{1,3}(?=元|块|角|倍|米|公[里斤分]|个?小时)"
)
#: A temperature with what it may be off by: 30℃,上下浮动不超过0.5℃.
_SET_POINT = re.compile(r"(\d+(?:\.\d+)?)℃,?(?:上下|正负)?(?:浮动|偏差|波动)(?:不得?超过|在)?(\d+(?:\.\d+)?)℃(?:以内)?")
#: Coins: 五角 is 0.5元.
_COINS = re.compile("(?<![元一二三四五六七八九十\\d.东西南北转夹])([一二两三四五六七八九1-9])角(?:钱)?(?=[,;。/每]|$)")
#: Storeys are whole numbers: 超过六层 is 七层及以上.
_ABOVE = re.compile(rf"超过({_NUMBER})层的?")
#: Pressures of water are told in either unit.
_KILOPASCAL = re.compile(r"(\d+(?:\.\d+)?) ?(?:kpa|千帕)")
_WRONG = {
    "损坏率": "完好率", "破损率": "完好率", "死亡率": "成活率", "枯死率": "成活率", "返工率": "无需返工率",
    "不合格率": "合格率", "超时率": "及时率", "逾期率": "及时率", "未完成率": "完成率", "差错率": "正确率",
    "缺勤率": "出勤率", "不亮率": "完好率", "不满意率": "满意率", "不满意度": "满意度", "不及时率": "及时率",
    "不完好率": "完好率", "不达标率": "达标率", "未达标率": "达标率", "未回访率": "回访率", "未修复率": "修复率", "坏灯率": "完好率",
    "坏灯比例": "完好率", "裸露率": "覆盖率", "裸露面积": "覆盖率", "裸露面积率": "覆盖率",
}  # fmt: skip
#: Such a share in other words than its name: 未完成的不超过3%, 返工的比例.
_WRONG_ONES = re.compile(
    rf"({'|'.join(name.removesuffix('率') for name in _WRONG)})的(?:所占)?的?(?:比例|占比|比率|比重)?(?=[^,;。]{{0,6}}\d+%)"
)
_WRONG_SHARE = re.compile(
    rf"({'|'.join(_WRONG)})(?:应当?|须|要)?(?:不得?超过|不得?高于|不应超过|不得?多于|不大于|控制在|至多|低于|≤|<=)(\d+(?:\.\d+)?)%(?:以[内下])?"
)
#: The share of cases in which something was not done: 未按时到场的比例每月不得超过2%.
_UNDONE_SHARE = re.compile(
    "未((?:按时|及时|如期|按期|按约)?(?:到场|到达|到岗|完成|修复|修好|回访|答复|回复|办结|处理|签收|接听|维保|检测|整改|送达|响应|上门))"
    "(?:的[^,;。\\d]{0,4}?(?:比例|占比|比率|比重)|率)((?:应当?|须|要)?(?:每[月季年]度?)?(?:应当?|须|要)?)"
    r"(?:不得?超过|不得?高于|不应超过|不得?多于|不大于|控制在|至多|低于|≤|<=)(\d+(?:\.\d+)?)%(?:以[内下])?"
)


@lru_cache(maxsize=20_000)
def rephrased(text: str) -> str:
    """Return a clause in the words that comparing knows.

    Args:
        text: The clause as written.

    Example:
        >>> rephrased("晚上10点到早上6点每一班次至少安排两名")
        '22:00-次日6:00每班至少安排两名'
    """
    plain = _EACH_EVENING.sub(r"每日\1", _ON_CHEQUES.sub(_spelt, normalize(text)))
    plain = in_percent(_clocked(plain))
    plain = _WRONG_SHARE.sub(_right_share, _WRONG_ONES.sub(r"\1率", plain))
    plain = _DECIMALS.sub(lambda match: f"{split_number(match[0])[0]}", plain)
    plain = _SET_POINT.sub(lambda match: _band(*map(Decimal, match.groups())), plain)
    plain = _COINS.sub(lambda match: f"0.{_number(match[1])}元", plain)
    plain = _KILOPASCAL.sub(lambda match: f"{Decimal(match[1]) / 1000:f}mpa", plain)
    plain = _ABOVE.sub(lambda match: f"{int(split_number(match[1])[0] or 0) + 1}层及以上的", plain)
    plain = _MONTHS.sub(
        lambda match: f"{_number(match[1])}月至{'次年' if match[2] else ''}{_number(match[3])}月", plain
    )
    plain = _MONTH.sub(lambda match: f"{_number(match[1])}月", plain)
    for pattern, written in _phrasings():
        # Most ways of writing are not met: a text that is put in their place need not be taken apart for those.
        if pattern.search(plain) is not None:
            plain = pattern.sub(written, plain)
    # Some ways of writing such a share have only now become one of its names.
    plain = _WRONG_SHARE.sub(_right_share, plain)
    plain = _UNDONE_SHARE.sub(lambda match: f"{match[1]}率{match[2]}不低于{100 - Decimal(match[3]):f}%", plain)
    return worded(plain)


def clocked(text: str) -> str:
    """Return a clause in one way of writing, its times of day in digits and its words as they are.

    Args:
        text: The clause as written.

    Example:
        >>> clocked("投放亭早七至九点、晚六至八点开启")
        '投放亭7:00-9:00、18:00-20:00开启'
    """
    return _clocked(_EACH_EVENING.sub(r"每日\1", normalize(text)))


@cache
def _phrasings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(_filled_in(row[0])), row[1]) for row in tables.rows_of("likeness", "phrasings"))


def _filled_in(pattern: str) -> str:
    """Return a pattern with the pieces that many have in common in place of their names: <span> is any 30分钟."""
    for name, piece in tables.rows_of("likeness", "fragments"):
        pattern = pattern.replace(f"<{name}>", piece)
    return pattern.replace("<n>", _NUMBER).replace("<d>", _DAY)


def _band(middle: Decimal, off: Decimal) -> str:
    return f"{middle - off:f}℃-{middle + off:f}℃"


def in_percent(plain: str) -> str:
    """Return a text with its shares in percent: 百分之二, 六成, 四分之一.

    Args:
        plain: Normalized text.
    """
    plain = _OF_ONE.sub(lambda match: f"0.{_number(match[1])}%", _PER_MILLE.sub(_per_mille, plain))
    plain = _PERCENT.sub(lambda match: f"{_number(match[1])}%", plain)
    plain = _SMALL.sub(_small, plain)
    plain = _TENTHS.sub(lambda match: f"{_number(match[1]) * 10 + (_number(match[2]) if match[2] else 0)}%", plain)
    return _PART.sub(_part, plain)


def _small(match: re.Match[str]) -> str:
    """Return a share of a thousand or of ten thousand in percent."""
    share = Decimal(match[2]) if match[2][0].isdigit() else Decimal(_number(match[2]))
    return f"{(share / (10 if match[1] == '千' else 100)).normalize():f}%"


def _per_mille(match: re.Match[str]) -> str:
    return f"{(Decimal(match[1]) / 10).normalize():f}%"


def _spelt(match: re.Match[str]) -> str:
    return match[0].translate(_OF_CHEQUES)


def _part(match: re.Match[str]) -> str:
    whole, some = _number(match[1]), _number(match[2])
    # A third is no whole number of percent; such shares stay as they are.
    return f"{some * 100 // whole}%" if whole and some * 100 % whole == 0 else match[0]


def _number(text: str) -> int:
    return int(split_number(text)[0] or 0)


def _right_share(match: re.Match[str]) -> str:
    return f"{_WRONG[match[1]]}不低于{Decimal(100) - Decimal(match[2]):f}%"


def _clocked(plain: str) -> str:
    """Return a text with its times of day in digits: 晚上10点到早上6点 is 22:00-次日6:00."""
    parts: list[str] = []
    end, part_of_day, before = 0, "", 0
    plain = _BARE_HOUR.sub(r"\1点", plain)
    seen: list[int] = []
    for match in _CLOCK.finditer(plain):
        between = plain[end : match.start()]
        # Of 下午2时到6时 both are in the afternoon.
        word = match[1] or (part_of_day if parts and _TO.fullmatch(between) else "")
        minutes = _minutes_of_day(match, word)
        if word and not match[1] and minutes is not None and minutes <= before:
            # 夜里11点到5点 ends in the morning.
            minutes = _minutes_of_day(match, "")
        if minutes is not None and not word and _is_of_afternoon(minutes, between, seen):
            minutes += _NOON * 60
        if minutes is not None:
            seen.append(minutes)
            parts += [between, f"{minutes // 60}:{minutes % 60:02d}"]
            part_of_day, end, before = word, match.end(), minutes
    plain = _WRITTEN.sub(_of_day, "".join([*parts, plain[end:]]))
    return _IN_BRACKETS.sub(r"\1", _SPAN.sub(_spanned, plain))


def _is_of_afternoon(minutes: int, between: str, seen: list[int]) -> bool:
    """Tell whether a time of which no part of the day is told is one of the afternoon, by the times before it.

    It is named again (下午五点半下班,五点半以后没人), or ends what began at noon or later (12点开,浇到2点). What ends at an
    hour does not begin at it, and the next day is another one: 二十时至八时, 二十时至次日八时.
    """
    later = minutes + _NOON * 60
    if _NEXT_DAY.search(between) or (_TO.fullmatch(between) and seen[-1:] == [later]):
        return False
    if later in seen:
        return True
    return bool(seen) and between.endswith(("到", "至")) and minutes <= seen[-1] < later and seen[-1] >= _NOON * 60


def _of_day(match: re.Match[str]) -> str:
    """Return times with the part of the day they are of as ones of 24 hours: 下午2:00 is 14:00."""
    first = _hour(int(match[2]), match[1])
    told = f"{first}:{match[3]}"
    if match[4] is None:
        return told
    last = _hour(int(match[6]), match[5] or match[1])
    # 夜间22:00至6:00 ends in the morning.
    return f"{told}{match[4]}{last if match[5] or last > first else match[6]}:{match[7]}"


def _minutes_of_day(match: re.Match[str], word: str) -> int | None:
    """Return the minutes since midnight of a time in words, None where no day has such an hour."""
    hour = 0 if match[2] == "零" else int(split_number(match[2])[0] or 0)
    if hour > _LAST_HOUR:
        return None
    hour = _hour(hour, word)
    minute = _HALF if match[3] == "半" else int(split_number(match[4])[0] or 0) if match[4] else 0
    return hour * 60 + minute


def _hour(hour: int, word: str) -> int:
    """Return the hour of 24 that an hour said with a part of the day is: 下午2 is 14, 夜里12 is 24."""
    night = word.startswith(("夜", "晚"))
    if 0 < hour < _NOON and (
        (night and hour >= _SMALL_HOURS) or word in _AFTERNOON or (word == "中午" and hour < _LUNCH)
    ):
        hour += _NOON
    elif hour == _NOON and night:
        hour = _LAST_HOUR
    elif hour == _NOON and word == "凌晨":
        hour = 0
    return hour


def _spanned(match: re.Match[str]) -> str:
    first, last = (int(time.replace(":", "")) for time in (match[1], match[3]))
    return f"{match[1]}-{'次日' if last <= first else ''}{match[3]}"
