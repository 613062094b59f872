"""What nobody may do for a reason beside the same done for it: 不得以欠费为由拒绝其报修, 欠费的，其报修不予受理.

A ban on an excuse names the deed by one word and the clause that does it by another; which words are for one deed is
told by ``library/likeness/excuses.tsv``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison import tables
from guicheng.domain.comparison.likeness import ALIKE, likeness, plain_content

_NEVER: Final = "不得|禁止|严禁|不准|不许|不应|不能"
#: The ban, with the reason and the deed.
_BANNED: Final = re.compile(
    f"(?:{_NEVER})(?:以|因|借口|借)(?P<why>[^,;。]{{2,20}}?)(?:为由|为借口|为理由|的?理由|而),?(?P<deed>[^,;。]{{2,24}})"
)
#: The same done in a case.
_DONE: Final = re.compile("(?P<why>[^,;。]{2,20}?)(?:的|时|期间|情况下)?,(?P<deed>[^;。]{2,30})")
#: Characters that the reason, and what is done about it, have in common at least.
_FEWEST: Final = 2


def are_excuses_banned(mine: str, theirs: str) -> bool:
    """Tell whether one clause does for a reason what the other one forbids to do for it.

    Args:
        mine: The first clause as written.
        theirs: The second clause as written.

    Example:
        >>> are_excuses_banned("不得以业主欠费为由拒绝其报修。", "业主欠费的，其报修一律不予受理。")
        True
    """
    first, second = normalize(mine), normalize(theirs)
    return _is_banned(first, second) or _is_banned(second, first)


def _is_banned(ban: str, text: str) -> bool:
    banned, done = _BANNED.search(ban), _DONE.search(text)
    if banned is None or done is None or _BANNED.search(text):
        return False
    reason = likeness(plain_content(banned["why"]), plain_content(done["why"]))
    if reason.share < ALIKE or reason.common < _FEWEST:
        return False
    return any(
        words.search(banned["deed"]) and words.search(done["deed"]) and _is_of_one_thing(words, banned, done)
        for words in _deeds()
    )


def _is_of_one_thing(words: re.Pattern[str], banned: re.Match[str], done: re.Match[str]) -> bool:
    """Tell whether what is done to is one thing: 物品搬出."""
    said = (plain_content(words.sub("", each["deed"])) for each in (banned, done))
    return likeness(*said).share >= ALIKE


@cache
def _deeds() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row[0]) for row in tables.rows_of("likeness", "excuses"))
