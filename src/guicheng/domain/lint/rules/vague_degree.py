"""MH007: 重大, 较, 左右 …"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause, Word
from guicheng.domain.lint.rule import Remark, choose, rule
from guicheng.domain.lint.wording import after, before, loose_words
from guicheng.domain.values import Fix, Severity, Span
from guicheng.domain.values.message import _

_NUMBER = re.compile(r"\s*[0-9０-９一二两三四五六七八九十百千半]")
_MEASURED = re.compile(r"[0-9０-９一二两三四五六七八九十百千半][0-9０-９.．%％]*\s*[^\s，。；,;]{0,3}$")
_LISTED = re.compile(r"[^，。；,;（(]{0,6}[（(][^）)]{2}")
_OF_KIND = re.compile(r"的?(?:条件|程度|比例|数量|期限|时间|范围|经验|距离|间隔|能力|措施|频次)")
_APPROXIMATE = frozenset({"约", "大约", "大概", "约为", "将近"})
#: What people hope for is told of them, and asks for nothing: 期望较高.
_HOPED = re.compile("(?:期望值?|期待|期许|憧憬)(?:也|都|普遍|均|一直|相对)?$")
_NAMED = frozenset({"重点", "主要", "特殊", "重大"})


@rule("MH007", "vague-degree", Severity.ERROR, words=("vague-degree", "severity"))
def vague_degree(clause: Clause) -> Iterator[Remark]:
    """Find a word of degree without a limit: 重大, 严重, 较, 主要, 左右.

    Why it matters:
        Where 重大 begins is argued about after the event. A number, a class of a list or the items in brackets
        settle it before.

    Example:
        发生重大设备故障的，由工程主管到场。
        草坪高度控制在5厘米左右。

    Use instead:
        停用超过4小时的设备故障，由工程主管到场。
        草坪高度控制在4至6厘米。

    References:
        Operability principle (可操作性): concrete and quantified, no vague wording.
    """
    for _promise, found in loose_words(clause, "vague-degree", "severity"):
        word = _degree_in(found)
        if word is None or _is_settled(clause, word):
            continue
        yield Remark(
            word.span,
            _("“{word}” sets no limit of degree. State a number, or list what belongs to it.", word=word.surface),
            (_fix(word),),
        )


def _degree_in(word: Word) -> Word | None:
    """Return the word of degree itself; 重点区域 is a condition whose 重点 is one."""
    if word.group == "vague-degree":
        return word
    head = word.surface[:2]
    if head not in _NAMED:
        return None
    return Word(Span(word.span.start, word.span.start + 2), head, "vague-degree", head)


def _is_settled(clause: Clause, word: Word) -> bool:
    """Tell whether the word judges nothing here: a direction, an appointment, or a class whose items are listed."""
    ahead, behind = before(clause, word.span.start), after(clause, word.span.end)
    if word.surface == "左右":
        return not _MEASURED.search(ahead)
    if _HOPED.search(ahead):
        return True
    if word.surface in _APPROXIMATE:
        return not _NUMBER.match(behind)
    if word.surface == "一定":
        return not _OF_KIND.match(behind)
    return word.surface in _NAMED and bool(_LISTED.match(behind))


def _fix(word: Word) -> Fix:
    if word.surface == "左右":
        return choose(word.span, "±【__】", _("give the tolerance: ± …"))
    if word.surface in _NAMED:
        return choose(word.span, f"{word.surface}（【__】）", _("list what belongs to it"))
    return choose(word.span, "【__】", _("put a number here"))
