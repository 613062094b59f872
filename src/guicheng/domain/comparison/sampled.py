"""Some of many things beside each of them: 每月抽测，抽测比例不低于30% beside 每月逐个测试.

A share of what is looked at bounds nothing more where all of it is. Both clauses are compared as if they looked at all;
the one that takes a sample binds less than that.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.both_kept import kept_in_both
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.phrasing import in_percent
from guicheng.domain.comparison.verdict import ONE_SIDED, Verdict
from guicheng.domain.values.message import _

#: A share, with the words that bound it.
_SHARE: Final = (
    r"(?:不(?:得|应)?[低少]于|至少|达到?|≥|为)?(?:总数的|总量的|其中的?)?"
    r"(?:(?!100%)\d{1,2}(?:\.\d+)?%|一半|半数)(?:[及或]?以上)?(?:的)?"
)
_DRAWN: Final = "(?:随机|轮流|现场)?抽(?:样?检查|[查检测验]|样|取|选)?(?![烟排水油屉风湿真空签奖调])"
#: A part of its own that tells the share.
_OWN_PART: Final = re.compile(
    f"[,(]?(?:每[次月季周日]的?)?(?:抽[查检测验样取]的?|取样)(?:比例|比率|率|面|覆盖[率面]|数量|量|范围)(?:应当?|须|均)?{_SHARE}\\)?"
)
_WITHIN: Final = re.compile(f"(?:按照?|以)?{_SHARE}(?:比例|比率)?(?:进行)?")
_VERB: Final = re.compile(
    "检查|巡查|巡检|巡视|测试|检测|试验|试水|检验|核查|核对|复核|回访|试运行|清点|盘点|查看|试放|试喷|启动"
)
_SAMPLED: Final = re.compile(_DRAWN)
#: What has a rate of its own, by which a share and all of it are told as well.
_RATED: Final = "回访"
#: What says that nothing is left out.
_ALL: Final = re.compile(
    "(?:对|将)?(?:全部|全数|所有|全体)(?:的)?|逐(?:[个具台只盏支户单件条栋层处路项块扇樘间幢部把根套组点]|一(?!步))+(?:地)?|"
    "每一?[个具台只盏支户单件条栋层处路项块扇樘间幢部把根套组](?=[一-鿿])(?![月季周日天年班])|"
    ",?(?:一个不[漏落]|无一遗漏|不得?遗漏|不留死角)|(?:做到)?全覆盖(?:式)?|普(?=[查检测])|"
    ",?(?:[检巡抽]?[查测检]的?)(?:比例|率|面|覆盖率)(?:应|须)?(?:达到?|为)100%"
)
_LEFT: Final = re.compile("(?<=[一-鿿])(?:进行|实施|开展|时)(?=[,。;]|$)")
_DO: Final = re.compile(
    "(?:做|进行|实施|开展)(?=[一-鿿]{0,6}(?:检查|巡查|巡检|测试|检测|试验|检验|核查|复核))|(?<=[月季周日天年班])(?:均|都)?(?:应当?|须)?"
)


def compared_by_sample(first: str, second: str, compared: Callable[[str, str], Pairing]) -> Pairing | None:
    """Say how two clauses stand of which one looks at a share of what the other looks at, None for others.

    Args:
        first: The first clause as written.
        second: The second clause as written.
        compared: Compares two texts.
    """
    mine, theirs = (in_percent(normalize(text)) for text in (first, second))
    samples = _is_sampled(mine)
    sample, whole = (mine, theirs) if samples else (theirs, mine)
    if not _is_sampled(sample) or not _is_whole(whole):
        return None
    of_all = _of_all(whole)
    verb = _VERB.search(of_all)
    as_all = _as_all(sample, verb[0] if verb else "检查")
    core = compared(as_all, of_all) if samples else compared(of_all, as_all)
    if core.verdict is Verdict.CANNOT_COMPARE and _RATED in of_all:
        return None
    if core.verdict not in ONE_SIDED:
        return core
    respect = Verdict.LOOSER if samples else Verdict.TIGHTER
    return kept_in_both(core, respect, _("Only the second clause promises “{b}”.", b=second))


def _is_sampled(text: str) -> bool:
    """Tell whether a text looks at a share of what it names: 抽查30%."""
    return _SAMPLED.search(text) is not None and re.search(_SHARE, _ALL.sub("", text)) is not None


def _is_whole(text: str) -> bool:
    """Tell whether a text looks at all of what it names."""
    return _ALL.search(text) is not None and _SAMPLED.search(_ALL.sub("", text)) is None


def _as_all(text: str, verb: str) -> str:
    """Return a text as if it looked at all of what it takes a sample of, by the word that the other one has for it."""
    bare = _WITHIN.sub("", _OWN_PART.sub("", text))
    drawn = _SAMPLED.sub("", bare)
    done = drawn if verb in drawn else _SAMPLED.sub(verb, bare, count=1)
    return _DO.sub("", _LEFT.sub("", _SAMPLED.sub("", done)))


def _of_all(text: str) -> str:
    return _DO.sub("", _ALL.sub("", text))
