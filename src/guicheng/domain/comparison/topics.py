"""What duties of law speak of, recognised in clauses: ``library/norms/topics.tsv``.

A word in angle brackets stands for all words of a notion, such as ``<show>`` for 公示, 张贴 and 上墙; notions are listed in
``library/norms/notions.tsv``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.tables import rows_of

_Pattern = tuple[tuple[str, ...], ...]
_NOTION = re.compile("<([a-z]+)>")
#: Who does a thing is no part of what it is about: the 维保 of 工程维保部 maintains no lift, nor does whatever the
#: 秩序维护员 does keep order.
_OFFICE = re.compile(
    "(?:工程|设备|机电|综合)?(?:维保|运维|维修|维护)(?:部(?!位|件|分)门?|科|组|中心)|秩序(?:维护)?(?:员|部|队|主管|班长|专员)|"
    "(?:档案(?:管理)?|资料|监控(?:值班)?)员|各部门"
)
#: What has not happened is not what a text speaks of: 电梯故障(未困人).
_NOT_SO = re.compile("(?:未|没有?|无|并非|非)(?:发生)?(?:困人|关人|人员被困|人被困)")
#: An act with what comes of it in its midst is the act: 备好案, 报完到.
_IN_ITS_MIDST = re.compile("(?<=[备报验签交换退撤])(?:好了?|完了?|妥|上|了|齐)(?=[案到收约接届场])")


@dataclass(frozen=True, slots=True)
class LegalTopic:
    """What a duty speaks of.

    Args:
        key: Key that norms name, such as ``complaint.answer``.
        zh: Its Chinese name.
        en: Its English name.
        patterns: Ways to recognise it; each a tuple of groups of words, of which one word a group must stand there.
        without: Words that tell of something else.
        rule: Code of the lint rule that finds the ban broken, "" where none does.
    """

    key: str
    zh: str
    en: str
    patterns: tuple[_Pattern, ...]
    without: tuple[str, ...]
    rule: str

    def speaks_in(self, plain: str) -> bool:
        """Tell whether normalized text speaks of it."""
        plain = _IN_ITS_MIDST.sub("", plain)
        told = _NOT_SO.sub("", _OFFICE.sub("", plain))
        return not any(word in told for word in self.without) and any(
            all(any(word in (plain if _OFFICE.fullmatch(word) else told) for word in group) for group in pattern)
            for pattern in self.patterns
        )


@cache
def legal_topics() -> dict[str, LegalTopic]:
    """Return all topics by their key."""
    return {row[0]: _topic(row) for row in rows_of("norms", "topics")}


@cache
def _notions() -> dict[str, str]:
    return {row[0]: row[1] for row in rows_of("norms", "notions")}


def groups_of(words: str) -> tuple[_Pattern, ...]:
    """Return ways to recognise something, written as in the tables: ``a|b+c d`` is one of a, b with c, or d."""
    words = _NOTION.sub(lambda named: _notions()[named[1]], words)
    return tuple(tuple(tuple(normalize(group).split("|")) for group in pattern.split("+")) for pattern in words.split())


def _topic(row: list[str]) -> LegalTopic:
    key, zh, en, words, without, rule = row
    return LegalTopic(key, zh, en, groups_of(words), tuple(normalize(without).split("|")) if without else (), rule)
