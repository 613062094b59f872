"""The parts of a clause, between two breaks, with the words found in each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guicheng.domain.clause import Clause
from guicheng.domain.clause.tokens import Token
from guicheng.domain.comparison.facets import words
from guicheng.domain.comparison.vocabulary import Hit
from guicheng.domain.values import Span

_SENTENCE_END = re.compile("[。;!?\n]")
#: The 工作 of 三个工作日内 names no work.
_OF_DAYS = frozenset({"工作"})
#: What turns a share round: 不满意率 is no 满意率.
_DENIALS = ("不", "未", "非")
#: Behind what an authority is for, which limits no promise to that: 房屋主管部门, 电梯监管部门.
_AUTHORITY = re.compile("(?:安全|质量|建设)?(?:行政)?(?:主管|监管|管理|监督管理|监督)(?:部门|机关|机构)")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a clause, between two breaks.

    Args:
        start: First code point.
        end: Code point after the last.
        sentence: Number of the sentence it stands in.
        hits: Words found in it, in order of place.
    """

    start: int
    end: int
    sentence: int
    hits: tuple[Hit, ...]

    def of(self, group: str) -> list[Hit]:
        """Return the longest words of one group, none inside another."""
        found = sorted((hit for hit in self.hits if hit.group == group), key=lambda hit: (hit.start, -hit.end))
        kept: list[Hit] = []
        for hit in found:
            if not kept or hit.start >= kept[-1].end:
                kept.append(hit)
        return kept


def of_severity(part: Part) -> list[Hit]:
    """Return the words of a part that say how severe something is, in order of place."""
    return [hit for hit in part.of("scope") if any(facet == "severity" for facet, _name in words()[hit.word])]


def parts_of(
    clause: Clause, plain: str, hits: Iterable[Hit], tokens: Sequence[Token], taken_out: Sequence[Span]
) -> list[Part]:
    """Return the parts of a clause, each with the words in it, but for those that only come about by chance.

    Args:
        clause: The clause, read.
        plain: Its normalized text.
        hits: The words found in it.
        tokens: Its tokens.
        taken_out: Where it names cases that it takes out.
    """
    lengths = [token for token in tokens if token.letter in "DC"]
    named = [
        hit
        for hit in hits
        if not _names_nothing(hit, plain, lengths)
        and not (hit.group == "activity" and (_is_cut(hit, tokens) or _within(hit, taken_out)))
    ]
    return [
        Part(
            promise.span.start,
            promise.span.end,
            len(_SENTENCE_END.findall(plain, 0, promise.span.start)),
            tuple([hit for hit in named if promise.span.start <= hit.start and hit.end <= promise.span.end]),
        )
        for promise in clause.promises
    ]


def _names_nothing(hit: Hit, plain: str, lengths: Sequence[Token]) -> bool:
    """Tell whether a word is one of a length, of an authority or of a denied share."""
    if hit.group == "scope":
        return _within(hit, lengths) or _AUTHORITY.match(plain, hit.end) is not None
    if hit.word in _OF_DAYS and _within(hit, lengths):
        return True
    return hit.word.endswith(("率", "度")) and plain[: hit.start].endswith(_DENIALS)


def _within(hit: Hit, spans: Iterable[Span | Token]) -> bool:
    return any(span.start <= hit.start and hit.end <= span.end for span in spans)


def _is_cut(hit: Hit, tokens: Iterable[Token]) -> bool:
    """Tell whether a word only comes about by chance: the 内审 of 以内审批 runs into the 以内 of a limit."""
    return any(t.start < hit.start < t.end < hit.end for t in tokens if t.letter != "t")
