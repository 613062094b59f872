"""The words of a clause in which characters stand that comparing left over: 涉及人身安全, not 涉身安全."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: What stands between two characters of one word at most: the 及人 of 涉及人身安全.
_BETWEEN: Final = 2
_OPEN: Final = _("Whether “{a}” and “{b}” are the same; these words were not understood.", a="", b="").text
_FEWEST: Final = 2
_NOTHING: Final = "-"
_BREAK: Final = re.compile(r"[\s,，;；。、:：]")


def in_words(found: Pairing, mine: str, theirs: str) -> Pairing:
    """Return an answer whose missing fact names words of the clauses, where it is left open what those mean.

    Args:
        found: The answer.
        mine: The first clause as written.
        theirs: The second clause as written.
    """
    told = found.missing
    if told is None or told.text != _OPEN:
        return found
    a, b = str(told.fields["a"]), str(told.fields["b"])
    if _NOTHING not in {a, b}:
        return replace(found, missing=Message(told.text, {"a": words_in(a, mine), "b": words_in(b, theirs)}))
    only = words_in(b, theirs) if a == _NOTHING else words_in(a, mine)
    return replace(found, missing=_("Whether “{a}” makes a difference; only one of the two says it.", a=only))


def words_in(over: str, text: str) -> str:
    """Return the words of a text in which characters stand, the characters themselves where it has hardly any of them.

    Args:
        over: Characters in order of place, of synonyms those of another word.
        text: The text.

    Example:
        >>> words_in("涉身安全", "涉及人身安全的投诉")
        '涉及人身安全'
    """
    wanted = set(over)
    found: list[tuple[int, int]] = []
    for place, char in enumerate(text):
        if char not in wanted:
            continue
        begin, end = found[-1] if found else (0, -_BETWEEN - 1)
        if found and place - end <= _BETWEEN and not _BREAK.search(text, end, place):
            found[-1] = (begin, place + 1)
        else:
            found.append((place, place + 1))
    words = [text[begin:end] for begin, end in found if end - begin >= _FEWEST]
    known = {char for word in words for char in word} & wanted
    return "、".join(dict.fromkeys(words)) if 2 * len(known) > len(wanted) else over
