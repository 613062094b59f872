"""Names that the vocabulary knows, in place of others for the same thing: 果壳箱 is its 果皮箱, 楼道内的照明 its 楼道照明."""

from __future__ import annotations

import re
from functools import cache

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison import facets, tables
from guicheng.domain.comparison.vocabulary import shipped_vocabulary

#: What two authors put between an owner and its part, or leave out.
_LINK = re.compile("[内里上中]?的|[内里上]")
#: Length of the longest name that is looked for around a link, and fewest characters of one that links.
_AROUND, _FEWEST = 7, 3
_ROOMS = ("室", "房", "厅", "中心", "站", "间")
#: Facets of what stands in one place; seasons and people have other names for other reasons.
_THINGS = frozenset({"space", "facility"})


def worded(text: str) -> str:
    """Return a text with the names that the vocabulary knows.

    Args:
        text: A clause in one way of writing.

    Example:
        >>> worded("楼道内的照明每日检查")
        '楼道照明每日检查'
    """
    for link in reversed(list(_LINK.finditer(text))):
        if _is_one_name(text[: link.start()][-_AROUND:], text[link.end() :][:_AROUND]):
            text = text[: link.start()] + text[link.end() :]
    return _names().sub(lambda match: _known().get(match[0], match[0]), text)


def is_name(text: str) -> bool:
    """Tell whether a text is the name of a place or a thing and says nothing of it: 监控室, but not 涉及人身安全."""
    return text in facets.words() or (text in _vocabulary() and text.endswith(_ROOMS))


def _is_one_name(ahead: str, behind: str) -> bool:
    """Tell whether the vocabulary has a name that begins in one text and goes on in the other."""
    return any(
        hit.start < len(ahead) < hit.end and hit.group == "scope" and len(hit.word) >= _FEWEST
        for hit in shipped_vocabulary().hits(ahead + behind)
    )


@cache
def _names() -> re.Pattern[str]:
    """Return a pattern for all names, the longest first, so that none is found inside of another."""
    words = {normalize(word) for row in tables.alternatives("likeness", "synonyms") for word in row} | _vocabulary()
    return re.compile(
        "|".join(map(re.escape, sorted((word for word in words if len(word) > 1), key=len, reverse=True)))
    )


@cache
def _vocabulary() -> frozenset[str]:
    return shipped_vocabulary().words


@cache
def _known() -> dict[str, str]:
    """Return for each name that the vocabulary lacks one of its row that the vocabulary has."""
    found = {}
    for row in tables.alternatives("likeness", "synonyms"):
        words = [normalize(word) for word in row]
        known = next(
            (word for word in words if _THINGS & {facet for facet, _name in facets.words().get(word, ())}), None
        )
        if known:
            found.update({word: known for word in words if _lacks(word)})
    return found


def _lacks(word: str) -> bool:
    """Tell whether a word is a name that the vocabulary lacks, and none of a height: 草坪草高 is no lawn."""
    return len(word) >= _FEWEST and "高" not in word and word not in _vocabulary()
