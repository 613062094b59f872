"""What the spellings mean: from matched text to a token with its number, unit and direction."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from guicheng.domain.clause.lexicon import Lexicon
from guicheng.domain.clause.numerals import parse, signed, split_number
from guicheng.domain.clause.shares import percent
from guicheng.domain.clause.tokens import Token, add_text

Maker = Callable[[list[Token], re.Match[str], int, int], None]

#: Spellings that need nothing but their letter.
_SIMPLE = {
    "scope": "c", "comma": ",", "stop": ".", "open": "(", "close": ")", "before": "B", "after": "A", "advance": "N",
    "keep": "E", "each": "J", "sameday": "s", "nextday": "x", "season": "e", "recurring": "r", "interval": "V",
    "parity": "n", "money": "l", "label0": "l", "label1": "l", "label2": "l", "placed": "l", "turns": "t",
    "gate": "l", "cited": "l", "past": "l", "ordinal": "l", "shadow": "t", "quoted": "t", "slot": "T",
    "stretch": "e", "turn": "p", "allyear": "M", "within": "W", "weekdays": "L", "clock": "C",
}  # fmt: skip
_COUNTERS = (("F", "times"), ("K", "people"), ("R", "rings"), ("X", "kinds"), ("G", "things"))


class Units:
    """Makes tokens by the units, periods and comparators of one lexicon.

    Args:
        lexicon: Where the words come from.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._units = lexicon.group("time-unit")
        self._periods = lexicon.group("period")
        self._idioms = lexicon.group("period-idiom")
        self._yearly = lexicon.group("period-noun")
        self._physical = lexicon.group("physical")
        self._ops = {**lexicon.group("op"), **lexicon.group("op-over"), **lexicon.group("suffix")}
        self._counters = {letter: lexicon.group(name) for letter, name in _COUNTERS}

    def makers(self) -> dict[str, Maker]:
        """Return what makes the tokens of each spelling."""
        makers = {name: _simple(letter) for name, letter in _SIMPLE.items()}
        makers |= {"op": self._op("O"), "over": self._op("U"), "suffix": self._op("S"), "idiom": self._idiom}
        makers |= {
            "inclusive": _skip,
            "number": _number,
            "acidity": _acidity,
            "date": _date,
            "day24": _day24,
            "yearly": self._noun,
            "worknoun": self._noun,
            "habit": self._habit,
            "months": _months,
            "halves": _halves,
            "daypart": _daypart,
            "seasons": _seasons,
            "pair": _pair,
        }
        makers |= {"percent": percent, "period": self._period, "slash": self._slash, "long": _long}
        makers |= {"duration": self._duration, "physical": self._measured, "counted": self._counted}
        return makers | {"plusminus": self._plusminus}

    def _op(self, letter: str) -> Maker:
        def make(tokens: list[Token], match: re.Match[str], start: int, end: int) -> None:
            word = match.group()
            tokens.append(Token(letter, start, end, word, op=self._ops[word].canonical))

        return make

    def _idiom(self, tokens: list[Token], match: re.Match[str], start: int, end: int) -> None:
        word = match.group()
        term = self._idioms.get(word) or self._periods[word[0]]
        tokens.append(Token("I", start, end, word, Decimal(1), unit=term.canonical))

    def _habit(self, tokens: list[Token], match: re.Match[str], start: int, end: int) -> None:
        """Read 一日两清: a period and a count in three characters."""
        text = match.group()
        tokens.append(Token("Y", start, end - 1, text[:-1], unit=self._habit_period(text[:-1])))
        tokens.append(Token("F", end - 1, end, text[-1], parse(text[-1]), unit="time"))

    def _noun(self, tokens: list[Token], match: re.Match[str], start: int, end: int) -> None:
        word = match.group()
        term = self._yearly.get(word) or self._periods[word]
        tokens.append(Token("Z", start, end, word, unit=term.canonical))

    def _period(self, tokens: list[Token], match: re.Match[str], start: int, end: int) -> None:
        text = match.group()
        low, high, rest = split_number(text.removeprefix("每").lstrip("间隔逢个 "))
        name = rest.lstrip(" 个")
        per = self._per(high or low, name)
        # A period nobody can name, such as 每3半日, stays a number, which nothing consumes.
        tokens.append(Token("Y" if per else "n", start, end, text, unit=per, op="gap" if "隔" in text else ""))

    def _slash(self, tokens: list[Token], match: re.Match[str], start: int, end: int) -> None:
        low, _high, rest = split_number(match.group()[1:].strip())
        name = rest.strip()
        thing = self._counters["G"].get(name) or self._physical.get(name)
        # 管家1名/300户 is one for each 300 homes.
        per = f"{low:f} {thing.canonical}" if low and thing else self._per(low, name.removeprefix("个"))
        tokens.append(Token("/", start, end, match.group(), unit=per))

    def _per(self, low: Decimal | None, name: str) -> str:
        """Name a period: ``day``, ``2 hour``; half an hour is ``30 minute``."""
        half = name.startswith("半") and name not in self._periods
        term = self._periods.get(name.removeprefix("半").removeprefix("个") if half else name)
        if term is None or (name.startswith("半") and low is not None and low != 1):
            return ""
        per = term.canonical
        if half:
            return {"hour": "30 minute", "day": "half_day", "year": "half_year", "month": "half_month"}.get(
                per, f"0.5 {per}"
            )
        if low is None or low == 1:
            return per
        if per == "hour" and low != low.to_integral_value():
            return f"{_plain(low * 60)} minute"
        return f"{_plain(low)} {per}"

    def _duration(self, tokens: list[Token], match: re.Match[str], start: int, end: int) -> None:
        text = match.group()
        low, high, rest = split_number(text.removeprefix("-"))
        low = signed(low, text)
        unit = rest.lstrip(" 余多个")
        term = self._units.get(unit) or self._units.get("个" + unit)
        canonical, factor = (term.canonical, int(term.value)) if term else ("minute", 1)
        tokens.append(Token("D", start, end, text, _times(low, factor), _times(high, factor), canonical))

    def _habit_period(self, text: str) -> str:
        low, _high, name = split_number(text.removeprefix("每"))
        return self._per(low, name.removeprefix("个") or text)

    def _measured(self, tokens: list[Token], match: re.Match[str], start: int, end: int) -> None:
        text = _BELOW_ZERO.sub("-", match.group())
        low, high, rest = split_number(text.removeprefix("-"))
        # The 兆 of 兆帕 belongs to the unit, not to the number.
        unit = max((name for name in self._physical if text.endswith(name)), key=len)
        if rest.strip() != unit:
            low, high, rest = split_number(text.removeprefix("-").removesuffix(unit))
        term = self._physical[unit]
        tokens.append(Token("Q", start, end, text, signed(low, text), high, term.canonical))

    def _plusminus(self, tokens: list[Token], match: re.Match[str], start: int, end: int) -> None:
        low, _high, _rest = split_number(match.group().removeprefix("±").strip())
        unit = match.group("in_unit")
        length = self._units.get(unit)
        term = length or self._physical.get(unit)
        factor = int(length.value) if length else 1
        tokens.append(Token("m", start, end, match.group(), _times(low, factor), unit=term.canonical if term else unit))

    def _counted(self, tokens: list[Token], match: re.Match[str], start: int, end: int) -> None:
        low, high, rest = split_number(match.group())
        counter = rest.lstrip(" 多余")
        letter, terms = next((letter, terms) for letter, terms in self._counters.items() if counter in terms)
        tokens.append(Token(letter, start, end, match.group(), low, high, terms[counter].canonical))


