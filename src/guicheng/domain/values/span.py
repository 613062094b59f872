"""A stretch of a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch ``[start, end)`` of a text, in code points.

    Args:
        start: First code point, counted from 0.
        end: The code point after the last one; ``start <= end``.

    Raises:
        ValueError: The stretch runs backwards or starts before the text.

    Example:
        >>> Span(2, 4).of("地面每日清扫")
        '每日'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span {self.start}–{self.end} runs backwards or starts before the text")

    def of(self, text: str) -> str:
        """Return the covered part of ``text``."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two stretches share a code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Tell whether the other stretch lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end
