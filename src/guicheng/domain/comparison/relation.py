"""What is sure of two bounds."""

from __future__ import annotations

from dataclasses import dataclass

from guicheng.domain.values import Message


@dataclass(frozen=True, slots=True)
class Relation:
    """What is sure of two bounds; None stands for what depends on a fact that is not known.

    Args:
        forward: Whoever keeps the first keeps the second.
        back: Whoever keeps the second keeps the first.
        apart: Nobody can keep both.
        missing: The fact on which it depends.
    """

    forward: bool | None
    back: bool | None
    apart: bool | None = False
    missing: Message | None = None


#: Both say the same.
BOTH = Relation(forward=True, back=True)


def unknown(missing: Message) -> Relation:
    """Return the relation of bounds of which nothing is sure."""
    return Relation(None, None, None, missing)
