"""Where, for whom and when a promise holds: a box with one bitmask a facet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

#: The facets of a box, in the order of its masks. Seasons are months; a day has a lit and a dark part.
FACETS = ("space", "building", "customer", "severity", "season", "day", "hour", "facility", "weather")
#: The mask of a facet that the text does not narrow; it has every bit, named or not.
_WIDTH: Final = 128
EVERY = (1 << _WIDTH) - 1
#: The highest bit of each mask, and all bits below it, where masks stand side by side.
_HIGHEST: Final = sum(1 << (_WIDTH * index + _WIDTH - 1) for index in range(len(FACETS)))
_BELOW: Final = sum((EVERY >> 1) << _WIDTH * index for index in range(len(FACETS)))


def has_cells(cells: int) -> bool:
    """Tell whether each of the masks that stand side by side in ``cells`` has a bit.

    Adding all lower bits carries into the highest bit of a mask just where one of its lower bits is set.
    """
    return ((cells & _BELOW) + _BELOW | cells) & _HIGHEST == _HIGHEST


@dataclass(frozen=True, slots=True)
class Condition:
    """A number that decides whether a promise applies, such as a power cut of more than 8 hours.

    Args:
        what: What is measured, in the clause's words.
        low: Least value for which the promise holds, in the base unit; None for no floor.
        high: Greatest value, None for no ceiling.
        low_open: Whether the least value itself is left out.
        high_open: Whether the greatest value itself is left out.
    """

    what: str
    low: float | None = None
    high: float | None = None
    low_open: bool = False
    high_open: bool = False

    def covers(self, other: Condition) -> bool:
        """Tell whether everything the other condition admits is admitted here."""
        low_fits = self.low is None or (
            other.low is not None
            and (self.low < other.low or (self.low == other.low and (other.low_open or not self.low_open)))
        )
        return low_fits and (
            self.high is None
            or (
                other.high is not None
                and (other.high < self.high or (self.high == other.high and (other.high_open or not self.high_open)))
            )
        )

    def meets(self, other: Condition) -> bool:
        """Tell whether some value is admitted by both."""
        floors = [(each.low, each.low_open) for each in (self, other) if each.low is not None]
        roofs = [(each.high, not each.high_open) for each in (self, other) if each.high is not None]
        if not floors or not roofs:
            return True
        (floor, above), (roof, up_to) = max(floors), min(roofs)
        return floor < roof or (floor == roof and up_to and not above)


@dataclass(frozen=True)
class Scope:
    """A box: the cells that lie in every mask and meet every condition.

    Args:
        masks: One bitmask a facet, in the order of ``FACETS``.
        conditions: Numeric conditions, at most one for each thing measured.
        assumed: Names of seasons whose months differ from place to place and are only assumed here.
        window: Minutes of the week in which it holds, a bit each from Monday 00:00; 0 for at any time.
    """

    masks: tuple[int, ...] = (EVERY,) * len(FACETS)
    conditions: tuple[Condition, ...] = ()
    assumed: tuple[str, ...] = ()
    window: int = 0

    @cached_property
    def cells(self) -> int:
        """The masks side by side in one number, the first lowest."""
        return int.from_bytes(b"".join([mask.to_bytes(_WIDTH // 8, "little") for mask in self.masks]), "little")

    def covers(self, other: Scope) -> bool:
        """Tell whether every cell of the other box lies in this one."""
        theirs = other.cells
        if self.cells & theirs != theirs or (self.window and (not other.window or other.window & ~self.window)):
            return False
        if not self.conditions:
            return True
        conditions = {condition.what: condition for condition in other.conditions}
        return all(mine.what in conditions and mine.covers(conditions[mine.what]) for mine in self.conditions)

    def meets(self, other: Scope) -> bool:
        """Tell whether some cell lies in both boxes."""
        if not has_cells(self.cells & other.cells) or (self.window and other.window and not self.window & other.window):
            return False
        if not self.conditions or not other.conditions:
            return True
        theirs = {condition.what: condition for condition in other.conditions}
        return all(mine.what not in theirs or mine.meets(theirs[mine.what]) for mine in self.conditions)

    def meet(self, other: Scope) -> Scope | None:
        """Return the box of the cells in both, or None where there are none."""
        if not self.meets(other):
            return None
        masks = tuple([mine & theirs for mine, theirs in zip(self.masks, other.masks, strict=True)])
        own = {condition.what for condition in self.conditions}
        extra = tuple(condition for condition in other.conditions if condition.what not in own)
        window = self.window & other.window if self.window and other.window else self.window or other.window
        return Scope(masks, self.conditions + extra, self.assumed + other.assumed, window)

    def narrowed(self, facet: str, mask: int) -> Scope:
        """Return the box cut down to ``mask`` in one facet."""
        index = FACETS.index(facet)
        masks = (*self.masks[:index], self.masks[index] & mask, *self.masks[index + 1 :])
        return replace(self, masks=masks)

    def without(self, facet: str) -> Scope:
        """Return the box with one facet left open."""
        index = FACETS.index(facet)
        return replace(self, masks=(*self.masks[:index], EVERY, *self.masks[index + 1 :]))

    def only(self, facet: str) -> Scope:
        """Return the box that one facet narrows as here, and nothing else."""
        return Scope(tuple(mask if name == facet else EVERY for name, mask in zip(FACETS, self.masks, strict=True)))

    def named(self) -> Iterator[tuple[str, int]]:
        """Yield each facet that the text narrows, with its mask."""
        return ((facet, mask) for facet, mask in zip(FACETS, self.masks, strict=True) if mask != EVERY)


#: The box that nothing narrows.
ANYWHERE = Scope()