def _simple(letter: str) -> Maker:
    def make(tokens: list[Token], match: re.Match[str], start: int, end: int) -> None:
        if letter == "t":
            add_text(tokens, match.string, start, end)
        else:
            tokens.append(Token(letter, start, end, match.group()))

    return make


def _skip(_tokens: list[Token], _match: re.Match[str], _start: int, _end: int) -> None:
    """Drop 含: the bounds 以上 and 以下 include their number anyway."""


def _number(tokens: list[Token], match: re.Match[str], start: int, end: int) -> None:
    """Keep a number without a unit, which only ±1℃ behind it can give it."""
    tokens.append(Token("n", start, end, match.group(), split_number(match.group())[0]))


def _acidity(tokens: list[Token], match: re.Match[str], start: int, end: int) -> None:
    """Read the 7.0至7.8 of pH值7.0至7.8: the one measure whose unit stands before its number."""
    low, high, _rest = split_number(match.group())
    tokens.append(Token("Q", start, end, match.group(), low, high, "pH"))


def _months(tokens: list[Token], match: re.Match[str], start: int, end: int) -> None:
    """Count the months in a list: 1月、7月 are two."""
    tokens.append(Token("M", start, end, match.group(), Decimal(match.group().count("月"))))


def _date(tokens: list[Token], match: re.Match[str], start: int, end: int) -> None:
    """Count the days in a list: 每月5日、20日 are two."""
    listed = _DAYS.findall(match.group())
    if not listed and (weeks := _WEEKS.search(match.group())):
        listed = _LISTED.split(weeks.group())
    tokens.append(Token("M", start, end, match.group(), Decimal(len(listed)) if len(listed) > 1 else None))


