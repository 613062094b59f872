"""What is free in one clause and paid for in another, or free for another time: 补办免费, 补一张交二十块."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.tables import rows_of
from guicheng.domain.standard.concerns import concerns_of
from guicheng.domain.standard.lengths import minutes_of
from guicheng.domain.standard.parking import free_minutes, is_of_visitors
from guicheng.domain.standard.steps import LEAST
from guicheng.domain.standard.telling import Shared, chars_of, weight_of

_SENTENCE: Final = re.compile("[^;。\n]+")
_NUMBER: Final = r"(?:\d+(?:\.\d+)?[百千万]?|[零一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟]+)"
_SUM: Final = f"(?P<sum>{_NUMBER})(?:元整?|块钱?|圆)"
_SPAN: Final = f"(?:{_NUMBER}个?|半个?)(?:分钟|小时|钟头)"
_FIRST_HOUR: Final = re.compile("(?:首|第一|第1|头一)个?(?:小时|钟头)")
_PROPERTY: Final = "(?:物业|管理处|公司|本公司|我司|服务中心|项目部)"
_MONEY: Final = "(?:费|金|款|钱|分文)"
_FREE: Final = re.compile(
    "免费|无偿|免收|免押金|免(?=[^,;。]{0,2}费)|免交|免缴|全免|免去|分文不[取收]|不要钱|不花钱|不用(?:交|花|给|掏|付)(?:一分)?钱|不(?:另行?|再另?"
    "|额外)收(?!到)|白[停用](?!色)"
    f"|一分(?:钱)?[^,;。]{{0,6}}不[收用交要]|一分{_MONEY}?不[收用交要]"
    f"|不(?:得|准|许|可|能|应)?(?:以[^,;。]{{1,8}})?(?:向[^,;。]{{1,10}})?(?:另行|再|加|重复)?(?:收取?|要|交|缴纳?)(?:任何|一切|其他)?"
    f"[^,;。]{{0,8}}?{_MONEY}|{_MONEY}(?:用)?[^,;。]{{0,4}}(?:不收|不要|全免|取消|[:|]?免(?![税疫责费]))|(?<![\\d.])[0零]元"
    f"|(?:由|归){_PROPERTY}[^,;。]{{0,6}}(?:承担|负担|支付|出钱|买单|出资)|{_PROPERTY}(?:承担|负担|买单)"
    f"|(?:含在|包含在|计入|已含|包括在)[^,;。]{{0,4}}物业(?:服务|管理)?费|物业(?:服务|管理)?费[^,;。]{{0,3}}(?:已含|包含|已包)"
)
_PAID: Final = re.compile(
    f"(?<![\\d.]){_SUM}|有偿|自费|(?:按|照)[^,;。]{{1,10}}(?:收费|计费|收取|计收|缴纳)|(?:应当?|须|需|必须|要|得|照"
    f"|先)[^,;。不]{{0,8}}?(?:收|交|缴|付)(?:纳|取)?"
    f"[^,;。]{{0,8}}?{_MONEY}|(?:由|归)(?:业主|住户|用户|客户|报修人|车主|使用人)[^,;。]{{0,6}}(?:承担|负担|支付|出钱|自理)|收费(?!标准|员|窗口|处|项目)"
)
#: Up to which time something is free, and from which it is paid for.
_FREE_UP_TO: Final = re.compile(
    f"(?:前|头|首|不足|未满|未?不?超过|未逾|0-)(?P<a>{_SPAN})(?!以上"
    f"|前)[^,;。]{{0,6}},?[^,;。]{{0,4}}(?:{_FREE.pattern.replace('?P<sum>', '?:')})"
    f"|(?P<b>{_SPAN})(?:以内|之内|内)[^,;。]{{0,6}}?(?:的,)?(?:{_FREE.pattern.replace('?P<sum>', '?:')})"
    f"|(?:免费|免收|白停)[^,;。\\d]{{0,10}}?(?P<c>{_SPAN})"
)
_PAID_FROM: Final = re.compile(
    f"(?:超过|超出|停过|逾|过了|满|停到)(?P<a>{_SPAN})[^;。]{{0,24}}?(?:收|计费|交钱|交费|缴费)|第(?P<m>\\d+)分钟起[^;。]{{0,6}}(?:收|计)"
)
_DEPOSIT: Final = re.compile(f"押金|保证金|(?<![抵质羁])押(?={_NUMBER}|[^,;。]{{0,3}}{_NUMBER}块)")
#: What is free up to a number or an amount is no less free than what is paid for beyond it.
_UP_TO: Final = re.compile(
    r"超过|超出|超额|以外|之外|另计|第[二三四2-4][次张个]|限\d|每[年月季][^,;。]{0,6}\d次|\d次以内|优惠|折|减半|低保|除"
)
_EACH: Final = re.compile(f"(?:/|每|按)(?:平方米|㎡|小时|钟头|个?月|[户次张页度件天日单台辆年人车位])|{_SPAN}")
_ANY_SUM: Final = re.compile(_SUM)
_LIGHT: Final = re.compile(
    "免费|无偿|有偿|不要|不花|不用|不另行?|不再|分文不[取收]|一分|分文|承担|负担|支付|付款|出钱|自理|自费|物业(?:服务|管理)?费|包含|含在|白(?=[停用])"
    "|丢失|遗失|弄丢|丢了|补办|补发|补领|补配|补|入户|上门|室内|户内|家里|家中|公共区域|公共部位|公共|"
    "任何名目|名目|任何|一律|统一|按时|按次|财务|前台|登记|申请|凭[^,;。]{1,8}|收据|工本费?|场地费?|使用费|服务费|费用?|收费|收取|计收|缴纳|缴存"
    "|缴清|缴|收|交|押金|保证金|人民币|标准|价格|取消|免|元|钱|人工|先|再|后|就行|即可|每|时长|计费|起计|开始"
)
#: Least that two things have in common, and its share of the one that tells less.
_LEAST: Final = 4.0
_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Fee:
    """What is asked for a thing.

    Args:
        words: The words that say so.
        free: Whether nothing is asked.
        minutes: Up to how many minutes nothing is, None for any time.
        deposit: Whether it is given back.
        cases: Who pays, which part of it and when, by the rows of ``library/consistency/fee_cases.tsv``.
        chars: What is told of the thing.
    """

    words: str
    free: bool
    minutes: Fraction | None
    deposit: bool
    cases: frozenset[tuple[str, str]]
    chars: frozenset[str]

    @property
    def topics(self) -> frozenset[Hashable]:
        """Return the characters that tell much of the thing."""
        told = [char for char in self.chars if weight_of(char) >= LEAST]
        named = {"parked"} if self.is_parked else self.concerns
        return frozenset(("fee", self.deposit, each) for each in (*told, *named))

    @property
    def is_parked(self) -> bool:
        """Whether it is asked of cars of visitors, which are parked for nothing up to one time."""
        return self.minutes is not None and is_of_visitors(self.words)

    @property
    def concerns(self) -> frozenset[str]:
        """Return what it is asked for, by the table of concerns."""
        return concerns_of("price", self.words)

    def denies(self, other: Fee) -> bool:
        """Tell whether one asks for what the other gives for nothing, or both for nothing up to other times."""
        if self.deposit is not other.deposit or self._is_of_another_case(other):
            return False
        if (self.minutes is None) is not (other.minutes is None):
            return False
        if self.free is other.free if self.minutes is None else self.minutes == other.minutes:
            return False
        if self.is_parked or other.is_parked:
            # Other cars, and those of who has paid, have times of their own.
            return self.is_parked and other.is_parked
        return bool(self.concerns & other.concerns) or Shared.of(self.chars, other.chars).reaches(_LEAST, _SHARE)

    def is_beyond(self, other: Fee) -> bool:
        """Tell whether it asks for what another claim that denies it gives for nothing.

        Of two times for nothing the longer one keeps the other, unless that asks to be paid from its end on.
        """
        if self.minutes is None or other.minutes is None:
            return other.free and not self.free
        return self.minutes < other.minutes and _PAID_FROM.search(self.words) is not None

    def _is_of_another_case(self, other: Fee) -> bool:
        for kind in ("payer", "part", "place"):
            first, second = ({case for case in each.cases if case[0] == kind} for each in (self, other))
            if first and second and not first & second:
                return True
        first, second = ({case for case in each.cases if case[0] == "case"} for each in (self, other))
        return first != second


@lru_cache(maxsize=20_000)
def fees_in(text: str) -> tuple[Fee, ...]:
    """Return what a clause gives for nothing, and what it asks to be paid for.

    Args:
        text: The clause.
    """
    plain = _FIRST_HOUR.sub("前1小时", normalize(text))
    plain = re.sub(r"[()\s]", "", plain.replace("(", "|").replace(")", "|"))
    return tuple(fee for sentence in _SENTENCE.findall(plain) for fee in _of_sentence(sentence))


def _of_sentence(sentence: str) -> Iterator[Fee]:
    cases = frozenset((kind, name) for (kind, name), pattern in _cases().items() if pattern.search(sentence))
    deposit = _DEPOSIT.search(sentence) is not None
    minutes = _minutes_in(sentence)
    free, paid = _FREE.search(sentence), _PAID.search(_FREE.sub("", sentence))
    if minutes is None and (bool(free) is bool(paid) or _UP_TO.search(sentence)):
        return
    rest = _LIGHT.sub("", _EACH.sub("", _ANY_SUM.sub("", sentence)))
    yield Fee(sentence, bool(free), minutes, deposit, cases, chars_of(rest))


def _minutes_in(sentence: str) -> Fraction | None:
    """Return up to how many minutes a sentence asks for nothing, None where it names no such time."""
    if (parked := free_minutes(sentence)) is not None:
        return parked
    if (hit := _FREE_UP_TO.search(sentence)) is not None:
        return _minutes(hit["a"] or hit["b"] or hit["c"])
    if (hit := _PAID_FROM.search(sentence)) is not None:
        return _minutes(hit["a"]) if hit["a"] else Fraction(int(hit["m"]) - 1)
    return None


def _minutes(words: str) -> Fraction:
    return minutes_of(words[:-2].removesuffix("个"), words[-2:])


@cache
def _cases() -> dict[tuple[str, str], re.Pattern[str]]:
    return {(kind, name): re.compile(words) for kind, name, words in rows_of("consistency", "fee_cases")}
