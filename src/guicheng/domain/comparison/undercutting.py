"""Duties undercut in words: done away with, put off though they are owed at once, or begun later than the law begins.

Where the law says 立即 it sets no number, and yet 两日内报 is later than at once; where it speaks of lifts older than 15
years, whoever begins at 20 leaves five years out; and who lets a machine run and has it inspected later keeps no limit
at all. ``library/norms/undercut.tsv`` lists the words for what a duty forbids or asks for first, and
``library/norms/at_once.tsv`` the acts that are owed at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from guicheng.domain.clause import Clause, Requirement
from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.norm import Norm
from guicheng.domain.comparison.tables import rows_of
from guicheng.domain.comparison.topics import groups_of, legal_topics

_SENTENCE: Final = re.compile(r"[^。;!?\n]+")
_FORBIDS: Final = re.compile("不得|禁止|严禁|不准|不许|杜绝|切勿|不应|不能|不可(?!抗)")
#: What is done at once already leaves a later step its time: 立即停梯，次日再修.
_AT_ONCE: Final = re.compile("立即|即刻|当即|马上|第一时间|立刻|当场|随即|即时|同时")
_NUMBER: Final = r"[\d一二两三四五六七八九十]+\s?个?"
_LONG: Final = rf"{_NUMBER}(?:小时|钟头|工作日|日|天|周|星期|月)(?:之|以)?[内后]"
_ANY: Final = rf"(?:{_NUMBER}|半个?)(?:分钟|小时|钟头|工作日|日|天|周|星期|月)"
#: A later day, but not one of a time told otherwise: 次日报告 is as late as 第二天再报告.
_NEXT: Final = "次[日晨]|翌[日晨]|隔[天日]|第二[天日]|明早|天[亮明]|下周|上班[后时]?再|节后|周一再|月底"
#: What stands before a time that puts nothing off.
_AHEAD: Final = r"(?<![每隔近前满逾过第早\d一二两三四五六七八九十半])(?<!提前)"
#: The same where it is waited for: 满四十分钟仍未恢复再组织救援.
_WAITED: Final = r"(?<![每隔近前第早\d一二两三四五六七八九十半])(?<!提前)"
_AGAIN: Final = "(?:再(?![次由行度])|才|方(?![便式案面法向]))"
_INTERNAL: Final = re.compile("集团|总部|总公司|总经理|加报|续报|另报|同时|还应|还须")
_MAY: Final = re.compile("可以|方可|才能|可重新|可再")
_LEAST: Final = frozenset({">", ">=", "=="})
_FEWER: Final = frozenset({"<", "<="})
#: Units of one thing as numbers of the smallest of them.
_UNITS: Final = {
    "minute": ("time", 1),
    "hour": ("time", 60),
    "day": ("time", 1440),
    "week": ("time", 7 * 1440),
    "month": ("time", 30 * 1440),
    "year": ("time", 365 * 1440),
    "岁": ("age", 1),
    "周岁": ("age", 1),
}


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of which one of each group must stand in a sentence, and none of those that tell of something else."""

    groups: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]

    def stand_in(self, sentence: str) -> bool:
        return all(any(word in sentence for word in group) for group in self.groups) and not any(
            word in sentence for word in self.without
        )


def undercuts(norm: Norm, clause: Clause, plain: str) -> bool:
    """Tell whether a clause undercuts a duty in words.

    Args:
        norm: The duty.
        clause: The clause.
        plain: Its normalized text.
    """
    return any(_breaks(norm.activity, each[0]) or _puts_off(norm, each[0]) for each in _SENTENCE.finditer(plain)) or (
        _begins_late(norm, clause, plain)
    )


def can_be_undercut(norm: Norm) -> bool:
    """Tell whether words are known that undercut a duty."""
    return norm.activity in _broken() or norm.activity in _owed_at_once() or bool(_conditions(norm))


def _breaks(activity: str, sentence: str) -> bool:
    """Tell whether a sentence does what a duty forbids, or puts first what must come second: 先砍后报."""
    return any(each.stand_in(sentence) for each in _broken().get(activity, ())) and not _FORBIDS.search(sentence)


def _puts_off(norm: Norm, sentence: str) -> bool:
    """Tell whether a sentence leaves time for what is owed at once: 两日内报业委会, 次日再通知热力公司."""
    late = _owed_at_once().get(norm.activity) if norm.figure is None else None
    if late is None or _AT_ONCE.search(sentence) or _FORBIDS.search(sentence):
        return False
    return late.search(sentence) is not None and legal_topics()[norm.activity].speaks_in(sentence)


def _begins_late(norm: Norm, clause: Clause, plain: str) -> bool:
    """Tell whether a clause begins with a duty later than the law does: 用满20年的 beside 使用超过15年的.

    What the law allows from a number on is undercut by allowing it sooner.
    """
    found = list(_beside(norm, clause, plain))
    return bool(found) and all(found)


def _beside(norm: Norm, clause: Clause, plain: str) -> Iterator[bool]:
    """Yield for each number from which a clause begins with a duty whether that is later than the law allows."""
    topic = legal_topics()[norm.activity]
    for law in _conditions(norm):
        for mine in clause.thresholds:
            sentence = next((each[0] for each in _SENTENCE.finditer(plain) if mine.span.start < each.end()), "")
            if not topic.speaks_in(sentence) or _INTERNAL.search(sentence) or _kind(mine) != _kind(law):
                continue
            if law.op in _FEWER:
                if mine.op in _FEWER:
                    yield _size(mine) < _size(law)
            elif mine.op in _LEAST:
                sooner = _MAY.search(norm.says)
                yield _size(mine) < _size(law) if sooner else _size(mine) > _size(law)


def _conditions(norm: Norm) -> tuple[Requirement, ...]:
    """Return the numbers from which on a duty without a figure of its own holds."""
    return () if norm.figure is not None or norm.ban else norm.clause.thresholds


def _kind(threshold: Requirement) -> tuple[str, str]:
    unit = str(threshold.unit)
    return threshold.kind, _UNITS[unit][0] if unit in _UNITS else unit


def _size(threshold: Requirement) -> float:
    return float(threshold.value) * _UNITS.get(str(threshold.unit), ("", 1))[1]


@cache
def _broken() -> dict[str, tuple[_Words, ...]]:
    """Return the words that undercut duties, by what those speak of."""
    found: dict[str, tuple[_Words, ...]] = {}
    for key, words, without in rows_of("norms", "undercut"):
        others = tuple(normalize(without).split("|")) if without else ()
        found[key] = (*found.get(key, ()), *(_Words(groups, others) for groups in groups_of(words)))
    return found


@cache
def _owed_at_once() -> dict[str, re.Pattern[str]]:
    """Return how what is owed at once is put off, by what the duty speaks of."""
    return {key: _late(normalize(acts)) for key, acts in rows_of("norms", "at_once")}


def _late(acts: str) -> re.Pattern[str]:
    ways = (
        rf"{_AHEAD}{_LONG}(?:[^,;、未没仍不]{{0,8}}?)(?:{acts})",
        rf"(?:{_NEXT})[^;、未没仍不]{{0,12}}?(?:{acts})",
        rf"{_WAITED}{_ANY}[^;]{{0,16}}?{_AGAIN}[^,;]{{0,8}}?(?:{acts})",
    )
    return re.compile("|".join(ways))
