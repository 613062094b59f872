"""By what means something is paid, entered or asked for, where one clause leaves one means only and another keeps more.

不收现金 and 现金交纳的应当代收 cannot both be kept, nor can 一律刷脸 and 不得强制刷脸. What else a clause says of a means,
such as who offers it, decides nothing here: ``library/likeness/means.tsv``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison import tables

#: What tells the kind of means that a clause speaks of.
_KINDS: Final = {
    "payment": re.compile("[缴交付收支][纳费付款取]|费|充值"),
    "entry": re.compile("[进出]入?|通行|开启|开门|放行|门禁|大门|验证"),
    "asking": re.compile("报修|投诉|申请|预约|咨询|报事|办理"),
}
#: Whatever the means is for; two clauses that name others are of two matters.
_MATTERS: Final = re.compile("停车费|物业费|物业服务费|水费|电费|燃气费|维修费|报修|投诉|装修|预约|咨询|访客|单元门")
_SPELT_OUT: Final = (("水电费", "水费电费"), ("水、电费", "水费、电费"), ("水、电、燃气费", "水费电费燃气费"))
#: One means is all there is, or none but those named before.
_ALL_THERE_IS: Final = (
    "(?:(?:只|仅|唯一)[^,;。不]{0,9}?|"
    "(?:一律|必须|均须|统一)(?:使用|采用|通过|凭借?|以|用|录入|采集|提供|登记|到|在|打|走){0,2})"
)
_NO_OTHER: Final = re.compile(
    "(?:不|不再|不予|未)(?:提供|设置?|接受|支持|受理|采用|保留|允许)[^,;。]{0,10}(?:其他|其它|别的|另外)"
)
_REFUSED: Final = (
    "(?:不|不再|不予|停止|拒绝|谢绝|取消|不得)(?:再)?(?:收取?|接受|支持|受理|办理|提供|发放|设置?|使用)[^,;。]{0,8}?"
)
_REFUSED_AFTER: Final = "[^,;。]{0,6}(?:不予|不再?|拒绝)(?:受理|接受|收取?|办理|支持)"
#: Nobody may be made to use one means: 不得强制业主刷脸, 不愿刷脸的.
_NOT_FORCED: Final = (
    "(?:(?:不得|禁止|严禁|不准|不许|不应)[^,;。]{0,4}(?:强[制迫行]|要求|将|以|把|仅|只)[^,;。]{0,12}?|"
    "(?:不愿意?|不同意|不接受|不便|拒绝|不想|不使用|不能)[^,;。不]{0,6}?)"
)
_OFFERED: Final = re.compile("应|须|可(?!能)|保留|必须|不得拒|提供|予以|支持")


@dataclass(frozen=True, slots=True)
class _Means:
    """What a clause says of the means of one kind; a means is the number of its row.

    Args:
        named: All that it names.
        only: Those beside which there are to be no others.
        refused: Those that are not taken.
        unforced: Those that nobody may be made to use.
        offered: Those that have to be taken.
    """

    named: frozenset[int]
    only: frozenset[int]
    refused: frozenset[int]
    unforced: frozenset[int]
    offered: frozenset[int]

    def shuts_out(self, other: _Means) -> bool:
        """Tell whether whoever keeps to it refuses a means that the other one leaves open."""
        if self.only and (self.only & other.unforced or other.offered - self.only):
            return True
        return bool(self.refused & other.offered)


def are_means_shut_out(mine: str, theirs: str) -> bool:
    """Tell whether one clause leaves no means but one where the other keeps another one open.

    Args:
        mine: The first clause as written.
        theirs: The second clause as written.

    Example:
        >>> are_means_shut_out("停车费只收电子支付。", "停车费以现金支付的，不得拒收。")
        True
    """
    first, second = _plain(mine), _plain(theirs)
    matters = [frozenset(_MATTERS.findall(text)) for text in (first, second)]
    if all(matters) and not matters[0] & matters[1]:
        return False
    return any(
        (a := _means_of(first, kind)).shuts_out(b := _means_of(second, kind)) or b.shuts_out(a)
        for kind, sign in _KINDS.items()
        if sign.search(first) and sign.search(second)
    )


def _plain(text: str) -> str:
    plain = normalize(text)
    for short, long in _SPELT_OUT:
        plain = plain.replace(short, long)
    return plain


@lru_cache(maxsize=20_000)
def _means_of(plain: str, kind: str) -> _Means:
    named = {number for number, words in _rows(kind) if words.search(plain)}
    refused = {number for number in named if _is_said(plain, kind, number, _REFUSED, _REFUSED_AFTER)}
    unforced = {number for number in named if _is_said(plain, kind, number, _NOT_FORCED)}
    only = {number for number in named if _is_said(plain, kind, number, _ALL_THERE_IS)}
    if not only and (no_other := _NO_OTHER.search(plain)) is not None:
        ahead = plain[: no_other.start()]
        only = {number for number, words in _rows(kind) if words.search(ahead)}
    only -= refused | unforced | _beside_others()
    open_to = named - only - refused - unforced if _OFFERED.search(plain) else set()
    return _Means(*map(frozenset, (named, only, refused, unforced, open_to)))


def _is_said(plain: str, kind: str, number: int, before: str, behind: str = "") -> bool:
    words = dict(_rows(kind))[number].pattern
    found = re.search(f"{before}(?:{words})(?!押金|工本|费)", plain)
    return found is not None or (behind != "" and re.search(f"(?:{words}){behind}", plain) is not None)


@cache
def _beside_others() -> frozenset[int]:
    """Return the means that are asked for beside others, and keep none out: 一律登记身份证."""
    rows = enumerate(tables.rows_of("likeness", "means"))
    return frozenset(number for number, row in rows if row[2] == "no")


@cache
def _rows(kind: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
    rows = enumerate(tables.rows_of("likeness", "means"))
    return tuple((number, re.compile(normalize(row[1]))) for number, row in rows if row[0] == kind)