_BELOW_ZERO = re.compile(r"^零下\s?")
#: 每月第二、第四个周四: which weeks of the month.
_WEEKS = re.compile(
    "第[一二三四五1-5]个?(?:(?:周|星期|礼拜)[一二三四五六日天])?(?:[、,和及与]第?[一二三四五1-5]个?(?:周|星期|礼拜)?[一二三四五六日天]?){1,3}"
)
_LISTED = re.compile("[、,和及与]")
_DAYS = re.compile("[日号旬初中末底](?:[、,和及与]|$)")


def _day24(tokens: list[Token], match: re.Match[str], start: int, end: int) -> None:
    tokens.append(Token("H", start, end, match.group(), Decimal(24), unit="hour"))


def _halves(tokens: list[Token], match: re.Match[str], start: int, end: int) -> None:
    tokens.append(Token("M", start, end, match.group(), Decimal(2)))


def _seasons(tokens: list[Token], match: re.Match[str], start: int, end: int) -> None:
    """Count the seasons in a list: 春秋两季 are two."""
    count = len(re.findall("[春夏秋冬]", match.group()))
    tokens.append(Token("e", start, end, match.group(), Decimal(count)))


def _pair(tokens: list[Token], match: re.Match[str], start: int, end: int) -> None:
    tokens.append(Token("K", start, end, match.group(), Decimal(2), unit="人"))


#: Parts of the day in one word, and how many they are.
_TOGETHER: dict[str, int] = {
    "早中晚": 3,
    "早晚": 2,
    "上下午": 2,
    "上午下午": 2,
    "白班夜班": 2,
    "早班晚班": 2,
    "早班中班晚班": 3,
}


def _daypart(tokens: list[Token], match: re.Match[str], start: int, end: int) -> None:
    """Count the parts of the day in a list: 早、中、晚 are three."""
    text = match.group()
    count = _TOGETHER.get(text) or len(re.split("[、,和及与]", text))
    tokens.append(Token("d", start, end, text, Decimal(count)))


#: What half of a unit is: (unit, number).
_HALF: dict[str, tuple[str, Decimal]] = {
    "小": ("minute", Decimal(30)),
    "钟": ("minute", Decimal(30)),
    "月": ("day", Decimal(15)),
    "年": ("month", Decimal(6)),
    "天": ("day", Decimal("0.5")),
    "日": ("day", Decimal("0.5")),
    "工": ("workday", Decimal("0.5")),
}
_WHOLE = {"小": 60, "钟": 60, "年": 12}


def _long(tokens: list[Token], match: re.Match[str], start: int, end: int) -> None:
    """Read 半小时, 一个半小时, 一年半, 1小时30分钟: the finer unit makes the number whole."""
    text = match.group().replace(" ", "")
    low, _high, rest = split_number(text)
    rest = rest.replace("个", "")
    unit, value = _hours_and_minutes(low, rest) if "分" in rest else _with_half(low, rest)
    tokens.append(Token("D", start, end, text, value, unit=unit))


def _hours_and_minutes(hours: Decimal | None, rest: str) -> tuple[str, Decimal]:
    minutes = split_number(rest[2:].lstrip("零"))[0]
    return "minute", (hours or Decimal(0)) * 60 + (minutes or Decimal(0))


def _with_half(low: Decimal | None, rest: str) -> tuple[str, Decimal]:
    head = rest.replace("半", "")[0]
    unit, half = _HALF[head]
    if low is None:
        return unit, half
    if head in _WHOLE:
        return unit, low * _WHOLE[head] + half
    return ("month" if head == "月" else "day"), low + Decimal("0.5")


def _times(value: Decimal | None, factor: int) -> Decimal | None:
    return None if value is None else value * factor


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
