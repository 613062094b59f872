"""A thing named together with another that stands alone in the other clause: 报修和投诉办结后回访, 投诉办结后回访.

Whoever does for both what is asked keeps the clause on the one, and not the other way. Where the vocabulary knows the
two as one activity, or only one of them, nothing but the words around 和 tells that there are two.
"""

from __future__ import annotations

import re
from typing import Final

from guicheng.domain.comparison.likeness import plain_content

#: What joins two things, but for words that only have its characters: 缓和, 参与, 及时, 以及时.
_AND: Final = re.compile(
    "(?<=[一-鿿]{2})(?:、|(?<![温缓柔调总饱共混随平内时后前起])和(?![谐解平睦缓气])|(?<![参给赋内时后前起])与(?![否会其])|以及(?!时)|"
    "(?<![以普涉触提危顾波])及(?![时格其早以]))(?=[一-鿿]{2})"
)
#: A clause whose things are not each asked for: leave for both binds less, and a sum is none of its parts.
_NOT_EACH: Final = re.compile("可以?(?!能|靠)|允许|准许|除|合计|总计|之和|共计|或|任[一选何]")
_BOUNDARY: Final = re.compile("[,;。:()]")
_HEAD: Final = 2


def named_besides(text: str, other: str) -> str:
    """Return the thing that a clause names together with one that the other clause names alone, "" where there is none.

    Args:
        text: A clause in one way of writing.
        other: The clause beside it.

    Example:
        >>> named_besides("报修和投诉办结后回访", "投诉办结后回访")
        '报修'
    """
    if _NOT_EACH.search(text):
        return ""
    for joint in _AND.finditer(text):
        first = _BOUNDARY.split(text[: joint.start()])[-1][-2 * _HEAD :]
        second = _BOUNDARY.split(text[joint.end() :])[0][: 2 * _HEAD]
        for alone, beside in _heads(first, second):
            if alone in other and _is_unknown(beside, other):
                return beside
    return ""


def _heads(first: str, second: str) -> list[tuple[str, str]]:
    """Return which of two joined words may stand alone and which beside it, told by what they do not share.

    入户维修、入户家政 and 维修工单和保洁工单 differ in the half that is not the same in both.
    """
    if first[:_HEAD] == second[:_HEAD] or first[-_HEAD:] == second[-_HEAD:]:
        half = slice(_HEAD, None) if first[:_HEAD] == second[:_HEAD] else slice(None, _HEAD)
        mine, theirs = first[half], second[half]
    else:
        mine, theirs = first[-_HEAD:], second[:_HEAD]
    return [(mine, theirs), (theirs, mine)]


def _is_unknown(word: str, text: str) -> bool:
    """Tell whether a text has no character of a word, nor the word by another name."""
    content = set(plain_content(word))
    return len(content) > 1 and not set(word) & set(text) and not content <= set(plain_content(text))
