"""The cases that a clause takes out: 除节假日外, 雨天除外, 节假日休息."""

from __future__ import annotations

import re

from guicheng.domain.comparison import facets, tables
from guicheng.domain.values import Span

_EXCEPT = re.compile(
    "除([^,;。除]{1,12}?)(?:之|以)?外|"
    "((?<=,)[^,;。()\\d]{2,8}、[^,;。()\\d]{1,8}?的[^,;。()、的]{1,6}|[^,;。()、的]{1,12}(?<![不无]))的?(?:除外|例外)|"
    "([^,;。()、的]{2,8})(?:休息|不营业)(?=$|[,;。)])"
)
_CASES = re.compile("(?:等?情况|等?情形|期间|时段|天气)(?:下)?$")
#: What nobody can help takes nothing out that the law would not take out anyway.
_FORCE = re.compile("不可抗力|自然灾害")
#: Facets whose cells differ from place to place, so that nothing can be taken out of them for sure.
_FUZZY = frozenset({"season"})
#: What opens the name of a condition that stands for an exception.
EXCEPTED = "除外:"
#: The same of an exception that only one of two clauses makes.
BUT = "只除:"
#: What opens the name of a condition that limits a promise to cases of which the other clause says nothing.
LIMITED = "只限:"


def cases_taken_out(plain: str) -> list[Span]:
    """Return where normalized text names cases for which it does not hold."""
    return [Span(*match.span()) for match in _EXCEPT.finditer(plain) if not match[3]]


def exceptions_of(plain: str) -> tuple[re.Match[str], ...]:
    """Return the words of normalized text that take cases out of it: 除节假日外, 雨天除外."""
    # 节假日休息 takes days out; of other things that rest nothing is known.
    return tuple(match for match in _EXCEPT.finditer(plain) if not match[3] or excepted(match))


def unnamed(match: re.Match[str]) -> str:
    """Return the cases that an exception takes out where no facet has them; "" where it only loosens."""
    said = _CASES.sub("", match[1] or match[2] or "")
    if excepted(match) or _FORCE.search(said) or any(word in said for word in tables.hedges()):
        return ""
    return said


def excepted(match: re.Match[str]) -> dict[str, int]:
    """Return the cells that an exception takes out, a mask for its one facet; {} where it is not all understood."""
    said = _CASES.sub("", match[1] or match[2] or match[3])
    found: dict[str, int] = {}
    for facet, name in facets.words().get(said, ()):
        found[facet] = found.get(facet, 0) | facets.masks(facet)[name]
    return found if len(found) == 1 and not _FUZZY & set(found) else {}
