"""A part of a clause, between two breaks, with the words found in it."""

from __future__ import annotations

from dataclasses import dataclass

from guicheng.domain.comparison.facets import words
from guicheng.domain.comparison.vocabulary import Hit


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
